"""The entries of all briefs, kept from build to build, and the index that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import msgspec

from generator import identity, provenance
from generator.build import garbage, snapshot
from generator.build.annotations import Annotating
from generator.build.progress import Progress
from generator.build.sources import Record, Sources
from generator.corrections import apply as corrections
from generator.identity import Cast, Identities, Registry
from generator.index import collection, packed
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.entry import Entry, entry
from generator.index.facts import Fact
from generator.index.names import Key
from generator.store import Key as Place
from generator.store import Store

__all__ = ["Library", "brief", "rehearse"]

_LARGEST = 500_000_000  # bytes of an index that is kept: SQLite takes a thousand million in one place


class Library:
    """What the site knows of its briefs: the index, and from which entry of the store each row of it is."""

    def __init__(self, front: int, registry: Registry, language: str) -> None:
        self.index: Index = collection.EMPTY
        self.keys: dict[str, Place] = {}  # by path
        self.identities = Identities(registry, language)
        self._names: dict[Key, str] = {}
        self._hidden: set[Key] = set()
        self._heed(registry)
        self._frozen: dict[str, Place] = {}
        self._entries: dict[str, Entry] = {}  # as articles have them, before their actors are joined
        self._front = front
        code = provenance.code("index", "identity", "corrections", "model.py", "lexicons")
        self._code = f"{code}\n{provenance.environment()}".encode()

    def _heed(self, registry: Registry) -> None:
        self.registry = registry
        self._names = {actor.key: actor.name for actor in registry.actors}
        self._hidden = {actor.key for actor in registry.actors if actor.hide}

    def register(self, registry: Registry) -> frozenset[Fact]:
        """Take up what editors say of who is who from now on. Returns the facts of the index that differ."""
        known = self.identities
        self._heed(registry)
        self.identities = identity.resolve(known.casts(), registry, language=known.language)
        given = self.index.given
        with garbage.left_alone():
            joined = [self._joined(self._entries[path]) for path in sorted(self._entries)]
            come = [one for one in joined if one != given.get(one.path)]
            self.index, facts = collection.update(self.index, (), come, self._front)
        return facts

    def recall(self, keys: dict[str, Place], store: Store) -> bool:
        """Take up where an earlier build left; return whether the store still has all that this takes."""
        with garbage.left_alone():
            come = [path for path, key in keys.items() if self.keys.get(path) != key]
            entries = [_loaded(store.get(keys[path])) for path in come]
            known = [one for one in entries if one is not None]
            if len(known) < len(come):
                return False
            self.change(self.keys.keys() - keys.keys(), known)
            self.keys = dict(keys)
            return True

    def frozen(self) -> bytes | None:
        """Return all of it as bytes; None where something is wrong with the collection, or it is too large.

        What comes after is told from it by ``behind``.
        """
        if self.index.problems or self.registry.problems:
            return None
        identities = (self.identities.moved, self.identities.state)
        data = snapshot.dump(self._stamp, (self.keys, self._entries, identities, self.index))
        if len(data) > _LARGEST:
            return None
        self._frozen = dict(self.keys)
        return data

    def thaw(self, data: bytes | None) -> bool:
        """Take up what ``frozen`` has written; return whether it was of this code and registry."""
        with garbage.left_alone():
            found = snapshot.load(self._stamp, data)
        if found is None:
            return False
        self.keys, self._entries, (moved, state), self.index = found
        self.identities = replace(self.identities, moved=moved, state=state)
        self._frozen = dict(self.keys)
        return True

    @property
    def behind(self) -> int:
        """How many articles have changed since all was ``frozen``."""
        return len(self._frozen.items() ^ self.keys.items())

    @property
    def _stamp(self) -> bytes:
        """Identify what the index follows from besides the entries."""
        told = (self._front, self.identities.language, self.registry)
        return hashlib.sha256(self._code + repr(told).encode()).digest()

    def change(self, gone: Collection[str], come: Iterable[Entry]) -> frozenset[Fact]:
        """Take entries in: say who is who, then what they have in common."""
        with garbage.left_alone():
            return self._changed(gone, come)

    def _changed(self, gone: Collection[str], come: Iterable[Entry]) -> frozenset[Fact]:
        arrived = {one.path: one for one in come}
        for path in gone:
            self._entries.pop(path, None)
        self._entries |= arrived
        # An edit that leaves an article's cast as it was concerns nobody else's name.
        recast = [one for one in map(_cast, arrived.values()) if not self.identities.knows(one)]
        if gone or recast:
            self.identities = identity.update(self.identities, gone, recast)
        else:
            self.identities = replace(self.identities, moved=frozenset())
        moved = sorted(self.identities.moved & self._entries.keys() | arrived.keys())
        joined = [self._joined(self._entries[path]) for path in moved]
        self.index, facts = collection.update(self.index, gone, joined, self._front)
        return facts

    def _joined(self, found: Entry) -> Entry:
        keys = [(part.key, self.identities.key(found.path, part.key)) for part in found.parts]
        known = tuple((own, None if key in self._hidden else key) for own, key in keys)
        return packed.join(found, known, self._names)

    def update(
        self,
        records: dict[str, Record | None],
        annotating: Annotating,
        sources: Sources,
        store: Store,
        progress: Progress,
    ) -> tuple[frozenset[Fact], frozenset[str]]:
        """Take in what became of some articles (None: gone).

        Returns the facts of the index that differ, and the paths of the articles that do.
        """
        keys = {path: self._key(record, annotating) if record else None for path, record in records.items()}
        changed = [path for path, key in keys.items() if self.keys.get(path) != key]
        gone = [path for path in changed if keys[path] is None]
        coming = {path: record for path in changed if (record := records[path]) is not None}
        come = list(self._found(coming, keys, annotating, sources, store=store, progress=progress))
        facts = self.change(gone, come)
        for path in changed:
            key = keys[path]
            if key is None:
                self.keys.pop(path, None)
            else:
                self.keys[path] = key
        return facts, frozenset(changed)

    def _found(
        self,
        records: dict[str, Record],
        keys: dict[str, Place | None],
        annotating: Annotating,
        sources: Sources,
        *,
        store: Store,
        progress: Progress,
    ) -> Iterator[Entry]:
        for path, record in records.items():
            key = keys[path] or b""
            found = _loaded(store.get(key))
            if found is None:
                data = packed.dump(entry(brief(path, record, sources, annotating)))
                store.put(key, data)
                found = packed.load(data)
            progress.advance()
            yield found

    def _key(self, record: Record, annotating: Annotating) -> Place:
        return hashlib.sha256(b"entry" + record.article + annotating.key(record) + self._code).digest()

    def live(self, records: Iterable[Record], annotating: Annotating) -> set[Place]:
        """Return the keys of everything in the store that these articles need."""
        found = set(self.keys.values())
        for record in records:
            found |= {record.article, annotating.key(record)}
        return found


def _cast(found: Entry) -> Cast:
    return Cast(found.path, found.language, found.date, found.tags, tuple(found.sightings))


def _loaded(data: bytes | None) -> Entry | None:
    try:
        return None if data is None else packed.load(data)
    except msgspec.DecodeError:
        return None


def rehearse(path: str, record: Record, sources: Sources, annotating: Annotating) -> None:
    """Load what making an article's entry takes, by making one for nothing."""
    entry(brief(path, record, sources, annotating))


def brief(path: str, record: Record, sources: Sources, annotating: Annotating) -> Brief:
    """Return an article with its annotations as corrected, from the store where it has them."""
    article = sources.article(path, record)
    return Brief(article, corrections.apply(article, annotating.annotations(path, record)))
