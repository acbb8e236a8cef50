"""Dates that name a day, a month or a year, and weekdays near the article's."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from generator.annotate.dates import reference as at
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.reference import Reference
from generator.annotate.dates.setting import NotADate, Setting, day_number, lookup, year_of

__all__ = [
    "calendar_date",
    "day_and_month",
    "iso",
    "named_month",
    "near_month",
    "near_weekday",
    "numeric",
    "plain_year",
]

_WEEK = 7
_NEAR_DAYS = 45  # this close to the article, the nearest year is right whatever the tense
_NEAR_MONTHS = 3  # a month so shortly past is seldom the next year's
_HALF_YEAR = 6
_CENTURY = 100
_SHORT_YEAR_PIVOT = 70  # 5.7.12 is 2012, 5.7.85 is 1985


def calendar_date(match: Match, setting: Setting) -> str | None:
    """Resolve a day, month or year that is named, completing what is left out."""
    groups, words = match.groups, setting.words
    month = lookup(words.months, groups.get("month"))
    year = year_of(match, setting)
    if "day" not in groups:
        return _month_or_year(match, setting, month, year)
    day = day_number(groups["day"])
    weekday = lookup(words.weekdays, groups.get("weekday"))
    if month is None:
        return _weekday_and_day(day, weekday, setting)
    if year is not None:
        return date(year, month, day).isoformat()
    return day_and_month(day, month, setting, shifted="shift" in groups)


def _month_or_year(match: Match, setting: Setting, month: int | None, year: int | None) -> str | None:
    if month is None:
        if year is None:
            raise NotADate(match.surface)
        return at.iso_year(year)
    if year is not None:
        return at.iso_month(year, month)
    if "shift" in match.groups:
        return _shifted_month(month, setting.side().value, setting.reference)
    return near_month(month, setting)


def _shifted_month(month: int, side: int, reference: Reference | None) -> str | None:
    """Resolve the last or the next month of that name, never the article's own."""
    if reference is None or reference.month is None:
        return None
    beyond = reference.month >= month if side > 0 else reference.month <= month
    return at.iso_month(reference.year + (side if beyond else 0), month)


def _sure_side(setting: Setting) -> int:
    """Return the side that the words give; an unsure future is none, as the present speaks of both."""
    side = setting.side()
    return side.value if side.sure or side.value < 0 else 0


def near_month(month: int, setting: Setting) -> str | None:
    """Resolve the name of a month to the one near the article, by the tense where it is far."""
    reference = setting.reference
    if reference is None or reference.month is None:
        return at.iso_month(reference.year, month) if reference else None
    year, ahead = reference.year, month - reference.month
    side = _sure_side(setting)
    if side < 0 and ahead > 1:
        year -= 1
    elif side > 0 and ahead < -_NEAR_MONTHS:
        year += 1
    elif side == 0 and abs(ahead) > _HALF_YEAR:
        year += 1 if ahead < 0 else -1
    return at.iso_month(year, month)


def day_and_month(day: int, month: int, setting: Setting, *, shifted: bool = False) -> str | None:
    """Resolve a day without a year to the nearest one, by the tense where it is far."""
    reference = setting.reference
    if day > calendar.monthrange(2000, month)[1]:  # a leap year: 29 February exists
        raise NotADate
    if reference is None:
        return None
    origin = reference.date
    if origin is None:
        return _in_year(reference.year, month, day)
    years = [year for year in range(origin.year - 8, origin.year + 9) if _exists(year, month, day)]
    days = [date(year, month, day) for year in years]
    nearest = min(days, key=lambda each: abs((each - origin).days))
    side = _sure_side(setting)
    if not shifted and abs((nearest - origin).days) <= _NEAR_DAYS:
        return nearest.isoformat()
    if side < 0:
        return max(each for each in days if each <= origin).isoformat()
    if side > 0:
        return min(each for each in days if each >= origin).isoformat()
    return nearest.isoformat()


def _exists(year: int, month: int, day: int) -> bool:
    return day <= calendar.monthrange(year, month)[1]


def _in_year(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat()


def _weekday_and_day(day: int, weekday: int | None, setting: Setting) -> str | None:
    """Resolve "Monday 6": the nearest month in which they agree."""
    reference = setting.reference
    if reference is None or weekday is None:
        raise NotADate
    if reference.date is None:
        return None
    fits = []
    for distance in range(-2, 3):
        year, month = at.add_months(reference.year, reference.date.month, distance)
        if _exists(year, month, day) and date(year, month, day).weekday() == weekday:
            fits.append(date(year, month, day))
    if not fits:
        raise NotADate
    return min(fits, key=lambda each: abs((each - reference.date).days)).isoformat()  # type: ignore[operator]


def named_month(match: Match, setting: Setting) -> str | None:
    """Resolve a month on its own."""
    month = lookup(setting.words.months, match.groups["month"])
    if month is None:
        raise NotADate(match.surface)
    if match.this and setting.reference:
        return at.iso_month(setting.reference.year, month)
    return near_month(month, setting)


def plain_year(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    """Resolve a year on its own."""
    return at.iso_year(int(match.groups["year"]))


def numeric(match: Match, setting: Setting) -> str | None:
    """Resolve 05/07/2012 in the language's order, the other one where only that is possible."""
    figures = [
        int(part) for part in match.surface.replace("/", " ").replace(".", " ").replace("-", " ").split()
    ]
    first, second, year = figures
    day, month = (first, second) if setting.words.day_first else (second, first)
    if month > 12 >= day:  # noqa: PLR2004 - months in a year; only one order is possible
        day, month = month, day
    if year < _CENTURY:
        year += 2000 if year < _SHORT_YEAR_PIVOT else 1900
    return date(year, month, day).isoformat()


def iso(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    """Check a date that is already in ISO 8601."""
    return date.fromisoformat(match.surface).isoformat()


def near_weekday(weekday: int, setting: Setting, side: int) -> date | None:
    """Return the last such day up to the article's (the default) or the next from it on."""
    origin = setting.reference.date if setting.reference else None
    if origin is None:
        return None
    if side > 0:
        return origin + timedelta(days=(weekday - origin.weekday()) % _WEEK)
    return origin - timedelta(days=(origin.weekday() - weekday) % _WEEK)
