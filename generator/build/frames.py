"""Keep the frames of pages, so that a page whose body stays can be given another one around it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from generator.build.publishing import Kept
from generator.build.state import Rendering, Site
from generator.config import Config
from generator.pages.frame import Frame
from generator.publish.closures import Closure, closures

__all__ = ["Frames", "Sorted", "Worn", "packed", "sort", "unpacked"]

_QUICK = 1  # of zlib's levels


class Frames(NamedTuple):
    """Where packed frames are kept, by the digests of their pages' views."""

    get: Callable[[bytes], bytes | None]
    put: Callable[[bytes, bytes], None]


class Worn(NamedTuple):
    """A unit's pages, and the facts that they were made from (see ``made.reads``)."""

    pages: tuple[str, ...]
    reads: bytes


class Sorted(NamedTuple):
    """The files that are as they should be after templates changed, and those that want a new frame."""

    sound: dict[str, Kept]
    worn: dict[str, Kept]


def sort(site: Site, standing: dict[str, Kept], rendering: Rendering, config: Config) -> Sorted:
    """Sort the files that stand by what other templates and other code have left of them, and note these.

    What is right no more is in neither part.
    """
    found = Sorted(standing, {})
    if site.rendering != rendering.pages:
        before = {name: Closure(*both) for name, both in site.closures.items()}
        now = closures(config)
        found = _sorted(standing, before, now) if site.viewing == rendering.viewing else Sorted({}, {})
        site.closures = {**now}
    site.viewing, site.rendering = rendering.viewing, rendering.pages
    return found


def _sorted(kept: Mapping[str, Kept], before: Mapping[str, Closure], now: Mapping[str, Closure]) -> Sorted:
    found = Sorted({}, {})
    for path, file in kept.items():
        old, new = before.get(file.template), now.get(file.template)
        if not file.template or (old == new and new is not None):
            found.sound[path] = file
        elif old and new and old.body == new.body and file.body != (0, 0):
            found.worn[path] = file
    return found


def packed(frame: Frame) -> bytes:
    """Return a frame as bytes; none for one that holds more than plain values."""
    try:
        return zlib.compress(msgspec.msgpack.encode(frame), _QUICK)
    except TypeError:
        return b""


def unpacked(data: bytes | None) -> Frame | None:
    """Return the frame that ``packed`` has written; None for anything else."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(data or b""), type=Frame)
    except (zlib.error, msgspec.DecodeError):
        return None
