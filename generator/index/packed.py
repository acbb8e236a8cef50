"""Keep entries small: as bytes in the store, and nearly so in memory.

A site has many thousands of quotations and figures, and at any moment a page shows a few of them. What
fills most of an entry is therefore kept compressed, and unpacked when somebody looks.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar, overload

import msgspec

from generator.index.entry import Entry, Figure, Moment, Part, Said
from generator.index.names import Key

__all__ = ["dump", "load"]

T = TypeVar("T")

_LATELY = 512  # rows of entries that are kept unpacked
_QUICK = 1  # of zlib's levels


class _Stored(msgspec.Struct, array_like=True):
    """An entry as the store has it; rows are compressed, with their number before them."""

    path: str
    slug: str
    title: str
    language: str
    date: str | None
    source: str | None
    author: str | None
    tags: tuple[str, ...]
    standfirst: str
    parts: tuple[Part, ...]
    quotes: tuple[int, bytes]
    figures: tuple[int, bytes]
    moments: tuple[int, bytes]
    slug_chosen: bool
    translation: str


class _Rows(Sequence[T]):
    """Rows that are unpacked when they are read."""

    __slots__ = ("_data", "_kind", "_length")

    def __init__(self, kind: str, length: int, data: bytes) -> None:
        self._kind = kind
        self._length = length
        self._data = data

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: Any) -> Any:
        return _unpacked(self._kind, self._data)[at]

    def __iter__(self) -> Iterator[T]:
        return iter(_unpacked(self._kind, self._data))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Rows):
            return self._data == other._data
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as of other things that are compared by what they hold

    @property
    def packed(self) -> tuple[int, bytes]:
        return self._length, self._data


def dump(entry: Entry) -> bytes:
    """Return an entry as bytes."""
    return msgspec.msgpack.encode(
        _Stored(
            path=entry.path,
            slug=entry.slug,
            title=entry.title,
            language=entry.language,
            date=entry.date,
            source=entry.source,
            author=entry.author,
            tags=entry.tags,
            standfirst=entry.standfirst,
            parts=entry.parts,
            quotes=_packed(entry.quotes),
            figures=_packed(entry.figures),
            moments=_packed(entry.moments),
            slug_chosen=entry.slug_chosen,
            translation=entry.translation,
        )
    )


def load(data: bytes) -> Entry:
    """Return the entry that ``dump`` has written. Raises msgspec.DecodeError for anything else."""
    stored = msgspec.msgpack.decode(data, type=_Stored)
    return Entry(
        path=stored.path,
        slug=stored.slug,
        title=stored.title,
        language=sys.intern(stored.language),
        date=stored.date,
        source=stored.source and sys.intern(stored.source),
        author=stored.author and sys.intern(stored.author),
        tags=tuple(map(sys.intern, stored.tags)),
        standfirst=stored.standfirst,
        parts=tuple(map(_shared, stored.parts)),
        quotes=_rows("quotes", *stored.quotes),
        figures=_rows("figures", *stored.figures),
        moments=_rows("moments", *stored.moments),
        slug_chosen=stored.slug_chosen,
        translation=stored.translation,
    )


def _packed(rows: Sequence[Any]) -> tuple[int, bytes]:
    if isinstance(rows, _Rows):
        return rows.packed
    return len(rows), zlib.compress(msgspec.msgpack.encode(rows), _QUICK) if rows else b""


def _rows(kind: str, length: int, data: bytes) -> Sequence[Any]:
    return _Rows(kind, length, data) if length else ()


@lru_cache(maxsize=_LATELY)
def _unpacked(kind: str, data: bytes) -> tuple[Any, ...]:
    found: tuple[Any, ...] = _DECODERS[kind].decode(zlib.decompress(data))
    return found


_DECODERS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    "quotes": msgspec.msgpack.Decoder(tuple[Said, ...]),
    "figures": msgspec.msgpack.Decoder(tuple[Figure, ...]),
    "moments": msgspec.msgpack.Decoder(tuple[Moment, ...]),
}


def _shared(part: Part) -> Part:
    """Return a part that shares its strings with the other parts of its actor."""
    return part._replace(
        key=_key(part.key), name=sys.intern(part.name), role=part.role and sys.intern(part.role)
    )


@lru_cache(maxsize=100_000)
def _key(key: Key) -> Key:
    return Key(key.kind, sys.intern(key.name))
