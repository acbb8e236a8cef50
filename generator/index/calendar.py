"""Lay out on the calendar what was published and what texts speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.index.entry import Entry, Moment

__all__ = ["Day", "days", "periods"]

_PERIOD = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year (``2023-12-24``, ``2023-12``, ``2023``): a page of the calendar.

    ``published`` and ``mentions`` are of exactly this precision, newest brief first.
    """

    period: str
    published: tuple[Entry, ...]
    mentions: tuple[tuple[Entry, Moment], ...]
    within: tuple[str, ...]  # the months of a year, the days of a month that have a page


def periods(value: str | None) -> tuple[str, ...]:
    """Return the calendar pages an ISO 8601 date or interval stands on: its first day, and its last.

    Empty for what has no place on a calendar of years, months and days (centuries, decades).
    """
    if not value:
        return ()
    found = []
    for end in value.split("/"):
        match = _PERIOD.fullmatch(end.partition("T")[0])
        if match:
            found.append(match.group())
    return tuple(dict.fromkeys(found))


def days(entries: Iterable[Entry]) -> dict[str, Day]:
    """Return every page of the calendar, sorted; a day brings its month, a month its year."""
    published: dict[str, list[Entry]] = {}
    mentions: dict[str, list[tuple[Entry, Moment]]] = {}
    for entry in entries:
        for period in periods(entry.date):
            published.setdefault(period, []).append(entry)
        for moment in entry.moments:
            for period in periods(moment.value):
                mentions.setdefault(period, []).append((entry, moment))
    found = published.keys() | mentions.keys()
    found |= {period[:7] for period in found} | {period[:4] for period in found}
    within: dict[str, list[str]] = {}
    for period in sorted(found):
        if len(period) > len("2023"):
            within.setdefault(period[:-3], []).append(period)
    return {
        period: Day(
            period,
            tuple(published.get(period, ())),
            tuple(mentions.get(period, ())),
            tuple(within.get(period, ())),
        )
        for period in sorted(found)
    }
