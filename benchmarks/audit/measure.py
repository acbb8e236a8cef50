"""What an audit says of one thing it looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Measure", "Missing", "counted"]


class Missing(Exception):  # noqa: N818 - no error: the tool is not on this machine
    """A tool is not here; the message says what it is and how it comes."""


class Measure(NamedTuple):
    """A line of the table: what was measured, what it must be and what it is; ``faults`` in full."""

    what: str
    must: str
    found: str
    good: bool
    faults: tuple[str, ...] = ()


def counted(what: str, faults: Sequence[str], over: str) -> Measure:
    """Return a measure of something that must not occur; ``over`` says where it was looked for."""
    return Measure(what, "0", f"{len(faults)} ({over})", not faults, tuple(faults))
