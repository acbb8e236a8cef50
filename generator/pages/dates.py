"""The calendar: a page for each year, month and day that something was published or is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.calendar import Day
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.rows import Card, Link, cards, shortened
from generator.pages.wording import Wording

__all__ = ["CalendarView", "DateView", "Mention", "Period", "pages"]

_LONGEST_CONTEXT = 280


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
    up: tuple[Link, ...]
    before: Link | None
    after: Link | None
    published: tuple[Card, ...]
    mentions: tuple[Mention, ...]
    within: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All years, with their months; ``undated`` briefs stand on no page of the calendar."""

    frame: Frame
    years: tuple[Period, ...]
    undated: tuple[Card, ...]


def pages(index: Index, words: Wording) -> Iterator[Page]:
    """Yield the calendar's opening page and its years, months and days."""
    years = sorted((period for period in index.days if len(period) == len("2023")), reverse=True)
    undated = [entry for entry in index.entries if not entry.date]
    published = _published(index)
    yield Page(
        "dates.html",
        "dates.html",
        CalendarView(
            frame=Frame(words.language, words("Calendar"), "", "dates"),
            years=tuple(_period(index.days[year], index, words, published) for year in years),
            undated=cards(undated, index, words),
        ),
    )
    for length in (len("2023"), len("2023-12"), len("2023-12-24")):
        periods = [period for period in index.days if len(period) == length]
        for place, period in enumerate(periods):
            before = periods[place - 1] if place else None
            after = periods[place + 1] if place + 1 < len(periods) else None
            view = _date(index.days[period], (before, after), index, words, published)
            yield Page(paths.date(period), "date.html", view)


def _published(index: Index) -> dict[str, list[Entry]]:
    """Return the entries published within each month: the archive."""
    months: dict[str, list[Entry]] = {}
    for entry in index.entries:
        if entry.date:
            months.setdefault(entry.date[:7], []).append(entry)
    return months


def _date(
    day: Day,
    beside: tuple[str | None, str | None],
    index: Index,
    words: Wording,
    published: dict[str, list[Entry]],
) -> DateView:
    before, after = beside
    name = words.date(day.period)
    whole = published.get(day.period, []) if len(day.period) == len("2023-12") else day.published
    return DateView(
        frame=Frame(words.language, name, "", "dates"),
        name=name,
        iso=day.period,
        up=tuple(
            Link(words.date(day.period[:length]), paths.date(day.period[:length]))
            for length in (len("2023"), len("2023-12"))
            if length < len(day.period)
        ),
        before=Link(words.date(before), paths.date(before)) if before else None,
        after=Link(words.date(after), paths.date(after)) if after else None,
        published=cards(whole, index, words),
        mentions=tuple(
            Mention(
                moment.text,
                shortened(moment.sentence, _LONGEST_CONTEXT),
                paths.brief(entry.slug, f"d{moment.number}"),
                entry.title,
                entry.language,
            )
            for entry, moment in day.mentions
        ),
        within=tuple(_period(index.days[part], index, words, published) for part in day.within),
    )


def _period(day: Day, index: Index, words: Wording, published: dict[str, list[Entry]]) -> Period:
    """Sum up a period; only a year brings its months along, so that no page grows without end."""
    year = len(day.period) == len("2023")
    months = [index.days[month] for month in day.within] if year else []
    written = words.month(day.period) if len(day.period) == len("2023-12") else words.date(day.period)
    return Period(
        link=Link(written, paths.date(day.period)),
        published=_count_published(day, published),
        mentions=_count_mentions(day, index),
        within=tuple(_period(month, index, words, published) for month in months),
    )


def _count_published(day: Day, published: dict[str, list[Entry]]) -> int:
    if len(day.period) == len("2023"):
        return len(day.published) + sum(len(published.get(month, ())) for month in day.within)
    if len(day.period) == len("2023-12"):
        return len(published.get(day.period, ()))
    return len(day.published)


def _count_mentions(day: Day, index: Index) -> int:
    return len(day.mentions) + sum(_count_mentions(index.days[part], index) for part in day.within)
