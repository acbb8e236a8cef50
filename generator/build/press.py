"""Make units of pages: by one process where they are few, by several where they are many."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, Protocol

import msgspec

from generator.build.made import reads
from generator.errors import BrevesError
from generator.index.collection import Index
from generator.index.facts import Recorder
from generator.pages import Page, Plan, Unit

__all__ = ["Press", "Printed", "Renders", "Sheet"]

_MANY = 400  # units that are worth several processes
_BATCH = 40  # units handed to a process at a time


class Renders(Protocol):
    """What making pages needs of a renderer."""

    def render(self, page: Page) -> bytes:
        """Return the page's bytes."""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield static files: path and bytes."""


class Sheet(NamedTuple):
    """A page as made: its path, its view's digest, and its bytes unless that is the view it was made from."""

    path: str
    view: bytes
    data: bytes | None


class Printed(NamedTuple):
    """A unit as made, with the facts that it was made from (see ``made.reads``)."""

    unit: Unit
    sheets: tuple[Sheet, ...]
    reads: bytes


@dataclass(frozen=True, slots=True)
class Press:
    """Makes units. ``views`` are the digests of the views that the pages in the site were made from.

    ``fork`` gives a plan of its own to another process, which must not share files with this one; without
    it there is one process.
    """

    plan: Plan
    index: Index
    renderer: Renders
    views: Mapping[str, bytes]
    jobs: int
    fork: Callable[[], Plan] | None = None

    def run(self, units: Sequence[Unit]) -> Iterator[Printed]:
        """Yield every unit as made, in the order given."""
        if self._forks(units):
            yield from self._run_forked(units)
        else:
            recorder = Recorder()
            index = recorder.lend(self.index)
            for unit in units:
                yield self.print_one(unit, self.plan, index, recorder)

    def _forks(self, units: Sequence[Unit]) -> bool:
        # Elsewhere than on Linux, and beside other threads, a forked process may stand still.
        alone = sys.platform == "linux" and threading.active_count() == 1
        return alone and self.fork is not None and self.jobs > 1 and len(units) >= _MANY

    def _run_forked(self, units: Sequence[Unit]) -> Iterator[Printed]:
        """Deal the units out in turn, and take them back in turn: the order is the one given."""
        batches = [units[at : at + _BATCH] for at in range(0, len(units), _BATCH)]
        context = multiprocessing.get_context("fork")
        gc.collect()
        gc.freeze()  # so that collecting garbage does not copy what the processes share
        lines: list[Connection] = []
        processes = []
        try:
            for number in range(self.jobs):
                here, there = context.Pipe(duplex=False)
                lines.append(here)
                process = context.Process(
                    target=_work, args=(self, batches[number :: self.jobs], there, tuple(lines)), daemon=True
                )
                process.start()
                there.close()
                processes.append(process)
            for number in range(len(batches)):
                printed = lines[number % self.jobs].recv()
                if isinstance(printed, BaseException):
                    raise printed
                yield from printed
        finally:
            for process in processes:
                process.terminate()
                process.join()
            for line in lines:
                line.close()
            gc.unfreeze()

    def print_one(self, unit: Unit, plan: Plan, index: Index, recorder: Recorder) -> Printed:
        """Make one unit, reading what ``recorder`` lends."""
        recorder.take()
        sheets = []
        for page in plan.make(unit, index):
            view = _digest(page)
            same = self.views.get(page.path) == view
            sheets.append(Sheet(page.path, view, None if same else self.renderer.render(page)))
        return Printed(unit, tuple(sheets), reads(recorder.take()))


def _digest(page: Page) -> bytes:
    total = hashlib.sha256(page.template.encode())
    total.update(msgspec.msgpack.encode(page.view, enc_hook=_plain))
    return total.digest()


def _plain(value: Any) -> Any:
    """Encode what msgspec does not know by itself: subclasses of the plain types."""
    if isinstance(value, str):
        return (type(value).__name__, str.__str__(value))
    raise TypeError(f"a view may not hold a {type(value).__name__}")


def _work(
    press: Press, batches: Sequence[Sequence[Unit]], line: Connection, others: Iterable[Connection]
) -> None:
    """Do one process's share. Where nobody listens any more, sending fails, and the process ends."""
    for other in others:
        other.close()
    plan, recorder = press.fork() if press.fork else press.plan, Recorder()
    index = recorder.lend(press.index)
    try:
        for batch in batches:
            line.send([press.print_one(unit, plan, index, recorder) for unit in batch])
    except BrevesError as error:
        line.send(error)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
