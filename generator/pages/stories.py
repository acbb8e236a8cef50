"""Pages of running stories: each from its first brief on, with what every brief brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.collection import Index, shelf
from generator.index.entry import Entry
from generator.index.shelves import FIRST
from generator.index.stories import Story
from generator.pages import paths, why
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.paging import Pager, address, pager
from generator.pages.rows import (
    Card,
    Link,
    Ranked,
    Saying,
    card,
    ranked_actors,
    saying,
)
from generator.pages.series import Run, runs
from generator.pages.strip import Strip, strip
from generator.pages.wording import Wording

__all__ = ["Episode", "Line", "StoriesView", "StoryView", "line", "name", "page", "running", "table"]

_RANKED = 10
_FIGURES = 6


class Episode(NamedTuple):
    """A brief of a story; ``new`` is who comes up in it for the first time, ``saying`` what is said in it."""

    card: Card
    new: tuple[Link, ...]
    saying: Saying | None
    also: str


class Line(NamedTuple):
    """A story in a list; ``who`` acts in it."""

    name: Link
    who: tuple[Link, ...]
    counted: str
    first: str
    last: str
    iso: str | None
    latest: Link
    language: str  # of the latest headline


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story, oldest brief first; what sums it up is on its first page, which has the newest briefs."""

    frame: Frame
    name: Link
    who: tuple[Link, ...]
    began: Link | None  # where it is not named after that
    language: str  # of that headline
    counted: str
    dates: str
    strip: Strip | None
    episodes: tuple[Episode, ...]
    actors: tuple[Ranked, ...]
    figures: tuple[Run, ...]
    clues: tuple[Link, ...]
    pager: Pager
    first: bool


@dataclass(frozen=True, slots=True)
class StoriesView:
    """All stories, those with the newest briefs first."""

    frame: Frame
    lines: tuple[Line, ...]
    pager: Pager


def name(story: str, index: Index) -> Link:
    """Return a story's name as a link; ``kind`` is the language of the words."""
    text, language = index.story_names[story]
    return Link(text, paths.story(story), language)


def page(of: str, number: int, index: Index, words: Wording) -> Page:
    """Return a page of a story."""
    story = index.stories[of]
    shelf_name = shelf("stories", of)
    path = paths.story(of)
    ways = pager(path, number, index.shelves[shelf_name])
    first = number == FIRST
    whole = [index.by_path[each] for each in reversed(story.paths)] if first else ()
    oldest = index.by_path[story.paths[-1]]
    named = name(of, index)
    title = named.text
    place = words("page %(number)s", number=ways.number)
    about = line(story, index, words)
    view = StoryView(
        frame=Frame(words.language, title if first else f"{title}, {place}", oldest.title, "stories"),
        name=named,
        who=about.who,
        began=Link(oldest.title, paths.brief(oldest.slug)) if title != oldest.title else None,
        language=oldest.language,
        counted=about.counted,
        dates=f"{about.first} – {about.last}" if about.first != about.last else about.first,
        strip=strip(whole, words) if first else None,
        episodes=tuple(_episode(entry, index, words) for entry in reversed(index.leaves[shelf_name, number])),
        actors=ranked_actors(whole, index, words, _RANKED) if first else (),
        figures=_figures(whole, index, words) if first else (),
        clues=_clues(story, whole, index, words) if first else (),
        pager=ways,
        first=first,
    )
    return Page(address(path, number), "story.html", view)


def table(number: int, index: Index, words: Wording) -> Page:
    """Return a page of the list of all stories."""
    title = words("Stories")
    lines = tuple(
        line(index.stories[each], index, words) for each in index.leaves.get(("stories", number), ())
    )
    ways = pager("stories.html", number, index.shelves.get("stories", (FIRST,)))
    return Page(
        address("stories.html", number),
        "stories.html",
        StoriesView(Frame(words.language, title, "", "stories"), lines, ways),
    )


def line(story: Story, index: Index, words: Wording) -> Line:
    """Return a story as lists show it."""
    newest = index.by_path[story.paths[0]]
    return Line(
        name=name(story.slug, index),
        who=tuple(
            Link(index.actors[key].name, paths.actor(index.actors[key]), key.kind) for key in story.who
        ),
        counted=words.plural("%(number)s brief", "%(number)s briefs", len(story.paths)),
        first=words.date(story.first),
        last=words.date(story.last),
        iso=story.last,
        latest=Link(newest.title, paths.brief(newest.slug)),
        language=newest.language,
    )


def running(latest: Iterable[Entry], index: Index, words: Wording, most: int) -> tuple[Line, ...]:
    """Return the stories that most of the newest briefs go on with."""
    counts: dict[str, int] = {}
    for entry in latest:
        found = index.story_of.get(entry.path)
        if found:
            counts[found] = counts.get(found, 0) + 1
    stories = sorted(counts, key=lambda each: (-counts[each], -len(index.stories[each].paths), each))
    return tuple(line(index.stories[each], index, words) for each in stories[:most])


def _episode(entry: Entry, index: Index, words: Wording) -> Episode:
    copies = index.copies.get(entry.path, ())
    return Episode(
        card=card(entry, index, words)._replace(actors=()),
        new=tuple(
            Link(index.actors[key].name, paths.actor(index.actors[key]), key.kind)
            for key in index.debuts.get(entry.path, ())
        ),
        saying=_saying(entry, index, words),
        also=words.plural(
            "also published by %(number)s other", "also published by %(number)s others", len(copies)
        )
        if copies
        else "",
    )


def _saying(entry: Entry, index: Index, words: Wording) -> Saying | None:
    """Choose what is best said in a brief: verbatim, by somebody known, neither short nor long."""
    spoken = [said for said in entry.quotes if said.kind == "direct" and said.speaker is not None]
    if not spoken:
        return None
    best = max(spoken, key=lambda said: (min(len(said.text), 160), -said.number))
    return saying(entry, best, index, words)


def _figures(whole: Sequence[Entry], index: Index, words: Wording) -> tuple[Run, ...]:
    names = {found for entry in whole for found in index.series_of.get(entry.path, {}).values()}
    series = sorted(
        (index.series[each] for each in names), key=lambda one: (not one.moves, -one.briefs, one.slug)
    )
    return runs(series[:_FIGURES], index, words)


def _clues(story: Story, whole: Sequence[Entry], index: Index, words: Wording) -> tuple[Link, ...]:
    found = (
        next(filter(None, (why.named(clue, entry, index, words) for entry in whole)), None)
        for clue in story.clues
    )
    return tuple(dict.fromkeys(link for link in found if link))
