"""The data set: its tables agree, and its database opens in Datasette."""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
import subprocess
import sys
from contextlib import closing

from benchmarks.audit.measure import Measure, Missing, counted
from benchmarks.audit.sites import Site

__all__ = ["check"]

_TABLES = ("quotes", "figures", "actors")


def check(whole: Site, _: Site) -> list[Measure]:
    """Return where the forms of the data set disagree, and whether Datasette serves the database."""
    databases = [path for ending in ("db", "sqlite") for path in (whole.folder / "data").glob(f"*.{ending}")]
    if not databases:
        return [Measure("SQLite opens in Datasette", "yes", "there is none", good=False)]
    (database,) = databases
    faults = []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        if opened.execute("pragma integrity_check").fetchone() != ("ok",):
            faults.append("SQLite finds the database damaged")
        for table in _TABLES:
            with (whole.folder / "data" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
                rows = sum(1 for _ in csv.DictReader(file))
            (found,) = opened.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - a fixed name
            if found != rows:
                faults.append(f"{table}: {rows} rows in the CSV file, {found} in the database")
    if importlib.util.find_spec("datasette") is None:
        raise Missing("datasette is not installed: pip install datasette")
    for table in _TABLES:
        address = f"/{database.stem}/{table}.json?_size=1"
        command = [sys.executable, "-m", "datasette", "serve", "-i", str(database), "--get", address]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            json.loads(done.stdout)["rows"]
        except (ValueError, KeyError):
            faults.append(f"Datasette does not serve {table}: {(done.stderr or done.stdout).strip()[-300:]}")
    return [counted("faults of the database, in SQLite and in Datasette", faults, f"{len(_TABLES)} tables")]
