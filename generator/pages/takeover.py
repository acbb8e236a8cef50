"""Take a month's rows over from the last data set, where nothing that they follow from has changed.

Rows are numbered from one on, so that a brief or an actor that comes or goes moves the numbers of others.
What has a page is found again by it; a month's briefs, with all that they hold, lie together and move as one.
"""

from __future__ import annotations

import re
import sqlite3
from itertools import groupby
from pathlib import Path

from generator.index import ledgers
from generator.pages.records import Count

__all__ = ["TakenOver"]

# By table, in the order in which rows go in: the columns of a row, with what is added to its numbers (:quotes
# to those of quotes), and {what has a page:column}; and by which column,
# numbered as which table, rows are a month's.
_MONTH = {
    "briefs": (
        "id + :briefs, title, language, date, {sources:source}, author, standfirst, page",
        "id",
        "briefs",
    ),
    "brief_tags": ("brief + :briefs, {tags:tag}", "brief", "briefs"),
    "notes": ("brief + :briefs, number, words, text, page", "brief", "briefs"),
    "appearances": (
        "brief + :briefs, {actors:actor}, name, role, mentions, key, rule",
        "brief",
        "briefs",
    ),
    "quotes": (
        (
            "id + :quotes, brief + :briefs, text, kind, {actors:speaker}, voice, cue, confidence, rule, "
            "speaker_rule, page"
        ),
        "id",
        "quotes",
    ),
    "quoted_names": ("quote + :quotes, {actors:actor}", "quote", "quotes"),
    "figures": (
        (
            "id + :figures, brief + :briefs, text, low, high, unit, of, qualifier, sentence, confidence, "
            "rule, page, {series:series}"
        ),
        "id",
        "figures",
    ),
    "dates": ("id + :dates, brief + :briefs, text, value, sentence, rule, page", "id", "dates"),
    "echo_quotes": ("{echoes:echo}, quote + :quotes", "quote", "quotes"),
}
_PAGED = re.compile(r"\{(\w+):(\w+)\}")


class TakenOver:
    """The last data set, beside the one that ``connection`` is to write; see ``database``."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        connection.execute("ATTACH ? AS last", (f"{file.absolute().as_uri()}?immutable=1",))
        connection.execute("PRAGMA temp_store = MEMORY")
        self._months: dict[str, tuple[int, int]] = {}
        rows = connection.execute("SELECT id, date FROM last.briefs ORDER BY id")
        for month, briefs in groupby(rows, key=lambda row: ledgers.month_of(row[1])):
            numbers = [number for number, _ in briefs]
            self._months[month] = numbers[0], numbers[-1]
        self._matched = False

    def month(self, name: str, after: Count) -> Count:
        """Copy a month's rows ``after`` those that are there; return how many are there then."""
        if not self._matched:
            self._match()
        ends = {"briefs": self._months[name]}
        for table in Count._fields[1:]:
            ends[table] = self._connection.execute(
                f"SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM last.{table}"  # noqa: S608
                " WHERE brief BETWEEN ? AND ?",
                ends["briefs"],
            ).fetchone()
        moved = {table: getattr(after, table) + 1 - first for table, (first, _) in ends.items()}
        moved |= {f"first_{table}": first for table, (first, _) in ends.items()}
        moved |= {f"last_{table}": last for table, (_, last) in ends.items()}
        for table, (columns, by, numbered) in _MONTH.items():
            found = _PAGED.sub(r"(SELECT now FROM temp.\1_now WHERE was = \2)", columns)
            self._connection.execute(
                f"INSERT INTO main.{table} SELECT {found} FROM last.{table}"  # noqa: S608
                f" WHERE {by} BETWEEN :first_{numbered} AND :last_{numbered} ORDER BY {by}",
                moved,
            )
        return Count(*(getattr(after, table) + last + 1 - first for table, (first, last) in ends.items()))

    def _match(self) -> None:
        """Find what has a page, by it."""
        for table in sorted({name for columns, *_ in _MONTH.values() for name, _ in _PAGED.findall(columns)}):
            self._connection.execute(f"CREATE TEMP TABLE {table}_now (was INTEGER PRIMARY KEY, now INTEGER)")
            self._connection.execute(
                f"INSERT INTO temp.{table}_now SELECT was.id, now.id"  # noqa: S608
                f" FROM last.{table} AS was JOIN main.{table} AS now USING (page)"
            )
        self._matched = True
