"""The whole data set as one SQLite file, for Datasette and whoever writes SQL.

The same index makes the same bytes with the same release of SQLite: rows go in sorted, and what
the file's header says of the writing library and its transactions is set to constants
(https://sqlite.org/fileformat.html, section 1.3).
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.index import ledgers
from generator.index.collection import Index
from generator.pages import records
from generator.pages.page import Last, Piece
from generator.pages.records import Count, Row
from generator.pages.takeover import TakenOver

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
CREATE INDEX echo_quotes_quote ON echo_quotes (quote);
"""
_SEARCHED = {"briefs": "title, standfirst", "quotes": "text", "actors": "name"}

_PAGE = 4096
_CHUNK = 1 << 20
_COUNTERS = (slice(24, 28), slice(92, 96))  # of transactions; equal, so that the file's size counts as known
_LIBRARY = slice(96, 100)  # SQLITE_VERSION_NUMBER of the last writer, for information only
_ONE = (1).to_bytes(4, "big")
_RELEASE = (3_037_000).to_bytes(4, "big")

_NONE = Last()
_STEP = Piece("", (b"",))


def database(index: Index, last: Last = _NONE) -> Iterator[Piece]:
    """Yield the data set as an SQLite file with foreign keys, and full-text search that folds accents.

    A month's rows are a part, which is taken over from the last file if it still holds. While the file is
    made, nothing is yielded now and then, so that whoever asks can think better of it. Raises OSError
    where there is no room for it in the system's folder of temporary files.
    """
    with TemporaryDirectory(prefix="breves-") as folder:
        file = Path(folder, "data.sqlite")
        try:
            yield from _make(file, index, last)
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, f"SQLite: {error}", str(file)) from error
        yield Piece("", _read(file))


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as made:
        head = bytearray(made.read(_PAGE))
        for counter in _COUNTERS:
            head[counter] = _ONE
        head[_LIBRARY] = _RELEASE
        yield bytes(head)
        while chunk := made.read(_CHUNK):
            yield chunk


def _make(file: Path, index: Index, last: Last) -> Iterator[Piece]:
    """Write the file, step by step."""
    with closing(sqlite3.connect(file, isolation_level=None, uri=True)) as connection:
        for name, value in (("page_size", _PAGE), ("journal_mode", "OFF"), ("synchronous", "OFF")):
            connection.execute(f"PRAGMA {name} = {value}")
        numbers = records.numbers(index)
        before = TakenOver(connection, last.file) if last.parts else None
        connection.execute("BEGIN")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        for table, rows in records.things(index, numbers):
            _insert(connection, table, rows)
        yield _STEP
        after = Count()
        for month in ledgers.newest_first(index.months):
            if before and month in last.parts:
                after = before.month(month, after)
                yield Piece(month, (b"",), again=True)
            else:
                made = records.month(month, index, numbers, after)
                yield Piece(month, _inserted(connection, made))
                after = Count(*(_rows(connection, table) for table in Count._fields))
        for table, rows in records.groups(index):
            _insert(connection, table, rows)
        for statement in _INDEXES.split(";"):
            connection.execute(statement)
            yield _STEP
        if _searches(connection):
            for table, columns in _SEARCHED.items():
                # Datasette knows the table by these quotation marks around its name.
                connection.execute(
                    f'CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content="{table}", '
                    "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
                )
                connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608
                yield _STEP
        connection.execute("COMMIT")


def _inserted(connection: sqlite3.Connection, made: Iterable[tuple[str, Iterable[Row]]]) -> Iterator[bytes]:
    for table, rows in made:
        _insert(connection, table, rows)
        yield b""


def _rows(connection: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has that are numbered from one on."""
    found = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608
    return found or 0


def _searches(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite was compiled with full-text search, as nearly all are."""
    return bool(connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0])


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    places = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * places)})", rows)  # noqa: S608
