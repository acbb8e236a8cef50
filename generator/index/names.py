"""Recognise the same name in different articles."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from slugify import slugify

from generator.model import Entity, EntityKind

__all__ = ["Key", "key", "slug"]

_LONGEST = 80


class Key(NamedTuple):
    """What identifies an actor or a place across articles: its kind and its name as a slug."""

    kind: EntityKind
    name: str


@lru_cache(maxsize=100_000)
def slug(text: str) -> str:
    """Return a readable ASCII slug: lower case, hyphens, never empty, the same on every machine."""
    found = slugify(text, max_length=_LONGEST, word_boundary=True)
    return found or "x-" + hashlib.sha256(text.encode()).hexdigest()[:8]


def key(entity: Entity) -> Key:
    """Return the key under which the entity is joined with its namesakes in other articles."""
    return Key(entity.kind, slug(entity.name))
