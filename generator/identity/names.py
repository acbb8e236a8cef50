"""Names of people: their parts, and how two of them relate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.identity.language_data import everywhere
from generator.identity.spelling import fold, frames, sounds

__all__ = ["PersonName", "Relation", "parse", "relate"]

Relation = Literal["spelling", "nickname", "middle", "initial", "double", "frame"]
_HYPHENS = re.compile("[-‐‑–]")
_FULL = 3  # words from which the last but one may be a surname too
_WEAKEST_LAST: tuple[Relation, ...] = ("spelling", "nickname", "middle", "double", "initial", "frame")


class PersonName(NamedTuple):
    """A name in folded parts; a surname alone has no given names. Particles are left out."""

    given: tuple[str, ...]
    surname: tuple[str, ...]  # the parts of a double one
    before: str | None = None  # the word before the surname where that may be one as well

    @property
    def short(self) -> bool:
        """Whether it is one name alone."""
        return not self.given

    @property
    def surnames(self) -> frozenset[str]:
        """What the person may be called by: the surname, its parts, the word before it."""
        parts = {"".join(self.surname), *self.surname}
        return frozenset(parts | {self.before} if self.before else parts)

    @property
    def heads(self) -> frozenset[str]:
        """The first sounds that the given name may have."""
        return frozenset(sound[:1] for sound in _given_sounds(self.given[0])) if self.given else frozenset()


@lru_cache(maxsize=200_000)
def parse(name: str) -> PersonName:
    """Take a name apart."""
    known = everywhere()
    words = [
        (word, [part for part in map(fold, _HYPHENS.split(word)) if part and " " not in part])
        for word in name.replace(".", ". ").split()
    ]
    words = [(word, parts) for word, parts in words if parts and parts[0] not in known.affixes]
    if not words:
        return PersonName((), (fold(name),))
    last = words[-1][1]
    while len(last) > 1 and last[0] in known.particles:
        last = last[1:]
    rest = [
        part
        for at, (word, parts) in enumerate(words[:-1])
        for part in parts
        if not (part in known.particles and (at or word[0].islower() or part not in known.given_names))
    ]
    before = rest[-1] if len(rest) >= _FULL - 1 and len(rest[-1]) > 1 else None
    return PersonName(tuple(rest), tuple(last), before if before not in known.given_names else None)


@lru_cache(maxsize=200_000)
def relate(a: PersonName, b: PersonName) -> Relation | None:
    """Say how two full names may be one person's, None where they can't."""
    if a.short or b.short:
        return None
    surname = _surnames(a, b)
    if surname is None:
        return None
    drop_a = a.before is not None and surname == "double" and "".join(a.surname) not in b.surnames
    drop_b = b.before is not None and surname == "double" and "".join(b.surname) not in a.surnames
    given = _givens(a.given[:-1] if drop_a else a.given, b.given[:-1] if drop_b else b.given)
    if given is None:
        return None
    return max(surname, given, key=_WEAKEST_LAST.index)


def _surnames(a: PersonName, b: PersonName) -> Relation | None:
    one, other = "".join(a.surname), "".join(b.surname)
    if sounds(one) & sounds(other):
        return "spelling"
    short, long = (a, b) if len(a.surname) <= len(b.surname) else (b, a)
    parts = {sound for part in long.surname for sound in sounds(part)} if len(long.surname) > 1 else set()
    if parts and all(sounds(part) & parts for part in short.surname):
        return "double"
    if (a.before and sounds(a.before) & sounds(other)) or (b.before and sounds(b.before) & sounds(one)):
        return "double"
    if min(len(one), len(other)) > _FULL and frames(one) & frames(other):
        return "frame"
    return None


def _givens(a: tuple[str, ...], b: tuple[str, ...]) -> Relation | None:
    first = _first(a[0], b[0])
    if first is None:
        joined = sounds("".join(a)) & sounds("".join(b))  # Abdel Fattah, Abdelfattah
        return "spelling" if joined else None
    if len(a) == len(b) == 1:
        return first
    short, long = sorted((a[1:], b[1:]), key=len)
    for one, other in zip(short, long, strict=False):
        found = _first(one, other)
        if found is None:
            return None
        first = max(first, found, key=_WEAKEST_LAST.index)
    return first if len(short) == len(long) else max(first, "middle", key=_WEAKEST_LAST.index)


def _first(a: str, b: str) -> Relation | None:
    if sounds(a) & sounds(b):
        return "spelling"
    if len(a) == 1 or len(b) == 1:
        return "initial" if _given_heads((a,)) & _given_heads((b,)) else None
    if _canonical(a) & _canonical(b):
        return "nickname"
    return None


@lru_cache(maxsize=50_000)
def _canonical(given: str) -> frozenset[str]:
    return sounds(everywhere().given.get(given, given))


def _given_sounds(given: str) -> frozenset[str]:
    return sounds(given) | _canonical(given)


def _given_heads(names: Iterable[str]) -> frozenset[str]:
    return frozenset(sound[:1] for name in names for sound in _given_sounds(name))
