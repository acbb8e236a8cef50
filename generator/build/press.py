"""Make units of pages: by one process where they are few, by several where they are many."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from generator.build import frames, garbage, processes
from generator.build.frames import Dresses, Frames, Worn
from generator.build.made import Part, reads
from generator.index.collection import Index
from generator.index.facts import Fact, Recorder
from generator.pages import Last, Page, Plan, Stream, Unit
from generator.publish import output
from generator.publish.output import Spooled
from generator.publish.render import Rendered

if TYPE_CHECKING:
    from generator.build.publishing import Kept

__all__ = ["Press", "Printed", "Renders", "Sheet"]

_MANY = 400  # units that are worth several processes
_BRIEFS = 10  # of which a long unit holds as much as there is on one page


class _Interrupted(Exception):  # noqa: N818  no error: it was asked for
    """Something else is more urgent than the unit that is under way."""


class Renders(Dresses, Protocol):
    """What making pages needs of a renderer."""

    def rendered(self, page: Page) -> Rendered:
        """Return the page's bytes, and where its body is in them."""

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
    """A unit as made, with the facts that it was made from (see ``made.reads``); of large files, by part."""

    unit: Unit
    sheets: tuple[Sheet, ...]
    reads: bytes
    parts: tuple[tuple[str, Part], ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """Makes units. ``kept`` is what is known of the files in ``site``, at any time.

    ``frames`` keeps what stands around pages' bodies. ``parts`` has those of units' large files that still
    hold, as long as the files stand. ``worn`` are units whose pages are as they should be but for the
    frames of some: of those, ``old`` is known.

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
    parts: Mapping[Unit, Mapping[str, Part]] = field(default_factory=dict)
    worn: Mapping[Unit, Worn] = field(default_factory=dict)
    old: Mapping[str, Kept] = field(default_factory=dict)
    fork: Callable[[], tuple[Plan, Frames]] | None = None
    interrupted: Callable[[], bool] = bool

    def run(self, units: Sequence[Unit]) -> Iterator[Printed]:
        """Yield every unit as made, in whatever order; the first ones, where it is interrupted."""
        recorder = Recorder()
        index = recorder.lend(self.index)

        def here(unit: Unit) -> Printed:
            return self.print_one(unit, self.plan, index, recorder)

        with garbage.seldom(), suppress(_Interrupted):
            if self._forks(units):
                short = [unit for unit in units if not unit.long]
                # What mostly holds is soon made, and sooner here: elsewhere memory is copied as it is read.
                mine = [unit for unit in units if unit.long and self.parts.get(unit)][:1]
                alone = [unit for unit in units if unit.long and unit not in mine]
                yield from processes.deal(short, here, self._begin, self.jobs, alone=alone, mine=mine)
                return
            for unit in units:
                if self.interrupted():
                    break
                yield here(unit)

    def _forks(self, units: Sequence[Unit]) -> bool:
        work = len(units) + sum(len(self.index.by_path) // _BRIEFS for unit in units if unit.long)
        return processes.forks() and self.fork is not None and self.jobs > 1 and work >= _MANY

    def _begin(self) -> Callable[[Unit], Printed]:
        """Return what makes units in another process, with a plan and frames of its own."""
        plan, found = self.fork() if self.fork else (self.plan, self.frames)
        press, recorder = replace(self, frames=found), Recorder()
        index = recorder.lend(self.index)
        return lambda unit: press.print_one(unit, plan, index, recorder)

    def print_one(self, unit: Unit, plan: Plan, index: Index, recorder: Recorder) -> Printed:
        """Make one unit, reading what ``recorder`` lends."""
        worn = self.worn.get(unit)
        if worn and (sheets := self._dressed(worn.pages)):
            return Printed(unit, sheets, worn.reads)
        recorder.take()
        made = []
        for page in plan.make(unit, index):
            if isinstance(page.view, Stream):
                return self._spooled(unit, page.path, page.view, recorder)
            view = _digest(page)
            before = self.kept.get(page.path)
            if before is not None and before.view == view:
                made.append(Sheet(page.path, view, None))
                continue
            data, body = self.renderer.rendered(page)
            frame = frames.packed(page.view.frame) if body != (0, 0) else b""
            made.append(Sheet(page.path, view, data, page.template, body, frame))
        return Printed(unit, tuple(made), reads(recorder.take()))

    def _spooled(self, unit: Unit, path: str, view: Stream, recorder: Recorder) -> Printed:
        """Make a large file, with what still holds of the last one."""
        before = self.parts.get(unit, {}) if self._stands(path) else {}
        last = Last(self.site / path, {name: (part.start, part.end) for name, part in before.items()})
        parts: dict[str, Part] = {}
        rest: set[Fact] = set()

        def chunks() -> Iterator[bytes]:
            at = 0
            for piece in view.pieces(last):
                rest.update(recorder.take())
                start = at
                for chunk in piece.chunks:
                    if self.interrupted():
                        raise _Interrupted
                    at += len(chunk)
                    yield chunk
                if piece.name:
                    found = before[piece.name].reads if piece.again else reads(recorder.take())
                    parts[piece.name] = Part(start, at, found)

        spooled = output.spool(self.site, path.replace("/", "-"), chunks())
        rest.update(recorder.take())
        sheet = Sheet(path, bytes.fromhex(spooled.digest), spooled)
        return Printed(unit, (sheet,), reads(rest), tuple(parts.items()))

    def _stands(self, path: str) -> bool:
        return path in self.kept and output.look(self.site / path) == self.kept[path].seen

    def _dressed(self, paths: Iterable[str]) -> tuple[Sheet, ...]:
        """Put new frames around the bodies of pages; nothing where that cannot be done for one of them."""
        sheets = []
        for path in paths:
            if path in self.kept:
                sheets.append(Sheet(path, self.kept[path].view, None))
                continue
            old = self.old[path]
            page = frames.dressed(path, old, self.frames, self.renderer, self.site)
            if page is None:
                return ()
            sheets.append(Sheet(path, old.view, page.data, old.template, page.body))
        return tuple(sheets)


def _digest(page: Page) -> bytes:
    total = hashlib.sha256(page.template.encode())
    total.update(msgspec.msgpack.encode(page.view, enc_hook=_plain))
    return total.digest()


def _plain(value: Any) -> Any:
    """Encode what msgspec does not know by itself: subclasses of the plain types."""
    if isinstance(value, str):
        return (type(value).__name__, str.__str__(value))
    raise TypeError(f"a view may not hold a {type(value).__name__}")
