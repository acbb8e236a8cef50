"""Pages that list briefs: the front, tags, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.config import Config
from generator.index.collection import Index, shelf
from generator.index.entry import Entry
from generator.index.labels import Label
from generator.index.shelves import FIRST
from generator.pages import feeds, paths, stories, timeline
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.paging import Pager, address, pager
from generator.pages.rows import (
    Card,
    Link,
    Ranked,
    Saying,
    cards,
    ranked,
    ranked_actors,
    saying,
)
from generator.pages.series import Run, runs
from generator.pages.stories import Line
from generator.pages.timeline import Timeline
from generator.pages.wording import Wording

__all__ = ["FrontView", "LabelView", "LabelsView", "front", "label", "sources", "tags"]

_LATEST = 30  # briefs that the front page's panels are made from
_PANEL = 6  # lines of a panel
_RANKED = 10  # actors of a tag or a source
_WEEK = timedelta(days=7)
_ENOUGH = 5  # briefs in a week that tell who mattered in it


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front index, newest first; the panels are on its first page only."""

    frame: Frame
    cards: tuple[Card, ...]
    pager: Pager
    actors: tuple[Ranked, ...]
    week: bool  # whether the actors are those of the newest brief's week; else of the latest briefs
    sayings: tuple[Saying, ...]
    figures: tuple[Run, ...]
    stories: tuple[Line, ...]
    first: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class LabelView:
    """The briefs of one tag or one source; what sums them up is on the first page only."""

    frame: Frame
    kind: str
    name: str
    counted: str
    timeline: Timeline | None
    actors: tuple[Ranked, ...]
    sayings: tuple[Saying, ...]
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class LabelsView:
    """All tags, or all sources."""

    frame: Frame
    kind: str
    labels: tuple[Ranked, ...]


def front(number: int, index: Index, config: Config, words: Wording) -> Page:
    """Return a page of the front index; there is always a first one, even of a site without briefs."""
    first = number == FIRST
    newest = index.lists["newest"] if first else ()
    latest = newest[:_LATEST]
    week = _week(newest)
    entries: Sequence[Entry] = index.leaves.get(("front", number), ())
    ways = pager("index.html", number, index.shelves.get("front", (FIRST,)))
    view = FrontView(
        frame=Frame(
            words.language,
            "" if first else words("Briefs, page %(number)s", number=ways.number),
            config.description,
            "briefs",
        ),
        cards=cards(entries, index, words),
        pager=ways,
        actors=ranked_actors(week or latest, index, words, _PANEL + 2),
        week=bool(week),
        sayings=_sayings(latest, index, words),
        figures=_running(latest, index, words),
        stories=stories.running(latest, index, words, _PANEL),
        first=first,
        empty=not entries,
    )
    return Page(address("index.html", number), "index.html", view)


def tags(index: Index, words: Wording) -> Page:
    """Return the list of tags."""
    return _all(words, "tags", words("Tags"), index.tags, paths.tag)


def sources(index: Index, words: Wording) -> Page:
    """Return the list of sources."""
    return _all(words, "sources", words("Sources"), index.sources, paths.source)


def label(kind: str, slug: str, number: int, index: Index, words: Wording, *, home: str = "") -> Page:
    """Return a page of a tag or a source; ``kind`` is ``tags`` or ``sources``."""
    path = paths.tag(slug) if kind == "tags" else paths.source(slug)
    name = shelf(kind, slug)
    heading = index.headings[name]
    counted = ""
    summed_up: tuple[Entry, ...] = ()
    if number == FIRST:  # the only page that sums all of them up, and must follow each
        entries = (index.tags if kind == "tags" else index.sources)[slug].entries
        counted = words.plural("%(number)s brief", "%(number)s briefs", len({one.counted for one in entries}))
        summed_up = entries if len(entries) > 1 else ()
    listed = cards(index.leaves[name, number], index, words)
    if kind == "sources":
        listed = tuple(one._replace(source=None) for one in listed)
    view = LabelView(
        frame=Frame(
            words.language,
            heading,
            "",
            kind,
            alternates=(feeds.alternate(path, heading),) if home else (),
        ),
        kind=kind.removesuffix("s"),
        name=heading,
        counted=counted,
        timeline=timeline.of_entries(summed_up, words),
        actors=ranked_actors(summed_up, index, words, _RANKED),
        sayings=_sayings(summed_up[:_LATEST], index, words),
        cards=listed,
        pager=pager(path, number, index.shelves[name]),
    )
    return Page(address(path, number), "label.html", view)


def _week(newest: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries of the newest one's week: the seven days up to its own, whatever the clock says.

    None where they are too few to rank anybody by.
    """
    days = ((_day(entry.date), entry) for entry in newest)
    dated = [(day, entry) for day, entry in days if day]
    found = [entry for day, entry in dated if dated[0][0] - day < _WEEK]
    return found if len(found) >= _ENOUGH else ()


def _day(value: str | None) -> date | None:
    """Return the day of an ISO 8601 date that is as precise as that."""
    known = value is not None and len(value) >= len("2023-12-24") and "/" not in value
    return date.fromisoformat(value[:10]) if value and known else None


def _sayings(latest: Sequence[Entry], index: Index, words: Wording) -> tuple[Saying, ...]:
    """Choose one direct quotation of a named speaker from each of the newest briefs that has one."""
    found = []
    for entry in latest:
        spoken = [said for said in entry.quotes if said.kind == "direct" and said.speaker is not None]
        if spoken:
            best = max(spoken, key=lambda said: (min(len(said.text), 160), -said.number))
            found.append(saying(entry, best, index, words))
    return tuple(found[:_PANEL])


def _running(latest: Sequence[Entry], index: Index, words: Wording) -> tuple[Run, ...]:
    """Choose figures that the newest briefs bring up to date: first those that move, told by the most."""
    names = {slug for entry in latest for slug in index.series_of.get(entry.path, {}).values()}
    paths_ = {entry.path for entry in latest}
    found = [one for slug in sorted(names) if (one := index.series[slug]).points[0].path in paths_]
    found.sort(key=lambda one: (not one.moves, -one.briefs, one.slug))
    return runs(found[:_PANEL], index, words)


def _all(
    words: Wording, kind: str, title: str, labels: Mapping[str, Label], path: Callable[[str], str]
) -> Page:
    pairs = [
        (Link(label.name, path(label.slug)), len({one.counted for one in label.entries}))
        for label in labels.values()
    ]
    pairs.sort(key=lambda pair: (-pair[1], pair[0].href or ""))
    return Page(
        f"{kind}.html",
        "labels.html",
        LabelsView(Frame(words.language, title, "", kind), kind, ranked(pairs, words)),
    )
