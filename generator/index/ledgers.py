"""Divide quotations and figures into ledgers, a month each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.index.entry import Entry
from generator.index.order import turned

__all__ = ["Size", "month", "month_of", "newest_first", "size"]

_UNDATED = "undated"


class Size(NamedTuple):
    """How many of a month's briefs quote somebody, and how many give a figure."""

    quotes: int
    figures: int


def month(entry: Entry) -> str:
    """Return the month of an entry, as precise as known."""
    return month_of(entry.date)


def month_of(date: str | None) -> str:
    """Return the month of a date, as precise as known."""
    return date[:7] if date else _UNDATED


def newest_first(months: Iterable[str]) -> list[str]:
    """Sort months in the order in which their entries stand in the list of all."""
    return sorted(months, key=lambda month: turned("" if month == _UNDATED else month))


def size(entries: Sequence[Entry]) -> Size:
    """Count what a month's ledgers are made from."""
    return Size(sum(bool(one.quotes) for one in entries), sum(bool(one.figures) for one in entries))
