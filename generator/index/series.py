"""Follow figures that move: one quantity as several articles tell it.

Each quantity of an article follows the nearest one told earlier, if that is near enough; a series is what
hangs together so. Whom it follows depends on earlier articles alone, and on no more of them than stand next
to it under the same names, so that a change moves little.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.index.likeness import likeness
from generator.index.names import Key, slug
from generator.index.tellers import Teller, claims, tellers
from generator.model import Qualifier

if TYPE_CHECKING:
    from generator.index.change import Change
    from generator.index.entry import Entry

__all__ = ["Following", "Node", "Point", "Series", "update"]

_rank = attrgetter("rank")
_NEAREST = 6  # earlier quantities looked at under each name
_COMPARED = 10  # of these that are compared
_SLACK = 8  # quantities of one thing that one article may have
_VOTERS = 30  # of the newest tellings of a series, which say where it is
_BRIEFS = 2  # a figure runs once this many briefs tell it

Node = tuple[str, int]  # an article's path, and its quantity's first figure
Trail = tuple[str, str]  # what is counted, and a name beside it


class Following(NamedTuple):
    """What a quantity of an article follows, and how near it is to that."""

    number: int
    path: str
    other: int
    points: float


class Point(NamedTuple):
    """What one article tells of a series: its figure, and the others there that repeat it."""

    rank: str
    path: str
    counted: str  # the path of the article that its brief is a copy of, or else its own
    number: int
    numbers: tuple[int, ...]
    date: str
    source: str | None
    voice: str | None
    low: float
    high: float | None
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity told by several articles, newest first.

    ``thing`` is what is counted, ``noun`` of whom where that is known; ``names`` are the parts of names
    that most of its tellers share, for saying where.
    """

    slug: str
    thing: str
    noun: str
    unit: str | None
    where: Key | None
    points: tuple[Point, ...]
    moves: bool

    @property
    def briefs(self) -> int:
        """How many briefs tell it; copies of one article count as one."""
        return len({point.counted for point in self.points})


def update(change: Change) -> None:
    """Keep the series true, of all quantities whose neighbours have changed."""
    index = change.index
    calm = {path for path, entry in change.new.items() if _tells_the_same(change.old.get(path), entry)}
    old, new = change.old.keys() - calm, change.new.keys() - calm
    change.put(
        "tellers",
        {**dict.fromkeys(old), **{path: tellers(change.new[path]) or None for path in new}},
    )
    told: Mapping[str, tuple[Teller, ...]] = change.now("tellers")
    affected = _retrail(change, old, new, told)
    trails: Mapping[Trail, Sequence[Teller]] = change.now("beaten")
    leads: dict[str, tuple[Following, ...] | None] = dict.fromkeys(old)
    own: Sequence[Teller]
    for path, buckets in affected.items():
        own = told.get(path, ())
        if path not in new:  # its other quantities look at what they looked at before
            own = [one for one in own if one.bucket in buckets]
        again = {one.number for one in own}
        kept = (
            [] if path in new else [one for one in index.following.get(path, ()) if one.number not in again]
        )
        leads[path] = tuple(sorted((*kept, *_follow(own, trails)))) or None
    moved = [
        path for path, row in leads.items() if path in old or path in new or row != index.following.get(path)
    ]
    _turn(change, {path: leads[path] for path in moved})
    change.put("following", leads)
    _gather(change, moved)


def _tells_the_same(old: Entry | None, new: Entry) -> bool:
    """Whether a changed article has left its quantities, and all that is told with them, as they were."""
    return old is not None and all(
        getattr(old, name) == getattr(new, name)
        for name in ("slug", "date", "source", "counted", "tags", "language", "parts", "scene", "tallies")
    )


def _retrail(
    change: Change, old: Collection[str], new: Collection[str], told: Mapping[str, tuple[Teller, ...]]
) -> dict[str, set[str]]:
    """Keep the lists of quantities by name true; return the paths, and of what, that look at changes."""
    index = change.index
    came: dict[Trail, list[Teller]] = {}
    changed: dict[Trail, set[str]] = {}
    for path in old:
        for one in index.tellers.get(path, ()):
            for name in one.anchors:
                changed.setdefault((one.bucket, name), set()).add(one.rank)
    for path in new:
        for one in told.get(path, ()):
            for name in one.anchors:
                changed.setdefault((one.bucket, name), set()).add(one.rank)
                came.setdefault((one.bucket, name), []).append(one)
    rows: dict[Trail, tuple[Teller, ...] | None] = {}
    affected: dict[str, set[str]] = {path: set() for path in new}
    for trail, ranks in changed.items():
        row = change.marks(index.beaten.get(trail, ()), came.get(trail, ()), old)
        rows[trail] = row or None
        last = 0
        for place in sorted(bisect_left(row, one, key=_rank) for one in ranks):
            for one in row[max(last, place - _NEAREST - _SLACK) : place]:
                affected.setdefault(one.path, set()).add(one.bucket)
            last = place
    change.put("beaten", rows)
    return affected


def _follow(own: Sequence[Teller], trails: Mapping[Trail, Sequence[Teller]]) -> tuple[Following, ...]:
    """Find what each quantity of an article follows: the nearest ones first, no two of them the same."""
    found: list[tuple[float, Teller, Teller]] = []
    for one in own:
        for other in _candidates(one, trails):
            points = likeness(one, other)
            if points is not None:
                found.append((points, one, other))
    found.sort(key=lambda it: (-it[0], it[2].rank, it[1].number, it[2].number))
    taken: set[Node] = set()
    leads: dict[int, Following] = {}
    for points, one, other in found:
        node = other.path, other.number
        if one.number not in leads and node not in taken:
            leads[one.number] = Following(one.number, *node, points)
            taken.add(node)
    for place, one in enumerate(own):
        rival = next((other for other in own[:place] if claims(one, other)), None)
        if rival is not None and one.number not in leads:
            leads[one.number] = Following(one.number, *rival.node, 0.0)
        elif rival is not None and rival.number not in leads:
            leads[rival.number] = Following(rival.number, *one.node, 0.0)
    return tuple(leads[number] for number in sorted(leads))


def _candidates(one: Teller, trails: Mapping[Trail, Sequence[Teller]]) -> list[Teller]:
    """Return the earlier quantities that have most names in common with one, of equals the latest."""
    found: dict[Node, Teller] = {}
    shared: dict[Node, int] = {}
    for name in one.anchors:
        row = trails.get((one.bucket, name), ())
        start = bisect_right(row, one.rank, key=_rank)
        for other in row[start : start + _NEAREST]:
            node = other.node
            shared[node] = shared.get(node, 0) + 1
            found[node] = other
    if len(found) <= _COMPARED:
        return list(found.values())
    order = sorted((-shared[node], other.rank, node) for node, other in found.items())
    return [found[node] for _, _, node in order[:_COMPARED]]


def _turn(change: Change, leads: Mapping[str, Sequence[Following] | None]) -> None:
    """Turn ``following`` round: by what each quantity is followed."""
    index = change.index
    rows: dict[Node, set[Node]] = {}

    def of(node: Node) -> set[Node]:
        return rows.setdefault(node, set(index.followed.get(node, ())))

    for path in leads:
        for one in index.following.get(path, ()):
            of((one.path, one.other)).discard((path, one.number))
    for path, row in leads.items():
        for one in row or ():
            of((one.path, one.other)).add((path, one.number))
    change.put("followed", {node: tuple(sorted(nodes)) or None for node, nodes in rows.items()})


def _gather(change: Change, moved: Iterable[str]) -> None:
    """Put together anew the series that anything moved in."""
    index = change.index
    told: Mapping[str, tuple[Teller, ...]] = change.now("tellers")
    work: list[Node] = []
    dropped: dict[str, Series | None] = {}
    numbers: dict[str, dict[int, str]] = {}

    def drop(node: Node) -> None:
        name = index.series_of.get(node[0], {}).get(node[1])
        if name is not None and name not in dropped:
            dropped[name] = None
            for point in index.series[name].points:
                work.append((point.path, point.number))
                of = numbers.setdefault(point.path, dict(index.series_of.get(point.path, {})))
                for number in point.numbers:
                    of.pop(number, None)

    for path in sorted(moved):
        for number in index.series_of.get(path, {}):
            drop((path, number))
        work += [(path, one.number) for one in told.get(path, ())]
    seen: set[Node] = set()
    found: list[Series] = []
    while work:
        node = work.pop()
        if node in seen:
            continue
        together = _together(node, change)
        seen.update(together)
        for other in together:
            drop(other)
        found += _series(together, change)
    rows = dict(dropped)
    for series in found:
        rows[series.slug] = series
        for point in series.points:
            of = numbers.setdefault(point.path, dict(index.series_of.get(point.path, {})))
            of.update(dict.fromkeys(point.numbers, series.slug))
    change.put("series", rows)
    change.put("series_of", {path: of or None for path, of in numbers.items()})


def _together(node: Node, change: Change) -> list[Node]:
    """Return all that hangs together with a quantity; nothing where it is gone."""
    following: Mapping[str, tuple[Following, ...]] = change.now("following")
    followed: Mapping[Node, tuple[Node, ...]] = change.now("followed")
    told: Mapping[str, tuple[Teller, ...]] = change.now("tellers")
    if not any(one.number == node[1] for one in told.get(node[0], ())):
        return []
    found, work = {node}, [node]
    while work:
        path, number = work.pop()
        beside = [(one.path, one.other) for one in following.get(path, ()) if one.number == number]
        beside += followed.get((path, number), ())
        for other in beside:
            if other not in found:
                found.add(other)
                work.append(other)
    return sorted(found)


def _series(together: Sequence[Node], change: Change) -> Iterator[Series]:
    """Make a series of what hangs together, if several articles tell it."""
    if len(together) < _BRIEFS:
        return
    told: Mapping[str, tuple[Teller, ...]] = change.now("tellers")
    following: Mapping[str, tuple[Following, ...]] = change.now("following")
    by_path: Mapping[str, Entry] = change.now("by_path")
    own: dict[str, list[Teller]] = {}
    nodes = set(together)
    for path in dict.fromkeys(path for path, _ in together):
        own[path] = [one for one in told[path] if (path, one.number) in nodes]
    kept = [one for some in own.values() for one in _agreeing(some, following)]
    if len({by_path[one.path].counted for one in kept}) < _BRIEFS:
        return
    kept.sort(key=lambda one: (one.rank, one.number))
    root = kept[-1]
    alike = [one for one in told[root.path] if one.bucket == root.bucket]
    thing, unit, era = root.bucket.split("|")
    parts = [
        slug(part) for part in (thing.partition(":")[2] or thing, root.noun, _spelled(unit), era) if part
    ]
    number = alike.index(root) + 1
    # No slug has two hyphens in a row, so that no two series can have one name.
    yield Series(
        slug="--".join((*parts, by_path[root.path].slug, *([str(number)] if number > 1 else []))),
        thing=thing,
        noun=root.noun,
        unit=unit or None,
        where=_where(kept, by_path),
        points=tuple(_point(one, by_path[one.path]) for one in kept),
        moves=len({(one.low, one.high) for one in kept}) > 1,
    )


def _point(one: Teller, entry: Entry) -> Point:
    return Point(
        one.rank,
        one.path,
        entry.counted,
        one.number,
        one.numbers,
        entry.date or "",
        entry.source,
        one.voices[0],
        one.low,
        one.high,
        one.qualifier,
    )


def _where(kept: Sequence[Teller], by_path: Mapping[str, Entry]) -> Key | None:
    """Return what most of the articles name next to the figure, or else are about: a place before others."""
    votes: Counter[Key] = Counter()
    for one in kept[:_VOTERS]:
        entry = by_path[one.path]
        central = {part.key for part in entry.parts if part.central}
        named = {part.key for part in entry.parts}
        told = [tally for tally in entry.tallies if tally.number in one.numbers]
        near = {key for tally in told for key in tally.near} & named
        own = {tally.where for tally in told} & named
        for key in central | near:
            votes[key] += (key in central) + 2 * (key in near) + 2 * (key in own) + (key.kind == "place")
    return min(votes, key=lambda key: (-votes[key], key)) if votes else None


def _agreeing(own: Sequence[Teller], following: Mapping[str, Sequence[Following]]) -> Sequence[Teller]:
    """Return what one article tells of a series: one number, or what several voices say of it."""
    if len(own) == 1:
        return own
    points = {one.number: one.points for one in following.get(own[0].path, ())}
    best = max(own, key=lambda one: (points.get(one.number, 0.0), -one.number))
    return [one for one in own if one is best or claims(one, best)]


def _spelled(unit: str) -> str:
    """Keep signs apart that a slug would drop."""
    return slug(unit.replace("%", "pct").replace("°", "deg").replace("/", " per ")) if unit else ""
