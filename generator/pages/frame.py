"""What every page has around its content."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page: its language, its title for tabs and search engines, its place on the site.

    ``section`` names the entry of the navigation that the page belongs to.
    """

    language: str
    title: str
    description: str = ""
    section: str = ""
