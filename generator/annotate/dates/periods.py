"""Seasons, quarters, decades, centuries."""

from __future__ import annotations

import calendar

from generator.annotate.dates import reference as at
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.points import calendar_date, named_month
from generator.annotate.dates.setting import NotADate, Setting, lookup, year_of

__all__ = ["century", "decade", "half_month", "part_of_year", "season"]

_CENTURY = 100
_MONTHS = 12
_ROMAN = {"I": 1, "V": 5, "X": 10}


def season(match: Match, setting: Setting) -> str | None:
    """Resolve a season to its months; the last and the next against the article."""
    first, last = setting.words.seasons[match.groups["season"].lower()]
    year = year_of(match, setting)
    if year is None:
        reference = setting.reference
        if reference is None:
            return None
        year = reference.year
        year += _years_away(first, last, reference.month or 1, setting, shifted="shift" in match.groups)
    end_year = year + (last < first)
    return f"{at.iso_month(year, first)}/{at.iso_month(end_year, last)}"


def _years_away(first: int, last: int, month: int, setting: Setting, *, shifted: bool) -> int:
    """Return how many years from the article's a season begins: the last, the next, this one by the tense."""
    side = setting.side().value
    if shifted:
        if side < 0 and month <= (last if last > first else _MONTHS):
            return -1
        return 1 if side > 0 and month >= first else 0
    if last < first and month <= last:  # in the middle of a winter
        return -1
    if side < 0 and month < first:
        return -1
    return 1 if side > 0 and month > last > first else 0


def decade(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    """Resolve the eighties to 1980/1989."""
    year = int(match.groups["decade"])
    if year < _CENTURY:
        year += 1900
    return f"{at.iso_year(year)}/{at.iso_year(year + 9)}"


def century(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    """Resolve a century to its first and last year, astronomical before our era."""
    surface = match.groups["century"].upper()
    number = int(surface) if surface.isdigit() else _roman(surface)
    if not 0 < number <= 21:  # noqa: PLR2004 - centuries that news speak of
        raise NotADate(match.surface)
    if "bce" in match.groups:  # astronomical years: 1 BCE is 0
        return f"{at.iso_year(1 - number * _CENTURY)}/{at.iso_year(-(number - 1) * _CENTURY)}"
    return f"{at.iso_year((number - 1) * _CENTURY + 1)}/{at.iso_year(number * _CENTURY)}"


def _roman(surface: str) -> int:
    total = 0
    for letter, following in zip(surface, [*surface[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if following and value < _ROMAN[following] else value
    return total


def half_month(match: Match, setting: Setting) -> str | None:
    """Resolve the first or the second fortnight of a month."""
    value = named_month(match, setting) if "year" not in match.groups else calendar_date(match, setting)
    if value is None:
        return None
    year, month = (int(part) for part in value.split("-"))
    if lookup(setting.words.ordinals, match.groups["half"]) == 1:
        return f"{value}-01/{value}-15"
    return f"{value}-16/{value}-{calendar.monthrange(year, month)[1]:02d}"


def part_of_year(match: Match, setting: Setting, length: int) -> str:
    """Resolve a quarter or a half of a year, ``length`` months long."""
    order = lookup(setting.words.ordinals, match.groups["ordinal"])
    if order is None or order * length > 12:  # noqa: PLR2004 - months in a year
        raise NotADate(match.surface)
    year = int(match.groups["year"])
    return f"{at.iso_month(year, (order - 1) * length + 1)}/{at.iso_month(year, order * length)}"
