"""Gather briefs by what they are labelled with: their tags, their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.index.entry import Entry
from generator.index.names import slug

__all__ = ["Label", "sources", "tags", "translations"]


@dataclass(frozen=True, slots=True)
class Label:
    """A tag, a source or the name of translations, with its briefs, newest first.

    Spellings with one slug are one label.
    """

    slug: str
    name: str
    entries: tuple[Entry, ...]


def tags(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield an entry's tags as slug and name."""
    yield from {slug(name): name for name in reversed(entry.tags)}.items()


def sources(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield an entry's source as slug and name, if it has one."""
    if entry.source:
        yield slug(entry.source), entry.source


def translations(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the name that an entry shares with its translations, as slug and name, if it has one."""
    if entry.translation:
        yield slug(entry.translation), entry.translation
