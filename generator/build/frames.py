"""Keep the frames of pages, so that a page whose body stays can be given another one around it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from generator.build.publishing import Kept
from generator.build.state import Rendering, Site
from generator.config import Config
from generator.pages.frame import Frame
from generator.publish.closures import Closure, closures
from generator.publish.render import Rendered

__all__ = ["Dresses", "Frames", "Sorted", "Worn", "dressed", "note", "packed", "sort", "unpacked"]

_QUICK = 1  # of zlib's levels


class Dresses(Protocol):
    """What putting frames around bodies needs of a renderer."""

    def around(self, template: str, frame: Frame, path: str) -> tuple[bytes, bytes] | None:
        """Return what stands before and behind a page's body, if that can be told without the page."""


class Frames(NamedTuple):
    """Where packed frames are kept, by the digests of their pages' views."""

    get: Callable[[bytes], bytes | None]
    put: Callable[[bytes, bytes], None]


class Worn(NamedTuple):
    """A unit's pages, and the facts that they were made from (see ``made.reads``)."""

    pages: tuple[str, ...]
    reads: bytes


class Sorted(NamedTuple):
    """The files that other templates leave as they should be, those that want a new frame; the closures."""

    sound: dict[str, Kept]
    worn: dict[str, Kept]
    closures: dict[str, tuple[str, str]]


def sort(site: Site, standing: Mapping[str, Kept], rendering: Rendering, config: Config) -> Sorted:
    """Sort the files that stand by what other templates and other code have left of them.

    What is right no more is in neither part.
    """
    if site.rendering.pages == rendering.pages:
        return Sorted(dict(standing), {}, dict(site.closures))
    now = closures(config)
    if site.rendering.viewing != rendering.viewing:
        return Sorted({}, {}, {**now})
    before = {name: Closure(*both) for name, both in site.closures.items()}
    return _sorted(standing, before, now)


def note(site: Site, rendering: Rendering, closures: dict[str, tuple[str, str]]) -> None:
    """Note what the site's pages now follow from."""
    site.rendering, site.closures = rendering, closures


def _sorted(kept: Mapping[str, Kept], before: Mapping[str, Closure], now: Mapping[str, Closure]) -> Sorted:
    found = Sorted({}, {}, {**now})
    for path, file in kept.items():
        old, new = before.get(file.template), now.get(file.template)
        if not file.template or (old == new and new is not None):
            found.sound[path] = file
        elif old and new and old.body == new.body and file.body != (0, 0):
            found.worn[path] = file
    return found


def dressed(path: str, old: Kept, frames: Frames, renderer: Dresses, site: Path) -> Rendered | None:
    """Return a page with a new frame around the body that it has; None where that cannot be told."""
    frame = unpacked(frames.get(old.view)) if old.body != (0, 0) else None
    around = renderer.around(old.template, frame, path) if frame else None
    if around is None:
        return None
    try:
        body = site.joinpath(path).read_bytes()[slice(*old.body)]
    except OSError:
        return None
    before, behind = around
    return Rendered(before + body + behind, (len(before), len(before) + len(body)))


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
