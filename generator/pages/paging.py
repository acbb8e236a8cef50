"""Spread a long list over pages that stay where they are.

Pages are numbered from the oldest: a new brief changes the first page alone, and an address of
page 7 shows the same briefs next year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.pages import paths

__all__ = ["Chunk", "Pager", "chunks"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways from one page of a list to its neighbours; None where there is none."""

    newer: str | None
    older: str | None
    number: int  # counted from the newest, for people
    total: int


@dataclass(frozen=True, slots=True)
class Chunk(Generic[T]):
    """One page's share of a list."""

    path: str
    items: tuple[T, ...]
    pager: Pager
    first: bool


def chunks(items: Sequence[T], size: int, path: str) -> Iterator[Chunk[T]]:
    """Cut ``items`` (newest first) into pages of ``size``; the first takes what is left over besides.

    ``path`` is the first page's; the others stand in the folder of its name.
    """
    older = max(len(items) // size - 1, 0)
    lead = len(items) - older * size
    numbers: list[int | None] = [None, *range(older, 0, -1)]
    addresses = [paths.chunk(path, number) for number in numbers]
    for place, address in enumerate(addresses):
        start = 0 if place == 0 else lead + (place - 1) * size
        end = lead if place == 0 else start + size
        yield Chunk(
            path=address,
            items=tuple(items[start:end]),
            pager=Pager(
                newer=addresses[place - 1] if place else None,
                older=addresses[place + 1] if place + 1 < len(addresses) else None,
                number=place + 1,
                total=len(addresses),
            ),
            first=place == 0,
        )
