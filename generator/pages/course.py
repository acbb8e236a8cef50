"""Draw how a figure moves: its tellings over time, one after the other.

Places from left to right are in percent and heights in pixels, so that the drawing takes the width there is
while its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor, log10
from typing import NamedTuple

from generator.index.entry import Value
from generator.index.series import Point
from generator.pages.wording import Wording

__all__ = ["Course", "Dot", "Grid", "Stroke", "Tick", "course"]

_HEIGHT, _TOP, _FOOT = 220, 26, 30  # of the drawing; of what stands above and below the points
_LEFT, _RIGHT = 11.0, 95.0  # percent between which the points stand
_ABOVE, _ARROW = 10, 22  # of a value over its point, and over an arrow
_APART = 19.0  # percent between two dates on the axis
_GRID = 4  # lines at most
_ZERO = 0.6  # of the highest value, up to which the lowest one may stand with the axis still from nought
_MARGIN = 0.15  # of the distance between them, beyond both, where it is not
_LONG = 180  # days, from which dates are written with their year

_SHAPES = {"more_than": "up", "at_least": "up", "less_than": "down", "at_most": "down", "about": "about"}


class Dot(NamedTuple):
    """A telling; ``low`` and ``high`` are the heights of a range's ends. ``label`` says all in words."""

    x: float
    y: int
    low: int
    high: int
    shape: str  # exact, about, up (or more), down (or less), range
    label: str
    value: str  # written above it, where there is room
    above: int  # how high
    place: str
    disputed: bool


class Stroke(NamedTuple):
    """A line: level until the next telling, then up or down to it."""

    x1: float
    y1: int
    x2: float
    y2: int


class Tick(NamedTuple):
    """A date below the axis; ``anchor`` is how it stands there: start, middle or end."""

    x: float
    text: str
    anchor: str


class Grid(NamedTuple):
    """A level line with its value."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Course:
    """A drawing; its dots are in the order of time."""

    height: int
    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    spreads: tuple[Stroke, ...]  # from the lowest to the highest where sources disagree
    ticks: tuple[Tick, ...]
    grid: tuple[Grid, ...]


def course(
    points: Sequence[Point], places: Sequence[str], disputed: Sequence[bool], unit: str | None, words: Wording
) -> Course | None:
    """Draw points (the newest first) that lead to ``places``; None where all are of one day or one value."""
    days = [_day(point.date) for point in points]
    values = [value for point in points for value in (point.low, _high(point))]
    if len(set(days)) < 2 or len(set(values)) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    first, span = min(days), max(days) - min(days)
    floor_, ceiling, grid = _scale(min(values), max(values))

    def x(day: int) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - first) / span, 2)

    def y(value: float) -> int:
        return _HEIGHT - _FOOT - round((_HEIGHT - _TOP - _FOOT) * (value - floor_) / (ceiling - floor_))

    dots = []
    raised = {
        (x(day), y(point.low))
        for point, day in zip(points, days, strict=True)
        if _SHAPES.get(point.qualifier) == "up"
    }
    ends = (points[0], points[-1])
    for point, day, place, dispute in zip(points, days, places, disputed, strict=True):
        value: Value = point.low if point.high in (None, point.low) else (point.low, point.high)
        dots.append(
            Dot(
                x=x(day),
                y=y((point.low + _high(point)) / 2),
                low=y(point.low),
                high=y(_high(point)),
                shape="range" if _high(point) != point.low else _SHAPES.get(point.qualifier, "exact"),
                label=f"{words.date(point.date)}: {words.quantity(value, unit)}",
                value=words.compact(value, unit) if point in ends else "",
                above=y(_high(point)) - (_ARROW if (x(day), y(point.low)) in raised else _ABOVE),
                place=place,
                disputed=dispute,
            )
        )
    dots.reverse()
    return Course(
        _HEIGHT,
        tuple(dots),
        _strokes(dots),
        _spreads(dots),
        _ticks(points, days, x, words),
        tuple(Grid(y(value), words.compact(_plain(value), unit)) for value in grid),
    )


def _strokes(dots: Sequence[Dot]) -> tuple[Stroke, ...]:
    """Lead from each day's last telling to the next day's, level and then steep: it holds until told anew."""
    last = {dot.x: dot for dot in dots}
    steps = list(last.values())
    strokes = []
    for one, other in pairwise(steps):
        strokes.append(Stroke(one.x, one.y, other.x, one.y))
        if one.y != other.y:
            strokes.append(Stroke(other.x, one.y, other.x, other.y))
    return tuple(strokes)


def _spreads(dots: Sequence[Dot]) -> tuple[Stroke, ...]:
    heights: dict[float, list[int]] = {}
    for dot in dots:
        if dot.disputed:
            heights.setdefault(dot.x, []).extend((dot.low, dot.high))
    return tuple(Stroke(x, max(own), x, min(own)) for x, own in heights.items())


def _ticks(
    points: Sequence[Point], days: Sequence[int], x: Callable[[int], float], words: Wording
) -> tuple[Tick, ...]:
    long = max(days) - min(days) >= _LONG
    dated = sorted({(day, point.date) for day, point in zip(days, points, strict=True)})
    chosen: list[tuple[int, str]] = []
    for day, text in dated:
        if not chosen or (x(day) - x(chosen[-1][0]) >= _APART and x(dated[-1][0]) - x(day) >= _APART):
            chosen.append((day, text))
    chosen.append(dated[-1])
    return tuple(
        Tick(
            x(day),
            words.month_and_year(text) if long else words.month_day(text),
            "start" if place == 0 else "end" if place == len(chosen) - 1 else "middle",
        )
        for place, (day, text) in enumerate(chosen)
    )


def _scale(low: float, high: float) -> tuple[float, float, list[float]]:
    """Return the lowest and the highest value of the axis, and round values between them."""
    floor_ = 0.0 if 0 <= low <= _ZERO * high else low - _MARGIN * (high - low)
    ceiling = high + (0.0 if floor_ == 0 else _MARGIN * (high - low))
    rough = (ceiling - floor_) / _GRID
    power = 10.0 ** floor(log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
    if low == int(low) and high == int(high):
        step = max(step, 1.0)  # no half a person
    first = -floor(-floor_ / step)
    return (
        floor_,
        ceiling,
        [step * place for place in range(first, first + _GRID + 1) if step * place <= ceiling],
    )


def _plain(value: float) -> float:
    return int(value) if value == int(value) else round(value, 6)


def _high(point: Point) -> float:
    return point.low if point.high is None else point.high


def _day(value: str) -> int:
    """Return a date's day as a number, of a month or a year its first."""
    parts = [int(part) for part in value[:10].partition("/")[0].split("-")]
    return date(*[*parts, 1, 1][:3]).toordinal()
