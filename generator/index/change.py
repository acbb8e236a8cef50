"""One update of the index under way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from generator.index import shelves, slugs
from generator.index.entry import Entry
from generator.index.facts import Fact, differences
from generator.index.order import merged, rank
from generator.index.tables import Index

__all__ = ["Change"]

T = TypeVar("T")
K = TypeVar("K")


class Change:
    """What is under way from one index to the next: the entries that leave and come, the tables so far.

    ``old`` are the entries as they were, ``new`` as they will be, both by path; ``leaving`` the ranks of
    the old. Each table is copied when it first changes.
    """

    def __init__(self, index: Index, gone: Collection[str], come: Iterable[Entry]) -> None:
        self.index = index
        self._tables: dict[str, dict[Any, Any]] = {}
        self._facts: set[Fact] = set()
        arrived = {one.path: one for one in come}
        self._settle(set(gone) - arrived.keys(), arrived)
        self.leaving = {path: rank(one) for path, one in self.old.items()}

    def result(self) -> tuple[Index, frozenset[Fact]]:
        """Return the new index, and every fact in which it differs from the old one."""
        return replace(self.index, **self._tables), frozenset(self._facts)

    def put(self, name: str, rows: Mapping[K, T | None]) -> None:
        """Put rows into a table (None: take them out), noting what differs."""
        before: Mapping[K, T] = getattr(self.index, name)
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = dict(before)
        for key, value in rows.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value
        self._facts.update(differences(name, before, table, rows))

    def now(self, name: str) -> Mapping[Any, Any]:
        """Return a table as it is by now."""
        found: Mapping[Any, Any] = self._tables[name] if name in self._tables else getattr(self.index, name)
        return found

    def _settle(self, gone: Collection[str], arrived: Mapping[str, Entry]) -> None:
        """Find each entry's slug, and with it which entries are old and which new."""
        index = self.index
        self.put("given", {**dict.fromkeys(gone), **arrived})
        given: Mapping[str, Entry] = self.now("given")
        moved = [
            path for path in {*gone, *arrived} if _address(index.given.get(path)) != _address(given.get(path))
        ]
        if moved:
            settled, problems = slugs.settle(given.values())
            paths = {
                path
                for path in {*index.by_path, *settled, *arrived}
                if path in arrived or _slug(index.by_path.get(path)) != settled.get(path)
            }
            self.put("problems", {**dict.fromkeys(index.problems), **problems})
        else:
            settled = {path: index.by_path[path].slug for path in arrived if path in index.by_path}
            paths = set(arrived)
        rows: dict[str, Entry | None] = {}
        # One after the other in time, they look at neighbours that the processor has at hand.
        for path in sorted(paths, key=lambda it: (rank(given[it]) if it in given else "", it)):
            if path in settled:
                one = given[path]
                rows[path] = one if one.slug == settled[path] else replace(one, slug=settled[path])
            else:
                rows[path] = None
        self.old = {path: index.by_path[path] for path in rows if path in index.by_path}
        self.new = {path: one for path, one in rows.items() if one is not None}
        self.put("by_path", rows)

    def amend(self, rows: Mapping[str, Entry]) -> None:
        """Put other entries in the place of some, which count as changed from now on."""
        self.old |= {path: self.index.by_path[path] for path in rows if path in self.index.by_path}
        self.new |= rows
        self.leaving = {path: rank(one) for path, one in self.old.items()}
        self.put("by_path", rows)

    def groups(self, of: Callable[[Entry], Iterable[tuple[K, T]]]) -> Iterator[tuple[K, list[T]]]:
        """Yield every group that an old or a new entry belongs to, with what new ones bring to it."""
        groups: dict[K, list[T]] = {}
        for one in self.old.values():
            for key, _ in of(one):
                groups.setdefault(key, [])
        for one in self.new.values():
            for key, item in of(one):
                groups.setdefault(key, []).append(item)
        yield from groups.items()

    def touched(self, name: str) -> set[Any]:
        """Return the keys of the rows of a table that differ by now."""
        return {key for table, key in self._facts if table == name and key is not None}

    def entries(self, listed: Iterable[Entry], coming: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return a list of entries without those that leave, with those that come."""
        return merged(listed, self.leaving, coming, attrgetter("path"), rank)

    def marks(
        self, listed: Iterable[T], coming: Iterable[T], leaving: Collection[str] | None = None
    ) -> tuple[T, ...]:
        """Return a list of what has a ``path`` and a ``rank`` without what leaves, with what comes."""
        out = self.leaving if leaving is None else {path: self.leaving[path] for path in leaving}
        return merged(listed, out, coming, attrgetter("path"), attrgetter("rank"))

    def cut(self, name: str, items: Sequence[T], size: int) -> dict[int, Sequence[T]]:
        """Cut a list into leaves, and return them; where it is empty, there are none."""
        before = self.index.shelves.get(name, ())
        leaves = shelves.cut(items, size) if items else {}
        self.put("shelves", {name: tuple(leaves) or None})
        self.put("leaves", {(name, number): leaves.get(number) for number in {*before, *leaves}})
        return leaves


def _address(one: Entry | None) -> tuple[object, ...] | None:
    return (one.slug, one.slug_chosen, one.date) if one else None


def _slug(one: Entry | None) -> str | None:
    return one.slug if one else None
