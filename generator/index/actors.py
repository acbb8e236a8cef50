"""Join the people, organisations and places of all briefs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.index.entry import Entry, Part
from generator.index.names import Key

__all__ = ["Actor", "Appearance", "Role", "companions", "join"]

Appearance = tuple[Entry, Part]


@dataclass(frozen=True, slots=True)
class Role:
    """A role that briefs attach to an actor, with the dates of the first and the last of them."""

    text: str
    briefs: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, an organisation or a place, wherever the site names it; newest brief first."""

    key: Key
    name: str
    slug: str
    appearances: tuple[Appearance, ...]

    @property
    def mentions(self) -> int:
        """How often all briefs together name it."""
        return sum(part.mentions for _, part in self.appearances)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Its roles, the latest first."""
        return _roles(self.appearances)


def join(entries: Iterable[Entry]) -> dict[Key, Actor]:
    """Gather every actor of the entries (newest first), sorted by key, each with a slug of its own.

    People, organisations and places live in folders of their own pages' kind; a person and an
    organisation of one name share a folder, so the organisation's slug then says what it is.
    """
    appearances: dict[Key, list[Appearance]] = {}
    for entry in entries:
        for part in entry.parts:
            appearances.setdefault(part.key, []).append((entry, part))
    actors = {}
    for key in sorted(appearances):
        clash = key.kind == "organisation" and Key("person", key.name) in appearances
        actors[key] = Actor(
            key=key,
            name=_name(appearances[key]),
            slug=f"{key.name}-{key.kind}" if clash else key.name,
            appearances=tuple(appearances[key]),
        )
    return actors


def companions(actor: Actor, most: int) -> list[tuple[Key, int]]:
    """Return the people and organisations that share briefs with an actor, most often first."""
    together = Counter(
        part.key
        for entry, _ in actor.appearances
        for part in entry.parts
        if part.key != actor.key and part.key.kind != "place"
    )
    return sorted(together.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _name(appearances: Iterable[Appearance]) -> str:
    """Return the spelling that most briefs use (of equals, the first in code point order)."""
    spellings = Counter(part.name for _, part in appearances)
    return min(spellings, key=lambda name: (-spellings[name], name))


def _roles(appearances: Iterable[Appearance]) -> tuple[Role, ...]:
    uses: dict[str, list[Appearance]] = {}
    for entry, part in appearances:
        if part.role:
            uses.setdefault(part.role.casefold(), []).append((entry, part))
    roles = []
    for same in uses.values():
        dates = sorted(entry.date for entry, _ in same if entry.date)
        roles.append(
            Role(
                text=same[0][1].role or "",
                briefs=len(same),
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
            )
        )
    return tuple(sorted(roles, key=lambda role: (role.last or "", role.briefs, role.text), reverse=True))
