"""Pages that list briefs: the front, tags, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.config import Config
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.index.labels import Label
from generator.index.topics import Topic
from generator.pages import feeds, paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.paging import Pager, chunks
from generator.pages.rows import Card, Count, Link, Saying, cards, count, saying
from generator.pages.wording import Wording

__all__ = ["FrontView", "LabelView", "LabelsView", "Ranked", "front", "ranked", "sources", "tags"]

_LATEST = 30  # briefs that the front page's panels are made from
_PANEL = 6  # lines of a panel
_LABEL_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name with how many briefs it stands in; ``share`` is in percent of the first one's."""

    link: Link
    briefs: int
    counted: str
    share: int


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front index, newest first; the panels are on its first page only."""

    frame: Frame
    cards: tuple[Card, ...]
    pager: Pager
    actors: tuple[Ranked, ...]
    sayings: tuple[Saying, ...]
    figures: tuple[Count, ...]
    first: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class LabelView:
    """The briefs of one tag or one source."""

    frame: Frame
    kind: str
    name: str
    counted: str
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class LabelsView:
    """All tags, or all sources."""

    frame: Frame
    kind: str
    labels: tuple[Ranked, ...]


def front(index: Index, config: Config, words: Wording) -> Iterator[Page]:
    """Yield the pages of the front index; there is always a first one."""
    for chunk in chunks(index.entries, config.per_page, "index.html"):
        latest = index.entries[:_LATEST] if chunk.first else ()
        view = FrontView(
            frame=Frame(
                words.language,
                "" if chunk.first else words("Briefs, page %(number)s", number=chunk.pager.number),
                config.description,
                "briefs",
            ),
            cards=cards(chunk.items, index, words),
            pager=chunk.pager,
            actors=_actors(latest, index, words),
            sayings=_sayings(latest, index, words),
            figures=_running(latest, index, words),
            first=chunk.first,
            empty=not index.entries,
        )
        yield Page(chunk.path, "index.html", view)


def tags(index: Index, words: Wording, home: str = "") -> Iterator[Page]:
    """Yield the list of tags and each tag's pages."""
    yield _all(words, "tags", words("Tags"), index.tags, paths.tag)
    for label in index.tags.values():
        yield from _label(label, "tag", paths.tag(label.slug), index, words, home=home)


def sources(index: Index, words: Wording, home: str = "") -> Iterator[Page]:
    """Yield the list of sources and each source's pages."""
    yield _all(words, "sources", words("Sources"), index.sources, paths.source)
    for label in index.sources.values():
        yield from _label(label, "source", paths.source(label.slug), index, words, home=home)


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


def _actors(latest: Sequence[Entry], index: Index, words: Wording) -> tuple[Ranked, ...]:
    """Rank the people and organisations at the centre of the latest briefs."""
    counts: dict[str, int] = {}
    found = {}
    for entry in latest:
        for part in entry.parts:
            if part.key.kind != "place" and part.central:
                actor = index.actors[part.key]
                href = paths.actor(actor)
                counts[href] = counts.get(href, 0) + 1
                found[href] = Link(actor.name, href, part.key.kind)
    names = sorted(counts, key=lambda href: (-counts[href], href))[: _PANEL + 2]
    return ranked([(found[name], counts[name]) for name in names], words)


def _sayings(latest: Sequence[Entry], index: Index, words: Wording) -> tuple[Saying, ...]:
    """Choose one direct quotation of a named speaker from each of the newest briefs that has one."""
    found = []
    for entry in latest:
        spoken = [said for said in entry.quotes if said.kind == "direct" and said.speaker is not None]
        if spoken:
            best = max(spoken, key=lambda said: (min(len(said.text), 160), -said.number))
            found.append(saying(entry, best, index, words))
    return tuple(found[:_PANEL])


def _running(latest: Sequence[Entry], index: Index, words: Wording) -> tuple[Count, ...]:
    """Choose running figures that the newest briefs bring up to date."""
    paths_ = {entry.path for entry in latest}
    topics: list[Topic] = [topic for topic in index.topics.values() if topic.figures[0][0].path in paths_]
    topics.sort(key=lambda topic: (-topic.briefs, topic.slug))
    return tuple(count(*topic.figures[0], words, paths.topic(topic.slug)) for topic in topics[:_PANEL])


def _all(
    words: Wording, kind: str, title: str, labels: Mapping[str, Label], path: Callable[[str], str]
) -> Page:
    pairs = [(Link(label.name, path(label.slug)), len(label.entries)) for label in labels.values()]
    pairs.sort(key=lambda pair: (-pair[1], pair[0].href or ""))
    return Page(
        f"{kind}.html",
        "labels.html",
        LabelsView(Frame(words.language, title, "", kind), kind, ranked(pairs, words)),
    )


def _label(label: Label, kind: str, path: str, index: Index, words: Wording, *, home: str) -> Iterator[Page]:
    alternates = (feeds.alternate(path, label.name),) if home else ()
    for chunk in chunks(label.entries, _LABEL_CHUNK, path):
        view = LabelView(
            frame=Frame(words.language, label.name, "", f"{kind}s", alternates=alternates),
            kind=kind,
            name=label.name,
            counted=words.plural("%(number)s brief", "%(number)s briefs", len(label.entries)),
            cards=cards(chunk.items, index, words),
            pager=chunk.pager,
        )
        yield Page(chunk.path, "label.html", view)
