"""Link the leaves of a long list to their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.index.shelves import FIRST
from generator.pages import paths

__all__ = ["Pager", "address", "pager"]


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways from one page of a list to its neighbours; None where there is none."""

    newer: str | None
    older: str | None
    number: int  # counted from the newest, for people
    total: int


def address(path: str, number: int) -> str:
    """Return where a leaf stands; ``path`` is the first one's, the others are in the folder of its name."""
    return paths.chunk(path, None if number == FIRST else number)


def pager(path: str, number: int, numbers: Sequence[int]) -> Pager:
    """Return the ways from leaf ``number``; ``numbers`` are those of all leaves, the newest first."""
    place = numbers.index(number)
    return Pager(
        newer=address(path, numbers[place - 1]) if place else None,
        older=address(path, numbers[place + 1]) if place + 1 < len(numbers) else None,
        number=place + 1,
        total=len(numbers),
    )
