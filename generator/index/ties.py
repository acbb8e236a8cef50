"""Tie each brief to the earlier ones of its story, and those to what came since; say by what.

Briefs on one matter name the same people and organisations, the same rare words, figures and days. What two
of them share counts by its kind, by the weight that it has in both, and the less the more often it was
named of late; and the more time lies between them, the more they must share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.index import trails
from generator.index.clues import Clue, clues
from generator.index.entry import Entry
from generator.index.order import day, merged, rank

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["MOST", "Mark", "Step", "Tie", "find", "update"]

MOST = 4  # related briefs shown
_REASONS = 6  # of a tie, kept
_ENOUGH = 2.3  # points below which two briefs have nothing to do with one another
_CLOSE = 4.2  # points of a tie within one story
_ON_SUBJECT, _PART = (
    0.5,
    0.04,
)  # how many of them of the subject, at least, and as a part of all that a brief has
_SUBJECT = frozenset(("word", "figure", "day"))
_OFTEN = 20  # times a month that halve the points
_MONTH = 30  # days in which is counted how often something is named
_FRESH, _FADING = 14, 180  # days until a tie weakens, and then to half

_REACH = {"actor": 12, "tag": 12, "word": 6, "figure": 4, "day": 4}  # earlier briefs looked at for each clue
_ORDINARY = frozenset(("word", "figure", "day"))
_COMMON = 1.5  # times a day, above which a word, a figure or a day tells nothing


class Mark(NamedTuple):
    """A brief's place in an order of briefs."""

    rank: str
    path: str


class Step(NamedTuple):
    """A brief's place on the trail of a clue, and the points for sharing the clue with it.

    ``back`` is its day, counted backwards, so that the newest is first; ``rank`` orders those of one day.
    """

    back: int
    rank: str
    path: str
    points: float


class Tie(NamedTuple):
    """An earlier brief that a brief is tied to; ``reasons`` is what they share, the best first.

    ``close`` ties are of one story. Judges, ministers and towns have more than one affair, so that words or
    figures must be common too.
    """

    path: str
    points: float
    reasons: tuple[Clue, ...]
    close: bool


def _steps(entry: Entry) -> Iterator[tuple[Clue, Step]]:
    """Yield an entry's places on trails; an undated one has none, and a copy leaves them to its original."""
    number = day(entry.date)
    if number is not None and not entry.original:
        place = rank(entry)
        for clue, points in clues(entry):
            yield clue, Step(-number, place, entry.path, points)


def _reach(clue: Clue) -> int:
    """Return how many earlier briefs are looked at for a clue."""
    return _REACH[clue.kind]


def find(
    entry: Entry,
    everywhere: Mapping[Clue, Sequence[Step]],
    by_path: Mapping[str, Entry],
    steps: Iterable[tuple[Clue, Step]] | None = None,
) -> tuple[Tie, ...]:
    """Return an entry's ties to earlier briefs, the closest first; ``steps`` are its own, where known.

    They depend on earlier ones alone, so that a new brief leaves the ties of older ones as they are.
    """
    points: dict[str, float] = {}
    wanted = 0.0
    shared: list[tuple[Clue, float, float, Sequence[Step]]] = []
    for clue, own in _steps(entry) if steps is None else steps:
        wanted += _PART * own.points if clue.kind in _SUBJECT else 0
        near = trails.before(everywhere[clue], own, _REACH[clue.kind])
        worth = _worth(clue.kind, len(near), near[-1].back - own.back) if near else 0
        if worth:
            most = own.points
            shared.append((clue, worth, most, near))
            for step in near:
                path, theirs = step.path, step.points
                own_part = theirs if theirs < most else most  # noqa: FURB136  three times min()'s pace
                points[path] = points.get(path, 0.0) + worth * own_part
    today = day(entry.date) or 0
    found = []
    for path, sum_ in points.items():
        if sum_ >= _ENOUGH:
            fresh = sum_ * _freshness(today - (day(by_path[path].date) or 0))
            if fresh >= _ENOUGH:
                found.append((fresh, path))
    if not found:
        return ()
    least = nlargest(MOST, found)[-1][0]
    closest = sorted((-fresh, rank(by_path[path]), path) for fresh, path in found if fresh >= least)[:MOST]
    return tuple(_ties({path: -fresh for fresh, _, path in closest}, shared, max(wanted, _ON_SUBJECT)))


def _ties(
    found: Mapping[str, float], shared: Iterable[tuple[Clue, float, float, Sequence[Step]]], wanted: float
) -> Iterator[Tie]:
    """Say of some earlier briefs, given with their points, what is shared with them."""
    reasons: dict[str, list[tuple[float, Clue]]] = {path: [] for path in found}
    for clue, worth, most, near in shared:
        for step in near:
            if step.path in reasons:
                reasons[step.path].append((-worth * min(most, step.points), clue))
    for path, points in found.items():
        subject = -sum(own for own, clue in reasons[path] if clue.kind in _SUBJECT)
        close = points >= _CLOSE and subject >= wanted
        yield Tie(path, points, tuple(clue for _, clue in sorted(reasons[path])[:_REASONS]), close)


def _freshness(days: int) -> float:
    return 1 / (1 + max(days - _FRESH, 0) / _FADING)


@lru_cache(maxsize=10_000)
def _worth(kind: str, number: int, days: int) -> float:
    """Return which part of its points a clue is worth that ``number`` earlier briefs within ``days`` have."""
    full = number >= _REACH[kind]
    if full and kind in _ORDINARY and number > _COMMON * max(days, 1):
        return 0.0
    often = number * _MONTH / max(days, 1) if full or days > _MONTH else number
    return 1 / (1 + often / _OFTEN)


def update(change: Change) -> None:
    """Keep the ties between briefs of one story true, both ways."""
    index = change.index
    old = {pair: None for one in change.old.values() for pair in _steps(one)}
    steps = {path: tuple(_steps(one)) for path, one in change.new.items()}
    new = [pair for own in steps.values() for pair in own if old.pop(pair, pair)]
    rows, seeing = trails.renewed(index.trails, old, new, _reach)
    change.put("trails", rows)
    everywhere: Mapping[Clue, tuple[Step, ...]] = change.now("trails")
    by_path: Mapping[str, Entry] = change.now("by_path")
    tied: dict[str, tuple[Tie, ...] | None] = dict.fromkeys(change.old)
    for path in dict.fromkeys((*change.new, *sorted({step.path for step in seeing}))):
        tied[path] = find(by_path[path], everywhere, by_path, steps.get(path)) or None
    change.put("ties", tied)
    earlier = {path: tuple(tie.path for tie in ties or ()) or None for path, ties in tied.items()}
    change.put("earlier", earlier)
    _follow(change, tied, by_path)


def _follow(change: Change, tied: Iterable[str], by_path: Mapping[str, Entry]) -> None:
    """Turn ``earlier`` round: for each path, the newest entries that name it as related."""
    index = change.index
    earlier: Mapping[str, tuple[str, ...]] = change.now("earlier")
    leaving = {path: rank(index.by_path[path]) if path in index.by_path else "" for path in tied}
    coming: dict[str, list[Mark]] = {}
    for path in leaving:
        for other in index.earlier.get(path, ()):
            coming.setdefault(other, [])
    for path in leaving.keys() & by_path.keys():
        for other in earlier.get(path, ()):
            coming.setdefault(other, []).append(Mark(rank(by_path[path]), path))
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
