"""Remember what each unit of pages was made from."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from generator.index.facts import Fact
from generator.index.names import Key
from generator.pages import Unit

__all__ = ["Made", "Part", "reads"]

Reads = array  # of the facts that were read, as numbers


class Part(NamedTuple):
    """A part of a large file: where it lies in it (from, to), and the facts that it was made from."""

    start: int
    end: int
    reads: bytes


class Made:
    """The units of a site, with the paths of their pages and the facts that they were made from.

    Of a large file, ``parts`` has by name those that still hold; what they alone were made from is not
    among the facts of its unit.

    Facts are kept as numbers of 32 bits. Two facts may have one number; a page is then made again that
    need not have been, and that is all.
    """

    def __init__(self) -> None:
        self._units: dict[Unit, tuple[tuple[str, ...], bytes]] = {}
        self.parts: dict[Unit, dict[str, Part]] = {}

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

    def note(
        self, unit: Unit, pages: tuple[str, ...], found: bytes, parts: Iterable[tuple[str, Part]]
    ) -> None:
        """Note that a unit was made, from the facts in ``found`` (see ``reads``) and in its ``parts``."""
        self._units[unit] = pages, found
        self.parts[unit] = dict(parts)
        if not self.parts[unit]:
            del self.parts[unit]

    def forget(self, unit: Unit) -> None:
        """Forget a unit that is no more."""
        self._units.pop(unit, None)
        self.parts.pop(unit, None)

    def stale(self, facts: Collection[Fact]) -> set[Unit]:
        """Return the units that were made from any of these facts, and forget the parts that were."""
        numbers = frozenset(map(_number, facts))
        if not numbers:
            return set()

        units = {
            unit
            for unit, (_, found) in self._units.items()
            if not numbers.isdisjoint(memoryview(found).cast("I"))
        }
        for unit, parts in self.parts.items():
            broken = [
                name
                for name, part in parts.items()
                if not numbers.isdisjoint(memoryview(part.reads).cast("I"))
            ]
            for name in broken:
                del parts[name]
            units |= {unit} if broken else set()
        return units

    def encoded(self) -> bytes:
        """Return all of it as bytes."""
        return msgspec.msgpack.encode(
            [(*unit, *about, self.parts.get(unit, {})) for unit, about in self._units.items()]
        )

    @classmethod
    def decoded(cls, data: bytes | None) -> Made | None:
        """Return what ``encoded`` has written; None for anything else."""
        made = cls()
        try:
            for family, key, pages, found, parts in msgspec.msgpack.decode(data or b"", type=list[_Row]):
                made.note(Unit(family, _key(key)), pages, found, parts.items())
        except (msgspec.DecodeError, ValueError):
            return None
        return made


_Row = tuple[str, str | tuple[str, str | int], tuple[str, ...], bytes, dict[str, Part]]


def reads(facts: Iterable[Fact]) -> bytes:
    """Return facts as a row of numbers, sorted."""
    return array("I", sorted(set(map(_number, facts)))).tobytes()


def _number(fact: Fact) -> int:
    table, key = fact
    name = "\x1f".join(map(str, key)) if isinstance(key, tuple) else str(key)
    return zlib.crc32(f"{table}\x1e{name}".encode(errors="surrogatepass"))


def _key(value: Any) -> Any:
    return Key(*value) if isinstance(value, tuple) and isinstance(value[1], str) else value
