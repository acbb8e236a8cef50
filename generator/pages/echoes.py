"""Pages of quotations that several articles carry: their wordings side by side, and who carried which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.index.collection import Index
from generator.index.echoes import Echo
from generator.index.entry import Entry, Said
from generator.index.traces import words as compared
from generator.pages import paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.rows import Link, Saying, saying, shortened
from generator.pages.wording import Wording

__all__ = ["Carrier", "EchoView", "Stretch", "Variant", "leading", "page", "variants"]

_TITLE = 90
_TOKEN = re.compile(r"\S+\s*")


class Stretch(NamedTuple):
    """Words of a wording: as in the first one, ``other`` than there, or ``gone`` (what is left out here)."""

    text: str
    state: str


class Carrier(NamedTuple):
    """An article that carries a wording; ``copy``: as a copy of another article."""

    source: str
    title: str
    place: str
    language: str
    date: str
    iso: str | None
    voice: Link | None
    copy: bool


class Variant(NamedTuple):
    """A wording, and who carries it, the earliest first."""

    stretches: tuple[Stretch, ...]
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class EchoView:
    """A quotation that several articles carry; the first of the variants is the first to appear."""

    frame: Frame
    text: str
    language: str
    voice: Link | None
    counted: str
    sources: str
    first: Carrier
    variants: tuple[Variant, ...]


def page(slug: str, index: Index, words: Wording) -> Page:
    """Return the page of an echo."""
    echo = index.echoes[slug]
    places = [_place(echo, at, index) for at in range(len(echo.places))][::-1]
    found = variants(places, index, words)
    entry, said = places[0]
    voices = [spoken for _, spoken in places if spoken.speaker is not None]
    sources = len({one.source for one, _ in places if one.source})
    speaker = index.actors[voices[0].speaker] if voices and voices[0].speaker else None
    text = shortened(said.text, _TITLE)
    view = EchoView(
        frame=Frame(words.language, text, shortened(said.text, 2 * _TITLE), "quotes"),
        text=said.text,
        language=entry.language,
        voice=Link(speaker.name, paths.actor(speaker), speaker.key.kind) if speaker else None,
        counted=words.plural("%(number)s article", "%(number)s articles", echo.articles),
        sources=words.plural("%(number)s source", "%(number)s sources", sources) if sources else "",
        first=found[0].carriers[0],
        variants=found,
    )
    return Page(paths.echo(slug), "echo.html", view)


def variants(places: Iterable[tuple[Entry, Said]], index: Index, words: Wording) -> tuple[Variant, ...]:
    """Group quotations, oldest first, by their words, and mark where they differ from the first."""
    groups: dict[tuple[str, ...], list[tuple[Entry, Said]]] = {}
    carried: set[tuple[str, tuple[str, ...]]] = set()
    for entry, said in places:
        wording = tuple(compared(said.text))
        if (entry.path, wording) not in carried:  # a headline repeats what the text quotes
            carried.add((entry.path, wording))
            groups.setdefault(wording, []).append((entry, said))
    first = next(iter(groups.values()))[0][1].text
    return tuple(
        Variant(tuple(_compared(first, some[0][1].text)), tuple(_carrier(*one, index, words) for one in some))
        for some in groups.values()
    )


def leading(index: Index, words: Wording, most: int) -> tuple[Saying, ...]:
    """Return the quotations that most articles carry."""
    echoes = sorted(index.echoes.values(), key=lambda echo: (-echo.articles, echo.places[0].since, echo.slug))
    return tuple(saying(*_place(echo, -1, index), index, words) for echo in echoes[:most])


def _place(echo: Echo, at: int, index: Index) -> tuple[Entry, Said]:
    place = echo.places[at]
    entry = index.by_path[place.path]
    return entry, entry.quotes[place.number - 1]


def _carrier(entry: Entry, said: Said, index: Index, words: Wording) -> Carrier:
    row = saying(entry, said, index, words)
    return Carrier(
        source=entry.source or "",
        title=entry.title,
        place=row.place,
        language=entry.language,
        date=row.date,
        iso=row.iso,
        voice=row.voice,
        copy=bool(entry.original),
    )


def _compared(first: str, text: str) -> Iterator[Stretch]:
    """Yield the stretches of a text as it compares with the first one, word by word."""
    theirs, own = _TOKEN.findall(first), _TOKEN.findall(text)
    matcher = SequenceMatcher(None, _keys(theirs), _keys(own), autojunk=False)
    for kind, left, right, start, end in matcher.get_opcodes():
        if kind == "delete":
            yield Stretch("".join(theirs[left:right]).rstrip(), "gone")
        if start < end:
            words = "".join(own[start:end])
            yield Stretch(words.rstrip(), "" if kind == "equal" else "other")
            yield Stretch(words[len(words.rstrip()) :], "")


def _keys(tokens: Sequence[str]) -> list[str]:
    return [" ".join(compared(token)) for token in tokens]
