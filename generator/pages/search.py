"""What the search page looks through: small files by year, read only when somebody searches.

They are scripts rather than JSON, as browsers read those from ``file://`` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from generator.index.collection import Index
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.rows import shortened
from generator.pages.wording import Wording

__all__ = ["SearchView", "pages"]

_LONGEST_TEXT = 240


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page: the files to look through, newest first, and what can be filtered by."""

    frame: Frame
    files: tuple[str, ...]
    sources: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]  # code, name


def pages(index: Index, words: Wording) -> Iterator[Page]:
    """Yield the search page and its files."""
    years: dict[str, list[Entry]] = {}
    for entry in index.entries:
        years.setdefault(entry.date[:4] if entry.date else "undated", []).append(entry)
    names = ["actors", *years]
    languages = sorted({entry.language for entry in index.entries})
    view = SearchView(
        frame=Frame(words.language, words("Search"), "", "search"),
        files=tuple(f"search/{name}.js" for name in names),
        sources=tuple(label.name for label in index.sources.values()),
        languages=tuple((code, words.locale.languages.get(code, code)) for code in languages),
    )
    yield Page("search.html", "search.html", view)
    yield Page("search/actors.js", "", _script("actors", _actors(index)))
    for year, entries in years.items():
        records = (record for entry in entries for record in _records(entry, index))
        yield Page(f"search/{year}.js", "", _script(year, records))


def _script(name: str, records: Iterable[list[Any]]) -> str:
    """Hand records to the page. ``<`` is escaped, should a browser ever take this for HTML."""
    encoded = msgspec.json.encode([name, *records]).decode().replace("<", "\\u003c")
    return f"brevesFound({encoded});\n"


def _actors(index: Index) -> Iterator[list[Any]]:
    """Yield, of each actor and place: kind, name, page, roles, number of briefs."""
    for actor in index.actors.values():
        roles = ", ".join(role.text for role in actor.roles[:3])
        yield [actor.key.kind, actor.name, paths.actor(actor), roles, len(actor.appearances)]


def _records(entry: Entry, index: Index) -> Iterator[list[Any]]:
    """Yield a brief (kind, title, page, text, actors, source, date, language), then its quotations."""
    names = ", ".join(part.name for part in entry.parts)
    about = [entry.source or "", entry.date or "", entry.language]
    text = shortened(entry.standfirst, _LONGEST_TEXT)
    yield ["brief", entry.title, paths.brief(entry.slug), text, names, *about]
    for said in entry.quotes:
        speaker = index.actors[said.speaker].name if said.speaker else said.voice or ""
        place = paths.brief(entry.slug, f"q{said.number}")
        yield ["quote", shortened(said.text, _LONGEST_TEXT), place, entry.title, speaker, *about]
