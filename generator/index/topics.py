"""Follow a figure from brief to brief: the numbers that a story gives of one thing.

Three dead here and three dead there are two figures; three dead in Monday's brief and five in
Wednesday's of the same flood are one that runs. Briefs of one story are those that ``related`` ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.index.entry import Entry
from generator.index.names import slug
from generator.index.order import rank

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Counted", "Thing", "Topic", "counted", "topics", "update"]

_BRIEFS = 2  # a figure runs once this many briefs give it
_SPANS = frozenset(("s", "min", "h", "day", "week", "month", "year"))  # durations and ages count nothing

Thing = tuple[str, str, str]  # what is counted, as a slug; unit; language


class Counted(NamedTuple):
    """The ``number``-th figure of the brief at ``path``; ``name`` is what it counts."""

    rank: str
    path: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Figures of one story that count or measure one thing, newest first."""

    slug: str
    name: str
    figures: tuple[Counted, ...]

    @property
    def briefs(self) -> int:
        """How many briefs give it."""
        return len({figure.path for figure in self.figures})


def counted(entry: Entry) -> Iterator[tuple[Thing, Counted]]:
    """Yield the figures of an entry that count something, by what they count."""
    place = rank(entry)
    for figure in entry.figures:
        if figure.of and figure.unit not in _SPANS:
            name = f"{figure.of} ({figure.unit})" if figure.unit else figure.of
            thing = slug(figure.of), figure.unit or "", entry.language
            yield thing, Counted(place, entry.path, figure.number, name)


def topics(
    thing: Thing,
    figures: Sequence[Counted],
    earlier: Mapping[str, Sequence[str]],
    slugs: Mapping[str, Entry],
) -> Iterator[Topic]:
    """Yield the running figures of one thing. ``figures`` are newest first."""
    for story in _stories(figures, earlier):
        # No slug has two hyphens in a row, so that no two topics can have one name.
        parts = (thing[0], _spelled(thing[1]), slugs[story[-1].path].slug)
        yield Topic("--".join(part for part in parts if part), story[0].name, tuple(story))


def _stories(figures: Sequence[Counted], earlier: Mapping[str, Sequence[str]]) -> Iterable[list[Counted]]:
    """Part the figures of one thing by story; yield those that several briefs give."""
    paths = dict.fromkeys(figure.path for figure in figures)
    if len(paths) < _BRIEFS:
        return
    head = {path: path for path in paths}

    def find(path: str) -> str:
        while head[path] != path:
            head[path] = path = head[head[path]]
        return path

    for path in paths:
        for other in earlier.get(path, ()):
            if other in head:
                head[find(path)] = find(other)
    stories: dict[str, list[Counted]] = {}
    for figure in figures:
        stories.setdefault(find(figure.path), []).append(figure)
    for story in stories.values():
        if len({figure.path for figure in story}) >= _BRIEFS:
            yield story


def _spelled(unit: str) -> str:
    """Keep signs apart that a slug would drop."""
    return slug(unit.replace("%", "pct").replace("°", "deg").replace("/", " per ")) if unit else ""


def update(change: Change) -> None:
    """Keep the running figures true, of the things told anew and of the stories tied anew."""
    index = change.index
    by_path: Mapping[str, Entry] = change.now("by_path")
    things: dict[Thing, tuple[Counted, ...] | None] = {
        thing: change.marks(index.things.get(thing, ()), coming) or None
        for thing, coming in change.groups(counted)
    }
    change.put("things", things)
    earlier: Mapping[str, tuple[str, ...]] = change.now("earlier")
    everything: Mapping[Thing, tuple[Counted, ...]] = change.now("things")
    moved = change.touched("earlier") - change.new.keys()
    again = set(things)
    for path in moved & by_path.keys():
        again |= {thing for thing, _ in counted(by_path[path])}
    rows: dict[str, Topic | None] = {}
    told: dict[Thing, tuple[str, ...] | None] = {}
    of: dict[str, dict[int, str]] = {}
    for thing in sorted(again):
        for name in index.told.get(thing, ()):
            rows.setdefault(name, None)
            for figure in index.topics[name].figures:
                of.setdefault(figure.path, dict(index.topic_of.get(figure.path, {}))).pop(figure.number, None)
    for thing in sorted(again):
        running = list(topics(thing, everything.get(thing, ()), earlier, by_path))
        told[thing] = tuple(topic.slug for topic in running) or None
        for topic in running:
            rows[topic.slug] = topic
            for figure in topic.figures:
                found = of.setdefault(figure.path, dict(index.topic_of.get(figure.path, {})))
                found[figure.number] = topic.slug
    change.put("told", told)
    change.put("topics", rows)
    change.put("topic_of", {path: numbers or None for path, numbers in of.items()})
