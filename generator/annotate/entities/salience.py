"""Which entities a five-line brief could not leave out."""

from __future__ import annotations

from generator.annotate.entities.lines import Lines
from generator.annotate.entities.variants import Group

__all__ = ["key"]


def key(lines: Lines, groups: list[Group]) -> set[int]:
    """Return the ``id`` of each group that is key."""
    best = sorted(groups, key=lambda g: (-len(g.mentions), g.order))
    return {id(each) for each in best[:4]}
