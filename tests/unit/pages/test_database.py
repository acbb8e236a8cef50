"""The data set as an SQLite file."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from golden_site import BRIEFS

from generator.index import collection, ledgers
from generator.pages.database import database
from generator.pages.page import Last


def joined(index, last=None):
    return b"".join(chunk for piece in database(index, last or Last()) for chunk in piece.chunks)


@pytest.fixture(scope="module")
def data():
    return joined(collection.build(BRIEFS))


@pytest.fixture
def connection(data, tmp_path):
    (tmp_path / "all.sqlite").write_bytes(data)
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as opened:
        yield opened


def test_bytes_do_not_depend_on_the_order_of_articles(data):
    assert joined(collection.build(reversed(BRIEFS))) == data


def test_every_row_refers_to_one_that_is_there(connection):
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    entries = collection.build(BRIEFS).entries
    for table, rows in (("quotes", "quotes"), ("figures", "figures"), ("dates", "moments")):
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        assert count == sum(len(getattr(entry, rows)) for entry in entries), table


def test_search_folds_accents(connection):
    found = connection.execute("SELECT rowid FROM briefs_fts WHERE briefs_fts MATCH 'greve'").fetchall()
    titles = [title for (title,) in connection.execute("SELECT title FROM briefs WHERE title LIKE '%rève%'")]
    assert len(found) >= len(titles) > 0


@pytest.mark.parametrize("gone", range(len(BRIEFS)))
def test_a_month_taken_over_is_as_if_made_anew(tmp_path, gone):
    """Another brief is missing each time, which moves the numbers of rows, actors and series."""
    file = tmp_path / "last file.sqlite"
    before = collection.build(one for at, one in enumerate(BRIEFS) if at != gone)
    file.write_bytes(joined(before))
    after = collection.build(BRIEFS)
    came = ledgers.month_of(BRIEFS[gone].article.date)
    same = {
        month: (0, 0)
        for month in before.months
        if month != came and _shown(month, before) == _shown(month, after)
    }
    assert joined(after, Last(file, same)) == joined(after)


def _shown(month, index):
    """Return what a month's rows say, without numbers."""
    entries = index.months[month]
    return [
        (
            replace(entry, joined=()),
            [index.actors[part.key] for part in entry.parts],
            index.echo_of.get(entry.path),
            index.series_of.get(entry.path),
        )
        for entry in entries
    ]
