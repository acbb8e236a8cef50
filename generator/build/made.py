"""Remember what each unit of pages was made from."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from generator.index.facts import Fact
from generator.index.names import Key
from generator.pages import Unit

__all__ = ["Made", "reads"]

Reads = array  # of the facts that were read, as numbers


class Made:
    """The units of a site, with the paths of their pages and the facts that they were made from.

    Facts are kept as numbers of 32 bits. Two facts may have one number; a page is then made again that
    need not have been, and that is all.
    """

    def __init__(self) -> None:
        self._units: dict[Unit, tuple[tuple[str, ...], bytes]] = {}

    def __contains__(self, unit: object) -> bool:
        return unit in self._units

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def pages(self, unit: Unit) -> tuple[str, ...]:
        """Return the paths of a unit's pages, as they were last made; none if it never was."""
        found = self._units.get(unit)
        return found[0] if found else ()

    def reads(self, unit: Unit) -> bytes:
        """Return the facts that a unit was made from; none if it never was."""
        found = self._units.get(unit)
        return found[1] if found else b""

    def note(self, unit: Unit, pages: tuple[str, ...], found: bytes) -> None:
        """Note that a unit was made, from the facts in ``found`` (see ``reads``)."""
        self._units[unit] = pages, found

    def forget(self, unit: Unit) -> None:
        """Forget a unit that is no more."""
        self._units.pop(unit, None)

    def readers(self, facts: Collection[Fact]) -> set[Unit]:
        """Return the units that were made from any of these facts."""
        numbers = frozenset(map(_number, facts))
        if not numbers:
            return set()
        return {
            unit
            for unit, (_, found) in self._units.items()
            if not numbers.isdisjoint(memoryview(found).cast("I"))
        }

    def encoded(self) -> bytes:
        """Return all of it as bytes."""
        return msgspec.msgpack.encode([(*unit, *about) for unit, about in self._units.items()])

    @classmethod
    def decoded(cls, data: bytes | None) -> Made | None:
        """Return what ``encoded`` has written; None for anything else."""
        made = cls()
        try:
            for family, key, pages, found in msgspec.msgpack.decode(data or b"", type=list[_Row]):
                made._units[Unit(family, _key(key))] = pages, found
        except (msgspec.DecodeError, ValueError):
            return None
        return made


_Row = tuple[str, str | tuple[str, str | int], tuple[str, ...], bytes]


def reads(facts: Iterable[Fact]) -> bytes:
    """Return facts as a row of numbers, sorted."""
    return array("I", sorted(set(map(_number, facts)))).tobytes()


def _number(fact: Fact) -> int:
    table, key = fact
    name = "\x1f".join(map(str, key)) if isinstance(key, tuple) else str(key)
    return zlib.crc32(f"{table}\x1e{name}".encode(errors="surrogatepass"))


def _key(value: Any) -> Any:
    return Key(*value) if isinstance(value, tuple) and isinstance(value[1], str) else value
