"""What every page has around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Alternate", "Frame", "Translation"]


class Alternate(NamedTuple):
    """The same content in a form for machines: its media type, its path on the site, its title."""

    type: str
    path: str
    title: str


class Translation(NamedTuple):
    """The same content in a language: its code, its name for itself, its path on the site."""

    language: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page: its language, its title for tabs and search engines, its place on the site.

    ``section`` names the entry of the navigation that the page belongs to. ``kind`` is an Open Graph
    type. ``data`` is JSON-LD in which nothing can end a script element (see ``linked_data``).
    """

    language: str
    title: str
    description: str = ""
    section: str = ""
    kind: str = "website"
    data: str = ""
    alternates: tuple[Alternate, ...] = ()
    translations: tuple[Translation, ...] = ()  # with the page itself; none where it has none
