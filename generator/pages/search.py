"""What the search page looks through: small files by month, read only when somebody searches.

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

__all__ = ["SearchView", "actors", "month", "page"]

_LONGEST_TEXT = 240


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page: the files to look through, newest first, and what can be filtered by."""

    frame: Frame
    files: tuple[str, ...]
    sources: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]  # code, name


def page(index: Index, words: Wording) -> Page:
    """Return the search page."""
    months = sorted(index.months, key=lambda month: "" if month == "undated" else month, reverse=True)
    view = SearchView(
        frame=Frame(words.language, words("Search"), "", "search"),
        files=tuple(f"search/{name}.js" for name in ("actors", *months)),
        sources=tuple(label.name for _, label in sorted(index.sources.items())),
        languages=tuple((code, words.locale.languages.get(code, code)) for code in sorted(index.languages)),
    )
    return Page("search.html", "search.html", view)


def actors(index: Index) -> Page:
    """Return the file of all actors and places."""
    return Page("search/actors.js", "", _script("actors", _actors(index)))


def month(name: str, index: Index) -> Page:
    """Return the file of a month's briefs and their quotations."""
    records = (record for entry in index.months[name] for record in _records(entry, index))
    return Page(f"search/{name}.js", "", _script(name, records))


def _script(name: str, records: Iterable[list[Any]]) -> str:
    """Hand records to the page. ``<`` is escaped, should a browser ever take this for HTML."""
    encoded = msgspec.json.encode([name, *records]).decode().replace("<", "\\u003c")
    return f"brevesFound({encoded});\n"


def _actors(index: Index) -> Iterator[list[Any]]:
    """Yield, of each actor and place: kind, name, page, roles, number of briefs."""
    for _, profile in sorted(index.profiles.items()):
        roles = ", ".join(role.text for role in profile.roles[:3])
        yield [profile.key.kind, profile.name, paths.actor(profile), roles, profile.briefs]


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
