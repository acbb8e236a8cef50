"""Lay out on the calendar what was published and what texts speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.entry import Entry
from generator.index.order import rank

__all__ = ["Day", "Spoken", "above", "periods", "spoken"]

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
