"""The whole data set for other programs: as JSON Lines, a brief a line; as CSV; as an SQLite file.

The values are as they stand in the articles, unchanged; paths are relative to the site's folder.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Any

import msgspec

from generator.index import ledgers
from generator.index.collection import Index
from generator.index.disagreements import disagreements
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.database import database
from generator.pages.page import Last, Page, Piece, Stream

__all__ = ["NAMES", "page"]

_ABOUT = ("brief", "title", "language", "date", "source")
_QUOTES = (
    *_ABOUT, "place", "kind", "speaker", "speaker_kind", "speaker_page", "cue", "text", "confidence", "echo",
    "rule", "speaker_rule",
)  # fmt: skip
_FIGURES = (
    *_ABOUT, "place", "text", "low", "high", "unit", "of", "qualifier", "sentence", "confidence", "rule",
    "series",
)  # fmt: skip
_SERIES = (
    "series",
    "page",
    "thing",
    "noun",
    "brief",
    "date",
    "source",
    "voice",
    "place",
    "low",
    "high",
    "unit",
    "qualifier",
    "sentence",
    "disputed",
)
_ACTORS = ("kind", "name", "page", "role", "briefs", "mentions", "quotes", "first", "last")

_ROWS = 1000  # that are held at once
_RUN = 16  # series in a part, about

Row = tuple[Any, ...]


def page(name: str, index: Index) -> Page:
    """Return a file of the data set, one of ``NAMES``."""
    return Page(f"data/{name}", "", Stream(partial(NAMES[name], index)))


def _lines(index: Index, last: Last) -> Iterator[Piece]:
    """Write a brief a line. ``<`` is escaped, should a browser ever take this for HTML."""
    encoder = msgspec.json.Encoder()

    def lines(entries: Iterable[Entry]) -> Iterator[bytes]:
        for entry in entries:
            yield encoder.encode(_brief(entry, index)).replace(b"<", b"\\u003c") + b"\n"

    yield from _months(index, last, lines)


def _months(index: Index, last: Last, made: Callable[[Iterable[Entry]], Iterator[bytes]]) -> Iterator[Piece]:
    """Yield a part for each month, of what is ``made`` of its entries."""
    for month in ledgers.newest_first(index.months):
        yield last.part(month) or Piece(month, made(_entries(month, index)))


def _entries(month: str, index: Index) -> Iterator[Entry]:
    yield from index.months[month]


def _table(
    head: Row, rows: Callable[[Iterable[Entry], Index], Iterator[Row]], index: Index, last: Last
) -> Iterator[Piece]:
    """Write a table with rows for each brief."""
    yield Piece("", _csv([head]))
    yield from _months(index, last, lambda entries: _csv(rows(entries, index)))


def _csv(rows: Iterable[Row]) -> Iterator[bytes]:
    out, found = io.StringIO(newline=""), iter(rows)
    writer = csv.writer(out, lineterminator="\n")
    while some := list(islice(found, _ROWS)):
        writer.writerows(some)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _brief(entry: Entry, index: Index) -> dict[str, Any]:
    series = index.series_of.get(entry.path, {})
    pages = {part.key: paths.actor(index.actors[part.key]) for part in entry.parts}
    echoes = index.echo_of.get(entry.path, {})
    story = index.story_of.get(entry.counted)
    return {
        "brief": entry.slug,
        "page": paths.brief(entry.slug),
        "title": entry.title,
        "language": entry.language,
        "date": entry.date,
        "source": entry.source,
        "author": entry.author,
        "tags": entry.tags,
        "copy_of": index.by_path[entry.original].slug if entry.original else None,
        "story": paths.story(story) if story else None,
        "related": [
            {"brief": index.by_path[tie.path].slug, "shared": [list(clue) for clue in tie.reasons]}
            for tie in index.ties.get(entry.path, ())
        ],
        "standfirst": entry.standfirst,
        "actors": [
            {
                "kind": part.key.kind,
                "name": part.name,
                "page": pages[part.key],
                "role": part.role,
                "mentions": part.mentions,
                "key": part.central,
                "rule": part.rule,
            }
            for part in entry.parts
        ],
        "quotes": [
            {
                "number": said.number,
                "kind": said.kind,
                "speaker": said.voice,
                "page": pages[said.speaker] if said.speaker else None,
                "cue": said.cue,
                "text": said.text,
                "confidence": said.confidence,
                "echo": paths.echo(echoes[said.number]) if said.number in echoes else None,
                "rule": said.rule,
                "speaker_rule": said.speaker_rule,
            }
            for said in entry.quotes
        ],
        "figures": [
            {
                "number": figure.number,
                "text": figure.text,
                "value": figure.value,
                "unit": figure.unit,
                "of": figure.of,
                "qualifier": figure.qualifier,
                "sentence": figure.sentence,
                "confidence": figure.confidence,
                "rule": figure.rule,
                "series": series.get(figure.number),
            }
            for figure in entry.figures
        ],
        "dates": [
            {"number": found.number, "text": found.text, "value": found.value, "rule": found.rule}
            for found in entry.moments
        ],
        "notes": [{"number": note.number, "words": note.words, "text": note.text} for note in entry.remarks],
    }


def _about(entry: Entry) -> tuple[str | None, ...]:
    return entry.slug, entry.title, entry.language, entry.date, entry.source


def _quotes(entries: Iterable[Entry], index: Index) -> Iterator[Row]:
    for entry in entries:
        about = _about(entry)
        echoes = index.echo_of.get(entry.path, {})
        for said in entry.quotes:
            speaker = index.actors[said.speaker] if said.speaker else None
            yield (
                *about,
                paths.brief(entry.slug, f"q{said.number}"),
                said.kind,
                said.voice,
                speaker and speaker.key.kind,
                speaker and paths.actor(speaker),
                said.cue,
                said.text,
                said.confidence,
                paths.echo(echoes[said.number]) if said.number in echoes else None,
                said.rule,
                said.speaker_rule,
            )


def _figures(entries: Iterable[Entry], index: Index) -> Iterator[Row]:
    for entry in entries:
        about = _about(entry)
        series = index.series_of.get(entry.path, {})
        for figure in entry.figures:
            ends = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
            yield (
                *about,
                paths.brief(entry.slug, f"n{figure.number}"),
                figure.text,
                *ends,
                figure.unit,
                figure.of,
                figure.qualifier,
                figure.sentence,
                figure.confidence,
                figure.rule,
                series.get(figure.number),
            )


def _series(index: Index, last: Last) -> Iterator[Piece]:
    """Write the points of all series."""
    yield Piece("", _csv([_SERIES]))
    for slugs in _runs(sorted(index.series)):
        name = f"{slugs[0]} {_number(*slugs):x}"
        yield last.part(name) or Piece(name, _csv(_points(slugs, index)))


def _runs(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Cut a sorted list into parts that stay as they are where a name comes or goes in another one."""
    run: list[str] = []
    for name in names:
        run.append(name)
        if _number(name) % _RUN == 0:
            yield tuple(run)
            run.clear()
    if run:
        yield tuple(run)


def _number(*names: str) -> int:
    return zlib.crc32("\n".join(names).encode())


def _points(slugs: Iterable[str], index: Index) -> Iterator[Row]:
    for slug in slugs:
        series = index.series[slug]
        disputed = {point for one in disagreements(series) for point in one.points}
        for point in series.points:
            entry = index.by_path[point.path]
            sentence = next(figure.sentence for figure in entry.figures if figure.number == point.number)
            yield (
                slug,
                paths.series(slug),
                series.thing,
                series.noun or None,
                entry.slug,
                entry.date,
                entry.source,
                point.voice,
                paths.brief(entry.slug, f"n{point.number}"),
                point.low,
                point.high,
                series.unit,
                point.qualifier,
                sentence,
                int(point in disputed),
            )


def _actors(index: Index, _: Last) -> Iterator[Piece]:
    yield Piece("", _csv(chain([_ACTORS], _profiles(index))))


def _profiles(index: Index) -> Iterator[Row]:
    for key, profile in sorted(index.profiles.items()):
        dates = sorted(entry.date for entry, _ in profile.appearances if entry.date)
        roles = profile.roles
        yield (
            key.kind,
            profile.name,
            paths.actor(profile),
            roles[0].text if roles else None,
            profile.briefs,
            profile.mentions,
            profile.quotes,
            *((dates[0], dates[-1]) if dates else (None, None)),
        )


# What takes longest first: processes share them out in this order.
NAMES: dict[str, Callable[[Index, Last], Iterator[Piece]]] = {
    "breves.sqlite": database,
    "briefs.jsonl": _lines,
    "figures.csv": partial(_table, _FIGURES, _figures),
    "quotes.csv": partial(_table, _QUOTES, _quotes),
    "series.csv": _series,
    "actors.csv": _actors,
}
