"""Dates counted from the article's or from the one named before."""

from __future__ import annotations

from datetime import date, timedelta

from generator.annotate.dates import reference as at
from generator.annotate.dates.lexicon import DateWords
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.points import calendar_date, near_weekday
from generator.annotate.dates.reference import Reference
from generator.annotate.dates.setting import NotADate, Setting, lookup, year_of
from generator.annotate.numbers import numerals

__all__ = ["ago", "anaphora", "counted", "first", "last", "named_weekday"]

_WEEK = 7
_THURSDAY = 3
_MONTHS = 12
_CENTURY = 100
_CALENDAR = 5000  # units away from the article that a calendar still reaches


def named_weekday(match: Match, setting: Setting) -> str | None:
    """Resolve a weekday to the day near the article that the words and the tense point to."""
    weekday = lookup(setting.words.weekdays, match.groups["weekday"])
    if weekday is None:
        raise NotADate(match.surface)
    if "day" in match.groups:
        return calendar_date(match, setting)
    if setting.reference is None or setting.reference.date is None:
        return None
    if match.this:
        found = _this_weekday(weekday, setting)
    elif "shift" in match.groups:
        shift = setting.side().value
        step = (weekday - setting.reference.date.weekday()) % _WEEK or _WEEK
        found = setting.reference.date + timedelta(
            days=step if shift > 0 else step - _WEEK if step < _WEEK else -_WEEK
        )
    else:
        side = setting.side()
        near = near_weekday(weekday, setting, side.value)
        if near is None:
            return None
        found = near
    return (found + timedelta(weeks=match.offset)).isoformat()


def _this_weekday(weekday: int, setting: Setting) -> date:
    """Return the day meant by "this Monday": the article's, yesterday's, else by the tense."""
    origin = setting.reference.date if setting.reference else None
    if origin is None:
        raise NotADate
    back = (origin.weekday() - weekday) % _WEEK
    if back <= 1:
        return origin - timedelta(days=back)
    side = setting.side().value
    return origin - timedelta(days=back) if side < 0 else origin + timedelta(days=_WEEK - back)


def counted(match: Match, setting: Setting) -> str | None:
    """Resolve yesterday, this week, last year."""
    reference, offset = setting.reference, match.offset
    if reference is None:
        return None
    if match.unit == "weekend" and not offset and reference.date is not None:
        early = reference.date.weekday() <= _THURSDAY
        offset -= early and setting.side().value < 0  # said on a Tuesday of what happened
    return _offset(match.unit, offset, reference, setting.words)


def _offset(unit: str | None, offset: int, reference: Reference, words: DateWords) -> str | None:
    if unit == "day":
        return reference.shifted_day(offset)
    if unit == "month":
        return reference.shifted_month(offset)
    if unit == "year":
        return reference.shifted_year(offset)
    if unit in ("decade", "century"):
        return reference.shifted_year(offset * (10 if unit == "decade" else _CENTURY))
    if unit == "fortnight":
        return reference.shifted_day(2 * _WEEK * offset)
    if reference.date is None:
        return None
    monday = reference.date - timedelta(days=reference.date.weekday()) + timedelta(weeks=offset)
    if unit == "weekend":
        saturday = monday + timedelta(days=5)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
    if words.whole_weeks == "iso":
        return at.iso_week(monday)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _count(match: Match, setting: Setting) -> int:
    value = numerals.read(match.groups["n"], setting.language)
    if value is None or value != int(value):
        raise NotADate(match.surface)
    return int(value)


def _unit(match: Match, setting: Setting) -> str:
    surface = match.groups["unit"].lower()
    return setting.words.units[surface]


def ago(match: Match, setting: Setting) -> str | None:
    """Resolve "three weeks ago" as precisely as its unit."""
    if setting.reference is None:
        return None
    unit, count = _unit(match, setting), _count(match, setting)
    if count > _CALENDAR:
        raise NotADate(match.surface)  # a million years ago
    if unit == "week":
        return setting.reference.shifted_day(_WEEK * count * match.offset)
    return _offset(unit, count * match.offset, setting.reference, setting.words)


def last(match: Match, setting: Setting) -> str | None:
    """Resolve "the last three years": whole periods that ended before the article's."""
    unit, count, reference = _unit(match, setting), _count(match, setting), setting.reference
    if unit not in ("month", "year"):
        raise NotADate(match.surface)
    if reference is None:
        return None
    start = _offset(unit, -count, reference, setting.words)
    end = _offset(unit, -1, reference, setting.words)
    return None if start is None or end is None else f"{start}/{end}" if start != end else start


def first(match: Match, setting: Setting) -> str | None:
    """Resolve "the first eight months of the year"."""
    year = year_of(match, setting) or year_of(match, setting, "2")
    year = year or (setting.reference.year if setting.reference else None)
    count = _count(match, setting) if "n" in match.groups else 1
    if year is None:
        return None
    return (
        f"{at.iso_month(year, 1)}/{at.iso_month(year, count)}"
        if 1 < count <= _MONTHS
        else at.iso_month(year, 1)
    )


def anaphora(match: Match, setting: Setting) -> str | None:
    """Resolve "that day" by the date named before it."""
    before = at.parse((setting.previous or "").split("/")[0]) or None
    if before is None:
        return None
    return _offset(match.unit, match.offset, before, setting.words)
