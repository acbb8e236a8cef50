"""Remember what was worked out before: one SQLite file in .breves/, which may be deleted at any time.

Values are kept under a digest of everything they depend on, so that a value is either right or absent.
Each carries a checksum; whatever is damaged counts as absent and the file is begun anew. Losing the
store costs time and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import BrevesError

__all__ = ["Key", "Store", "exclusive"]

Key = bytes  # a SHA-256 digest

# The file learns how to give room back only while it is empty, before anything else is said.
_SCHEMA = """
PRAGMA auto_vacuum = INCREMENTAL;
VACUUM;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE kept (id INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, value BLOB NOT NULL, sum INTEGER);
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER);
"""
_FORMAT = 2  # of the tables
_COMMIT_SECONDS = 1.0
_PRUNED = "bytes when last pruned"
# A damaged file makes SQLite quote garbage in its messages, over which Python stumbles.
_DAMAGE = (sqlite3.Error, UnicodeDecodeError)
_SUFFIXES = ("", "-wal", "-shm", "-journal")


class Store:
    """Values by digest, and a few named states. Without a path, all of it is in memory.

    Reading never fails: what cannot be read is absent. Nor does writing: ``warnings`` tells what went
    wrong, in sentences for people.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.warnings: list[str] = []
        self.grown = False  # since it was opened or pruned
        self._committed = time.monotonic()
        self._readonly = False
        self._connection = self._open()

    def get(self, key: Key) -> bytes | None:
        """Return what was kept under ``key``, or None."""
        row = self._one("SELECT value, sum FROM kept WHERE key = ?", key)
        return row[0] if row and zlib.crc32(row[0], zlib.crc32(key)) == row[1] else None

    def has(self, key: Key) -> bool:
        """Whether something was kept under ``key``."""
        return self._one("SELECT key, sum FROM kept WHERE key = ?", key) is not None

    def put(self, key: Key, value: bytes) -> None:
        """Keep ``value`` under ``key``; it is safe on disk a second later, or at ``commit``."""
        self.grown = True
        total = zlib.crc32(value, zlib.crc32(key))
        self._write("INSERT OR REPLACE INTO kept (key, value, sum) VALUES (?, ?, ?)", key, value, total)
        if time.monotonic() - self._committed > _COMMIT_SECONDS:
            self.commit()

    def state(self, name: str) -> bytes | None:
        """Return the state ``name`` as last set, or None."""
        row = self._one("SELECT value, sum FROM state WHERE name = ?", name)
        return row[0] if row and zlib.crc32(row[0]) == row[1] else None

    def set_state(self, name: str, value: bytes | None) -> None:
        """Set or (None) forget the state ``name``."""
        if value is None:
            self._write("DELETE FROM state WHERE name = ?", name)
        else:
            self._write(
                "REPLACE INTO state (name, value, sum) VALUES (?, ?, ?)", name, value, zlib.crc32(value)
            )

    def commit(self) -> None:
        """Make everything written so far last."""
        self._committed = time.monotonic()
        if self._connection.in_transaction:
            self._execute("COMMIT")

    def overgrown(self, spare: int) -> bool:
        """Whether the file has grown by ``spare`` bytes since it was last pruned, which takes a while."""
        try:
            before = int(self.state(_PRUNED) or 0)
        except ValueError:
            before = 0
        return self.grown and self._pages() - before >= spare

    def prune(self, live: Collection[Key], spare: int) -> None:
        """Forget values outside ``live``, the oldest first, until those left take at most ``spare`` bytes.

        Some are spared because people go back: they undo an edit, or change branches.
        """
        self.grown = False
        try:
            rows = self._connection.execute(
                "SELECT id, key, length(value) FROM kept ORDER BY id DESC"
            ).fetchall()
        except _DAMAGE as error:
            self._damaged(error)
            return
        left, dead = spare, []
        for number, key, size in rows:
            if key not in live:
                left -= size
                if left < 0:
                    dead.append((number,))
        if dead and self._begin():
            try:
                self._connection.executemany("DELETE FROM kept WHERE id = ?", dead)
                self.commit()
                self._connection.executescript("PRAGMA incremental_vacuum")  # ``execute`` frees a single page
            except _DAMAGE as error:
                self._damaged(error)
        self.set_state(_PRUNED, str(self._pages()).encode())

    def _pages(self) -> int:
        """Return the bytes of all pages, those included that are not yet in the file itself."""
        try:
            size, count = (
                self._connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_size", "page_count")
            )
        except _DAMAGE:
            return 0
        return int(size * count)

    @property
    def size(self) -> int:
        """The bytes that the store takes on disk."""
        total = 0
        for suffix in _SUFFIXES if self.path else ():
            with suppress(OSError):
                total += os.stat(f"{self.path}{suffix}").st_size
        return total

    def renew(self) -> None:
        """Begin a new file where somebody has removed the one that is open."""
        if self.path is not None and not self.path.exists():
            with suppress(sqlite3.Error):
                self._connection.close()
            with suppress(OSError):
                self._remove()
            self._readonly = False
            self._connection = self._open()

    def close(self) -> None:
        """Commit and let go of the file."""
        self.commit()
        with suppress(sqlite3.Error):
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return self._connect(":memory:")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            ignore = self.path.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_bytes(b"*\n")
            try:
                return self._connect(str(self.path))
            except sqlite3.OperationalError:
                raise
            except _DAMAGE:
                self.warnings.append(f"The cache {self.path} was damaged and is begun anew.")
                self._remove()
                return self._connect(str(self.path))
        except (OSError, *_DAMAGE) as error:
            self.warnings.append(f"The cache {self.path} cannot be used ({error}); this build goes without.")
            self.path = None
            return self._connect(":memory:")

    def _connect(self, place: str) -> sqlite3.Connection:
        connection = sqlite3.connect(place, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found != _FORMAT:
                connection.executescript(
                    f"DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS state; PRAGMA user_version = {_FORMAT};"
                )
                connection.executescript(_SCHEMA)
            else:
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("SELECT 1 FROM kept, state LIMIT 1").fetchall()
        except _DAMAGE:
            connection.close()
            raise
        return connection

    def _one(self, query: str, value: bytes | str) -> tuple[bytes, int] | None:
        try:
            row: tuple[bytes, int] | None = self._connection.execute(query, (value,)).fetchone()
        except sqlite3.OperationalError as error:
            self._failed(error)
        except _DAMAGE as error:
            self._damaged(error)
        else:
            return row if row and isinstance(row[0], bytes) else None
        return None

    def _write(self, query: str, *values: object) -> None:
        if self._begin():
            self._execute(query, *values)

    def _begin(self) -> bool:
        if not self._readonly and not self._connection.in_transaction:
            self._execute("BEGIN IMMEDIATE")
        return not self._readonly

    def _execute(self, query: str, *values: object) -> None:
        try:
            self._connection.execute(query, values)
        except sqlite3.OperationalError as error:
            self._failed(error)
        except _DAMAGE as error:
            self._damaged(error)

    def _failed(self, error: sqlite3.Error) -> None:
        """Write no more: the disk is full, the folder read-only, another process holds on to the file."""
        if not self._readonly:
            self._readonly = True
            self.warnings.append(
                f"The cache {self.path} cannot be written ({error}); the next build takes longer."
            )
            with suppress(sqlite3.Error):
                self._connection.rollback()

    def _damaged(self, error: Exception) -> None:
        self.warnings.append(f"The cache {self.path} was damaged ({error}) and is begun anew.")
        with suppress(sqlite3.Error):
            self._connection.close()
        with suppress(OSError):
            self._remove()
        self._connection = self._open()

    def _remove(self) -> None:
        for suffix in _SUFFIXES:
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


@contextmanager
def exclusive(
    folder: Path, *, waiting: Callable[[str], None], patience: float | None = None
) -> Iterator[None]:
    """Hold the folder's lock, so that two builds at once do one after the other.

    ``waiting`` is told once who holds it. After ``patience`` seconds (None: never) BrevesError is
    raised. The lock is one of SQLite's, which the system lets go of when a process dies.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / "lock", timeout=0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error):
        yield  # where nothing can be written there is nothing to guard
        return
    began, told = time.monotonic(), False
    try:
        while True:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    break  # a file system without locks, or read-only
                holder = _holder(folder)
                if patience is not None and time.monotonic() - began > patience:
                    raise BrevesError(
                        f"another build is at work here ({holder}).",
                        path=folder,
                        remedy="Wait for it to end.",
                    ) from error
                if not told:
                    waiting(f"Waiting for another build to end ({holder}).")
                    told = True
                time.sleep(0.05)
            else:
                break
        with suppress(OSError):
            (folder / "lock.pid").write_text(str(os.getpid()))
        yield
    finally:
        lock.close()


def _holder(folder: Path) -> str:
    try:
        return f"process {int((folder / 'lock.pid').read_text())}"
    except (OSError, ValueError):
        return "process unknown"
