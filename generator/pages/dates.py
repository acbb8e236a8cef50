"""The calendar: a page for each year, month and day that something was published or is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.index.calendar import Day, Spoken
from generator.index.collection import Index, shelf
from generator.index.shelves import FIRST
from generator.pages import paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.paging import Pager, address, pager
from generator.pages.rows import Card, Link, Ranked, cards, ranked_actors, shortened
from generator.pages.wording import Wording

__all__ = ["CalendarView", "DateView", "Mention", "Period", "calendar", "date"]

_LONGEST_CONTEXT = 280
_RANKED = 8
_YEAR, _MONTH = len("2023"), len("2023-12")


class Mention(NamedTuple):
    """A date that a text gives, with its sentence."""

    text: str
    sentence: str
    place: str
    title: str
    language: str


class Period(NamedTuple):
    """A day, a month or a year on the page of what holds it."""

    link: Link
    published: int
    mentions: int
    within: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class DateView:
    """One page of the calendar."""

    frame: Frame
    name: str
    iso: str
    first: bool
    up: tuple[Link, ...]
    before: Link | None
    after: Link | None
    published: tuple[Card, ...]
    actors: tuple[Ranked, ...]  # at the centre of what was published
    mentions: tuple[Mention, ...]
    within: tuple[Period, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All years, with their months; ``undated`` briefs stand on no page of the calendar."""

    frame: Frame
    years: tuple[Period, ...]
    undated: tuple[Card, ...]


def calendar(index: Index, words: Wording) -> Page:
    """Return the calendar's opening page."""
    years = sorted((period for period in index.days if len(period) == _YEAR), reverse=True)
    view = CalendarView(
        frame=Frame(words.language, words("Calendar"), "", "dates"),
        years=tuple(_period(index.days[year], index, words) for year in years),
        undated=cards(index.lists["undated"], index, words),
    )
    return Page("dates.html", "dates.html", view)


def date(period: str, number: int, index: Index, words: Wording) -> Page:
    """Return a page of a year, a month or a day; those after the first have more of what texts say of it."""
    day = index.days[period]
    before, after = index.beside[period]
    name = words.date(period)
    first = number == FIRST
    shelf_name = shelf("dates", period)
    whole = index.months.get(period, ()) if len(period) == _MONTH else day.published
    path = paths.date(period)
    view = DateView(
        frame=Frame(words.language, name, "", "dates"),
        name=name,
        iso=period,
        first=first,
        up=tuple(
            Link(words.date(period[:length]), paths.date(period[:length]))
            for length in (_YEAR, _MONTH)
            if length < len(period)
        ),
        before=Link(words.date(before), paths.date(before)) if before else None,
        after=Link(words.date(after), paths.date(after)) if after else None,
        published=cards(whole, index, words) if first else (),
        actors=ranked_actors(whole, index, words, _RANKED) if first and len(whole) > 1 else (),
        mentions=tuple(_mention(spoken, index) for spoken in index.leaves.get((shelf_name, number), ())),
        within=tuple(_period(index.days[part], index, words) for part in day.within) if first else (),
        pager=pager(path, number, index.shelves.get(shelf_name, (FIRST,))),
    )
    return Page(address(path, number), "date.html", view)


def _mention(spoken: Spoken, index: Index) -> Mention:
    entry = index.by_path[spoken.path]
    moment = next(moment for moment in entry.moments if moment.number == spoken.number)
    return Mention(
        moment.text,
        shortened(moment.sentence, _LONGEST_CONTEXT),
        paths.brief(entry.slug, f"d{moment.number}"),
        entry.title,
        entry.language,
    )


def _period(day: Day, index: Index, words: Wording) -> Period:
    """Sum up a period; only a year brings its months along, so that no page grows without end."""
    year = len(day.period) == _YEAR
    months = [index.days[month] for month in day.within] if year else []
    written = words.date(day.period)
    if not year:
        written = words.month(day.period) if len(day.period) == _MONTH else words.day(day.period)
    return Period(
        link=Link(written, paths.date(day.period)),
        published=_count_published(day, index),
        mentions=_count_mentions(day, index),
        within=tuple(_period(month, index, words) for month in months),
    )


def _count_published(day: Day, index: Index) -> int:
    if len(day.period) == _YEAR:
        return len(day.published) + sum(len(index.months.get(month, ())) for month in day.within)
    if len(day.period) == _MONTH:
        return len(index.months.get(day.period, ()))
    return len(day.published)


def _count_mentions(day: Day, index: Index) -> int:
    return len(day.mentions) + sum(_count_mentions(index.days[part], index) for part in day.within)
