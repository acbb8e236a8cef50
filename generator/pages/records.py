"""The rows of the data set's tables, in the order in which they go in: what is referred to goes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.index.collection import Index
from generator.index.entry import Entry, Said
from generator.index.names import Key, slug
from generator.pages import paths
from generator.pages.stories import name

__all__ = ["Count", "Numbers", "Row", "groups", "month", "numbers", "things"]

Row = tuple[Any, ...]


class Count(NamedTuple):
    """How many rows there are in the tables that are numbered from one on."""

    briefs: int = 0
    quotes: int = 0
    figures: int = 0
    dates: int = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """The rows of what has pages across briefs: numbered from one on, in the order of their keys."""

    sources: Mapping[str, int]
    tags: Mapping[str, int]
    actors: Mapping[Key, int]
    echoes: Mapping[str, int]
    series: Mapping[str, int]


def numbers(index: Index) -> Numbers:
    """Return the numbers of what has pages across briefs."""
    tables: list[Iterable[Any]] = [index.sources, index.tags, index.profiles, index.echoes, index.series]
    return Numbers(*map(_numbered, tables))


def _numbered(table: Iterable[Any]) -> dict[Any, int]:
    return {key: number for number, key in enumerate(sorted(table), 1)}


def things(index: Index, ids: Numbers) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the tables of what has pages across briefs, with their rows."""
    yield "sources", ((id_, index.sources[key].name, paths.source(key)) for key, id_ in ids.sources.items())
    yield "tags", ((id_, index.tags[key].name, paths.tag(key)) for key, id_ in ids.tags.items())
    yield "actors", (_actor(key, id_, index) for key, id_ in ids.actors.items())
    yield "echoes", ((id_, index.echoes[key].articles, paths.echo(key)) for key, id_ in ids.echoes.items())
    yield "series", (_series(key, id_, index, ids) for key, id_ in ids.series.items())


def _actor(key: Key, id_: int, index: Index) -> Row:
    found = index.profiles[key]
    role = found.roles[0].text if found.roles else None
    page = paths.actor(found.actor)
    return id_, found.name, key.kind, role, page, found.briefs, found.mentions, found.quotes


def _series(key: str, id_: int, index: Index, ids: Numbers) -> Row:
    found = index.series[key]
    where = ids.actors.get(found.where) if found.where else None
    page = paths.series(key)
    return id_, found.thing, found.noun or None, found.unit, found.briefs, found.moves, where, page


def month(name: str, index: Index, ids: Numbers, after: Count) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the tables of a month's briefs with their rows, numbered ``after`` those that are there."""
    found = list(enumerate(index.months[name], after.briefs + 1))
    yield "briefs", (_brief(entry, brief, ids) for brief, entry in found)
    yield "brief_tags", ((brief, tag) for brief, entry in found for tag in _tags(entry, ids))
    yield "notes", (row for brief, entry in found for row in _notes(entry, brief))
    yield "appearances", (row for brief, entry in found for row in _appearances(entry, brief, ids.actors))
    quotes: list[Row] = []
    named: list[Row] = []
    echoing: list[Row] = []
    figures: list[Row] = []
    dates: list[Row] = []
    for brief, entry in found:
        echoes = index.echo_of.get(entry.path, {})
        series = index.series_of.get(entry.path, {})
        for key in _named(entry):
            _ = index.actors[key]  # by whose page ``TakenOver`` finds it again
        for said in entry.quotes:
            number = after.quotes + len(quotes) + 1
            quotes.append(_quote(said, number, entry, brief, ids.actors))
            named += ((number, actor) for actor in sorted(ids.actors[key] for key in said.named))
            if said.number in echoes:
                echoing.append((ids.echoes[echoes[said.number]], number))
        own = {number: ids.series[key] for number, key in series.items()}
        figures += _figures(entry, brief, after.figures + len(figures), own)
        dates += _dates(entry, brief, after.dates + len(dates))
    yield from (("quotes", quotes), ("quoted_names", named), ("figures", figures), ("dates", dates))
    yield "echo_quotes", echoing


def groups(index: Index) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the tables of copies and stories with their rows."""
    briefs = {entry.path: number for number, entry in enumerate(index.entries, 1)}
    stories = [index.stories[key] for key in sorted(index.stories)]
    yield (
        "copies",
        ((briefs[entry.path], briefs[entry.original]) for entry in index.entries if entry.original),
    )
    yield (
        "stories",
        (
            (number, name(story.slug, index).text, paths.story(story.slug))
            for number, story in enumerate(stories, 1)
        ),
    )
    yield (
        "story_briefs",
        sorted((number, briefs[path]) for number, story in enumerate(stories, 1) for path in story.paths),
    )


def _named(entry: Entry) -> set[Key]:
    found = {part.key for part in entry.parts}
    for said in entry.quotes:
        found.update(said.named, (said.speaker,) if said.speaker else ())
    return found


def _brief(entry: Entry, brief: int, ids: Numbers) -> Row:
    source = ids.sources[slug(entry.source)] if entry.source else None
    about = (entry.title, entry.language, entry.date, source, entry.author, entry.standfirst)
    return brief, *about, paths.brief(entry.slug)


def _tags(entry: Entry, ids: Numbers) -> list[int]:
    return sorted({ids.tags[slug(tag)] for tag in entry.tags})


def _notes(entry: Entry, brief: int) -> Iterator[Row]:
    for note in entry.remarks:
        yield brief, note.number, note.words, note.text, paths.brief(entry.slug, f"m{note.number}")


def _appearances(entry: Entry, brief: int, actors: Mapping[Key, int]) -> list[Row]:
    return sorted(
        (brief, actors[part.key], part.name, part.role, part.mentions, part.central, part.rule)
        for part in entry.parts
    )


def _quote(said: Said, number: int, entry: Entry, brief: int, actors: Mapping[Key, int]) -> Row:
    speaker = actors[said.speaker] if said.speaker else None
    place = paths.brief(entry.slug, f"q{said.number}")
    rules = (said.rule, said.speaker_rule)
    return number, brief, said.text, said.kind, speaker, said.voice, said.cue, said.confidence, *rules, place


def _figures(entry: Entry, brief: int, before: int, series: Mapping[int, int]) -> Iterator[Row]:
    for at, figure in enumerate(entry.figures, 1):
        low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
        yield (
            before + at,
            brief,
            figure.text,
            low,
            high,
            figure.unit,
            figure.of,
            figure.qualifier,
            figure.sentence,
            figure.confidence,
            figure.rule,
            paths.brief(entry.slug, f"n{figure.number}"),
            series.get(figure.number),
        )


def _dates(entry: Entry, brief: int, before: int) -> Iterator[Row]:
    for at, found in enumerate(entry.moments, 1):
        place = paths.brief(entry.slug, f"d{found.number}")
        yield before + at, brief, found.text, found.value, found.sentence, found.rule, place
