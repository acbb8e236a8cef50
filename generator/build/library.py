"""The entries of all briefs, kept from build to build, and the index that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

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

__all__ = ["Frozen", "Library", "brief", "rehearse"]

_LARGEST = 500_000_000  # bytes of an index that is kept: SQLite takes a thousand million in one place


class Frozen(NamedTuple):
    """A library as bytes; ``identities`` are missing where they are still as they were thawed."""

    entries: bytes
    tables: bytes
    identities: bytes | None


class Library:
    """What the site knows of its briefs: the index, and from which entry of the store each row of it is."""

    def __init__(self, front: int, registry: Registry, language: str) -> None:
        self.index: Index = collection.EMPTY
        self.keys: dict[str, Place] = {}  # by path
        self._identities: Identities | None = Identities(registry, language)
        self._language = language
        self._stored: Callable[[], bytes | None] = lambda: None  # the identities, while they are not needed
        self._digest = b""  # of these
        self._names: dict[Key, str] = {}
        self._hidden: set[Key] = set()
        self._heed(registry)
        self._frozen: dict[str, Place] = {}
        self._entries: dict[str, Entry] = {}  # as articles have them, before their actors are joined
        self._front = front
        code = provenance.code("index", "identity", "corrections", "model.py", "lexicons")
        self._code = f"{code}\n{provenance.environment()}".encode()

    @property
    def identities(self) -> Identities:
        """Who is who: a third of what there is to thaw, and most edits leave it alone."""
        if self._identities is None:
            with garbage.left_alone():
                data = self._stored()
                ours = data is not None and hashlib.sha256(data).digest() == self._digest
                state = snapshot.load(self._stamp, data) if ours else None
                if state is None:  # lost, or another process has put later ones there
                    casts = map(_cast, self._entries.values())
                    self._identities = identity.resolve(casts, self.registry, language=self._language)
                else:
                    self._identities = Identities(self.registry, self._language, state=state)
        return self._identities

    def _heed(self, registry: Registry) -> None:
        self.registry = registry
        self._names = {actor.key: actor.name for actor in registry.actors}
        self._hidden = {actor.key for actor in registry.actors if actor.hide}

    def register(self, registry: Registry) -> frozenset[Fact]:
        """Take up what editors say of who is who from now on. Returns the facts of the index that differ."""
        known = self.identities
        self._heed(registry)
        self._identities = identity.resolve(known.casts(), registry, language=self._language)
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

    def frozen(self) -> Frozen | None:
        """Return all of it as bytes; None where something is wrong with the collection, or it is too large.

        What comes after is told from it by ``behind``.
        """
        if self.index.problems or self.registry.problems:
            return None
        identities = snapshot.dump(self._stamp, self._identities.state) if self._identities else None
        if identities:
            self._digest = hashlib.sha256(identities).digest()
        entries = snapshot.dump(self._stamp, (self.keys, self._entries, self._digest))
        found = Frozen(entries, snapshot.dump(self._stamp, self.index, self._entries), identities)
        if max(len(data or b"") for data in found) > _LARGEST:
            return None
        self._frozen = dict(self.keys)
        return found

    def thaw(
        self,
        entries: Callable[[], bytes | None],
        tables: Callable[[], bytes | None],
        identities: Callable[[], bytes | None],
    ) -> bool:
        """Take up what ``frozen`` has written; return whether it was of this code and registry.

        Each is called when it is needed: at once, and the identities perhaps never.
        """
        with garbage.left_alone():
            first = snapshot.load(self._stamp, entries())
            second = snapshot.load(self._stamp, tables(), first[1]) if first else None
        if second is None:
            return False
        (self.keys, self._entries, self._digest), self.index = first, second
        self._identities, self._stored = None, identities
        self._frozen = dict(self.keys)
        return True

    @property
    def behind(self) -> int:
        """How many articles have changed since all was ``frozen``."""
        return len(self._frozen.items() ^ self.keys.items())

    @property
    def _stamp(self) -> bytes:
        """Identify what the index follows from besides the entries."""
        told = (self._front, self._language, self.registry)
        return hashlib.sha256(self._code + repr(told).encode()).digest()

    def change(self, gone: Collection[str], come: Iterable[Entry]) -> frozenset[Fact]:
        """Take entries in: say who is who, then what they have in common."""
        with garbage.left_alone():
            return self._changed(gone, come)

    def _changed(self, gone: Collection[str], come: Iterable[Entry]) -> frozenset[Fact]:
        arrived = {one.path: one for one in come}
        # An edit that leaves an article's cast as it was concerns nobody else's name.
        recast = [
            cast
            for path, one in arrived.items()
            if (cast := _cast(one)) != ((old := self._entries.get(path)) and _cast(old))
        ]
        moved: frozenset[str] = frozenset()
        if gone or recast:
            self._identities = identity.update(self.identities, gone, recast)
            moved = self._identities.moved
        for path in gone:
            self._entries.pop(path, None)
        self._entries |= arrived
        same = arrived.keys() - moved - {cast.path for cast in recast}
        joined = [
            self._joined(self._entries[path], as_before=path in same)
            for path in sorted(moved & self._entries.keys() | arrived.keys())
        ]
        self.index, facts = collection.update(self.index, gone, joined, self._front)
        return facts

    def _joined(self, found: Entry, *, as_before: bool = False) -> Entry:
        if as_before:
            before = dict(self.index.given[found.path].joined)
            known = tuple((part.key, before.get(part.key, part.key)) for part in found.parts)
        else:
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
