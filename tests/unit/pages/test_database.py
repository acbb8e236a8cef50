"""The data set as an SQLite file."""

import sqlite3
from contextlib import closing

import pytest
from golden_site import BRIEFS

from generator.index import collection
from generator.pages.database import database


@pytest.fixture(scope="module")
def data():
    return b"".join(database(collection.build(BRIEFS)))


@pytest.fixture
def connection(data, tmp_path):
    (tmp_path / "all.sqlite").write_bytes(data)
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as opened:
        yield opened


def test_bytes_do_not_depend_on_the_order_of_articles(data):
    assert b"".join(database(collection.build(reversed(BRIEFS)))) == data


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
