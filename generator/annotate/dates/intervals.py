"""From one date to another, and lists of days."""

from __future__ import annotations

from datetime import date, timedelta

from generator.annotate.dates import reference as at
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.points import day_and_month, near_month, near_weekday
from generator.annotate.dates.setting import NotADate, Setting, day_number, lookup, year_of

__all__ = ["interval", "listed_days"]

_WEEK = 7
_CENTURY = 100


def interval(match: Match, setting: Setting) -> str | None:
    """Resolve two ends, the first without what it shares with the second: 4 to 8 May."""
    groups, words = match.groups, setting.words
    if "weekday" in groups and "day2" not in groups and "weekday2" in groups:
        return _weekday_interval(match, setting)
    end_year = year_of(match, setting, "2")
    year = year_of(match, setting)
    if "month" not in groups and "month2" not in groups:
        return _year_interval(match, year, end_year)
    month, month2 = (lookup(words.months, groups.get(name)) for name in ("month", "month2"))
    month, month2 = month or month2, month2 or month
    if month is None or month2 is None:
        raise NotADate(match.surface)
    end_year = end_year or (year if month2 >= month else None)
    if "day2" not in groups:
        return _month_interval(month, month2, year, end_year, setting)
    last = day_number(groups["day2"])
    end = date(end_year, month2, last).isoformat() if end_year else day_and_month(last, month2, setting)
    if end is None:
        return None
    final = int(end[:4])
    start = date(
        year or (final - 1 if month > month2 else final), month, day_number(groups["day"])
    ).isoformat()
    return _ordered(start, end)


def _ordered(start: str, end: str) -> str:
    if start >= end:
        raise NotADate
    return f"{start}/{end}"


def _year_interval(match: Match, year: int | None, end_year: int | None) -> str:
    if year is None:
        raise NotADate(match.surface)
    if end_year is None:
        end_year = year // _CENTURY * _CENTURY + int(match.groups["short2"])
    if not 0 < end_year - year <= 5 * _CENTURY:
        raise NotADate(match.surface)
    return f"{at.iso_year(year)}/{at.iso_year(end_year)}"


def _month_interval(
    month: int, month2: int, year: int | None, end_year: int | None, setting: Setting
) -> str | None:
    end = at.iso_month(end_year, month2) if end_year else near_month(month2, setting)
    if end is None:
        return None
    final = int(end[:4])
    return _ordered(at.iso_month(year or (final - 1 if month > month2 else final), month), end)


def _weekday_interval(match: Match, setting: Setting) -> str | None:
    first = lookup(setting.words.weekdays, match.groups["weekday"])
    second = lookup(setting.words.weekdays, match.groups["weekday2"])
    if first is None or second is None or first == second:
        raise NotADate(match.surface)
    end = near_weekday(second, setting, setting.side().value)
    if end is None:
        return None
    return f"{(end - timedelta(days=(second - first) % _WEEK)).isoformat()}/{end.isoformat()}"


def listed_days(match: Match, setting: Setting) -> str | None:
    """Resolve a list of days of one month: from the first to the last."""
    figures = [
        int(part) for part in "".join(ch if ch.isdigit() else " " for ch in match.groups["days"]).split()
    ]
    month = lookup(setting.words.months, match.groups["month"])
    if month is None or not figures:
        raise NotADate(match.surface)
    year = year_of(match, setting)
    last = max(figures)
    end = date(year, month, last).isoformat() if year else day_and_month(last, month, setting)
    return None if end is None else _ordered(f"{end[:8]}{min(figures):02d}", end)
