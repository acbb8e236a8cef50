"""What a brief shows of the series that its figures belong to, however long these are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.index.disagreements import disagreements
from generator.index.entry import Entry, Value
from generator.index.series import Point, Series

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["SHOWN", "Turn", "span_of", "steps", "update"]

SHOWN = 4  # values of a series that stand beside a figure; of more, three and dots for those left out
_NEAR = 3


class Turn(NamedTuple):
    """A figure's place in its series.

    ``own`` is what the latest telling calls what is counted; ``values`` are those before and after, the
    oldest first, None for those left out.
    """

    series: str
    thing: str
    noun: str
    own: str | None
    unit: str | None
    moves: bool
    values: tuple[Value | None, ...]


def steps(series: Series) -> list[tuple[Value, list[Point]]]:
    """Return the values of a series one after the other, the oldest first; none twice in a row.

    Where sources disagree on a day, that is one step, from the lowest to the highest.
    """
    disputed = {
        (point.path, point.number): one.points for one in disagreements(series) for point in one.points
    }
    found: list[tuple[Value, list[Point]]] = []
    for point in reversed(series.points):
        several = disputed.get((point.path, point.number)) if disputed else None
        told = (several[0].low, max(_high(one) for one in several)) if several else span_of(point)
        if found and found[-1][0] == told:
            found[-1][1].append(point)
        else:
            found.append((told, [point]))
    return found


def span_of(point: Point) -> Value:
    """Return what is told: a number, or from where to where."""
    return point.low if point.high == point.low else (point.low, point.high)


def update(change: Change) -> None:
    """Keep the turns true, of all series that are others, or whose latest telling is."""
    before: Mapping[str, Series] = change.index.series
    now: Mapping[str, Series] = change.now("series")
    of: Mapping[str, Mapping[int, str]] = change.now("series_of")
    by_path: Mapping[str, Entry] = change.now("by_path")
    latest = {slug for path in change.new for slug in of.get(path, {}).values()}
    touched = change.touched("series") | {slug for slug in latest if now[slug].points[0].path in change.new}
    rows: dict[str, dict[int, Turn]] = {}

    def row(path: str) -> dict[int, Turn]:
        return rows.setdefault(path, dict(change.index.turns.get(path, {})))

    for slug in sorted(touched & before.keys()):
        for point in before[slug].points:
            for number in point.numbers:
                row(point.path).pop(number, None)
    for slug in sorted(touched & now.keys()):
        for point, turn in _turns(now[slug], by_path):
            own = row(point.path)
            for number in point.numbers:
                own[number] = turn
    change.put("turns", {path: turns or None for path, turns in rows.items()})


def _turns(series: Series, by_path: Mapping[str, Entry]) -> Iterator[tuple[Point, Turn]]:
    latest = series.points[0]
    figures = by_path[latest.path].figures
    own = next((figure.of for figure in figures if figure.number == latest.number), None)
    found = steps(series)
    values = [told for told, _ in found]
    for at, (_, points) in enumerate(found):
        turn = Turn(
            series=series.slug,
            thing=series.thing,
            noun=series.noun,
            own=own,
            unit=series.unit,
            moves=series.moves,
            values=_around(values, at),
        )
        for point in points:
            yield point, turn


def _around(values: list[Value], at: int) -> tuple[Value | None, ...]:
    if len(values) <= SHOWN:
        return tuple(values)
    first = max(min(at - 1, len(values) - _NEAR), 0)
    before, after = ([None] if first else []), ([None] if first + _NEAR < len(values) else [])
    return (*before, *values[first : first + _NEAR], *after)


def _high(point: Point) -> float:
    return point.low if point.high is None else point.high
