"""Follow a figure from brief to brief: the numbers that a story gives of one thing.

Three dead here and three dead there are two figures; three dead in Monday's brief and five in
Wednesday's of the same flood are one that runs. Briefs of one story are those that ``related`` ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.index.entry import Entry, Figure
from generator.index.names import slug

__all__ = ["Topic", "gather", "places"]

_BRIEFS = 2  # a figure runs once this many briefs give it
_SPANS = frozenset(("s", "min", "h", "day", "week", "month", "year"))  # durations and ages count nothing


@dataclass(frozen=True, slots=True)
class Topic:
    """Figures of one story that count or measure one thing, newest first."""

    slug: str
    name: str
    figures: tuple[tuple[Entry, Figure], ...]

    @property
    def briefs(self) -> int:
        """How many briefs give it."""
        return len({entry.path for entry, _ in self.figures})


def gather(entries: Iterable[Entry], earlier: Mapping[str, Sequence[str]]) -> dict[str, Topic]:
    """Return the running figures, sorted by slug. ``entries`` are newest first."""
    alike: dict[tuple[str, str, str], list[tuple[Entry, Figure]]] = {}
    for entry in entries:
        for figure in entry.figures:
            if figure.of and figure.unit not in _SPANS:
                counted = (slug(figure.of), figure.unit or "", entry.language)
                alike.setdefault(counted, []).append((entry, figure))
    topics = {}
    for counted, figures in alike.items():
        for story in _stories(figures, earlier):
            first = story[-1][0]
            name = slug(f"{counted[0]} {_spelled(counted[1])} {first.slug}")
            topics[name] = Topic(name, _name(story[0][1]), tuple(story))
    return dict(sorted(topics.items()))


def places(topics: Iterable[Topic]) -> dict[tuple[str, int], str]:
    """Return the running figure that a figure (path of its brief, number) belongs to."""
    return {(entry.path, figure.number): topic.slug for topic in topics for entry, figure in topic.figures}


def _stories(
    figures: list[tuple[Entry, Figure]], earlier: Mapping[str, Sequence[str]]
) -> Iterable[list[tuple[Entry, Figure]]]:
    """Part the figures of one thing by story; yield those that several briefs give."""
    paths = dict.fromkeys(entry.path for entry, _ in figures)
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
    stories: dict[str, list[tuple[Entry, Figure]]] = {}
    for entry, figure in figures:
        stories.setdefault(find(entry.path), []).append((entry, figure))
    for story in stories.values():
        if len({entry.path for entry, _ in story}) >= _BRIEFS:
            yield story


def _name(figure: Figure) -> str:
    return f"{figure.of} ({figure.unit})" if figure.unit else str(figure.of)


def _spelled(unit: str) -> str:
    """Keep signs apart that a slug would drop."""
    return unit.replace("%", "pct").replace("°", "deg").replace("/", " per ")
