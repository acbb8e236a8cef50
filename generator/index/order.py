"""The order of all lists: newest first, undated last, ties by slug."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from generator.index.entry import Entry

__all__ = ["day", "merged", "rank", "since", "turned"]

T = TypeVar("T")

_TURNED = {code: 127 - code for code in range(128)}  # so that what comes later sorts first
_END = "\x7f"  # after a date: longer ones, which are more precise, go before it
_FEW = 8


def rank(entry: Entry) -> str:
    """Return a string that sorts an entry to its place."""
    return turned(entry.date or "") + entry.slug


def turned(date: str) -> str:
    """Return a string that sorts what is of a date to its place."""
    return date.translate(_TURNED) + _END


def since(entry: Entry) -> str:
    """Return a string that sorts an entry among others: newest first, but undated ones before all.

    What has no date is nobody's original.
    """
    return rank(entry) if entry.date else " " + entry.slug


@lru_cache(maxsize=20_000)
def day(value: str | None) -> int | None:
    """Return the day of an ISO 8601 date as a number; of a month or a year, the first one."""
    if not value:
        return None
    try:
        return date.fromisoformat((value.partition("/")[0] + "-01-01")[:10]).toordinal()
    except ValueError:
        return None


def merged(
    listed: Iterable[T],
    leaving: Mapping[str, str],
    coming: Iterable[T],
    path: Callable[[T], str],
    place: Callable[[T], str],
) -> tuple[T, ...]:
    """Return a list without what belongs to the paths ``leaving``, and with what is ``coming``.

    ``path`` and ``place`` tell of an item the path of its entry and its rank; ``leaving`` has the ranks by
    which its paths are listed.
    """
    if len(leaving) < _FEW:
        found = list(listed)
        for gone, at in leaving.items():
            start, end = bisect_left(found, at, key=place), bisect_right(found, at, key=place)
            found[start:end] = [item for item in found[start:end] if path(item) != gone]
    else:
        found = [item for item in listed if path(item) not in leaving]
    new = list(coming)
    if len(new) < _FEW:
        for item in new:
            insort(found, item, key=place)
    else:
        found += new
        found.sort(key=place)
    return tuple(found)
