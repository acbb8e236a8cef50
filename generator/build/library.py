"""All briefs of a build, one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from generator import provenance
from generator.build.annotations import Annotating
from generator.build.progress import Progress
from generator.build.sources import Record, Sources, decoded
from generator.index import collection
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.entry import Entry, entry
from generator.store import Key, Store

__all__ = ["Library"]


class Library:
    """Briefs in the order of their paths, taken from the store each time they are gone through.

    ``before`` are entries known from an earlier build, by key; ``entries`` are this one's, once indexed.
    """

    def __init__(
        self,
        records: dict[str, Record],
        annotating: Annotating,
        sources: Sources,
        store: Store,
        before: dict[Key, Entry],
    ) -> None:
        self.entries: dict[Key, Entry] = {}
        self._before = before
        self._records = records
        self._annotating = annotating
        self._sources = sources
        self._store = store
        self._code = f"{provenance.code('index', 'model.py')}\n{provenance.environment()}".encode()

    def __iter__(self) -> Iterator[Brief]:
        return map(self._brief, self._records)

    def __len__(self) -> int:
        return len(self._records)

    def index(self, progress: Progress) -> Index:
        """Join what the index keeps of every brief."""
        return collection.join(self._all_entries(progress))

    def keys(self) -> set[Key]:
        """Return the keys under which the store holds what these briefs are made of."""
        found: set[Key] = set()
        for record in self._records.values():
            found |= {record.article, self._annotating.key(record), self._entry_key(record)}
        return found

    def _brief(self, path: str) -> Brief:
        record = self._records[path]
        return Brief(self._sources.article(path, record), self._annotating.annotations(path, record))

    def _all_entries(self, progress: Progress) -> Iterator[Entry]:
        for path, record in self._records.items():
            key = self._entry_key(record)
            found = self._before.get(key) or decoded(self._store.get(key), Entry)
            if found is None:
                encoded = msgspec.msgpack.encode(entry(self._brief(path)))
                self._store.put(key, encoded)
                found = msgspec.msgpack.decode(encoded, type=Entry)
            self.entries[key] = found
            progress.advance()
            yield found

    def _entry_key(self, record: Record) -> Key:
        return hashlib.sha256(b"entry" + record.article + self._annotating.key(record) + self._code).digest()
