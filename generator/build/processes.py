"""Deal work out to forked processes, and take what they make as it comes."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, TypeVar, cast

from generator.build import garbage
from generator.errors import BrevesError, OutputError

__all__ = ["ahead", "deal", "forks"]

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 40  # handed to a process at a time


def forks() -> bool:
    """Whether this process may fork: elsewhere than on Linux, and beside other threads, a fork may hang."""
    return sys.platform == "linux" and threading.active_count() == 1


def deal(
    work: Sequence[T],
    here: Callable[[T], R],
    begin: Callable[[], Callable[[T], R]],
    jobs: int,
    *,
    alone: Sequence[T] = (),
    mine: Sequence[T] = (),
) -> Iterator[R]:
    """Yield what becomes of each piece of work, in whatever order; ``jobs`` processes do it, with this one.

    ``here`` does a piece in this process; ``begin`` is called once in each other, and returns what does a
    piece there. ``alone`` are pieces that take long, and are begun first, elsewhere; those in ``mine`` too,
    but here. Raises what the work does, and OutputError where a process is killed.
    """
    batches: list[Sequence[T]] = [[piece] for piece in alone]
    batches += (work[at : at + _BATCH] for at in range(0, len(work), _BATCH))
    batches += [[piece] for piece in mine]
    context = multiprocessing.get_context("fork")
    gc.collect()
    gc.freeze()  # so that collecting garbage does not copy what the processes share
    lines: list[Connection] = []
    processes = []
    left = _Left(context.Array("i", [0, len(batches)]))
    try:
        for _ in range(jobs - 1):
            line, there = context.Pipe(duplex=False)
            lines.append(line)
            process = context.Process(
                target=_work, args=(begin, batches, left, there, tuple(lines)), daemon=True
            )
            process.start()
            there.close()
            processes.append(process)
        yield from _together(batches, left, here, lines)
    finally:
        for process in processes:
            process.terminate()
            process.join()
        for line in lines:
            line.close()
        gc.unfreeze()


class _Left(NamedTuple):
    """Which batches nobody has taken yet, by number: from, to."""

    ends: Any

    def first(self) -> int | None:
        """Take the first one."""
        with self.ends.get_lock():
            start, end = self.ends
            if start >= end:
                return None
            self.ends[0] = start + 1
            return int(start)

    def last(self) -> int | None:
        """Take the last one."""
        with self.ends.get_lock():
            start, end = self.ends
            if start >= end:
                return None
            self.ends[1] = end - 1
            return int(end - 1)


def _together(
    batches: Sequence[Sequence[T]], left: _Left, here: Callable[[T], R], lines: Iterable[Connection]
) -> Iterator[R]:
    """Do batches from the end, and meanwhile yield what comes in of the others, until all are there."""
    listening, missing = list(lines), len(batches)
    mine: list[T] = []
    while missing:
        if not mine and (number := left.last()) is not None:
            mine, missing = list(batches[number]), missing - 1
        if not (mine or listening):
            raise OutputError(
                "The site cannot be made: a process that was making pages has been stopped.",
                remedy="Where memory is short, say jobs = 1 in the configuration.",
            )
        for line in wait(listening, 0 if mine else None) if listening else ():
            try:
                made = cast("Connection", line).recv()
            except EOFError:
                listening.remove(cast("Connection", line))
                continue
            if isinstance(made, BaseException):
                raise made
            missing -= 1
            yield from made
        if mine:
            yield here(mine.pop())
    while mine:
        yield here(mine.pop())


def ahead(work: Callable[[], R]) -> Callable[[], R]:
    """Have another process do some work, and return what waits for its result.

    That raises what the work does, and BrevesError where the process is killed.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_alone, args=(work, there), daemon=True)
    process.start()
    there.close()

    def wait_for() -> R:
        try:
            made = here.recv()
        except EOFError:
            raise BrevesError(
                "a process has died.", remedy="Perhaps memory ran out: try again with --jobs 1."
            ) from None
        finally:
            process.join()
        if isinstance(made, BaseException):
            raise made
        return cast("R", made)

    return wait_for


def _alone(work: Callable[[], Any], line: Connection) -> None:
    """Do some work, and send what comes of it."""
    try:
        line.send(work())
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:  # noqa: BLE001 - raised again where somebody can tell of it
        _tell(error, line)


def _tell(error: Exception, line: Connection) -> None:
    error.add_note(traceback.format_exc())
    line.send(error)


def _work(
    begin: Callable[[], Callable[[T], R]],
    batches: Sequence[Sequence[T]],
    left: _Left,
    line: Connection,
    others: Iterable[Connection],
) -> None:
    """Do whichever batch is next, until there is none. Where nobody listens any more, sending fails."""
    for other in others:
        other.close()
    try:
        do = begin()
        with garbage.seldom():
            while (number := left.first()) is not None:
                line.send([do(piece) for piece in batches[number]])
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:  # noqa: BLE001 - raised again where somebody can tell of it
        _tell(error, line)
