"""Divide quotations and figures into ledgers, a month each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.index.entry import Entry

__all__ = ["Size", "month", "size"]


class Size(NamedTuple):
    """How many of a month's briefs quote somebody, and how many give a figure."""

    quotes: int
    figures: int


def month(entry: Entry) -> str:
    """Return the month of an entry, as precise as known."""
    return entry.date[:7] if entry.date else "undated"


def size(entries: Sequence[Entry]) -> Size:
    """Count what a month's ledgers are made from."""
    return Size(sum(bool(one.quotes) for one in entries), sum(bool(one.figures) for one in entries))
