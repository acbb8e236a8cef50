"""Keep lists of the briefs that have something in common, in which each looks at the nearest earlier ones.

So far and no further, whatever the size of the site: a change then concerns few, and time stays linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

__all__ = ["before", "renewed"]

K = TypeVar("K")
M = TypeVar("M", bound=tuple[Any, ...])

_FEW = 8


def renewed(
    trails: Mapping[K, Sequence[M]],
    going: Iterable[tuple[K, M]],
    coming: Iterable[tuple[K, M]],
    reach: Callable[[K], int],
) -> tuple[dict[K, tuple[M, ...] | None], set[M]]:
    """Return the trails that differ once some marks are gone and others have come (None: an empty one).

    Also returns the marks that see a difference among the ``reach`` marks after their own. A mark that goes
    and comes again is one: what it stands for may have changed.
    """
    leave, arrive = _by_key(going), _by_key(coming)
    rows: dict[K, tuple[M, ...] | None] = {}
    seeing: set[M] = set()
    for key in {**leave, **arrive}:
        trail = tuple(trails.get(key, ()))
        if not trail:  # nobody was there to see a difference
            rows[key] = tuple(sorted(set(arrive[key])))
            continue
        gone, come = set(leave.get(key, ())), set(arrive.get(key, ()))
        if gone != come:
            trail = _spliced(trail, gone - come, come - gone)
            rows[key] = trail or None
        last = 0
        for place in sorted({bisect_left(trail, mark) for mark in gone | come}):
            seeing.update(trail[max(last, place - reach(key)) : place])
            last = place
    return rows, seeing


def _by_key(pairs: Iterable[tuple[K, M]]) -> dict[K, list[M]]:
    found: dict[K, list[M]] = {}
    for key, mark in pairs:
        found.setdefault(key, []).append(mark)
    return found


def before(trail: Sequence[M], mark: M, reach: int) -> Sequence[M]:
    """Return the nearest marks that come after a mark in a trail: those of earlier briefs."""
    start = bisect_right(trail, mark)
    return trail[start : start + reach]


def _spliced(trail: Sequence[M], gone: set[M], come: set[M]) -> tuple[M, ...]:
    found = list(trail)
    if len(gone) > _FEW:
        found = [mark for mark in found if mark not in gone]
    else:
        for mark in gone:
            del found[bisect_left(found, mark)]
    if len(come) > _FEW:
        found += come
        found.sort()
    else:
        for mark in come:
            insort(found, mark)
    return tuple(found)
