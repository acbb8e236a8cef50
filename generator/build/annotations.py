"""Article → annotations, through the store: only what is new is annotated."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from functools import partial

import msgspec

from generator.annotate import pool
from generator.annotate.annotator import Annotator
from generator.build import processes
from generator.build.progress import Progress
from generator.build.sources import Fault, Record, Sources, decoded, essence
from generator.model import Annotations
from generator.store import Key, Store

__all__ = ["Annotating"]

_FEW = 20  # articles that take no longer than loading a pipeline


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
        return self.begin(records, progress)()

    def begin(
        self,
        records: dict[str, Record],
        progress: Progress,
        meanwhile: Callable[[Collection[str]], None] | None = None,
    ) -> Callable[[], tuple[int, dict[str, Fault]]]:
        """Begin to do what ``complete`` does, and return what ends it, with the same result.

        With ``meanwhile``, a few are annotated by another process, where the system allows it: to load a
        pipeline takes longer than to annotate a few articles. It is called before that is waited for, with
        their paths.
        """
        keys = {path: self.key(record) for path, record in records.items()}
        missing = [path for path, key in keys.items() if not self._store.has(key)]
        progress.stage("annotate", len(missing))
        articles = (essence(self._sources.article(path, records[path])) for path in missing)
        results: Callable[[], Iterable[bytes | str]] = partial(
            pool.annotate, self._annotator, articles, jobs=self._jobs
        )
        few = 0 < len(missing) <= _FEW and self._jobs > 1
        aside = False
        if meanwhile and few and not self._annotator.ready and processes.forks():
            some, aside = list(articles), True
            results = processes.ahead(lambda: list(pool.annotate(self._annotator, some, jobs=1)))

        def end() -> tuple[int, dict[str, Fault]]:
            if aside and meanwhile:
                meanwhile(missing)
            faults: dict[str, Fault] = {}
            for path, result in zip(missing, results(), strict=True):
                if isinstance(result, str):
                    faults[path] = _fault(path, result)
                else:
                    self._store.put(keys[path], result)
                progress.advance()
            self._store.commit()
            return len(missing), faults

        return end

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
