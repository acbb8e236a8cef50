"""Divide quotations and figures into ledgers: a month each, or a day where a month has too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.entry import Entry

__all__ = ["Ledger", "Size", "divide", "month"]

_MOST = 400  # rows of a month that fit on one page
_DAY = len("2023-12-24")


class Size(NamedTuple):
    """How many briefs quote somebody, and how many give a figure."""

    quotes: int
    figures: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The briefs whose rows stand on one page, newest first.

    ``within`` are the days of a crowded month: then only briefs known no better than by the
    month are here, and the others there. ``size`` counts both.
    """

    period: str
    entries: tuple[Entry, ...]
    size: Size
    within: tuple[str, ...] = ()


def month(entry: Entry) -> str:
    """Return the month of an entry, as precise as known."""
    return entry.date[:7] if entry.date else "undated"


def divide(period: str, entries: Sequence[Entry]) -> dict[str, Ledger]:
    """Return the ledgers of a month's entries (newest first), by period."""
    rows = max(sum(len(one.quotes) for one in entries), sum(len(one.figures) for one in entries))
    days: dict[str, list[Entry]] = {}
    if rows > _MOST:
        for one in entries:
            days.setdefault((one.date or period)[:_DAY], []).append(one)
    own = days.pop(period, []) if days else entries
    found = {period: Ledger(period, tuple(own), _size(entries), tuple(days))}
    return found | {day: Ledger(day, tuple(some), _size(some)) for day, some in days.items()}


def _size(entries: Sequence[Entry]) -> Size:
    return Size(sum(bool(one.quotes) for one in entries), sum(bool(one.figures) for one in entries))
