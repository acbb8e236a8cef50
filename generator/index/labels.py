"""Gather briefs by what they are labelled with: their tags, their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.index import shelves
from generator.index.entry import Entry
from generator.index.names import slug

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Label", "sources", "tags", "translations", "update"]

_ON_LEAF = 50  # briefs


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


def update(change: Change) -> None:
    """Keep the tables of tags, sources and translations, and their lists, true."""
    for name, of in _LABELS.items():
        before: Mapping[str, Label] = getattr(change.index, name)
        rows: dict[str, Label | None] = {}
        for label, coming in change.groups(lambda one, of=of: [(key, one) for key, _ in of(one)]):  # type: ignore[misc]
            was = before.get(label)
            entries = change.entries(was.entries if was else (), coming)
            rows[label] = Label(label, dict(of(entries[0]))[label], entries) if entries else None
            if name != "translations":
                change.cut(shelves.shelf(name, label), entries, _ON_LEAF)
        change.put(name, rows)
        change.put("headings", {shelves.shelf(name, label): row and row.name for label, row in rows.items()})


_LABELS = {"tags": tags, "sources": sources, "translations": translations}
