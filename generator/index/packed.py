"""Keep entries small: as bytes in the store, and nearly so in memory.

A site has many thousands of quotations and figures, and at any moment a page shows a few of them. What
fills most of an entry is therefore kept compressed, and unpacked when somebody looks.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar, overload

import msgspec

from generator.identity.cast import Sighting
from generator.index.entry import Entry, Figure, Moment, Part, Remark, Said
from generator.index.names import Key
from generator.index.scene import Scene
from generator.index.tally import Tally
from generator.index.telling import Telling
from generator.index.traces import Print

__all__ = ["dump", "join", "load"]

Joined = tuple[tuple[Key, Key | None], ...]

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
    sightings: tuple[int, bytes]
    tallies: tuple[int, bytes]
    scene: Scene
    telling: Telling
    sketch: bytes
    prints: tuple[Print, ...]
    remarks: tuple[Remark, ...] = ()


class _Rows(Sequence[T]):
    """Rows that are unpacked when they are read, and whose actors are then those of ``joined``."""

    __slots__ = ("_data", "_joined", "_kind", "_length")

    def __init__(self, kind: str, length: int, data: bytes, joined: Joined = ()) -> None:
        self._kind = kind
        self._length = length
        self._data = data
        self._joined = joined

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: Any) -> Any:
        return _unpacked(self._kind, self._data, self._joined)[at]

    def __iter__(self) -> Iterator[T]:
        return iter(_unpacked(self._kind, self._data, self._joined))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Rows):
            return self._data == other._data and self._joined == other._joined
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as of other things that are compared by what they hold

    @property
    def packed(self) -> tuple[int, bytes]:
        return self._length, self._data

    def join(self, joined: Joined) -> _Rows[T]:
        return _Rows(self._kind, self._length, self._data, joined)


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
            sightings=_packed(entry.sightings),
            tallies=_packed(entry.tallies),
            scene=entry.scene,
            translation=entry.translation,
            telling=entry.telling,
            sketch=entry.sketch,
            prints=entry.prints,
            remarks=entry.remarks,
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
        sightings=_rows("sightings", *stored.sightings),
        tallies=_rows("tallies", *stored.tallies),
        scene=stored.scene,
        translation=stored.translation,
        telling=Telling(*(tuple(map(sys.intern, some)) for some in stored.telling)),
        sketch=stored.sketch,
        prints=stored.prints,
        remarks=stored.remarks,
    )


def _packed(rows: Sequence[Any]) -> tuple[int, bytes]:
    if isinstance(rows, _Rows):
        return rows.packed
    return len(rows), zlib.compress(msgspec.msgpack.encode(rows), _QUICK) if rows else b""


def _rows(kind: str, length: int, data: bytes) -> Sequence[Any]:
    return _Rows(kind, length, data) if length else ()


def join(entry: Entry, joined: Joined, names: Mapping[Key, str]) -> Entry:
    """Return an entry whose actors are those across articles; ``names`` are what editors call some."""
    changed = {own: other for own, other in joined if other != own}
    if not changed and not any(part.key in names for part in entry.parts):
        return entry
    parts: dict[Key, Part] = {}
    for part in entry.parts:
        key = changed.get(part.key, part.key)
        if key is not None:
            named = part._replace(key=key, name=names.get(key, part.name))
            before = parts.get(key)
            parts[key] = _both(before, named) if before else named
    kept = tuple(sorted(changed.items()))
    return replace(
        entry,
        parts=tuple(sorted(parts.values(), key=lambda part: (not part.central, -part.mentions, part.key))),
        quotes=_joined_rows("quotes", entry.quotes, kept),
        figures=_joined_rows("figures", entry.figures, kept),
        tallies=_joined_rows("tallies", entry.tallies, kept),
        scene=_scene(entry.scene, dict(kept)),
        joined=kept,
    )


def _both(one: Part, other: Part) -> Part:
    first, second = (one, other) if one.mentions >= other.mentions else (other, one)
    return first._replace(
        role=first.role or second.role,
        mentions=first.mentions + second.mentions,
        central=first.central or second.central,
        quotes=first.quotes + second.quotes,
        spoken=first.spoken + second.spoken,
    )


def _joined_rows(kind: str, rows: Sequence[Any], joined: Joined) -> Sequence[Any]:
    if not joined or not rows:
        return rows
    if not isinstance(rows, _Rows):
        rows = _Rows(kind, *_packed(rows))
    return rows.join(joined)


@lru_cache(maxsize=_LATELY)
def _unpacked(kind: str, data: bytes, joined: Joined) -> tuple[Any, ...]:
    found: tuple[Any, ...] = _DECODERS[kind].decode(zlib.decompress(data))
    if joined:
        of = dict(joined)
        found = tuple(_JOINED[kind](row, of) for row in found)
    return found


def _said(said: Said, of: Mapping[Key, Key | None]) -> Said:
    speaker = said.speaker and of.get(said.speaker, said.speaker)
    return said._replace(speaker=speaker, named=_keys(said.named, of))


def _figure(figure: Figure, of: Mapping[Key, Key | None]) -> Figure:
    return figure._replace(near=_keys(figure.near, of))


def _scene(scene: Scene, of: Mapping[Key, Key | None]) -> Scene:
    found = [tuple(key for own in keys if (key := of.get(own, own))) for keys in (scene.titled, scene.names)]
    return scene._replace(titled=found[0], names=found[1])


def _tally(tally: Tally, of: Mapping[Key, Key | None]) -> Tally:
    where = tally.where and of.get(tally.where, tally.where)
    return tally._replace(where=where, near=_keys(tally.near, of))


def _keys(keys: tuple[Key, ...], of: Mapping[Key, Key | None]) -> tuple[Key, ...]:
    return tuple(sorted({found for key in keys if (found := of.get(key, key)) is not None}))


_JOINED: dict[str, Any] = {"quotes": _said, "figures": _figure, "tallies": _tally}
_DECODERS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    "quotes": msgspec.msgpack.Decoder(tuple[Said, ...]),
    "figures": msgspec.msgpack.Decoder(tuple[Figure, ...]),
    "moments": msgspec.msgpack.Decoder(tuple[Moment, ...]),
    "sightings": msgspec.msgpack.Decoder(tuple[Sighting, ...]),
    "tallies": msgspec.msgpack.Decoder(tuple[Tally, ...]),
}


def _shared(part: Part) -> Part:
    """Return a part that shares its strings with the other parts of its actor."""
    return part._replace(
        key=_key(part.key),
        name=sys.intern(part.name),
        role=part.role and sys.intern(part.role),
        rule=sys.intern(part.rule),
    )


@lru_cache(maxsize=100_000)
def _key(key: Key) -> Key:
    return Key(key.kind, sys.intern(key.name))
