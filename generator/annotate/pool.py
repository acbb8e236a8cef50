"""Annotate many articles, by several processes if that is worth their start."""

from __future__ import annotations

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
from generator.errors import BrevesError
from generator.model import Article

__all__ = ["annotate", "cores"]

_CHUNK = 30_000  # bytes that a process takes at once
_ALONE = 240_000  # bytes up to which another process is not worth its start


def annotate(annotator: Annotator, articles: Iterable[Article], *, jobs: int) -> Iterator[bytes | str]:
    """Annotate articles, streaming, in order, the same whatever the number of processes.

    Yields each one's Annotations in MessagePack or, in a string, why it has none: a surprise in one
    article leaves the others alone. Raises PipelineError.
    """
    chunks = _chunks(articles)
    ahead: list[list[bytes]] = []
    if jobs > 1:
        # Look ahead just far enough to tell whether there is work for several.
        size = 0
        for chunk in chunks:
            ahead.append(chunk)
            size += sum(map(len, chunk))
            if size > _ALONE:
                yield from _shared(annotator, chain(ahead, chunks), jobs)
                return
    for chunk in chain(ahead, chunks):
        yield from _several(annotator, chunk)


def cores() -> int:
    """Return how many processor cores there are for us."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared(annotator: Annotator, chunks: Iterable[list[bytes]], jobs: int) -> Iterator[bytes | str]:
    """Share the work among processes; only a few chunks are under way at once."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    under_way: deque[Future[list[bytes | str]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(pool.submit(_several, annotator, chunk))
            if len(under_way) > 2 * jobs:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise BrevesError(
            "a process that annotates has died.", remedy="Perhaps memory ran out: try again with --jobs 1."
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _chunks(articles: Iterable[Article]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for article in articles:
        chunk.append(msgspec.msgpack.encode(article))
        size += len(chunk[-1])
        if size > _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _begin() -> None:
    """Prepare a process that annotates: Ctrl-C is the first process's business, and one core is enough."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _several(annotator: Annotator, articles: list[bytes]) -> list[bytes | str]:
    read = [msgspec.msgpack.decode(article, type=Article) for article in articles]
    try:
        return [msgspec.msgpack.encode(result) for result in annotator.annotate(read)]
    except BrevesError:
        raise
    except Exception:  # noqa: BLE001  one of them: it is found by taking each alone
        return [_one(annotator, article) for article in read]


def _one(annotator: Annotator, article: Article) -> bytes | str:
    try:
        return msgspec.msgpack.encode(next(iter(annotator.annotate([article]))))
    except BrevesError:
        raise
    except Exception as error:  # noqa: BLE001  content is untrusted, and the others can still be published
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(last.filename).name}, line {last.lineno})"
