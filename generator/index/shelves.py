"""Cut long lists into leaves that stay where they are.

Leaves are numbered from the oldest: a new brief changes the first leaf alone, and leaf 7 holds the same
briefs next year.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["FIRST", "Leaf", "cut", "numbers", "shelf"]

T = TypeVar("T")

FIRST = 0  # the number of the newest leaf, which takes what is left over besides

Leaf = tuple[str, int]  # the list's name, the leaf's number


def numbers(length: int, size: int) -> list[int]:
    """Return the numbers of the leaves of a list, the newest leaf first; there is always one."""
    return [FIRST, *range(max(length // size - 1, 0), 0, -1)]


def cut(items: Sequence[T], size: int) -> dict[int, Sequence[T]]:
    """Return the leaves of a list (newest first) by number: ``size`` items each, the first up to twice it."""
    found = numbers(len(items), size)
    lead = len(items) - (len(found) - 1) * size
    leaves: dict[int, Sequence[T]] = {FIRST: items[:lead]}
    for place, number in enumerate(found[1:]):
        leaves[number] = items[lead + place * size : lead + (place + 1) * size]
    return leaves


def shelf(kind: str, name: str) -> str:
    """Return the name of an actor's, a tag's or a source's list among the shelves."""
    return f"{kind}:{name}"
