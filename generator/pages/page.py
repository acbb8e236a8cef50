"""A page before it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: where it stands, which template sets it, and all that the template sees.

    ``path`` is POSIX, relative to the site's folder. ``view`` is a frozen dataclass of plain values
    (strings, numbers, tuples, further dataclasses): equal views render to equal bytes. Without a
    template, ``view`` is the file's text or bytes themselves.
    """

    path: str
    template: str
    view: Any
