"""The whole data set for other programs: as JSON Lines, a brief a line; as CSV; as an SQLite file.

The values are as they stand in the articles, unchanged; paths are relative to the site's folder.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.index.collection import Index
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.database import database
from generator.pages.page import Page

__all__ = ["pages"]

_ABOUT = ("brief", "title", "language", "date", "source")
_QUOTES = (*_ABOUT, "place", "kind", "speaker", "speaker_kind", "speaker_page", "cue", "text", "confidence")
_FIGURES = (*_ABOUT, "place", "text", "low", "high", "unit", "of", "qualifier", "sentence", "confidence")
_ACTORS = ("kind", "name", "page", "role", "briefs", "mentions", "quotes", "first", "last")


def pages(index: Index) -> Iterator[Page]:
    """Yield the files of the data set."""
    yield Page("data/briefs.jsonl", "", _lines(_brief(entry, index) for entry in index.entries))
    yield Page("data/quotes.csv", "", _table(_QUOTES, _quotes(index)))
    yield Page("data/figures.csv", "", _table(_FIGURES, _figures(index)))
    yield Page("data/actors.csv", "", _table(_ACTORS, _actors(index)))
    yield Page("data/breves.sqlite", "", database(index))


def _lines(records: Iterable[dict[str, Any]]) -> str:
    """Write a record a line. ``<`` is escaped, should a browser ever take this for HTML."""
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(record) + b"\n" for record in records).decode().replace("<", "\\u003c")


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _brief(entry: Entry, index: Index) -> dict[str, Any]:
    pages = {part.key: paths.actor(index.actors[part.key]) for part in entry.parts}
    return {
        "brief": entry.slug,
        "page": paths.brief(entry.slug),
        "title": entry.title,
        "language": entry.language,
        "date": entry.date,
        "source": entry.source,
        "author": entry.author,
        "tags": entry.tags,
        "standfirst": entry.standfirst,
        "actors": [
            {
                "kind": part.key.kind,
                "name": part.name,
                "page": pages[part.key],
                "role": part.role,
                "mentions": part.mentions,
                "key": part.central,
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
            }
            for figure in entry.figures
        ],
        "dates": [
            {"number": found.number, "text": found.text, "value": found.value} for found in entry.moments
        ],
    }


def _about(entry: Entry) -> tuple[str | None, ...]:
    return entry.slug, entry.title, entry.language, entry.date, entry.source


def _quotes(index: Index) -> Iterator[tuple[Any, ...]]:
    for entry in index.entries:
        about = _about(entry)
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
            )


def _figures(index: Index) -> Iterator[tuple[Any, ...]]:
    for entry in index.entries:
        about = _about(entry)
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
            )


def _actors(index: Index) -> Iterator[tuple[Any, ...]]:
    for key, profile in sorted(index.profiles.items()):
        dates = sorted(entry.date for entry, _ in profile.appearances if entry.date)
        roles = profile.roles
        yield (
            key.kind,
            profile.name,
            paths.actor(profile),
            roles[0].text if roles else None,
            len(profile.appearances),
            profile.mentions,
            profile.quotes,
            *((dates[0], dates[-1]) if dates else (None, None)),
        )
