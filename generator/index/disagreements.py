"""Find where those who tell a series contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from generator.index.series import Point, Series

__all__ = ["Disagreement", "disagreements"]

_DAY = len("2026-02-14")
_ABOUT = 0.1  # how far from a number may be what is said to be about it
_ROUND = 1000  # from which a number that ends in noughts may be rounded
_HALF = 0.45  # of its last digit, up to which it then may be off: just less than a half


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What several sources told on one day that cannot all be so; the lowest first."""

    day: str
    points: tuple[Point, ...]


def disagreements(series: Series) -> Iterator[Disagreement]:
    """Yield the days on which sources tell different numbers, the newest first.

    Numbers differ where the ranges that they leave open do not meet: "at least 12" and 15 agree, and so do
    "about 1,000" and 1,040. A source that brings its own number up to date does not disagree.
    """
    days: dict[str, list[Point]] = {}
    for point in series.points:
        if len(point.date) >= _DAY and "/" not in point.date:
            days.setdefault(point.date[:_DAY], []).append(point)
    for day, points in days.items():
        if len({(one.low, one.high, one.qualifier) for one in points}) == 1:
            continue
        apart = [
            one
            for one in points
            if any(_teller(one) != _teller(other) and _contradict(one, other) for other in points)
        ]
        if apart:
            yield Disagreement(day, tuple(sorted(apart, key=lambda one: (one.low, one.rank, one.number))))


def _teller(point: Point) -> tuple[str, ...]:
    """Return who tells a number: the one who says it, and where only the paper does, the paper."""
    return (point.counted, point.voice) if point.voice else (point.source or point.path,)


def _contradict(one: Point, other: Point) -> bool:
    (low, high), (least, most) = _open(one), _open(other)
    return high < least or most < low


def _open(point: Point) -> tuple[float, float]:
    """Return the range that a number leaves open."""
    low, high = point.low, point.high if point.high is not None else inf
    if point.qualifier in ("more_than", "at_least"):
        return low, inf
    if point.qualifier in ("less_than", "at_most"):
        return -inf, high
    off = max(abs(low), abs(high) if high < inf else 0) * (_ABOUT if point.qualifier == "about" else 0)
    off = max(off, _rounded(low))
    return low - off, high + off


def _rounded(value: float) -> float:
    """Return how far a number may be off that was rounded to its last digit that is no nought."""
    if value < _ROUND or value != int(value):
        return 0.0
    digits = str(int(value))
    return _HALF * 10.0 ** (len(digits) - len(digits.rstrip("0")))
