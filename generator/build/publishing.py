"""Pages → site/, skipping whatever is known to stand there already."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from generator.build.progress import Progress
from generator.publish import output
from generator.publish.output import Output, Seen, Written

if TYPE_CHECKING:  # the pages' libraries are loaded only where there is something to publish
    from generator.pages.page import Page

__all__ = ["Kept", "Published", "Renders", "publish", "standing"]


class Renders(Protocol):
    """What publishing needs of a renderer."""

    def render(self, page: Page) -> bytes:
        """Return the page's bytes."""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield static files: path and bytes."""


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a file in site/: made from which view, with which bytes, and how it looked then."""

    view: bytes  # digest of the page's template and view; empty for assets
    digest: str  # SHA-256 of the file
    seen: Seen


class Published(NamedTuple):
    """What was written, how many pages had to be rendered, and what is known of all files now."""

    written: Written
    rendered: int
    kept: dict[str, Kept]


def standing(site: Path, kept: dict[str, Kept]) -> dict[str, Kept]:
    """Return those of the files that stand in ``site`` as they were left."""
    there = output.seen(site)
    return {path: file for path, file in kept.items() if there.get(path) == file.seen}


def publish(
    pages: Iterator[Page],
    renderer: Renders,
    site: Path,
    kept: dict[str, Kept],
    progress: Progress,
    *,
    force: bool,
) -> Published:
    """Write all pages and assets into ``site``; pages whose view is the one in ``kept`` are left alone.

    Raises OutputError and TemplateError.
    """
    out = Output(site, force=force)
    known: dict[str, Kept] = {}
    rendered = 0
    try:
        for path, data in renderer.assets():
            out.put(path, data)
            known[path] = _kept(site, path, b"", out.digest(path))
        for page in pages:
            view = _digest(page)
            before = kept.get(page.path)
            if before is not None and before.view == view:
                out.keep(page.path, before.digest)
                known[page.path] = before
            else:
                out.put(page.path, renderer.render(page))
                rendered += 1
                known[page.path] = _kept(site, page.path, view, out.digest(page.path))
            progress.advance()
        written = out.finish()
    except BaseException:
        out.abandon()
        raise
    return Published(written, rendered, known)


def _kept(site: Path, path: str, view: bytes, digest: str) -> Kept:
    about = os.stat(os.path.join(site, path))
    return Kept(view, digest, Seen(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino))


def _digest(page: Page) -> bytes:
    total = hashlib.sha256(page.template.encode())
    total.update(msgspec.msgpack.encode(page.view, enc_hook=_plain))
    return total.digest()


def _plain(value: Any) -> Any:
    """Encode what msgspec does not know by itself: subclasses of the plain types."""
    if isinstance(value, str):
        return (type(value).__name__, str.__str__(value))
    raise TypeError(f"a view may not hold a {type(value).__name__}")
