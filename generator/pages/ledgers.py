"""All quotes, all figures, and the figures that run from brief to brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.index.collection import Index
from generator.index.entry import Entry, Figure
from generator.index.topics import Topic
from generator.pages import paths
from generator.pages.frame import Frame
from generator.pages.lists import Ranked, ranked
from generator.pages.page import Page
from generator.pages.rows import Count, Link, Saying, count, saying
from generator.pages.wording import Wording

__all__ = ["FiguresView", "QuotesView", "TopicView", "figures", "quotes", "topics"]

_OPEN = 500  # rows on the opening page of a ledger; a smaller site has them all there

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class QuotesView:
    """Quotations, newest first: all of a month, or the latest of all (``partial`` where some are missing)."""

    frame: Frame
    heading: str
    sayings: tuple[Saying, ...]
    months: tuple[Ranked, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures, newest first: all of a month, or the latest of all (``partial`` where some are missing)."""

    frame: Frame
    heading: str
    figures: tuple[Count, ...]
    running: tuple[Count, ...]  # the latest of each
    months: tuple[Ranked, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """What several briefs give as the number of one thing."""

    frame: Frame
    name: str
    language: str
    figures: tuple[Count, ...]


def quotes(index: Index, words: Wording) -> Iterator[Page]:
    """Yield the opening page of all quotes and one for each month."""

    def rows(entries: Sequence[Entry]) -> list[Saying]:
        return [saying(entry, said, index, words) for entry in entries for said in entry.quotes]

    title = words("Quotes")
    months = _months(index, lambda entry: len(entry.quotes))
    latest, partial = _latest(index, rows)
    links = _links("quotes", months, words)
    yield Page(
        "quotes.html",
        "quotes.html",
        QuotesView(Frame(words.language, title, "", "quotes"), title, tuple(latest), links, partial),
    )
    for month, entries in months.items():
        name = _month_name(month, words)
        frame = Frame(words.language, f"{title}, {name}", "", "quotes")
        yield Page(
            paths.ledger("quotes", month),
            "quotes.html",
            QuotesView(frame, name, tuple(rows(entries)), (), partial=False),
        )


def figures(index: Index, words: Wording) -> Iterator[Page]:
    """Yield the opening page of all figures and one for each month."""

    def rows(entries: Sequence[Entry]) -> list[Count]:
        return [_count(entry, figure, index, words) for entry in entries for figure in entry.figures]

    title = words("Figures")
    months = _months(index, lambda entry: len(entry.figures))
    latest, partial = _latest(index, rows)
    running = sorted(index.topics.values(), key=lambda topic: (-len(topic.figures), topic.slug))
    latest_of = tuple(count(*topic.figures[0], words, paths.topic(topic.slug)) for topic in running)
    yield Page(
        "figures.html",
        "figures.html",
        FiguresView(
            Frame(words.language, title, "", "figures"),
            title,
            tuple(latest),
            latest_of,
            _links("figures", months, words),
            partial,
        ),
    )
    for month, entries in months.items():
        name = _month_name(month, words)
        frame = Frame(words.language, f"{title}, {name}", "", "figures")
        yield Page(
            paths.ledger("figures", month),
            "figures.html",
            FiguresView(frame, name, tuple(rows(entries)), (), (), partial=False),
        )


def topics(index: Index, words: Wording) -> Iterator[Page]:
    """Yield the page of each running figure."""
    for topic in index.topics.values():
        yield Page(paths.topic(topic.slug), "topic.html", _topic(topic, words))


def _topic(topic: Topic, words: Wording) -> TopicView:
    return TopicView(
        frame=Frame(words.language, topic.name, "", "figures"),
        name=topic.name,
        language=topic.figures[0][0].language,
        figures=tuple(count(entry, figure, words) for entry, figure in topic.figures),
    )


def _count(entry: Entry, figure: Figure, index: Index, words: Wording) -> Count:
    topic = index.topic_of.get((entry.path, figure.number))
    return count(entry, figure, words, paths.topic(topic) if topic else None)


def _months(index: Index, size: Callable[[Entry], int]) -> dict[str, list[Entry]]:
    """Return the entries of each month that has anything to list, newest month first."""
    months: dict[str, list[Entry]] = {}
    for entry in index.entries:
        if size(entry):
            months.setdefault(paths.month(entry), []).append(entry)
    return months


def _latest(index: Index, rows: Callable[[Sequence[Entry]], list[Row]]) -> tuple[list[Row], bool]:
    """Return the newest rows, whole briefs at a time, and whether there are more."""
    latest: list[Row] = []
    for entry in index.entries:
        found = rows((entry,))
        if latest and len(latest) + len(found) > _OPEN:
            return latest, True
        latest += found
    return latest, False


def _links(name: str, months: dict[str, list[Entry]], words: Wording) -> tuple[Ranked, ...]:
    return ranked(
        [
            (Link(_month_name(month, words), paths.ledger(name, month)), len(entries))
            for month, entries in months.items()
        ],
        words,
    )


def _month_name(month: str, words: Wording) -> str:
    return words("undated") if month == "undated" else words.date(month)
