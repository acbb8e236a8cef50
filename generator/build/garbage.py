"""When to look for garbage: rarely, since a site's index is large, stays, and hardly refers to itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["left_alone", "seldom"]

_SELDOM = (100_000, 10, 100)
_MUCH = 1_000_000  # objects, of which a change of one article makes a twentieth


@contextmanager
def left_alone() -> Iterator[None]:
    """Look for none until this ends: what is made meanwhile is small, or stays.

    Where that was much, it is not looked at later either.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        if gc.get_count()[0] > _MUCH:
            gc.freeze()
    finally:
        if collecting:
            gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """Look at a pace that suits making many pages, of which a little is left over, until this ends."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
