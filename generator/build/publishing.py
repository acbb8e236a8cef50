"""Units of pages → site/, leaving alone whatever is known to stand there already."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.build.progress import Progress
from generator.publish import output
from generator.publish.output import Output, Seen, Written

if TYPE_CHECKING:  # the pages' libraries are loaded only where there is something to publish
    from generator.build.made import Made
    from generator.build.press import Press
    from generator.pages import Unit

__all__ = ["Kept", "Published", "publish", "republish", "standing"]


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a file in site/: made from which view, with which bytes, and how it looked then."""

    view: bytes  # digest of the page's template and view; empty for assets
    digest: str  # SHA-256 of the file
    seen: Seen


class Published(NamedTuple):
    """What was written, and how many pages had to be rendered."""

    written: Written
    rendered: int


def standing(site: Path, kept: dict[str, Kept]) -> dict[str, Kept]:
    """Return those of the files that stand in ``site`` as they were left."""
    there = output.seen(site)
    return {path: file for path, file in kept.items() if there.get(path) == file.seen}


def publish(
    press: Press,
    units: Sequence[Unit],
    stale: Collection[Unit],
    made: Made,
    site: Path,
    kept: dict[str, Kept],
    progress: Progress,
    *,
    force: bool,
) -> Published:
    """Make the ``stale`` of all the site's ``units``, and have no other files of ours in ``site``.

    ``kept`` and ``made`` are brought up to date. Raises OutputError and TemplateError.
    """
    out = Output(site, force=force)
    known: dict[str, Kept] = {}
    rendered = 0
    try:
        for path, data in press.renderer.assets():
            out.put(path, data)
            known[path] = _kept(site, path, b"", out.digest(path))
        for unit in units:
            if unit not in stale:
                for path in made.pages(unit):
                    out.keep(path, kept[path].digest)
                    known[path] = kept[path]
                progress.advance()
        rendered = _print(press, [unit for unit in units if unit in stale], made, out, site, kept, known, progress)
        written = out.finish()
    except BaseException:
        out.abandon()
        raise
    for unit in set(made) - set(units):
        made.forget(unit)
    kept.clear()
    kept.update(known)
    return Published(written, rendered)


def republish(
    press: Press,
    stale: Sequence[Unit],
    gone: Iterable[Unit],
    made: Made,
    site: Path,
    kept: dict[str, Kept],
    progress: Progress,
) -> Published:
    """Make the units that are ``stale`` and remove the pages of those ``gone``; look at nothing else.

    The manifest is left for the next ``publish``; until then the journal tells what is ours.
    """
    out = Output(site, owned=kept)
    before = {path for unit in (*stale, *gone) for path in made.pages(unit)}
    known: dict[str, Kept] = {}
    try:
        rendered = _print(press, stale, made, out, site, kept, known, progress)
        pruned = out.remove(before - known.keys())
    finally:
        written = out.abandon()
    for unit in gone:
        made.forget(unit)
    for path in before:
        kept.pop(path, None)
    kept.update(known)
    return Published(written._replace(pruned=pruned), rendered)


def _print(
    press: Press,
    units: Sequence[Unit],
    made: Made,
    out: Output,
    site: Path,
    kept: dict[str, Kept],
    known: dict[str, Kept],
    progress: Progress,
) -> int:
    rendered = 0
    for unit, sheets, reads in press.run(units):
        for path, view, data in sheets:
            if data is None:
                out.keep(path, kept[path].digest)
                known[path] = kept[path]
            else:
                out.put(path, data)
                rendered += 1
                known[path] = _kept(site, path, view, out.digest(path))
        made.note(unit, tuple(sheet.path for sheet in sheets), reads)
        progress.advance()
    return rendered


def _kept(site: Path, path: str, view: bytes, digest: str) -> Kept:
    about = os.stat(os.path.join(site, path))
    return Kept(view, digest, Seen(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino))
