"""From a matched expression to ISO 8601, against the article's date."""

from __future__ import annotations

from collections.abc import Callable

from generator.annotate.dates import intervals, periods, points, relative
from generator.annotate.dates.lexicon import Kind
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.setting import NotADate, Setting

__all__ = ["resolve"]

_Resolver = Callable[[Match, Setting], str | None]
_RESOLVERS: dict[Kind, _Resolver] = {
    "ago": relative.ago,
    "anaphora": relative.anaphora,
    "calendar": points.calendar_date,
    "century": periods.century,
    "days": intervals.listed_days,
    "decade": periods.decade,
    "first": relative.first,
    "half": periods.half_month,
    "interval": intervals.interval,
    "iso": points.iso,
    "last": relative.last,
    "month": points.named_month,
    "numeric": points.numeric,
    "quarter": lambda match, setting: periods.part_of_year(match, setting, 3),
    "relative": relative.counted,
    "season": periods.season,
    "semester": lambda match, setting: periods.part_of_year(match, setting, 6),
    "weekday": relative.named_weekday,
    "year": points.plain_year,
}


def resolve(match: Match, setting: Setting) -> str | None:
    """Return the ISO 8601 value, None where the article's date is needed and not known so precisely.

    Raises NotADate where the words cannot be a date (a 31 June, a weekday that is not that day).
    """
    try:
        return _RESOLVERS[match.kind](match, setting)
    except (ValueError, OverflowError) as error:
        raise NotADate(match.surface) from error
