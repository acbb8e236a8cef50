"""From a matched expression to ISO 8601, against the article's date."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.annotate.dates import reference as at
from generator.annotate.dates.context import Side
from generator.annotate.dates.lexicon import DateWords, Kind
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.reference import Reference
from generator.annotate.numbers import words as number_words

__all__ = ["NotADate", "Setting", "resolve"]

_WEEK = 7
_NEAR_DAYS = 45  # this close to the article, the nearest year is right whatever the tense
_NEAR_MONTHS = 3
_CENTURY = 100
_SHORT_YEAR_PIVOT = 70  # 5.7.12 is 2012, 5.7.85 is 1985
_ROMAN = {"I": 1, "V": 5, "X": 10}


class NotADate(Exception):  # noqa: N818 - tells that a match is something else, no failure
    """The words that matched do not form a date."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value depends on besides the words: the article, the date named before, the tense."""

    reference: Reference | None
    previous: str | None
    words: DateWords
    language: str
    side: Callable[[], Side]
    weekdays: Mapping[int, str]  # days of this article that a weekday was resolved to


def resolve(match: Match, setting: Setting) -> str | None:
    """Return the ISO 8601 value, None where the article's date is needed and not known so precisely.

    Raises NotADate where the words cannot be a date (a 31 June, a weekday that is not that day).
    """
    try:
        return _RESOLVERS[match.kind](match, setting)
    except (ValueError, OverflowError) as error:
        raise NotADate(match.surface) from error


def _lookup(table: dict[str, int], surface: str | None) -> int | None:
    if surface is None:
        return None
    plain = " ".join(surface.split()).replace("’", "'")
    for key, value in table.items():
        if key.replace("’", "'").lower() == plain.lower():
            return value
    return None


def _day_number(surface: str) -> int:
    figures = "".join(ch for ch in surface if ch.isdigit())
    return int(figures) if figures else 1  # the only day that is spelled is the first


# ---- calendar dates


def _year_of(match: Match, setting: Setting, suffix: str = "") -> int | None:
    if surface := match.groups.get("year" + suffix):
        return int(surface)
    distance = _lookup(setting.words.yearly, match.groups.get("yearly"))
    if distance is not None and setting.reference:
        return setting.reference.year + distance
    return None


def _calendar(match: Match, setting: Setting) -> str | None:
    groups, words = match.groups, setting.words
    month = _lookup(words.months, groups.get("month"))
    year = _year_of(match, setting)
    if "day" not in groups:
        return _month_or_year(match, setting, month, year)
    day = _day_number(groups["day"])
    weekday = _lookup(words.weekdays, groups.get("weekday"))
    if month is None:
        return _weekday_and_day(day, weekday, setting)
    if year is not None:
        return date(year, month, day).isoformat()
    return _day_and_month(day, month, setting, shifted="shift" in groups)


def _month_or_year(match: Match, setting: Setting, month: int | None, year: int | None) -> str | None:
    if month is None:
        if year is None:
            raise NotADate(match.surface)
        return at.iso_year(year)
    if year is not None:
        return at.iso_month(year, month)
    if "shift" in match.groups:
        return _shifted_month(month, setting.side().value, setting.reference)
    return _near_month(month, setting)


def _shifted_month(month: int, side: int, reference: Reference | None) -> str | None:
    """Resolve the last or the next month of that name, never the article's own."""
    if reference is None or reference.month is None:
        return None
    beyond = reference.month >= month if side > 0 else reference.month <= month
    return at.iso_month(reference.year + (side if beyond else 0), month)


def _near_month(month: int, setting: Setting) -> str | None:
    reference = setting.reference
    if reference is None or reference.month is None:
        return at.iso_month(reference.year, month) if reference else None
    year = reference.year
    if abs(month - reference.month) > _NEAR_MONTHS:
        side = setting.side().value
        if side < 0 < month - reference.month:
            year -= 1
        elif side > 0 > month - reference.month:
            year += 1
        elif side == 0 and abs(month - reference.month) > 6:  # noqa: PLR2004 - half a year
            year += 1 if month < reference.month else -1
    return at.iso_month(year, month)


def _day_and_month(day: int, month: int, setting: Setting, *, shifted: bool = False) -> str | None:
    reference = setting.reference
    if day > months.monthrange(2000, month)[1]:  # a leap year: 29 February exists
        raise NotADate
    if reference is None:
        return None
    origin = reference.date
    if origin is None:
        return _in_year(reference.year, month, day)
    years = [year for year in range(origin.year - 8, origin.year + 9) if _exists(year, month, day)]
    days = [date(year, month, day) for year in years]
    nearest = min(days, key=lambda each: abs((each - origin).days))
    side = setting.side().value
    if not shifted and abs((nearest - origin).days) <= _NEAR_DAYS:
        return nearest.isoformat()
    if side < 0:
        return max(each for each in days if each <= origin).isoformat()
    if side > 0:
        return min(each for each in days if each >= origin).isoformat()
    return nearest.isoformat()


def _exists(year: int, month: int, day: int) -> bool:
    return day <= months.monthrange(year, month)[1]


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


def _month(match: Match, setting: Setting) -> str | None:
    month = _lookup(setting.words.months, match.groups["month"])
    if month is None:
        raise NotADate(match.surface)
    if match.this and setting.reference:
        return at.iso_month(setting.reference.year, month)
    return _near_month(month, setting)


def _year(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    return at.iso_year(int(match.groups["year"]))


def _numeric(match: Match, setting: Setting) -> str | None:
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


def _iso(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    return date.fromisoformat(match.surface).isoformat()


# ---- intervals


def _interval(match: Match, setting: Setting) -> str | None:
    groups, words = match.groups, setting.words
    if "weekday" in groups and "day2" not in groups and "weekday2" in groups:
        return _weekday_interval(match, setting)
    end_year = _year_of(match, setting, "2")
    year = _year_of(match, setting)
    if "month" not in groups and "month2" not in groups:
        return _year_interval(match, year, end_year)
    month, month2 = (_lookup(words.months, groups.get(name)) for name in ("month", "month2"))
    month, month2 = month or month2, month2 or month
    if month is None or month2 is None:
        raise NotADate(match.surface)
    end_year = end_year or (year if month2 >= month else None)
    if "day2" not in groups:
        return _month_interval(month, month2, year, end_year, setting)
    last = _day_number(groups["day2"])
    end = date(end_year, month2, last).isoformat() if end_year else _day_and_month(last, month2, setting)
    if end is None:
        return None
    final = int(end[:4])
    start = date(
        year or (final - 1 if month > month2 else final), month, _day_number(groups["day"])
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
    end = at.iso_month(end_year, month2) if end_year else _near_month(month2, setting)
    if end is None:
        return None
    final = int(end[:4])
    return _ordered(at.iso_month(year or (final - 1 if month > month2 else final), month), end)


def _weekday_interval(match: Match, setting: Setting) -> str | None:
    first = _lookup(setting.words.weekdays, match.groups["weekday"])
    second = _lookup(setting.words.weekdays, match.groups["weekday2"])
    if first is None or second is None or first == second:
        raise NotADate(match.surface)
    end = _near_weekday(second, setting, setting.side().value)
    if end is None:
        return None
    return f"{(end - timedelta(days=(second - first) % _WEEK)).isoformat()}/{end.isoformat()}"


def _days(match: Match, setting: Setting) -> str | None:
    """Resolve a list of days of one month: from the first to the last."""
    figures = [
        int(part) for part in "".join(ch if ch.isdigit() else " " for ch in match.groups["days"]).split()
    ]
    month = _lookup(setting.words.months, match.groups["month"])
    if month is None or not figures:
        raise NotADate(match.surface)
    year = _year_of(match, setting)
    last = max(figures)
    end = date(year, month, last).isoformat() if year else _day_and_month(last, month, setting)
    return None if end is None else _ordered(f"{end[:8]}{min(figures):02d}", end)


# ---- counted from the article


def _weekday(match: Match, setting: Setting) -> str | None:
    weekday = _lookup(setting.words.weekdays, match.groups["weekday"])
    if weekday is None:
        raise NotADate(match.surface)
    if "day" in match.groups:
        return _calendar(match, setting)
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
        if not side.sure and weekday in setting.weekdays:
            return setting.weekdays[weekday]
        near = _near_weekday(weekday, setting, side.value)
        if near is None:
            return None
        found = near
    return (found + timedelta(weeks=match.offset)).isoformat()


def _near_weekday(weekday: int, setting: Setting, side: int) -> date | None:
    """Return the last such day up to the article's (the default) or the next from it on."""
    origin = setting.reference.date if setting.reference else None
    if origin is None:
        return None
    if side > 0:
        return origin + timedelta(days=(weekday - origin.weekday()) % _WEEK)
    return origin - timedelta(days=(origin.weekday() - weekday) % _WEEK)


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


def _relative(match: Match, setting: Setting) -> str | None:
    if setting.reference is None:
        return None
    return _offset(match.unit, match.offset, setting.reference, setting.words)


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
    value = number_words.read(match.groups["n"], setting.language)
    if value is None or value != int(value):
        raise NotADate(match.surface)
    return int(value)


def _unit(match: Match, setting: Setting) -> str:
    surface = match.groups["unit"].lower()
    return setting.words.units[surface]


def _ago(match: Match, setting: Setting) -> str | None:
    if setting.reference is None:
        return None
    unit, count = _unit(match, setting), _count(match, setting)
    if unit == "week":
        return setting.reference.shifted_day(_WEEK * count * match.offset)
    return _offset(unit, count * match.offset, setting.reference, setting.words)


def _last(match: Match, setting: Setting) -> str | None:
    """Resolve "the last three years": whole periods that ended before the article's."""
    unit, count, reference = _unit(match, setting), _count(match, setting), setting.reference
    if unit not in ("month", "year"):
        raise NotADate(match.surface)
    if reference is None:
        return None
    start = _offset(unit, -count, reference, setting.words)
    end = _offset(unit, -1, reference, setting.words)
    return None if start is None or end is None else f"{start}/{end}" if start != end else start


def _first(match: Match, setting: Setting) -> str | None:
    """Resolve "the first eight months of the year"."""
    year = _year_of(match, setting) or _year_of(match, setting, "2")
    year = year or (setting.reference.year if setting.reference else None)
    count = _count(match, setting) if "n" in match.groups else 1
    if year is None:
        return None
    return (
        f"{at.iso_month(year, 1)}/{at.iso_month(year, count)}" if 1 < count <= 12 else at.iso_month(year, 1)
    )


# ---- longer periods


def _season(match: Match, setting: Setting) -> str | None:
    first, last = setting.words.seasons[match.groups["season"].lower()]
    year = _year_of(match, setting)
    if year is None:
        reference = setting.reference
        if reference is None:
            return None
        year = reference.year
        side = setting.side().value if "shift" in match.groups else 0
        month = reference.month or 1
        if side < 0 and month <= (last if last > first else 12):
            year -= 1
        elif side > 0 and month >= first:
            year += 1
    end_year = year + (last < first)
    return f"{at.iso_month(year, first)}/{at.iso_month(end_year, last)}"


def _decade(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
    year = int(match.groups["decade"])
    if year < _CENTURY:
        year += 1900
    return f"{at.iso_year(year)}/{at.iso_year(year + 9)}"


def _century(match: Match, setting: Setting) -> str | None:  # noqa: ARG001 - one signature for all
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


def _half(match: Match, setting: Setting) -> str | None:
    value = _month(match, setting) if "year" not in match.groups else _calendar(match, setting)
    if value is None:
        return None
    year, month = (int(part) for part in value.split("-"))
    if _lookup(setting.words.ordinals, match.groups["half"]) == 1:
        return f"{value}-01/{value}-15"
    return f"{value}-16/{value}-{months.monthrange(year, month)[1]:02d}"


def _part_of_year(match: Match, setting: Setting, length: int) -> str:
    order = _lookup(setting.words.ordinals, match.groups["ordinal"])
    if order is None or order * length > 12:  # noqa: PLR2004 - months in a year
        raise NotADate(match.surface)
    year = int(match.groups["year"])
    return f"{at.iso_month(year, (order - 1) * length + 1)}/{at.iso_month(year, order * length)}"


# ---- what was dated just before


def _anaphora(match: Match, setting: Setting) -> str | None:
    """Resolve "that day" by the date named before it."""
    before = at.parse((setting.previous or "").split("/")[0]) or None
    if before is None:
        return None
    return _offset(match.unit, match.offset, before, setting.words)


_Resolver = Callable[[Match, Setting], str | None]
_RESOLVERS: dict[Kind, _Resolver] = {
    "ago": _ago,
    "anaphora": _anaphora,
    "calendar": _calendar,
    "century": _century,
    "days": _days,
    "decade": _decade,
    "first": _first,
    "half": _half,
    "interval": _interval,
    "iso": _iso,
    "last": _last,
    "month": _month,
    "numeric": _numeric,
    "quarter": lambda match, setting: _part_of_year(match, setting, 3),
    "relative": _relative,
    "season": _season,
    "semester": lambda match, setting: _part_of_year(match, setting, 6),
    "weekday": _weekday,
    "year": _year,
}
