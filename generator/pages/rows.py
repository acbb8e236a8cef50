"""What lists show of briefs, quotations and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.collection import Index
from generator.index.echoes import Echo
from generator.index.entry import Entry, Figure, Said
from generator.index.names import slug
from generator.pages import paths
from generator.pages.marks import DOUBTFUL
from generator.pages.wording import Wording

__all__ = [
    "Card",
    "Count",
    "Link",
    "Ranked",
    "Saying",
    "card",
    "cards",
    "count",
    "echo_of",
    "echoed",
    "iso",
    "link",
    "publisher",
    "publishers",
    "qualifier",
    "ranked",
    "ranked_actors",
    "saying",
    "shortened",
]

_CARD_ACTORS = 4
_LONGEST_SAYING = 420
_LONGEST_SENTENCE = 280


class Link(NamedTuple):
    """A name, and where it leads if it leads anywhere."""

    text: str
    href: str | None = None
    kind: str = ""


class Card(NamedTuple):
    """A brief in a list."""

    title: str
    href: str
    language: str
    date: str
    iso: str | None
    source: Link | None
    standfirst: str
    actors: tuple[Link, ...]
    copies: tuple[Link, ...] = ()  # who else published the text
    original: Link | None = None  # what it is a copy of


class Saying(NamedTuple):
    """A quotation away from its text."""

    anchor: str
    text: str
    kind: str
    voice: Link | None
    cue: str | None
    place: str  # where it stands in its brief
    title: str
    language: str
    date: str
    iso: str | None
    doubtful: bool
    settled: bool
    echo: str | None = None  # the page that shows who else carries it
    echoed: str = ""  # how many do


class Count(NamedTuple):
    """A figure away from its text; ``sort`` is its value, for sorting."""

    anchor: str
    text: str
    value: str
    sort: float
    qualifier: str
    of: str | None
    sentence: str
    place: str
    title: str
    language: str
    date: str
    iso: str | None
    doubtful: bool
    settled: bool
    series: str | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name with how many briefs it stands in; ``share`` is in percent of the first one's."""

    link: Link
    briefs: int
    counted: str
    share: int


def card(entry: Entry, index: Index, words: Wording) -> Card:
    """Return a brief's card."""
    return Card(
        title=entry.title,
        href=paths.brief(entry.slug),
        language=entry.language,
        date=words.date(entry.date),
        iso=iso(entry.date),
        source=Link(entry.source, paths.source(slug(entry.source))) if entry.source else None,
        standfirst=entry.standfirst,
        actors=tuple(
            Link(part.name, paths.actor(index.actors[part.key]), part.key.kind)
            for part in entry.parts
            if part.central
        )[:_CARD_ACTORS],
        copies=publishers(entry, index),
        original=publisher(index.by_path[entry.original]) if entry.original else None,
    )


def publisher(entry: Entry) -> Link:
    """Name who published a brief, with the way to it."""
    return Link(entry.source or entry.title, paths.brief(entry.slug))


def publishers(entry: Entry, index: Index) -> tuple[Link, ...]:
    """Name who else published a brief's text, by their titles those who did so more than once."""
    copies = [index.by_path[path] for path in index.copies.get(entry.path, ())]
    times = Counter(copy.source for copy in (entry, *copies))
    return tuple(
        publisher(copy) if times[copy.source] == 1 else Link(copy.title, paths.brief(copy.slug))
        for copy in copies
    )


def cards(entries: Iterable[Entry], index: Index, words: Wording) -> tuple[Card, ...]:
    """Return the cards of some briefs."""
    return tuple(card(entry, index, words) for entry in entries)


def saying(entry: Entry, said: Said, index: Index, words: Wording) -> Saying:
    """Return a quotation as lists show it, shortened where it is a speech."""
    echo = echo_of(entry, said.number, index)
    speaker = None if said.speaker is None else index.actors[said.speaker]
    voice = None
    if speaker is not None:
        voice = Link(speaker.name, paths.actor(speaker), speaker.key.kind)
    elif said.voice:
        voice = Link(said.voice)
    return Saying(
        anchor=f"{entry.slug}-q{said.number}",
        text=shortened(said.text, _LONGEST_SAYING),
        kind=said.kind,
        voice=voice,
        cue=said.cue,
        place=paths.brief(entry.slug, f"q{said.number}"),
        title=entry.title,
        language=entry.language,
        date=words.date(entry.date),
        iso=iso(entry.date),
        doubtful=said.confidence < DOUBTFUL,
        settled=said.settled,
        echo=paths.echo(echo.slug) if echo else None,
        echoed=echoed(echo, words) if echo else "",
    )


def echo_of(entry: Entry, number: int, index: Index) -> Echo | None:
    """Return the echo that a quotation belongs to."""
    slug = index.echo_of.get(entry.path, {}).get(number)
    return index.echoes[slug] if slug else None


def echoed(echo: Echo, words: Wording) -> str:
    """Say how many other articles carry a quotation."""
    others = echo.articles - 1
    return words.plural("also in %(number)s other article", "also in %(number)s other articles", others)


def count(entry: Entry, figure: Figure, words: Wording, series: str | None = None) -> Count:
    """Return a figure as lists show it."""
    value = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    return Count(
        anchor=f"{entry.slug}-n{figure.number}",
        text=figure.text,
        value=words.quantity(figure.value, figure.unit),
        sort=value,
        qualifier=qualifier(figure.qualifier, words),
        of=figure.of,
        sentence=shortened(figure.sentence, _LONGEST_SENTENCE),
        place=paths.brief(entry.slug, f"n{figure.number}"),
        title=entry.title,
        language=entry.language,
        date=words.date(entry.date),
        iso=iso(entry.date),
        doubtful=figure.confidence < DOUBTFUL,
        settled=figure.settled,
        series=series,
    )


def ranked(pairs: Sequence[tuple[Link, int]], words: Wording) -> tuple[Ranked, ...]:
    """Set counts of briefs beside names."""
    most = max((number for _, number in pairs), default=1)
    return tuple(
        Ranked(
            link=name,
            briefs=number,
            counted=words.plural("%(number)s brief", "%(number)s briefs", number),
            share=round(100 * number / most),
        )
        for name, number in pairs
    )


def ranked_actors(entries: Iterable[Entry], index: Index, words: Wording, most: int) -> tuple[Ranked, ...]:
    """Rank the people and organisations at the centre of some briefs."""
    articles = {entry.counted: entry for entry in entries}.values()
    counts = Counter(
        part.key for entry in articles for part in entry.parts if part.central and part.key.kind != "place"
    )
    keys = sorted(counts, key=lambda key: (-counts[key], key))[:most]
    actors = [index.actors[key] for key in keys]
    return ranked(
        [(Link(actor.name, paths.actor(actor), actor.key.kind), counts[actor.key]) for actor in actors], words
    )


def link(name: str | None, href: str) -> Link | None:
    """Return a link, or nothing for nobody."""
    return Link(name, href) if name else None


def qualifier(name: str, words: Wording) -> str:
    """Return how a figure is qualified, in words; empty where it is exact."""
    names = {
        "about": words("about"),
        "more_than": words("more than"),
        "less_than": words("less than"),
        "at_least": words("at least"),
        "at_most": words("at most"),
    }
    return names.get(name, "")


def iso(date: str | None) -> str | None:
    """Return a date as HTML's ``time`` takes it: of an interval, the beginning."""
    return date.partition("/")[0] if date else None


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word where it is too long, and show that it is cut."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(None, 1)[0].rstrip(" ,;:—–-") + " […]"
