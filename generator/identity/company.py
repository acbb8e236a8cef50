"""Who else an article names: what tells namesakes apart, in any language."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.identity import known
from generator.identity.cast import Cast
from generator.identity.names import parse
from generator.identity.spelling import fold, frames
from generator.model import EntityKind

__all__ = ["Company", "company", "tokens"]

_MOST = 12  # actors of an article who make its company


class Company(NamedTuple):
    """People by the frames of their surnames, bodies and places by what or how they are called."""

    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def company(cast: Cast) -> Company:
    """Return the company that an article's main actors make."""
    found: dict[EntityKind, set[str]] = {"person": set(), "organisation": set(), "place": set()}
    for sighting in cast.sightings[:_MOST]:
        found[sighting.kind] |= tokens(sighting.kind, sighting.name, cast.language)
    return Company(*(frozenset(found[kind]) for kind in ("person", "organisation", "place")))


@lru_cache(maxsize=200_000)
def tokens(kind: EntityKind, name: str, language: str) -> frozenset[str]:
    """Return what stands for an actor in the company of others."""
    identity = known.canonical(kind, name, language)
    if identity is not None:
        return frozenset({identity})
    if kind != "person":
        return frozenset({fold(name)})
    return frozenset(f"~{frame}" for frame in frames("".join(parse(name).surname)))
