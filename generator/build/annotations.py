"""Article → annotations, through the store: only what is new is annotated."""

from __future__ import annotations

import hashlib

import msgspec

from generator.annotate import pool
from generator.annotate.annotator import Annotator
from generator.build.progress import Progress
from generator.build.sources import Fault, Record, Sources, decoded, essence
from generator.model import Annotations
from generator.store import Key, Store

__all__ = ["Annotating"]


class Annotating:
    """The annotations of articles, made where the store has none."""

    def __init__(self, annotator: Annotator, store: Store, sources: Sources, jobs: int) -> None:
        self._annotator = annotator
        self._store = store
        self._sources = sources
        self._jobs = jobs or pool.cores()
        self._fingerprints: dict[tuple[str, ...], str] = {}

    def key(self, record: Record) -> Key:
        """Return the key under which the store has the annotations of a record's article."""
        found = self._fingerprints.get(record.languages)
        if found is None:
            found = self._fingerprints[record.languages] = self._annotator.fingerprint(record.languages)
        return hashlib.sha256(b"annotations" + record.essence + found.encode()).digest()

    def complete(self, records: dict[str, Record], progress: Progress) -> tuple[int, dict[str, Fault]]:
        """Annotate every article whose annotations the store lacks.

        Returns how many there were, and what failed, by path. Raises PipelineError.
        """
        keys = {path: self.key(record) for path, record in records.items()}
        missing = [path for path, key in keys.items() if not self._store.has(key)]
        progress.stage("annotate", len(missing))
        faults: dict[str, Fault] = {}
        articles = (essence(self._sources.article(path, records[path])) for path in missing)
        for path, result in zip(
            missing, pool.annotate(self._annotator, articles, jobs=self._jobs), strict=True
        ):
            if isinstance(result, str):
                faults[path] = _fault(path, result)
            else:
                self._store.put(keys[path], result)
            progress.advance()
        self._store.commit()
        return len(missing), faults

    def annotations(self, path: str, record: Record) -> Annotations:
        """Return the annotations of an article; they are made again if the store has lost them."""
        found = decoded(self._store.get(self.key(record)), Annotations)
        if found is None:
            article = essence(self._sources.article(path, record))
            (result,) = pool.annotate(self._annotator, [article], jobs=1)
            if isinstance(result, str):
                raise _fault(path, result).error()
            found = msgspec.msgpack.decode(result, type=Annotations)
        return found


def _fault(path: str, reason: str) -> Fault:
    return Fault(
        f"cannot be annotated: {reason}.",
        path,
        remedy="This is a fault of Brèves: please report it, with the article.",
    )
