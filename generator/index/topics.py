"""Follow a figure from brief to brief: the numbers that count the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.index.entry import Entry, Figure
from generator.index.names import slug

__all__ = ["Topic", "gather", "topic_slug"]

_BRIEFS = 2  # a figure runs once this many briefs give it


@dataclass(frozen=True, slots=True)
class Topic:
    """Figures of several briefs that count or measure one thing, newest first."""

    slug: str
    name: str
    figures: tuple[tuple[Entry, Figure], ...]


def topic_slug(figure: Figure, language: str) -> str | None:
    """Return what joins a figure with others, or None where its text does not say what it counts.

    The unit belongs to it: percentages of voters and numbers of voters are two stories.
    """
    if not figure.of:
        return None
    unit = f"-{slug(_spelled(figure.unit))}" if figure.unit else ""
    return f"{slug(figure.of)}{unit}-{language}"


def gather(entries: Iterable[Entry]) -> dict[str, Topic]:
    """Return the running figures, sorted by slug."""
    found: dict[str, list[tuple[Entry, Figure]]] = {}
    for entry in entries:
        for figure in entry.figures:
            name = topic_slug(figure, entry.language)
            if name is not None:
                found.setdefault(name, []).append((entry, figure))
    return {
        name: Topic(name, _name(figures), tuple(figures))
        for name, figures in sorted(found.items())
        if len({entry.path for entry, _ in figures}) >= _BRIEFS
    }


def _name(figures: list[tuple[Entry, Figure]]) -> str:
    figure = figures[0][1]
    return f"{figure.of} ({figure.unit})" if figure.unit else str(figure.of)


def _spelled(unit: str) -> str:
    """Keep signs apart that a slug would drop."""
    return unit.replace("%", "pct").replace("°", "deg").replace("/", " per ")
