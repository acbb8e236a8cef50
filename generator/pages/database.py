"""The whole data set as one SQLite file, for Datasette and whoever writes SQL.

The same index makes the same bytes with the same release of SQLite: rows go in sorted, and what
the file's header says of the writing library and its transactions is set to constants
(https://sqlite.org/fileformat.html, section 1.3).
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.index.collection import Index
from generator.index.entry import Entry, Said
from generator.index.names import Key, slug
from generator.pages import paths
from generator.pages.stories import name

__all__ = ["database"]

_TABLES = """
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL, page TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, page TEXT NOT NULL);
CREATE TABLE actors (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, role TEXT, page TEXT NOT NULL,
  briefs INTEGER NOT NULL, mentions INTEGER NOT NULL, quotes INTEGER NOT NULL
);
CREATE TABLE briefs (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
  source INTEGER REFERENCES sources(id), author TEXT, standfirst TEXT NOT NULL, page TEXT NOT NULL
);
CREATE TABLE brief_tags (
  brief INTEGER NOT NULL REFERENCES briefs(id), tag INTEGER NOT NULL REFERENCES tags(id),
  PRIMARY KEY (brief, tag)
) WITHOUT ROWID;
CREATE TABLE appearances (
  brief INTEGER NOT NULL REFERENCES briefs(id), actor INTEGER NOT NULL REFERENCES actors(id),
  name TEXT NOT NULL, role TEXT, mentions INTEGER NOT NULL, key INTEGER NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (brief, actor)
) WITHOUT ROWID;
CREATE TABLE quotes (
  id INTEGER PRIMARY KEY, brief INTEGER NOT NULL REFERENCES briefs(id), text TEXT NOT NULL,
  kind TEXT NOT NULL, speaker INTEGER REFERENCES actors(id), voice TEXT, cue TEXT,
  confidence REAL NOT NULL, rule TEXT NOT NULL, speaker_rule TEXT NOT NULL, page TEXT NOT NULL
);
CREATE TABLE quoted_names (
  quote INTEGER NOT NULL REFERENCES quotes(id), actor INTEGER NOT NULL REFERENCES actors(id),
  PRIMARY KEY (quote, actor)
) WITHOUT ROWID;
CREATE TABLE series (
  id INTEGER PRIMARY KEY, thing TEXT NOT NULL, noun TEXT, unit TEXT, briefs INTEGER NOT NULL,
  moves INTEGER NOT NULL, place INTEGER REFERENCES actors(id), page TEXT NOT NULL
);
CREATE TABLE figures (
  id INTEGER PRIMARY KEY, brief INTEGER NOT NULL REFERENCES briefs(id), text TEXT NOT NULL,
  low REAL, high REAL, unit TEXT, of TEXT, qualifier TEXT NOT NULL, sentence TEXT NOT NULL,
  confidence REAL NOT NULL, rule TEXT NOT NULL, page TEXT NOT NULL, series INTEGER REFERENCES series(id)
);
CREATE TABLE dates (
  id INTEGER PRIMARY KEY, brief INTEGER NOT NULL REFERENCES briefs(id), text TEXT NOT NULL,
  value TEXT NOT NULL, sentence TEXT NOT NULL, rule TEXT NOT NULL, page TEXT NOT NULL
);
CREATE TABLE copies (
  brief INTEGER PRIMARY KEY REFERENCES briefs(id), original INTEGER NOT NULL REFERENCES briefs(id)
);
CREATE TABLE stories (id INTEGER PRIMARY KEY, name TEXT NOT NULL, page TEXT NOT NULL);
CREATE TABLE story_briefs (
  story INTEGER NOT NULL REFERENCES stories(id), brief INTEGER NOT NULL REFERENCES briefs(id),
  PRIMARY KEY (story, brief)
) WITHOUT ROWID;
CREATE TABLE echoes (id INTEGER PRIMARY KEY, articles INTEGER NOT NULL, page TEXT NOT NULL);
CREATE TABLE echo_quotes (
  echo INTEGER NOT NULL REFERENCES echoes(id), quote INTEGER NOT NULL REFERENCES quotes(id),
  PRIMARY KEY (echo, quote)
) WITHOUT ROWID;
CREATE TABLE notes (
  brief INTEGER NOT NULL REFERENCES briefs(id), number INTEGER NOT NULL, words TEXT NOT NULL,
  text TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (brief, number)
) WITHOUT ROWID;
"""
# After the rows, which makes them faster and smaller.
_INDEXES = """
CREATE INDEX appearances_actor ON appearances (actor);
CREATE INDEX quotes_brief ON quotes (brief);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX figures_brief ON figures (brief);
CREATE INDEX figures_series ON figures (series);
CREATE INDEX dates_brief ON dates (brief);
CREATE INDEX dates_value ON dates (value);
"""
_SEARCHED = {"briefs": "title, standfirst", "quotes": "text", "actors": "name"}

_PAGE = 4096
_CHUNK = 1 << 20
_BRIEFS = 200  # of which the rows are held at once
_COUNTERS = (slice(24, 28), slice(92, 96))  # of transactions; equal, so that the file's size counts as known
_LIBRARY = slice(96, 100)  # SQLITE_VERSION_NUMBER of the last writer, for information only
_ONE = (1).to_bytes(4, "big")
_RELEASE = (3_037_000).to_bytes(4, "big")

Row = tuple[Any, ...]


def database(index: Index) -> Iterator[bytes]:
    """Yield the data set as an SQLite file with foreign keys, and full-text search that folds accents.

    While it is made, nothing is yielded now and then, so that whoever asks can think better of it. Raises
    OSError where there is no room for it in the system's folder of temporary files.
    """
    with TemporaryDirectory(prefix="breves-") as folder:
        file = Path(folder, "data.sqlite")
        try:
            for _ in _make(file, index):
                yield b""
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, f"SQLite: {error}", str(file)) from error
        with file.open("rb") as made:
            head = bytearray(made.read(_PAGE))
            for counter in _COUNTERS:
                head[counter] = _ONE
            head[_LIBRARY] = _RELEASE
            yield bytes(head)
            while chunk := made.read(_CHUNK):
                yield chunk


def _make(file: Path, index: Index) -> Iterator[None]:
    """Write the file, step by step."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for name, value in (("page_size", _PAGE), ("journal_mode", "OFF"), ("synchronous", "OFF")):
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("BEGIN")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        for table, rows in _rows(index):
            _insert(connection, table, rows)
            yield
        for statement in _INDEXES.split(";"):
            connection.execute(statement)
            yield
        if _searches(connection):
            for table, columns in _SEARCHED.items():
                # Datasette knows the table by these quotation marks around its name.
                connection.execute(
                    f'CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content="{table}", '
                    "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
                )
                connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608
                yield
        connection.execute("COMMIT")


def _searches(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite was compiled with full-text search, as nearly all are."""
    return bool(connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0])


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    places = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * places)})", rows)  # noqa: S608


def _rows(index: Index) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield rows for tables, sorted: what is referred to before what refers to it."""
    sources = {name: number for number, name in enumerate(sorted(index.sources), 1)}
    tags = {name: number for number, name in enumerate(sorted(index.tags), 1)}
    profiles = sorted(index.profiles.items())
    actors = {key: number for number, (key, _) in enumerate(profiles, 1)}
    yield "sources", ((id_, index.sources[name].name, paths.source(name)) for name, id_ in sources.items())
    yield "tags", ((id_, index.tags[name].name, paths.tag(name)) for name, id_ in tags.items())
    yield (
        "actors",
        (
            (
                actors[key],
                found.name,
                key.kind,
                found.roles[0].text if found.roles else None,
                paths.actor(found.actor),
                found.briefs,
                found.mentions,
                found.quotes,
            )
            for key, found in profiles
        ),
    )
    echoes = {name: number for number, name in enumerate(sorted(index.echoes), 1)}
    yield "echoes", ((id_, index.echoes[name].articles, paths.echo(name)) for name, id_ in echoes.items())
    echoing: list[Row] = []
    series = {name: number for number, name in enumerate(sorted(index.series), 1)}
    yield (
        "series",
        (
            (
                id_,
                found.thing,
                found.noun or None,
                found.unit,
                found.briefs,
                found.moves,
                actors.get(found.where) if found.where else None,
                paths.series(name),
            )
            for name, id_ in series.items()
            for found in [index.series[name]]
        ),
    )
    quoted = figured = dated = 0  # rows so far
    for start in range(0, len(index.entries), _BRIEFS):
        some = list(enumerate(index.entries[start : start + _BRIEFS], start + 1))
        yield (
            "briefs",
            (
                (
                    brief,
                    entry.title,
                    entry.language,
                    entry.date,
                    sources[slug(entry.source)] if entry.source else None,
                    entry.author,
                    entry.standfirst,
                    paths.brief(entry.slug),
                )
                for brief, entry in some
            ),
        )
        yield (
            "brief_tags",
            (
                (brief, tag)
                for brief, entry in some
                for tag in sorted({tags[slug(name)] for name in entry.tags})
            ),
        )
        yield (
            "notes",
            (
                (brief, note.number, note.words, note.text, paths.brief(entry.slug, f"m{note.number}"))
                for brief, entry in some
                for note in entry.remarks
            ),
        )
        yield "appearances", (row for brief, entry in some for row in _appearances(entry, brief, actors))
        quotes: list[Row] = []
        named: list[Row] = []
        figures: list[Row] = []
        dates: list[Row] = []
        for brief, entry in some:
            for said in entry.quotes:
                quoted += 1
                quotes.append(_quote(said, quoted, entry, brief, actors))
                echo = index.echo_of.get(entry.path, {}).get(said.number)
                echoing += [(echoes[echo], quoted)] if echo else []
                named += ((quoted, actor) for actor in sorted(actors[key] for key in said.named))
            own = {number: series[name] for number, name in index.series_of.get(entry.path, {}).items()}
            figures += _figures(entry, brief, figured + len(figures), own)
            dates += _dates(entry, brief, dated + len(dates))
        figured += len(figures)
        dated += len(dates)
        yield from (("quotes", quotes), ("quoted_names", named), ("figures", figures), ("dates", dates))
    yield "echo_quotes", sorted(echoing)
    yield from _groups(index)


def _groups(index: Index) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the rows of copies and stories."""
    briefs = {entry.path: number for number, entry in enumerate(index.entries, 1)}
    stories = [index.stories[name] for name in sorted(index.stories)]
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
