"""Lay out on the calendar what was published and what texts speak of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from generator.index import shelves
from generator.index.entry import Entry
from generator.index.order import rank

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Day", "Spoken", "above", "periods", "spoken", "update"]

_ON_LEAF = 100  # passages that speak of a date

_PERIOD = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_MONTH, _DAY = len("2023-12"), len("2023-12-24")


class Spoken(NamedTuple):
    """A date in a brief: the ``number``-th of those of the brief at ``path``."""

    rank: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year (``2023-12-24``, ``2023-12``, ``2023``): a page of the calendar.

    ``published`` and ``mentions`` are of exactly this precision, newest brief first; ``within`` are
    the months of a year, the days of a month that have a page.
    """

    period: str
    published: tuple[Entry, ...] = ()
    mentions: tuple[Spoken, ...] = ()
    within: tuple[str, ...] = ()


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


def spoken(entry: Entry) -> Iterator[tuple[str, Spoken]]:
    """Yield the calendar pages that an entry's text speaks of, and where it does."""
    place = rank(entry)
    for moment in entry.moments:
        for period in periods(moment.value):
            yield period, Spoken(place, entry.path, moment.number)


def above(found: Iterable[str]) -> set[str]:
    """Return periods with the months and years that they lie in: those have a page too."""
    days = set(found)
    return days | {day[:_MONTH] for day in days if len(day) == _DAY} | {day[:4] for day in days}


def update(change: Change) -> None:
    """Keep the calendar true."""
    before = change.index.days
    published = dict(change.groups(lambda one: [(period, one) for period in periods(one.date)]))
    mentions = dict(change.groups(spoken))
    days: dict[str, Day] = {}
    for period in above({*published, *mentions}):
        was = before.get(period) or Day(period)
        days[period] = replace(
            was,
            published=change.entries(was.published, published.get(period, ())),
            mentions=change.marks(was.mentions, mentions.get(period, ())),
        )
    for period, day in days.items():
        change.cut(shelves.shelf("dates", period), day.mentions, _ON_LEAF)
    children: dict[str, list[str]] = {}
    for period in days:
        if len(period) > len("2023"):
            children.setdefault(period[:-3], []).append(period)
    rows: dict[str, Day | None] = {}
    for period in sorted(days, key=lambda period: (-len(period), period)):  # what lies within first
        day = days[period]
        own = children.get(period, [])
        within = set(day.within).difference(own).union(child for child in own if rows[child])
        day = replace(day, within=tuple(sorted(within)))
        rows[period] = day if day.published or day.mentions or day.within else None
    change.put("days", rows)
    if any((period in before) != (day is not None) for period, day in rows.items()):
        known: Collection[str] = change.now("days")
        beside: dict[str, tuple[str | None, str | None] | None] = dict.fromkeys(rows)
        for length in sorted({len(period) for period in known}):
            line = sorted(period for period in known if len(period) == length)
            beside |= dict(zip(line, zip([None, *line], [*line[1:], None], strict=False), strict=False))
        change.put("beside", beside)
