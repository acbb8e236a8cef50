"""Figures that move: the page of a series, and what others show of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index import things
from generator.index.collection import Index
from generator.index.disagreements import disagreements
from generator.index.names import slug
from generator.index.series import Point, Series
from generator.index.turns import SHOWN, Turn, span_of, steps
from generator.pages import paths
from generator.pages.course import Course, course
from generator.pages.frame import Frame
from generator.pages.marks import DOUBTFUL
from generator.pages.page import Page
from generator.pages.rows import Link, iso, qualifier, shortened
from generator.pages.wording import Wording

__all__ = ["Claim", "Dispute", "Run", "SeriesView", "name", "page", "run", "runs", "trail", "turn"]

_LONGEST_SENTENCE = 320
_LEADS = "-–—•* "  # before the first words of some papers
_LEFT_OUT = "…"
_ON = " → "


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
        value=words.compact(span_of(latest), series.unit),
        qualifier=qualifier(latest.qualifier, words),
        before=trail(series, words)[:-1],
        date=words.date(latest.date),
        iso=iso(latest.date),
        briefs=words.plural("%(number)s brief", "%(number)s briefs", series.briefs),
        disputed=next(disagreements(series), None) is not None,
    )


def name(series: Series, index: Index, words: Wording) -> str:
    """Return what a series counts, in the reader's language where that has a name for it."""
    latest = series.points[0]
    own = index.by_path[latest.path].figures[latest.number - 1].of
    return _called(series.thing, series.noun, own, words)


def turn(found: Turn, words: Wording) -> tuple[str, str]:
    """Return what the series of a figure counts, and what others tell."""
    told = words("the same in other briefs")
    if found.moves:
        values = (words.compact(one, found.unit) if one is not None else _LEFT_OUT for one in found.values)
        told = words("in other briefs: %(values)s", values=_ON.join(values))
    return _called(found.thing, found.noun, found.own, words), told


def trail(series: Series, words: Wording) -> tuple[str, ...]:
    """Return the values of a series, the oldest first; of many, the first and the last."""
    values = [words.compact(told, series.unit) for told, _ in steps(series)]
    return tuple(values) if len(values) <= SHOWN else (values[0], _LEFT_OUT, *values[1 - SHOWN :])


def _called(thing: str, noun: str, own: str | None, words: Wording) -> str:
    return things.called(thing, noun, words.language) or own or thing.partition(":")[2] or thing


def _claim(point: Point, series: Series, index: Index, words: Wording, *, disputed: bool) -> Claim:
    entry = index.by_path[point.path]
    told = (number for number in point.numbers if entry.figures[number - 1].sentence != entry.title)
    figure = entry.figures[next(told, point.number) - 1]  # a headline says less
    return Claim(
        date=words.date(entry.date),
        iso=iso(entry.date),
        qualifier=qualifier(figure.qualifier, words),
        value=words.quantity(span_of(point), series.unit),
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


def _where(series: Series, index: Index) -> Link | None:
    found = index.actors.get(series.where) if series.where else None
    return Link(found.name, paths.actor(found), found.key.kind) if found else None


def runs(found: Sequence[Series], index: Index, words: Wording) -> tuple[Run, ...]:
    """Return some series as lists show them."""
    return tuple(run(series, index, words) for series in found)
