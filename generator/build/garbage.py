"""When to look for garbage: rarely, since a site's index is large, stays, and hardly refers to itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["left_alone", "seldom"]

_SELDOM = (100_000, 10, 100)


@contextmanager
def left_alone() -> Iterator[None]:
    """Look for none until this ends: what is made meanwhile is small, or stays."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def seldom() -> tuple[int, int, int]:
    """Look at a pace that suits making many pages, of which a little is left over; return the pace before."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    return before
