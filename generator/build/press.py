"""Make units of pages: by one process where they are few, by several where they are many."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

import msgspec

from generator.build import frames, garbage
from generator.build.frames import Frames, Worn
from generator.build.made import reads
from generator.errors import OutputError
from generator.index.collection import Index
from generator.index.facts import Recorder
from generator.pages import Page, Plan, Stream, Unit
from generator.pages.frame import Frame
from generator.publish import output
from generator.publish.output import Spooled
from generator.publish.render import Rendered

if TYPE_CHECKING:
    from generator.build.publishing import Kept

__all__ = ["Press", "Printed", "Renders", "Sheet"]

_MANY = 400  # units that are worth several processes
_BRIEFS = 10  # of which a long unit holds as much as there is on one page
_BATCH = 40  # units handed to a process at a time


class _Interrupted(Exception):  # noqa: N818  no error: it was asked for
    """Something else is more urgent than the unit that is under way."""


class Renders(Protocol):
    """What making pages needs of a renderer."""

    def rendered(self, page: Page) -> Rendered:
        """Return the page's bytes, and where its body is in them."""

    def around(self, template: str, frame: Frame, path: str) -> tuple[bytes, bytes] | None:
        """Return what stands before and behind a page's body, if that can be told without the page."""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield static files: path and bytes."""


class Sheet(NamedTuple):
    """A page as made: its path, its view's digest, and its bytes unless that is the view it was made from.

    A file too large to be held at once stands ready in the site's folder; its view is its bytes. What is
    set with a template has its ``body`` somewhere in it, and around it a ``frame``, packed.
    """

    path: str
    view: bytes
    data: bytes | Spooled | None
    template: str = ""
    body: tuple[int, int] = (0, 0)
    frame: bytes = b""


class Printed(NamedTuple):
    """A unit as made, with the facts that it was made from (see ``made.reads``)."""

    unit: Unit
    sheets: tuple[Sheet, ...]
    reads: bytes


@dataclass(frozen=True, slots=True)
class Press:
    """Makes units. ``kept`` is what is known of the files in ``site``, at any time.

    ``frames`` keeps what stands around pages' bodies. ``worn`` are units whose pages are as
    they should be but for the frames of some: of those, ``old`` is known.

    ``fork`` gives a plan and frames of its own to another process, which must not share files with this
    one; without it there is one process, which ends early where ``interrupted`` says so.
    """

    plan: Plan
    index: Index
    site: Path
    renderer: Renders
    kept: Mapping[str, Kept]
    jobs: int
    frames: Frames
    worn: Mapping[Unit, Worn] = field(default_factory=dict)
    old: Mapping[str, Kept] = field(default_factory=dict)
    fork: Callable[[], tuple[Plan, Frames]] | None = None
    interrupted: Callable[[], bool] = bool

    def run(self, units: Sequence[Unit]) -> Iterator[Printed]:
        """Yield every unit as made, in whatever order; the first ones, where it is interrupted."""
        if self._forks(units):
            yield from self._run_forked(units)
        else:
            recorder = Recorder()
            index = recorder.lend(self.index)
            with garbage.seldom(), suppress(_Interrupted):
                for unit in units:
                    if self.interrupted():
                        break
                    yield self.print_one(unit, self.plan, index, recorder)

    def _forks(self, units: Sequence[Unit]) -> bool:
        # Elsewhere than on Linux, and beside other threads, a forked process may stand still.
        alone = sys.platform == "linux" and threading.active_count() == 1
        work = len(units) + sum(len(self.index.by_path) // _BRIEFS for unit in units if unit.long)
        return alone and self.fork is not None and self.jobs > 1 and work >= _MANY

    def _run_forked(self, units: Sequence[Unit]) -> Iterator[Printed]:
        """Deal the units out in turn, the long ones first, and take them back as they come."""
        long = [unit for unit in units if unit.long]
        short = [unit for unit in units if not unit.long]
        batches: list[Sequence[Unit]] = [[unit] for unit in long]
        batches += (short[at : at + _BATCH] for at in range(0, len(short), _BATCH))
        context = multiprocessing.get_context("fork")
        gc.collect()
        gc.freeze()  # so that collecting garbage does not copy what the processes share
        lines: list[Connection] = []
        processes = []
        turn = context.Value("i", 0)
        try:
            for _ in range(self.jobs):
                here, there = context.Pipe(duplex=False)
                lines.append(here)
                process = context.Process(
                    target=_work, args=(self, batches, turn, there, tuple(lines)), daemon=True
                )
                process.start()
                there.close()
                processes.append(process)
            yield from _received(lines, len(batches))
        finally:
            for process in processes:
                process.terminate()
                process.join()
            for line in lines:
                line.close()
            gc.unfreeze()

    def print_one(self, unit: Unit, plan: Plan, index: Index, recorder: Recorder) -> Printed:
        """Make one unit, reading what ``recorder`` lends."""
        worn = self.worn.get(unit)
        if worn and (sheets := self._dressed(worn.pages)):
            return Printed(unit, sheets, worn.reads)
        recorder.take()
        made = []
        for page in plan.make(unit, index):
            if isinstance(page.view, Stream):
                name = page.path.replace("/", "-")
                spooled = output.spool(self.site, name, self._uninterrupted(page.view.chunks()))
                made.append(Sheet(page.path, bytes.fromhex(spooled.digest), spooled))
                continue
            view = _digest(page)
            before = self.kept.get(page.path)
            if before is not None and before.view == view:
                made.append(Sheet(page.path, view, None))
                continue
            data, body = self.renderer.rendered(page)
            frame = frames.packed(page.view.frame) if body != (0, 0) else b""
            made.append(Sheet(page.path, view, data, page.template, body, frame))
        return Printed(unit, tuple(made), reads(recorder.take()))

    def _dressed(self, paths: Iterable[str]) -> tuple[Sheet, ...]:
        """Put new frames around the bodies of pages; nothing where that cannot be done for one of them."""
        sheets = []
        for path in paths:
            if path in self.kept:
                sheets.append(Sheet(path, self.kept[path].view, None))
                continue
            old = self.old[path]
            frame = frames.unpacked(self.frames.get(old.view)) if old.body != (0, 0) else None
            around = self.renderer.around(old.template, frame, path) if frame else None
            if around is None:
                return ()
            try:
                body = self.site.joinpath(path).read_bytes()[slice(*old.body)]
            except OSError:
                return ()
            start = len(around[0])
            data = around[0] + body + around[1]
            sheets.append(Sheet(path, old.view, data, old.template, (start, start + len(body))))
        return tuple(sheets)

    def _uninterrupted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if self.interrupted():
                raise _Interrupted
            yield chunk


def _digest(page: Page) -> bytes:
    total = hashlib.sha256(page.template.encode())
    total.update(msgspec.msgpack.encode(page.view, enc_hook=_plain))
    return total.digest()


def _plain(value: Any) -> Any:
    """Encode what msgspec does not know by itself: subclasses of the plain types."""
    if isinstance(value, str):
        return (type(value).__name__, str.__str__(value))
    raise TypeError(f"a view may not hold a {type(value).__name__}")


def _received(lines: Iterable[Connection], batches: int) -> Iterator[Printed]:
    """Yield what comes in, until all batches are there."""
    listening = list(lines)
    while batches:
        if not listening:
            raise OutputError(
                "The site cannot be made: a process that was making pages has been stopped.",
                remedy="Where memory is short, say jobs = 1 in the configuration.",
            )
        for line in wait(listening):
            try:
                printed = cast("Connection", line).recv()
            except EOFError:
                listening.remove(cast("Connection", line))
                continue
            if isinstance(printed, BaseException):
                raise printed
            batches -= 1
            yield from printed


def _work(
    press: Press, batches: Sequence[Sequence[Unit]], turn: Any, line: Connection, others: Iterable[Connection]
) -> None:
    """Make whichever batch is next, until there is none. Where nobody listens any more, sending fails."""
    for other in others:
        other.close()
    plan, found = press.fork() if press.fork else (press.plan, press.frames)
    press, recorder = replace(press, frames=found), Recorder()
    index = recorder.lend(press.index)
    try:
        with garbage.seldom():
            while True:
                with turn.get_lock():
                    number, turn.value = turn.value, turn.value + 1
                if number >= len(batches):
                    break
                line.send([press.print_one(unit, plan, index, recorder) for unit in batches[number]])
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:  # noqa: BLE001 - raised again where somebody can tell of it
        error.add_note(traceback.format_exc())
        line.send(error)
