"""All quotations and all figures, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.index.collection import Index, shelf
from generator.index.entry import Entry, Figure
from generator.index.shelves import FIRST
from generator.pages import echoes, paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.paging import Pager, address, pager
from generator.pages.rows import Count, Link, Ranked, Saying, count, ranked, saying
from generator.pages.series import Run, runs
from generator.pages.wording import Wording

__all__ = ["FiguresView", "QuotesView", "figures", "month", "quotes"]

_ECHOES = 8  # quotations of many articles, on the opening page
_RUNNING = 60  # figures that move, on the opening page
_OPEN = 300  # rows on the opening page of a ledger; a smaller site has them all there

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class QuotesView:
    """Quotations, newest first: those of a month, or the latest of all.

    ``partial`` where some are missing, which the pages of ``months`` have.
    """

    frame: Frame
    heading: str
    sayings: tuple[Saying, ...]
    echoes: tuple[Saying, ...]  # that most articles carry
    months: tuple[Ranked, ...]
    partial: bool
    pager: Pager


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures, newest first: those of a month, or the latest of all.

    ``partial`` where some are missing, which the pages of ``months`` have.
    """

    frame: Frame
    heading: str
    figures: tuple[Count, ...]
    running: tuple[Run, ...]  # those that move first, of these the latest
    months: tuple[Ranked, ...]
    partial: bool
    pager: Pager


def quotes(index: Index, words: Wording) -> Page:
    """Return the opening page of all quotes."""
    title = words("Quotes")
    latest, partial = _latest(index, lambda entry: _sayings([entry], index, words))
    view = QuotesView(
        Frame(words.language, title, "", "quotes"),
        title,
        tuple(latest),
        echoes.leading(index, words, _ECHOES),
        _months("quotes", index, words),
        partial,
        pager("quotes.html", FIRST, (FIRST,)),
    )
    return Page("quotes.html", "quotes.html", view)


def figures(index: Index, words: Wording) -> Page:
    """Return the opening page of all figures."""
    title = words("Figures")
    latest, partial = _latest(index, lambda entry: _counts([entry], index, words))
    running = sorted(index.series.values(), key=lambda one: (not one.moves, one.points[0].rank, one.slug))
    view = FiguresView(
        Frame(words.language, title, "", "figures"),
        title,
        tuple(latest),
        runs(running[:_RUNNING], index, words),
        _months("figures", index, words),
        partial,
        pager("figures.html", FIRST, (FIRST,)),
    )
    return Page("figures.html", "figures.html", view)


def month(name: str, number: int, index: Index, words: Wording) -> Iterator[Page]:
    """Yield a page of a month's quotes and one of its figures, as far as the month has any."""
    size = index.sizes[name]
    shelf_name = shelf("ledger", name)
    entries = index.leaves[shelf_name, number]
    numbers = index.shelves[shelf_name]
    heading = _name(name, words)
    if size.quotes:
        path = paths.ledger("quotes", name)
        frame = Frame(words.language, f"{words('Quotes')}, {heading}", "", "quotes")
        sayings = tuple(_sayings(entries, index, words))
        ways = pager(path, number, numbers)
        view = QuotesView(frame, heading, sayings, (), (), partial=False, pager=ways)
        yield Page(address(path, number), "quotes.html", view)
    if size.figures:
        path = paths.ledger("figures", name)
        frame = Frame(words.language, f"{words('Figures')}, {heading}", "", "figures")
        counts = tuple(_counts(entries, index, words))
        ways = pager(path, number, numbers)
        yield Page(
            address(path, number),
            "figures.html",
            FiguresView(frame, heading, counts, (), (), partial=False, pager=ways),
        )


def _sayings(entries: Sequence[Entry], index: Index, words: Wording) -> list[Saying]:
    return [saying(entry, said, index, words) for entry in entries for said in entry.quotes]


def _counts(entries: Sequence[Entry], index: Index, words: Wording) -> list[Count]:
    return [_count(entry, figure, index, words) for entry in entries for figure in entry.figures]


def _count(entry: Entry, figure: Figure, index: Index, words: Wording) -> Count:
    series = index.series_of.get(entry.path, {}).get(figure.number)
    return count(entry, figure, words, paths.series(series) if series else None)


def _newest(index: Index) -> list[str]:
    return sorted(index.months, key=lambda month: "" if month == "undated" else month, reverse=True)


def _latest(index: Index, rows: Callable[[Entry], list[Row]]) -> tuple[list[Row], bool]:
    """Return the newest rows, whole briefs at a time, and whether there are more."""
    latest: list[Row] = []
    for month in _newest(index):
        for entry in index.months[month]:
            found = rows(entry)
            if latest and len(latest) + len(found) > _OPEN:
                return latest, True
            latest += found
    return latest, False


def _months(name: str, index: Index, words: Wording) -> tuple[Ranked, ...]:
    pairs = []
    for month in _newest(index):
        size = index.sizes[month]
        briefs = size.quotes if name == "quotes" else size.figures
        if briefs:
            pairs.append((Link(_name(month, words), paths.ledger(name, month)), briefs))
    return ranked(pairs, words)


def _name(period: str, words: Wording) -> str:
    return words("undated") if period == "undated" else words.date(period)
