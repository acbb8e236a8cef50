"""A page before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

__all__ = ["Last", "Page", "Piece", "Stream"]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: where it stands, which template sets it, and all that the template sees.

    ``path`` is POSIX, relative to the site's folder. ``view`` is a frozen dataclass of plain values
    (strings, numbers, tuples, further dataclasses): equal views render to equal bytes. Without a
    template, ``view`` is the file's text or bytes themselves, or a stream of them.
    """

    path: str
    template: str
    view: Any


class Piece(NamedTuple):
    """Some of a file, or a step towards it.

    A part, which has a ``name``, follows from what is read while its ``chunks`` are; what is read for
    all others belongs to the file as a whole. ``again``: it is a part of the last file.
    """

    name: str
    chunks: Iterable[bytes]
    again: bool = False


class Last(NamedTuple):
    """A file as it was last made, and where in it those of its parts lie that still hold: from, to."""

    file: Path = Path()
    parts: Mapping[str, tuple[int, int]] = MappingProxyType({})

    def part(self, name: str) -> Piece | None:
        """Return a part as it was, if it still holds."""
        place = self.parts.get(name)
        return None if place is None else Piece(name, self._read(*place), again=True)

    def _read(self, start: int, end: int) -> Iterator[bytes]:
        with self.file.open("rb") as file:
            file.seek(start)
            while start < end and (chunk := file.read(min(_CHUNK, end - start))):
                start += len(chunk)
                yield chunk


@dataclass(frozen=True, slots=True)
class Stream:
    """The bytes of a file too large to be held at once, or to be made whole for a small change."""

    pieces: Callable[[Last], Iterator[Piece]]

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes, made anew."""
        for piece in self.pieces(Last()):
            yield from piece.chunks
