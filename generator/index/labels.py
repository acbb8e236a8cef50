"""Gather briefs by what they are labelled with: their tags, their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.index.entry import Entry
from generator.index.names import slug

__all__ = ["Label", "gather"]


@dataclass(frozen=True, slots=True)
class Label:
    """A tag or a source, with its briefs, newest first. Spellings with one slug are one label."""

    slug: str
    name: str
    entries: tuple[Entry, ...]


def gather(entries: Iterable[Entry], names: Callable[[Entry], Iterable[str]]) -> dict[str, Label]:
    """Return the labels that ``names`` finds on the entries, sorted by slug."""
    found: dict[str, list[Entry]] = {}
    spelled: dict[str, str] = {}
    for entry in entries:
        for name in dict.fromkeys((slug(name), name) for name in names(entry)):
            same = found.setdefault(name[0], [])
            spelled.setdefault(*name)
            if not same or same[-1] is not entry:
                same.append(entry)
    return {name: Label(name, spelled[name], tuple(found[name])) for name in sorted(found)}
