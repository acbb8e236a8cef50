"""A numeral with what makes it a measure: the unit, the currency, the smaller part behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.annotate.numbers import numerals, units
from generator.annotate.numbers.figures import tidy
from generator.annotate.numbers.numerals import Numeral, Value
from generator.annotate.numbers.units import UnitForms
from generator.annotate.numbers.words import load

__all__ = ["Measure", "attach", "points"]

_LOWER = {"h": ("min", 60), "min": ("s", 60), "m": ("cm", 100), "s": ("cs", 100)}
_WORD = re.compile(r"\s?[^\W\d]{4}")
_PART = 24  # characters that a spelled part may take
_LEAST_PART, _CENTIMETRES = 5, 100
_FEW_POINTS = 20
_NEAR = 150
_LARGE = 1_000_000


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


def attach(text: str, numeral: Numeral, language: str) -> Measure:
    """Return the numeral with the sign before it or the unit behind it, if there is one."""
    forms = units.forms(language)
    measure = Measure(numeral.start, numeral.end, numeral.value, None, numeral)
    head = forms.before.search(text, max(0, numeral.start - 6), numeral.start)
    if head is not None:
        code = forms.money.signs.get(head.group().strip())
        if code is not None:
            scaled = _abbreviated(text, measure, forms, language)
            return replace(scaled, start=head.start(), unit=code, money=True)
    for way in (_money_sign, _symbol, _named):
        found = way(text, measure, forms, language)
        if found is not None:
            return found
    short = forms.abbreviation.match(text, numeral.end)
    attached = text[numeral.end : numeral.end + 1].isalpha()
    linked = short is not None and forms.link.match(text, short.end())
    if (
        short is not None
        and (attached or linked)
        and short.group("scale") in load(language).bare_abbreviations
    ):
        return _abbreviated(text, measure, forms, language)
    return measure


def points(text: str, measures: list[Measure], language: str, *, polled: bool) -> list[Measure]:
    """Make points those of percentage beside a share, and where the article speaks of polls (``polled``)."""
    if not polled and not any(measure.unit == "%" for measure in measures):
        return measures
    noun = units.forms(language).point
    made = []
    for measure in measures:
        match = noun.match(text, measure.end) if measure.unit is None else None
        small = not isinstance(measure.value, tuple) and abs(measure.value) < _FEW_POINTS
        near = polled or any(
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


def _abbreviated(text: str, measure: Measure, forms: UnitForms, language: str) -> Measure:
    """Multiply by a short form such as k or bn that stands at the end."""
    match = forms.abbreviation.match(text, measure.end)
    if match is None or measure.numeral.kind != "figures" or measure.numeral.scale > 1:
        return measure
    factor = load(language).abbreviations[match.group("scale")]
    numeral = replace(measure.numeral, scale=factor)
    return replace(measure, end=match.end(), value=_times(measure.value, factor), numeral=numeral)


def _money_sign(text: str, measure: Measure, forms: UnitForms, language: str) -> Measure | None:
    match = forms.sign.match(text, measure.end)
    if match is not None:
        return replace(measure, end=match.end(), unit=forms.money.signs[match.group("name")], money=True)
    match = forms.scaled_sign.match(text, measure.end)
    if match is not None and measure.numeral.kind == "figures":
        factor = load(language).abbreviations[match.group("scale")]
        numeral = replace(measure.numeral, scale=factor)
        unit = forms.money.signs[match.group("name")]
        value = _times(measure.value, factor)
        return replace(measure, end=match.end(), value=value, unit=unit, money=True, numeral=numeral)
    short = forms.abbreviation.match(text, measure.end)  # 3 Mds d'euros
    if short is not None and measure.numeral.kind == "figures" and len(short.group("scale")) > 1:
        scaled = _abbreviated(text, measure, forms, language)
        return _named(text, scaled, forms, language) or scaled
    return None


def _symbol(text: str, measure: Measure, forms: UnitForms, language: str) -> Measure | None:
    if measure.numeral.kind not in ("figures", "fraction"):
        return None
    match = forms.symbol.match(text, measure.end)
    if match is None or (
        len(match.group("name")) == 1 and match.group("name").isalpha() and not _stands(text, match)
    ):
        return None
    unit = forms.units.symbols[match.group("name")]
    found = _clock(text, replace(measure, end=match.end(), unit=unit), language)
    return None if text[found.end - 1].isalpha() and text[found.end : found.end + 1].isdigit() else found


def _stands(text: str, match: re.Match[str]) -> bool:
    """Whether a symbol of one letter stands alone: no elision, hyphen or initial."""
    return not re.match(r"['’.]\w|[-‐]\w", text[match.end() : match.end() + 2])


def _named(text: str, measure: Measure, forms: UnitForms, language: str) -> Measure | None:
    end = measure.end
    linked = measure.numeral.scale > 1 or measure.numeral.kind in (
        "fraction",
        "couple",
        "approximate",
        "indefinite",
    )
    gaps = [re.compile(r"[\s\u2010\u2011-]+")]
    if linked:
        gaps.append(forms.link)
    if measure.numeral.kind != "one":
        gaps.append(forms.filler)
    for gap in gaps:
        space = gap.match(text, end)
        match = forms.name.match(text, space.end()) if space else None
        if space is None or match is None:
            continue
        if measure.numeral.scale > 1 and space.group().strip().lower() in load(language).articles:
            continue  # half a million a day
        key = units.key(match.group("name"))
        if key in forms.large and measure.numeral.scale < _LARGE:
            continue
        factor, unit, money = forms.names[key]
        value = _times(measure.value, factor)
        found = replace(measure, end=match.end(), value=value, unit=unit, money=money)
        return found if money else _clock(text, found, language)
    return None


def _clock(text: str, measure: Measure, language: str) -> Measure:
    """Add the smaller part of a compound measure: 3 h 30, 2 heures et demie, 1 m 85."""
    forms = units.forms(language)
    if isinstance(measure.value, tuple):
        return measure
    half = forms.half_after.match(text, measure.end)
    if half is not None:
        return replace(measure, end=half.end(), value=tidy(measure.value + 0.5))
    spelled = _spelled_part(text, measure, language)
    if spelled is not None:
        return spelled
    lower = _LOWER.get(measure.unit or "")
    match = forms.smaller.match(text, measure.end) if lower else None
    if match is None or lower is None or int(match.group(1)) >= lower[1]:
        return measure
    if measure.unit == "h" and (whole := forms.seconds.match(text, match.start())):  # 2 h 15 min 25 s
        minutes, seconds_ = int(whole.group(1)), int(whole.group(2))
        return replace(
            measure, end=whole.end(), value=round(measure.value + minutes / 60 + seconds_ / 3600, 6)
        )
    end = _smaller_end(text, match, lower[0], forms)
    bare = end == match.end()
    spaced = not text[measure.end].isdigit() and _WORD.match(text, end)
    if bare and measure.unit != "h" and (spaced or len(match.group(1)) == 1):
        return measure
    return replace(measure, end=end, value=tidy(round(measure.value + int(match.group(1)) / lower[1], 4)))


def _spelled_part(text: str, measure: Measure, language: str) -> Measure | None:
    """Add centimetres in words: "un mètre cinquante", unless they count what follows."""
    if measure.unit != "m" or measure.numeral.kind == "figures" or isinstance(measure.value, tuple):
        return None
    part = next(iter(numerals.scan(text[measure.end : measure.end + _PART], language)), None)
    if part is None or part.start != 1 or part.kind != "spelled" or isinstance(part.value, tuple):
        return None
    if not _LEAST_PART <= part.value < _CENTIMETRES:
        return None
    end = measure.end + part.end
    return replace(measure, end=end, value=tidy(round(measure.value + part.value / _CENTIMETRES, 2)))


def _smaller_end(text: str, match: re.Match[str], unit: str, forms: UnitForms) -> int:
    """Return where the smaller part ends, its own unit included."""
    symbol = forms.symbol.match(text, match.end())
    if symbol is not None and forms.units.symbols[symbol.group("name")] in (unit, "m"):
        return symbol.end()
    name = forms.name.match(text, match.end() + 1)
    if name is not None and forms.names[units.key(name.group("name"))][1] == unit:
        return name.end()
    return match.end()
