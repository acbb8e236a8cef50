"""Article → annotations, through the store: only what is new is annotated, by several processes if much."""

from __future__ import annotations

import hashlib
import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import msgspec

from generator.annotate.annotator import Annotator
from generator.build.progress import Progress
from generator.build.sources import Fault, Record, Sources, decoded, essence
from generator.errors import BrevesError
from generator.model import Annotations, Article
from generator.store import Key, Store

__all__ = ["Annotating"]

_CHUNK = 30_000  # characters that a process takes at once
_ALONE = 240_000  # characters up to which another process is not worth its start

# (path, record, key of the annotations)
_Task = tuple[str, Record, Key]
_Result = bytes | str  # encoded annotations, or what went wrong


class Annotating:
    """The annotations of articles, made where the store has none."""

    def __init__(self, annotator: Annotator, store: Store, sources: Sources, jobs: int) -> None:
        self._annotator = annotator
        self._store = store
        self._sources = sources
        self._jobs = jobs or _cores()
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
        keys = self._store.keys()
        tasks = [
            (path, record, key) for path, record in records.items() if (key := self.key(record)) not in keys
        ]
        progress.stage("annotate", len(tasks))
        faults: dict[str, Fault] = {}
        if tasks:
            for (path, _, key), result in self._results(tasks):
                if isinstance(result, str):
                    faults[path] = _fault(path, result)
                else:
                    self._store.put(key, result)
                progress.advance()
            self._store.commit()
        return len(tasks), faults

    def annotations(self, path: str, record: Record) -> Annotations:
        """Return the annotations of an article; they are made again if the store has lost them."""
        found = decoded(self._store.get(self.key(record)), Annotations)
        if found is None:
            article = essence(self._sources.article(path, record))
            (result,) = _annotate(self._annotator, [msgspec.msgpack.encode(article)])
            if isinstance(result, str):
                raise _fault(path, result).error()
            found = msgspec.msgpack.decode(result, type=Annotations)
        return found

    def _results(self, tasks: list[_Task]) -> Iterator[tuple[_Task, _Result]]:
        chunks = self._chunks(tasks)
        first: list[tuple[list[_Task], list[bytes]]] = []
        if self._jobs > 1:
            # Look ahead just far enough to tell whether there is work for several.
            ahead = 0
            for chunk in chunks:
                first.append(chunk)
                ahead += sum(map(len, chunk[1]))
                if ahead > _ALONE:
                    yield from self._shared(chain(first, chunks))
                    return
        for some, articles in chain(first, chunks):
            for task, article in zip(some, articles, strict=True):
                yield task, _annotate(self._annotator, [article])[0]

    def _shared(self, chunks: Iterable[tuple[list[_Task], list[bytes]]]) -> Iterator[tuple[_Task, _Result]]:
        """Share the work among processes; few chunks are under way at once, and results come in order."""
        pool = ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"), initializer=_begin)
        under_way: deque[tuple[list[_Task], Future[list[_Result]]]] = deque()
        try:
            for tasks, articles in chunks:
                under_way.append((tasks, pool.submit(_annotate, self._annotator, articles)))
                if len(under_way) > 2 * self._jobs:
                    some, future = under_way.popleft()
                    yield from zip(some, future.result(), strict=True)
            for some, future in under_way:
                yield from zip(some, future.result(), strict=True)
        except BrokenProcessPool as error:
            raise BrevesError(
                "a process that annotates has died.",
                remedy="Perhaps memory ran out: try again with --jobs 1.",
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _chunks(self, tasks: Iterable[_Task]) -> Iterator[tuple[list[_Task], list[bytes]]]:
        some: list[_Task] = []
        articles: list[bytes] = []
        size = 0
        for task in tasks:
            path, record, _ = task
            some.append(task)
            articles.append(msgspec.msgpack.encode(essence(self._sources.article(path, record))))
            size += len(articles[-1])
            if size > _CHUNK:
                yield some, articles
                some, articles, size = [], [], 0
        if some:
            yield some, articles


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Prepare a process that annotates: Ctrl-C is the first process's business, and one core is enough."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _annotate(annotator: Annotator, articles: list[bytes]) -> list[_Result]:
    """Annotate encoded articles; one that cannot be leaves the others alone."""
    return [_one(annotator, msgspec.msgpack.decode(article, type=Article)) for article in articles]


def _one(annotator: Annotator, article: Article) -> _Result:
    try:
        return msgspec.msgpack.encode(next(iter(annotator.annotate([article]))))
    except BrevesError:
        raise
    except Exception as error:  # noqa: BLE001  content is untrusted: a surprise in one article must not stop the others
        frames = traceback.extract_tb(error.__traceback__)
        return f"{type(error).__name__}: {error} ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"


def _fault(path: str, reason: str) -> Fault:
    return Fault(
        f"cannot be annotated: {reason}.",
        path,
        remedy="This is a fault of Brèves: please report it, with the article.",
    )
