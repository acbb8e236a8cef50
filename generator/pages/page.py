"""A page before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Page", "Stream"]


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: where it stands, which template sets it, and all that the template sees.

    ``path`` is POSIX, relative to the site's folder. ``view`` is a frozen dataclass of plain values
    (strings, numbers, tuples, further dataclasses): equal views render to equal bytes. Without a
    template, ``view`` is the file's text or bytes themselves, or a stream of them.
    """

    path: str
    template: str
    view: Any


@dataclass(frozen=True, slots=True)
class Stream:
    """The bytes of a file too large to be held at once; each call of ``chunks`` yields them anew."""

    chunks: Callable[[], Iterator[bytes]]
