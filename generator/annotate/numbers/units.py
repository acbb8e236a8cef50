"""Units and currencies: signs, symbols and names, and the plain symbols and ISO 4217 codes they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name

from generator import lexicon
from generator.annotate.numbers.words import alternatives, load

__all__ = [
    "LENGTHS",
    "UnitForms",
    "follows",
    "forms",
    "homes",
    "hours",
    "is_time",
    "key",
    "seconds",
    "speaks_of_polls",
]

_BOUNDARY = r"(?![\w])"
LENGTHS = frozenset({"m", "km", "cm", "mm", "mi", "nmi", "ft", "yd", "ly", "in"})


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
class UnitForms:
    """How the units and currencies of a language stand beside a number."""

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


def key(name: str) -> str:
    """Return the name of a unit as the table of names holds it."""
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
def forms(language: str) -> UnitForms:
    """Return the forms of a language."""
    units = lexicon.read(language, "units", _UnitWords)
    money = lexicon.read(language, "currencies", _MoneyWords)
    words = load(language)
    names: dict[str, tuple[float, str, bool]] = {}
    for name, code in (_cldr_currencies(language) | money.names).items():
        names[key(name)] = (1, code, True)
    for name, code in money.hundredths.items():
        names[key(name)] = (0.01, code, True)
    for name, (factor, unit) in units.multiples.items():
        names[key(name)] = (factor, unit, False)
    large = frozenset(key(name) for name in money.only_large)
    for name, unit in units.names.items():
        if key(name) not in large:
            names[key(name)] = (1, unit, False)
    spelled = alternatives(list(names)).replace(r"\s+", r"[\s\u2010\u2011-]+")
    signs = alternatives(money.signs)  # type: ignore[arg-type]
    short = alternatives(words.abbreviations)
    ends = r"(?:(?<=\W)|(?!\w))"
    return UnitForms(
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
        point=re.compile(rf"[\s-](?:{alternatives(words.point_nouns)})(?!\w)", re.IGNORECASE),
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
    words = forms(language)
    return any(form.match(text, offset) for form in (words.sign, words.symbol, words.multiplier))


def is_time(word: str, language: str) -> bool:
    """Whether a word names a unit of time."""
    return seconds(forms(language).units.names.get(word), language) is not None


@cache
def hours(language: str) -> str:
    """Return a regular expression for the names and symbols of the hour."""
    return _of_unit(forms(language).units, "h")


def _of_unit(words: _UnitWords, symbol: str) -> str:
    tables = (words.symbols, words.names)
    return alternatives([name for table in tables for name, unit in table.items() if unit == symbol])


def seconds(unit: str | None, language: str) -> int | None:
    """Return the length of a unit of time in seconds, None for other units."""
    return forms(language).units.durations.get(unit or "")


@cache
def _polls(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(load(language).poll_words)})(?!\w)", re.IGNORECASE)


def speaks_of_polls(text: str, language: str) -> bool:
    """Whether an article is about votes and polls, whose points are points of percentage."""
    return bool(_polls(language).search(text))


@cache
def homes(opening: str, language: str) -> dict[str, str]:
    """Return what shared names (dollars, crowns) mean in an article, by the places its opening names."""
    found = {}
    for shared, places in forms(language).money.homes.items():
        here = (
            code
            for code, names in places.items()
            if re.search(rf"(?<!\w)(?:{alternatives(names)})(?!\w)", opening)
        )
        found[shared] = next(here, next(iter(places)))
    return found
