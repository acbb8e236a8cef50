"""Figures that move: the page of a series, and what others show of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index import things
from generator.index.collection import Index
from generator.index.disagreements import disagreements
from generator.index.entry import Value
from generator.index.names import slug
from generator.index.series import Point, Series
from generator.pages import paths
from generator.pages.course import Course, course
from generator.pages.frame import Frame
from generator.pages.marks import DOUBTFUL
from generator.pages.page import Page
from generator.pages.rows import Link, iso, qualifier, shortened
from generator.pages.wording import Wording

__all__ = ["Claim", "Dispute", "Run", "SeriesView", "name", "page", "run", "runs", "trail"]

_LONGEST_SENTENCE = 320
_LEADS = "-–—•* "  # before the first words of some papers
_TRAIL = 4  # values of a trail, besides the dots for those left out


class Claim(NamedTuple):
    """What one brief tells: the value, who says it, in which words."""

    date: str
    iso: str | None
    qualifier: str
    value: str
    sort: float
    place: str
    voice: str | None
    source: Link | None
    title: str
    brief: str
    sentence: str
    language: str
    doubtful: bool
    disputed: bool


class Dispute(NamedTuple):
    """A day on which sources tell different values, the lowest first."""

    date: str
    iso: str
    claims: tuple[Claim, ...]


class Run(NamedTuple):
    """A series in a list: where it stands, and what it was before."""

    name: str
    where: Link | None
    href: str
    value: str
    qualifier: str
    before: tuple[str, ...]
    date: str
    iso: str | None
    briefs: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class SeriesView:
    """What several briefs give as the number of one thing."""

    frame: Frame
    name: str
    where: Link | None
    run: Run
    first: str
    sources: str
    chart: Course | None
    disputes: tuple[Dispute, ...]
    claims: tuple[Claim, ...]


def page(key: str, index: Index, words: Wording) -> Page:
    """Return the page of a series."""
    found = index.series[key]
    told = list(disagreements(found))
    disputed = {(point.path, point.number) for one in told for point in one.points}
    claims = {
        (point.path, point.number): _claim(
            point, found, index, words, disputed=(point.path, point.number) in disputed
        )
        for point in found.points
    }
    ordered = [claims[point.path, point.number] for point in found.points]
    what, where = name(found, index, words), _where(found, index)
    sources = len({claim.voice or (claim.source.text if claim.source else claim.brief) for claim in ordered})
    view = SeriesView(
        frame=Frame(words.language, f"{what}, {where.text}" if where else what, "", "figures"),
        name=what,
        where=where,
        run=run(found, index, words),
        first=words.date(found.points[-1].date),
        sources=words.plural("%(number)s source", "%(number)s sources", sources),
        chart=course(
            found.points,
            [claim.place for claim in ordered],
            [claim.disputed for claim in ordered],
            found.unit,
            words,
        ),
        disputes=tuple(
            Dispute(
                words.date(one.day), one.day, tuple(claims[point.path, point.number] for point in one.points)
            )
            for one in told
        ),
        claims=tuple(ordered),
    )
    return Page(paths.series(key), "series.html", view)


def run(series: Series, index: Index, words: Wording) -> Run:
    """Return a series as lists show it."""
    latest = series.points[0]
    return Run(
        name=name(series, index, words),
        where=_where(series, index),
        href=paths.series(series.slug),
        value=words.compact(_value(latest), series.unit),
        qualifier=qualifier(latest.qualifier, words),
        before=trail(series, words)[:-1],
        date=words.date(latest.date),
        iso=iso(latest.date),
        briefs=words.plural("%(number)s brief", "%(number)s briefs", series.briefs),
        disputed=next(disagreements(series), None) is not None,
    )


def name(series: Series, index: Index, words: Wording) -> str:
    """Return what a series counts, in the reader's language where that has a name for it."""
    known = things.called(series.thing, series.noun, words.language)
    if known:
        return known
    latest = series.points[0]
    entry = index.by_path[latest.path]
    return entry.figures[latest.number - 1].of or series.thing.partition(":")[2] or series.thing


def trail(series: Series, words: Wording, around: Point | None = None) -> tuple[str, ...]:
    """Return the values of a series one after the other, the oldest first; none twice in a row.

    Where sources disagree on a day, that is one step, from the lowest to the highest. Of many, the first and
    the last, or those next to the one ``around`` which they are asked for.
    """
    disputed = {point: one.points for one in disagreements(series) for point in one.points}
    steps: list[tuple[Value, set[Point]]] = []
    for point in reversed(series.points):
        several = disputed.get(point)
        value = (several[0].low, max(_high(one) for one in several)) if several else _value(point)
        if steps and steps[-1][0] == value:
            steps[-1][1].add(point)
        else:
            steps.append((value, {point}))
    values = [words.compact(value, series.unit) for value, _ in steps]
    if len(values) <= _TRAIL:
        return tuple(values)
    if around is None:
        return (values[0], "…", *values[1 - _TRAIL :])
    at = next(place for place, (_, points) in enumerate(steps) if around in points)
    first = max(min(at - 1, len(values) - 3), 0)
    before, after = (["…"] if first else []), (["…"] if first + 3 < len(values) else [])
    return (*before, *values[first : first + 3], *after)


def _claim(point: Point, series: Series, index: Index, words: Wording, *, disputed: bool) -> Claim:
    entry = index.by_path[point.path]
    told = (number for number in point.numbers if entry.figures[number - 1].sentence != entry.title)
    figure = entry.figures[next(told, point.number) - 1]  # a headline says less
    return Claim(
        date=words.date(entry.date),
        iso=iso(entry.date),
        qualifier=qualifier(figure.qualifier, words),
        value=words.quantity(_value(point), series.unit),
        sort=point.low,
        place=paths.brief(entry.slug, f"n{figure.number}"),
        voice=point.voice,
        source=Link(entry.source, paths.source(slug(entry.source))) if entry.source else None,
        title=entry.title,
        brief=paths.brief(entry.slug),
        sentence=shortened(figure.sentence.lstrip(_LEADS), _LONGEST_SENTENCE),
        language=entry.language,
        doubtful=figure.confidence < DOUBTFUL,
        disputed=disputed,
    )


def _value(point: Point) -> Value:
    return point.low if point.high == point.low else (point.low, point.high)


def _high(point: Point) -> float:
    return point.low if point.high is None else point.high


def _where(series: Series, index: Index) -> Link | None:
    found = index.actors.get(series.where) if series.where else None
    return Link(found.name, paths.actor(found), found.key.kind) if found else None


def runs(found: Sequence[Series], index: Index, words: Wording) -> tuple[Run, ...]:
    """Return some series as lists show them."""
    return tuple(run(series, index, words) for series in found)
