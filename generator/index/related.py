"""Tie each brief to the earlier ones of its story, and those to what came since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.index.entry import Entry
from generator.index.names import Key
from generator.index.order import merged, rank

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["MOST", "Mark", "Trail", "earlier", "mark", "shared", "touched", "update"]

MOST = 4  # related briefs shown
_NEAREST = 40  # briefs looked at for each actor or tag: a story's last weeks, and linear time
_ENOUGH = 3  # points below which two briefs have nothing to do with one another
_CENTRAL, _ASIDE, _TAG = 3, 1, 2  # points for what two briefs share

Trail = Key | str  # what briefs of a story share: an actor or a tag


class Mark(NamedTuple):
    """A brief's place in an order of briefs."""

    rank: str
    path: str


def mark(entry: Entry) -> Mark:
    """Return an entry's mark."""
    return Mark(rank(entry), entry.path)


def shared(entry: Entry) -> tuple[tuple[Trail, int], ...]:
    """Return what ties an entry to others, with the points for sharing it; nothing if it is undated."""
    if not entry.date:
        return ()
    actors: list[tuple[Trail, int]] = [
        (part.key, _CENTRAL if part.central else _ASIDE) for part in entry.parts if part.central or part.role
    ]
    return tuple(actors + [(tag, _TAG) for tag in entry.tags])


def earlier(entry: Entry, trails: Mapping[Trail, Sequence[Mark]]) -> tuple[str, ...]:
    """Return the paths of related earlier briefs, the closest first.

    A brief's list depends on earlier ones alone, so a new brief leaves the lists of older ones as
    they are.
    """
    points: dict[str, int] = {}
    order: dict[str, int] = {}
    own = mark(entry)
    for what, weight in shared(entry):
        trail = trails[what]
        start = bisect_right(trail, own)
        for place, other in enumerate(trail[start : start + _NEAREST]):
            points[other.path] = points.get(other.path, 0) + weight
            order[other.path] = min(place, order.get(other.path, place))
    close = [path for path, sum_ in points.items() if sum_ >= _ENOUGH]
    close.sort(key=lambda path: (-points[path], order[path], path))
    return tuple(close[:MOST])


def touched(trail: Sequence[Mark], changed: Sequence[Mark]) -> set[str]:
    """Return the paths on a trail whose ``earlier`` looks at one of the marks that came or went."""
    found: set[str] = set()
    last = 0
    for place in sorted(bisect_left(trail, one) for one in changed):
        found.update(other.path for other in trail[max(last, place - _NEAREST) : place])
        last = place
    return found


def update(change: Change) -> None:
    """Keep the ties between briefs of one story true, both ways."""
    index = change.index
    affected = set(change.new)
    trails: dict[Trail, tuple[Mark, ...] | None] = {}
    gone: dict[Trail, list[Mark]] = {}
    for one in change.old.values():
        for what, _ in shared(one):
            gone.setdefault(what, []).append(mark(one))
    for what, coming in change.groups(lambda one: [(shared, mark(one)) for shared in dict(shared(one))]):
        trail = change.marks(index.trails.get(what, ()), coming)
        trails[what] = trail or None
        changed = set(gone.get(what, ())).symmetric_difference(coming)
        affected |= touched(trail, sorted(changed))
    change.put("trails", trails)
    everywhere: Mapping[Trail, tuple[Mark, ...]] = change.now("trails")
    by_path: Mapping[str, Entry] = change.now("by_path")
    tied: dict[str, tuple[str, ...] | None] = dict.fromkeys(change.old)
    tied |= {path: earlier(by_path[path], everywhere) or None for path in affected}
    change.put("earlier", tied)
    _follow(change, tied, by_path)


def _follow(change: Change, tied: Iterable[str], by_path: Mapping[str, Entry]) -> None:
    """Turn ``earlier`` round: for each path, the newest entries that name it as related."""
    index = change.index
    earlier: Mapping[str, tuple[str, ...]] = change.now("earlier")
    leaving = frozenset(tied)
    coming: dict[str, list[Mark]] = {}
    for path in leaving:
        for other in index.earlier.get(path, ()):
            coming.setdefault(other, [])
    for path in leaving & by_path.keys():
        for other in earlier.get(path, ()):
            coming.setdefault(other, []).append(mark(by_path[path]))
    followers = {
        other: merged(index.followers.get(other, ()), leaving, marks, attrgetter("path"), attrgetter("rank"))
        or None
        for other, marks in coming.items()
    }
    change.put("followers", followers)
    change.put(
        "later",
        {
            other: tuple(mark.path for mark in marks[:MOST]) if marks else None
            for other, marks in followers.items()
        },
    )
