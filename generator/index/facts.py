"""Know what was read of the index, and what has changed in it.

The index is a set of tables; a fact is one row of one table. Whoever makes a page reads facts, which a
``Recorder`` notes; after a change, the pages to make again are those that have read a changed
fact. This is how Salsa and Shake find stale results: recorded while reading, not declared by hand, so that
nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

__all__ = ["Fact", "Recorder", "differences"]

# Table and key: that row. With ``None`` for a key: any row of the table. A table's name with ``?``: not
# what the rows hold, but only whether they exist.
Fact = tuple[str, Any]

T = TypeVar("T")


class Recorder:
    """Lends out an index and notes every fact that is read of it."""

    def __init__(self) -> None:
        self._log: set[Fact] = set()

    def take(self) -> frozenset[Fact]:
        """Return what was read since the last time."""
        taken = frozenset(self._log)
        self._log.clear()
        return taken

    def lend(self, tables: T) -> T:
        """Return a dataclass of mappings such that whatever is read of them is noted."""
        found = {
            field.name: _Table(field.name, getattr(tables, field.name), self._log)
            for field in fields(tables)  # type: ignore[arg-type]  # T is a dataclass
        }
        return replace(tables, **found)  # type: ignore[type-var]


class _Table(Mapping[Any, Any]):
    """A mapping that notes what is read of it."""

    __slots__ = ("_log", "_name", "_presence", "_rows")

    def __init__(self, name: str, rows: Mapping[Any, Any], log: set[Fact]) -> None:
        self._name = name
        self._presence = f"{name}?"
        self._rows = rows
        self._log = log

    def __getitem__(self, key: Any) -> Any:
        self._log.add((self._name, key))
        return self._rows[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._log.add((self._name, key))
        return self._rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._log.add((self._presence, key))
        return key in self._rows

    def __iter__(self) -> Iterator[Any]:
        self._log.add((self._presence, None))
        return iter(self._rows)

    def __len__(self) -> int:
        self._log.add((self._presence, None))
        return len(self._rows)

    def values(self) -> Any:
        self._log.add((self._name, None))
        return self._rows.values()

    def items(self) -> Any:
        self._log.add((self._name, None))
        return self._rows.items()


def differences(
    name: str, before: Mapping[Any, Any], after: Mapping[Any, Any], keys: Iterable[Any]
) -> Iterator[Fact]:
    """Yield the facts in which two states of a table differ; rows outside ``keys`` are the same."""
    for key in keys:
        old, new = before.get(key), after.get(key)
        if old is new or old == new:
            continue
        yield (name, key)
        yield (name, None)
        if old is None or new is None:
            yield (f"{name}?", key)
            yield (f"{name}?", None)
