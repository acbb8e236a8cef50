"""Units of pages → site/, leaving alone whatever is known to stand there already."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.build.progress import Progress
from generator.publish import output
from generator.publish.output import Output, Seen, Spooled, Written

if TYPE_CHECKING:  # the pages' libraries are loaded only where there is something to publish
    from generator.build.made import Made
    from generator.build.press import Press, Printed
    from generator.pages import Unit

__all__ = ["Kept", "Published", "Publisher", "known_of", "standing"]


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a file in site/: made from which view, with which bytes, and how it looked then."""

    view: bytes  # digest of the page's template and view; empty for assets
    digest: str  # SHA-256 of the file
    seen: Seen
    template: str = ""  # none for what is no page
    body: tuple[int, int] = (0, 0)  # where in the file (see ``render.Rendered``)


class Published(NamedTuple):
    """What was written, how many pages had to be rendered, and, of some, which units were made."""

    written: Written
    rendered: int
    units: frozenset[Unit] = frozenset()


def standing(site: Path, kept: dict[str, Kept]) -> dict[str, Kept]:
    """Return those of the files that stand in ``site`` as they were left."""
    there = output.seen(site)
    return {path: file for path, file in kept.items() if there.get(path) == file.seen}


@dataclass(frozen=True, slots=True)
class Publisher:
    """Brings ``site`` up to date, and with it what is known: ``made`` of units, ``kept`` of files."""

    press: Press
    made: Made
    site: Path
    kept: dict[str, Kept]
    progress: Progress

    def all(self, units: Sequence[Unit], stale: Collection[Unit], *, force: bool) -> Published:
        """Make the ``stale`` of all the site's ``units``, and have no other files of ours in ``site``.

        Raises OutputError and TemplateError.
        """
        out = Output(self.site, force=force)
        known: dict[str, Kept] = {}
        try:
            for path, data in self.press.renderer.assets():
                out.put(path, data)
                known[path] = known_of(out, path)
            for unit in units:
                if unit not in stale:
                    for path in self.made.pages(unit):
                        out.keep(path, self.kept[path].digest)
                        known[path] = self.kept[path]
                    self.progress.advance()
            rendered = 0
            for printed in self.press.run([unit for unit in units if unit in stale]):
                rendered += self._put(printed, out, known)
            written = out.finish()
        except BaseException:
            out.abandon()
            raise
        for unit in set(self.made) - set(units):
            self.made.forget(unit)
        self.kept.clear()
        self.kept.update(known)
        return Published(written, rendered)

    def some(self, stale: Sequence[Unit], gone: Collection[Unit] = ()) -> Published:
        """Make the units that are ``stale`` and remove the pages of those ``gone``; look at nothing else.

        The press may be interrupted. The manifest is left for the next time that ``all`` is published;
        until then the journal tells what is ours. Raises OutputError and TemplateError.
        """
        out = Output(self.site, owned=self.kept)
        before = {path for unit in gone for path in self.made.pages(unit)}
        made: set[Unit] = set()
        known: dict[str, Kept] = {}
        rendered = 0
        try:
            for printed in self.press.run(stale):
                made.add(printed.unit)
                before.update(self.made.pages(printed.unit))
                rendered += self._put(printed, out, known)
            leaving = before - known.keys()
            if leaving:  # but not what another unit has taken over: an article moved, two swapped names
                standing = set(self.made).difference(gone)
                leaving -= {path for unit in standing for path in self.made.pages(unit)}
            pruned = out.remove(leaving)
        finally:
            written = out.abandon()
        for unit in gone:
            self.made.forget(unit)
        for path in leaving:
            self.kept.pop(path, None)
        self.kept.update(known)
        return Published(written._replace(pruned=pruned), rendered, frozenset(made))

    def _put(self, printed: Printed, out: Output, known: dict[str, Kept]) -> int:
        """Write a unit's pages, and note them; return how many had to be rendered."""
        rendered = 0
        for sheet in printed.sheets:
            path = sheet.path
            if sheet.data is None:
                out.keep(path, self.kept[path].digest)
                known[path] = self.kept[path]
            else:
                large = path in self.press.kept and isinstance(sheet.data, Spooled)
                out.put(path, sheet.data, self.press.kept[path].digest if large else "")
                rendered += 1
                known[path] = known_of(out, path, sheet.view, sheet.template, sheet.body)
            if sheet.frame:
                self.press.frames.put(sheet.view, sheet.frame)
        pages = tuple(sheet.path for sheet in printed.sheets)
        self.made.note(printed.unit, pages, printed.reads, printed.parts)
        self.progress.advance()
        return rendered


def known_of(
    out: Output, path: str, view: bytes = b"", template: str = "", body: tuple[int, int] = (0, 0)
) -> Kept:
    """Return what is known of a file that was put just now."""
    about = os.stat(out.place(path))
    seen = Seen(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
    return Kept(view, out.digest(path), seen, template, body)
