"""Take what editors do at the pages of the preview to the files beside the articles and to the registry."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from generator.corrections.file import read
from generator.corrections.place import beside
from generator.desk import listing
from generator.desk.editing import Action, edited
from generator.desk.registering import Statement, registered
from generator.errors import BrevesError
from generator.identity import Identities, Registry, registry_file
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.pages.marks import DOUBTFUL

__all__ = ["Collection", "Desk", "RefusedError"]


T = TypeVar("T")


class RefusedError(Exception):
    """An edit that cannot be made; the message is for the person at the page."""


class Collection(Protocol):
    """What the last build has made known."""

    @property
    def index(self) -> Index:
        """All briefs."""

    @property
    def identities(self) -> Identities:
        """Who is who."""

    @property
    def registry(self) -> Registry:
        """What editors say of who is who."""


class _Edit(msgspec.Struct, frozen=True):
    """A file before and after an edit; None where there was or is none."""

    place: Path
    before: bytes | None
    after: bytes | None


class Desk:
    """What editors do at the pages. ``token`` is known to the pages alone.

    ``brief`` finds a brief by its page, ``collection`` what the last build knows; ``lock`` is held while
    they are asked.
    """

    def __init__(
        self,
        content: Path,
        brief: Callable[[str], Brief | None],
        collection: Callable[[], Collection | None],
        lock: threading.RLock,
    ) -> None:
        self.token = secrets.token_urlsafe(16)
        self._content = content
        self._brief = brief
        self._collection = collection
        self._lock = lock
        self._done: list[_Edit] = []

    def listed(self, page: str) -> dict[str, Any]:
        """Return the marks on a page, and who can be named. Raises RefusedError."""
        with self._lock:
            brief, known = self._read(page), self._known()
            return {
                "marks": listing.marks(
                    brief,
                    known.identities,
                    {actor.key for actor in known.registry.actors if actor.hide},
                    DOUBTFUL,
                ),
                "actors": listing.actors(known.index, known.registry),
                "undo": bool(self._done),
            }

    def correct(self, page: str, data: bytes) -> None:
        """Write down an edit of the article on a page, as JSON (see ``Action``). Raises RefusedError."""
        action = _decoded(data, Action)
        with self._lock:
            brief = self._read(page)
            name = beside(brief.article.path)
            place = self._content.joinpath(*name.split("/"))
            before = _bytes(place)
            try:
                content = edited((before or b"").decode("utf-8-sig"), action, brief, name).encode()
            except (BrevesError, ValueError) as error:
                raise RefusedError(str(error)) from error
            known = {str(error) for error in read(before or b"", name, brief.article.text)[1]}
            problems = read(content, name, brief.article.text)[1]
            wrong = [error for error in problems if str(error) not in known]
            if len(problems) > len(known) and wrong:
                raise RefusedError(f"{wrong[-1].problem} {wrong[-1].remedy}")
            self._write(place, before, content if content.strip() else None)

    def register(self, data: bytes) -> None:
        """Write down who is who, as JSON (see ``Statement``). Raises RefusedError."""
        statement = _decoded(data, Statement)
        with self._lock:
            known = self._known()
            place = registry_file.beside(self._content)
            before = _bytes(place)
            try:
                text = (before or b"").decode("utf-8-sig")
                after = registered(text, statement, known.registry, known.index)
            except (BrevesError, ValueError) as error:
                raise RefusedError(str(error)) from error
            had = len(registry_file.parse(text, place).problems)
            if len(wrong := registry_file.parse(after, place).problems) > had:
                raise RefusedError(f"{wrong[-1].problem} {wrong[-1].remedy}")
            self._write(place, before, after.encode())

    @property
    def undoable(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    def undo(self) -> None:
        """Take the last edit back. Raises RefusedError where there is none, or the file has changed since."""
        with self._lock:
            if not self._done:
                raise RefusedError("There is nothing to undo.")
            edit = self._done.pop()
            if _bytes(edit.place) != edit.after:
                raise RefusedError(f"{edit.place.name} has been changed since: mend it there.")
            _put(edit.place, edit.before)

    def _write(self, place: Path, before: bytes | None, after: bytes | None) -> None:
        if after != before:
            _put(place, after)
            self._done.append(_Edit(place, before, after))

    def _read(self, page: str) -> Brief:
        found = self._brief(page)
        if found is None:
            raise RefusedError("This page is not of one article.")
        return found

    def _known(self) -> Collection:
        found = self._collection()
        if found is None:
            raise RefusedError("The site is being built: try again in a moment.")
        return found


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise RefusedError(f"This is no correction: {error}.") from error


def _bytes(place: Path) -> bytes | None:
    return place.read_bytes() if place.exists() else None


def _put(place: Path, data: bytes | None) -> None:
    """Replace a file in one step, so that nobody reads half of it."""
    if data is None:
        place.unlink(missing_ok=True)
        return
    temporary = place.with_name(f".{place.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(place)
