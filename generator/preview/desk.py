"""Take corrections from the pages of the preview to the files beside the articles."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from generator.corrections.file import read
from generator.corrections.place import beside
from generator.desk.editing import Action, added, row, shown
from generator.errors import BrevesError
from generator.index.brief import Brief
from generator.pages.marks import DOUBTFUL

__all__ = ["Desk", "RefusedError"]

_NAMES = 2000  # names that a speaker's field completes


class RefusedError(Exception):
    """An edit that cannot be made; the message is for the person at the page."""


class Desk:
    """What editors do at the pages. ``token`` is known to the pages alone.

    ``brief`` finds a brief by its page, ``names`` lists the collection's actors; ``lock`` is held while they
    are asked.
    """

    def __init__(
        self,
        content: Path,
        brief: Callable[[str], Brief | None],
        names: Callable[[], list[str]],
        lock: threading.RLock,
    ) -> None:
        self.token = secrets.token_urlsafe(16)
        self._content = content
        self._brief = brief
        self._names = names
        self._lock = lock
        self._done: list[tuple[Path, bytes | None]] = []  # files before each edit, for undoing it

    def listed(self, page: str) -> dict[str, Any]:
        """Return the annotations on a page, and the names that can be given. Raises RefusedError."""
        with self._lock:
            return {
                "annotations": shown(self._read(page), DOUBTFUL),
                "names": self._names()[:_NAMES],
                "undo": bool(self._done),
            }

    def correct(self, page: str, data: bytes) -> None:
        """Write down an edit, as JSON (see ``Action``). Raises RefusedError."""
        try:
            action = msgspec.json.decode(data, type=Action)
        except msgspec.DecodeError as error:
            raise RefusedError(f"This is no correction: {error}.") from error
        with self._lock:
            brief = self._read(page)
            try:
                about = row(action, brief)
            except ValueError as error:
                raise RefusedError(str(error)) from error
            name = beside(brief.article.path)
            place = self._content.joinpath(*name.split("/"))
            before = place.read_bytes() if place.exists() else None
            try:
                content = added((before or b"").decode("utf-8-sig"), action.layer, about, name)
            except (BrevesError, UnicodeDecodeError) as error:
                raise RefusedError(str(error)) from error
            known = {str(error) for error in read(before or b"", name, brief.article.text)[1]}
            problems = read(content.encode(), name, brief.article.text)[1]
            wrong = [error for error in problems if str(error) not in known]
            if len(problems) > len(known) and wrong:
                raise RefusedError(f"{wrong[-1].problem} {wrong[-1].remedy}")
            self._done.append((place, before))
            _write(place, content.encode())

    def undo(self) -> None:
        """Take the last edit back. Raises RefusedError where there is none."""
        with self._lock:
            if not self._done:
                raise RefusedError("There is nothing to undo.")
            place, before = self._done.pop()
            if before is None:
                place.unlink(missing_ok=True)
            else:
                _write(place, before)

    def _read(self, page: str) -> Brief:
        found = self._brief(page)
        if found is None:
            raise RefusedError("This page is not of one article.")
        return found


def _write(place: Path, data: bytes) -> None:
    """Replace a file in one step, so that nobody reads half of it."""
    temporary = place.with_name(f".{place.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(place)
