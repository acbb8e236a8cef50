"""Draw a story on a line of days: a point for each brief, in the place of its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.entry import Entry
from generator.index.order import day
from generator.pages.wording import Wording

__all__ = ["Point", "Strip", "strip"]

_WIDTH, _LINE = 480, 14  # of the drawing, of a row of points
_EDGE = 10  # beside the first and the last point
_APART = 12  # between points of one row
_ROWS = 6  # beyond, points lie upon one another
_FEWEST = 3  # briefs, and different days, that make a picture


class Point(NamedTuple):
    """A brief on the line."""

    x: int
    y: int
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Points above a line of days, oldest first; ``first`` and ``last`` are its ends."""

    width: int
    height: int
    points: tuple[Point, ...]
    first: str
    last: str


def strip(entries: Sequence[Entry], words: Wording) -> Strip | None:
    """Return the drawing of briefs, oldest first; None where they are too few, or of too few days."""
    days = [day(entry.date) or 0 for entry in entries]
    if len(entries) < _FEWEST or len(set(days)) < _FEWEST:
        return None
    least = min(days)
    span = max(days) - least
    ends: list[int] = []  # of each row
    placed = []
    for entry, number in zip(entries, days, strict=True):
        x = _EDGE + (number - least) * (_WIDTH - 2 * _EDGE) // span
        row = next((row for row, end in enumerate(ends) if x - end >= _APART), len(ends))
        row = min(row, _ROWS - 1)
        ends[row : row + 1] = [x]
        placed.append((x, row, entry))
    height = _LINE * (max(row for _, row, _ in placed) + 1)
    return Strip(
        width=_WIDTH,
        height=height,
        points=tuple(
            Point(
                x,
                height - _LINE * row - _LINE // 2,
                f"{words.date(entry.date)}{words(': ')}{entry.title}",
            )
            for x, row, entry in placed
        ),
        first=words.date(entries[0].date),
        last=words.date(entries[-1].date),
    )
