"""Units and money around a numeral: signs, symbols and names to plain symbols and ISO 4217 codes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name

from generator import lexicon
from generator.annotate.numbers.numerals import Numeral, Value, tidy
from generator.annotate.numbers.words import alternatives, load

__all__ = ["LENGTHS", "Measure", "attach", "follows", "homes", "hours", "is_time", "points", "seconds"]

_BOUNDARY = r"(?![\w])"
_LARGE = 1_000_000
LENGTHS = frozenset({"m", "km", "cm", "mm", "mi", "nmi", "ft", "yd", "ly", "in"})
_LOWER = {"h": ("min", 60), "min": ("s", 60), "m": ("cm", 100), "s": ("cs", 100)}
_WORD = re.compile(r"\s?[^\W\d]{4}")
_FEW_POINTS = 20
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _UnitWords:
    """``lexicons/<language>/units.toml``."""

    symbols: dict[str, str]
    names: dict[str, str]
    durations: dict[str, int]
    multiples: dict[str, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class _MoneyWords:
    """``lexicons/<language>/currencies.toml``."""

    before: list[str]
    only_large: list[str]
    signs: dict[str, str]
    names: dict[str, str]
    hundredths: dict[str, str]
    homes: dict[str, dict[str, list[str]]]  # of a shared unit, the usual currency first: their places


@dataclass(frozen=True, slots=True)
class Measure:
    """A numeral with its unit: what is marked in the text."""

    start: int
    end: int
    value: Value
    unit: str | None
    numeral: Numeral
    money: bool = False
    shared: bool = False  # the unit was taken over from a neighbour
    joined: str = ""  # rule that made one of two numerals: range, score, ratio


@dataclass(frozen=True, slots=True)
class _Grammar:
    units: _UnitWords
    money: _MoneyWords
    before: re.Pattern[str]
    sign: re.Pattern[str]
    scaled_sign: re.Pattern[str]
    abbreviation: re.Pattern[str]
    symbol: re.Pattern[str]
    name: re.Pattern[str]
    link: re.Pattern[str]
    filler: re.Pattern[str]
    half_after: re.Pattern[str]
    point: re.Pattern[str]
    multiplier: re.Pattern[str]
    smaller: re.Pattern[str]
    seconds: re.Pattern[str]
    names: dict[str, tuple[float, str, bool]]  # factor, unit, money
    large: frozenset[str]


def _key(name: str) -> str:
    return re.sub(r"[\s\u2010\u2011-]+", " ", name.replace("’", "'")).lower()


def _cldr_currencies(language: str) -> dict[str, str]:
    """Return the names of currencies that name their country as well, from CLDR."""
    names: dict[str, str] = {}
    for code in sorted(Locale(language).currencies):
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale=language)
            if " " in name and "(" not in name:
                names.setdefault(name, code)
    return names


@cache
def _grammar(language: str) -> _Grammar:
    units = lexicon.read(language, "units", _UnitWords)
    money = lexicon.read(language, "currencies", _MoneyWords)
    words = load(language)
    names: dict[str, tuple[float, str, bool]] = {}
    for name, code in (_cldr_currencies(language) | money.names).items():
        names[_key(name)] = (1, code, True)
    for name, code in money.hundredths.items():
        names[_key(name)] = (0.01, code, True)
    for name, (factor, unit) in units.multiples.items():
        names[_key(name)] = (factor, unit, False)
    large = frozenset(_key(name) for name in money.only_large)
    for name, unit in units.names.items():
        if _key(name) not in large:
            names[_key(name)] = (1, unit, False)
    spelled = alternatives(list(names)).replace(r"\s+", r"[\s\u2010\u2011-]+")
    signs = alternatives(money.signs)  # type: ignore[arg-type]
    short = alternatives(words.abbreviations)
    ends = r"(?:(?<=\W)|(?!\w))"
    return _Grammar(
        units=units,
        money=money,
        before=re.compile(rf"(?:(?<!\w)(?:{alternatives(money.before)}))\s?$"),
        sign=re.compile(rf"\s?(?P<name>{signs}){ends}"),
        scaled_sign=re.compile(rf"\s?(?P<scale>{short})\s?(?P<name>{signs}){ends}"),
        abbreviation=re.compile(rf"\s?(?P<scale>{short}){_BOUNDARY}"),
        symbol=re.compile(rf"(?P<space>\s?)(?P<name>{alternatives(units.symbols)})(?:(?<=\W)|(?![^\W\d]))"),  # type: ignore[arg-type]
        name=re.compile(rf"(?P<name>{spelled}){_BOUNDARY}", re.IGNORECASE),
        link=re.compile(rf"\s+(?:{alternatives(words.of)})(?:(?<=['’])|\s+)", re.IGNORECASE),
        filler=re.compile(rf"\s+(?:(?:{alternatives(words.fillers)})\s+){{1,2}}", re.IGNORECASE),
        half_after=re.compile(rf"\s+(?:{alternatives(words.half_after)}){_BOUNDARY}", re.IGNORECASE),
        point=re.compile(rf"\s(?:{alternatives(words.point_nouns)})(?!\w)", re.IGNORECASE),
        multiplier=re.compile(rf"\s(?:{alternatives(words.scales)}){_BOUNDARY}", re.IGNORECASE),
        smaller=re.compile(rf"\s?(?:(?:{alternatives(words.ands)})\s)?(\d{{1,2}})(?!\d|[.,]\d)"),
        seconds=re.compile(
            rf"\s?(\d{{1,2}})\s?(?:{_of_unit(units, 'min')})\s?(?:(?:{alternatives(words.ands)})\s)?"
            rf"(\d{{1,2}})(?:[.,]\d+)?\s?(?:{_of_unit(units, 's')}){_BOUNDARY}"
        ),
        names=names,
        large=large,
    )


def follows(text: str, offset: int, language: str) -> bool:
    """Whether a sign, a unit or a multiplier word stands at an offset, after a number."""
    grammar = _grammar(language)
    return any(form.match(text, offset) for form in (grammar.sign, grammar.symbol, grammar.multiplier))


def is_time(word: str, language: str) -> bool:
    """Whether a word names a unit of time."""
    return seconds(_grammar(language).units.names.get(word), language) is not None


@cache
def hours(language: str) -> str:
    """Return a regular expression for the names and symbols of the hour."""
    return _of_unit(_grammar(language).units, "h")


def _of_unit(words: _UnitWords, symbol: str) -> str:
    tables = (words.symbols, words.names)
    return alternatives([name for table in tables for name, unit in table.items() if unit == symbol])


def seconds(unit: str | None, language: str) -> int | None:
    """Return the length of a unit of time in seconds, None for other units."""
    return _grammar(language).units.durations.get(unit or "")


@cache
def homes(opening: str, language: str) -> dict[str, str]:
    """Return what shared names (dollars, crowns) mean in an article, by the places its opening names."""
    found = {}
    for shared, places in _grammar(language).money.homes.items():
        here = (
            code
            for code, names in places.items()
            if re.search(rf"(?<!\w)(?:{alternatives(names)})(?!\w)", opening)
        )
        found[shared] = next(here, next(iter(places)))
    return found


def attach(text: str, numeral: Numeral, language: str) -> Measure:
    """Return the numeral with the sign before it or the unit behind it, if there is one."""
    grammar = _grammar(language)
    measure = Measure(numeral.start, numeral.end, numeral.value, None, numeral)
    head = grammar.before.search(text, max(0, numeral.start - 6), numeral.start)
    if head is not None:
        code = grammar.money.signs.get(head.group().strip())
        if code is not None:
            scaled = _abbreviated(text, measure, grammar, language)
            return replace(scaled, start=head.start(), unit=code, money=True)
    for way in (_money_sign, _symbol, _named):
        found = way(text, measure, grammar, language)
        if found is not None:
            return found
    short = grammar.abbreviation.match(text, numeral.end)
    attached = text[numeral.end : numeral.end + 1].isalpha()
    linked = short is not None and grammar.link.match(text, short.end())
    if (
        short is not None
        and (attached or linked)
        and short.group("scale") in load(language).bare_abbreviations
    ):
        return _abbreviated(text, measure, grammar, language)
    return measure


def points(text: str, measures: list[Measure], language: str) -> list[Measure]:
    """Make points beside a share points of percentage: "a reculé de 0,3 point à 7,1 %"."""
    if not any(measure.unit == "%" for measure in measures):
        return measures
    noun = _grammar(language).point
    made = []
    for measure in measures:
        match = noun.match(text, measure.end) if measure.unit is None else None
        small = not isinstance(measure.value, tuple) and abs(measure.value) < _FEW_POINTS
        near = match and any(
            other.unit == "%" and abs(other.start - measure.end) < _NEAR for other in measures
        )
        made.append(replace(measure, end=match.end(), unit="pp") if match and small and near else measure)
    return made


def _times(value: Value, factor: float) -> Value:
    if factor == 1:
        return value
    if isinstance(value, tuple):
        low, high = value
        return (tidy(low * factor), None if high is None else tidy(high * factor))
    return tidy(value * factor)


def _abbreviated(text: str, measure: Measure, grammar: _Grammar, language: str) -> Measure:
    """Multiply by a short form such as k or bn that stands at the end."""
    match = grammar.abbreviation.match(text, measure.end)
    if match is None or measure.numeral.kind != "figures" or measure.numeral.scale > 1:
        return measure
    factor = load(language).abbreviations[match.group("scale")]
    numeral = replace(measure.numeral, scale=factor)
    return replace(measure, end=match.end(), value=_times(measure.value, factor), numeral=numeral)


def _money_sign(text: str, measure: Measure, grammar: _Grammar, language: str) -> Measure | None:
    match = grammar.sign.match(text, measure.end)
    if match is not None:
        return replace(measure, end=match.end(), unit=grammar.money.signs[match.group("name")], money=True)
    match = grammar.scaled_sign.match(text, measure.end)
    if match is not None and measure.numeral.kind == "figures":
        factor = load(language).abbreviations[match.group("scale")]
        numeral = replace(measure.numeral, scale=factor)
        unit = grammar.money.signs[match.group("name")]
        value = _times(measure.value, factor)
        return replace(measure, end=match.end(), value=value, unit=unit, money=True, numeral=numeral)
    short = grammar.abbreviation.match(text, measure.end)  # 3 Mds d'euros
    if short is not None and measure.numeral.kind == "figures" and len(short.group("scale")) > 1:
        scaled = _abbreviated(text, measure, grammar, language)
        return _named(text, scaled, grammar, language) or scaled
    return None


def _symbol(text: str, measure: Measure, grammar: _Grammar, language: str) -> Measure | None:
    if measure.numeral.kind not in ("figures", "fraction"):
        return None
    match = grammar.symbol.match(text, measure.end)
    if match is None or (
        len(match.group("name")) == 1 and match.group("name").isalpha() and not _stands(text, match)
    ):
        return None
    unit = grammar.units.symbols[match.group("name")]
    found = _clock(text, replace(measure, end=match.end(), unit=unit), language)
    return None if text[found.end - 1].isalpha() and text[found.end : found.end + 1].isdigit() else found


def _stands(text: str, match: re.Match[str]) -> bool:
    """Whether a symbol of one letter stands alone: no elision, hyphen or initial."""
    return not re.match(r"['’.]\w|[-‐]\w", text[match.end() : match.end() + 2])


def _named(text: str, measure: Measure, grammar: _Grammar, language: str) -> Measure | None:
    end = measure.end
    linked = measure.numeral.scale > 1 or measure.numeral.kind in (
        "fraction",
        "couple",
        "approximate",
        "indefinite",
    )
    gaps = [re.compile(r"[\s\u2010\u2011-]+")]
    if linked:
        gaps.append(grammar.link)
    if measure.numeral.kind != "one":
        gaps.append(grammar.filler)
    for gap in gaps:
        space = gap.match(text, end)
        match = grammar.name.match(text, space.end()) if space else None
        if space is None or match is None:
            continue
        if measure.numeral.scale > 1 and space.group().strip().lower() in load(language).articles:
            continue  # half a million a day
        key = _key(match.group("name"))
        if key in grammar.large and measure.numeral.scale < _LARGE:
            continue
        factor, unit, money = grammar.names[key]
        value = _times(measure.value, factor)
        found = replace(measure, end=match.end(), value=value, unit=unit, money=money)
        return found if money else _clock(text, found, language)
    return None


def _clock(text: str, measure: Measure, language: str) -> Measure:
    """Add the smaller part of a compound measure: 3 h 30, 2 heures et demie, 1 m 85."""
    grammar = _grammar(language)
    if isinstance(measure.value, tuple):
        return measure
    half = grammar.half_after.match(text, measure.end)
    if half is not None:
        return replace(measure, end=half.end(), value=tidy(measure.value + 0.5))
    lower = _LOWER.get(measure.unit or "")
    match = grammar.smaller.match(text, measure.end) if lower else None
    if match is None or lower is None or int(match.group(1)) >= lower[1]:
        return measure
    if measure.unit == "h" and (whole := grammar.seconds.match(text, match.start())):  # 2 h 15 min 25 s
        minutes, seconds_ = int(whole.group(1)), int(whole.group(2))
        return replace(
            measure, end=whole.end(), value=round(measure.value + minutes / 60 + seconds_ / 3600, 6)
        )
    end = _smaller_end(text, match, lower[0], grammar)
    bare = end == match.end()
    spaced = not text[measure.end].isdigit() and _WORD.match(text, end)
    if bare and measure.unit != "h" and (spaced or len(match.group(1)) == 1):
        return measure
    return replace(measure, end=end, value=tidy(round(measure.value + int(match.group(1)) / lower[1], 4)))


def _smaller_end(text: str, match: re.Match[str], unit: str, grammar: _Grammar) -> int:
    """Return where the smaller part ends, its own unit included."""
    symbol = grammar.symbol.match(text, match.end())
    if symbol is not None and grammar.units.symbols[symbol.group("name")] in (unit, "m"):
        return symbol.end()
    name = grammar.name.match(text, match.end() + 1)
    if name is not None and grammar.names[_key(name.group("name"))][1] == unit:
        return name.end()
    return match.end()
