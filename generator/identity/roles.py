"""What a role says of its bearer: walk of life, office, of where, gender."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.identity import known, language_data
from generator.identity.cast import Gender
from generator.identity.spelling import fold

__all__ = ["NOTHING", "Reading", "read"]

_SHORT = 4  # letters of words that must stand whole: a king is not a kingdom
_WORD = 4  # letters from which a word of a role says something
_PROPER = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w.]*(?:[-'’ ][^\W\d_a-zà-öø-ÿ][\w.]*)*")


class Reading(NamedTuple):
    """A role, read: ``office`` is its first word, ``seats`` what it is an office of."""

    fields: frozenset[str]
    office: str | None
    seats: frozenset[str]
    words: frozenset[str]
    gender: Gender | None


NOTHING = Reading(frozenset(), None, frozenset(), frozenset(), None)


@lru_cache(maxsize=100_000)
def read(role: str | None, language: str) -> Reading:
    """Read a role in its language."""
    if not role:
        return NOTHING
    lowered = role.casefold()
    pattern, owners = _fields(language)
    fields = frozenset(owners[match[0]] for match in pattern.finditer(lowered))
    peoples, codes = _demonyms(language)
    seats = {f"territory:{codes[match[0]]}" for match in peoples.finditer(lowered)}
    for match in _PROPER.finditer(role):
        proper = match[0].strip(" -'’")
        seats.add(
            known.canonical("place", proper, language)
            or known.canonical("organisation", proper, language)
            or fold(proper)
        )
    words = fold(role).split()
    return Reading(
        fields=fields,
        office=words[0] if words else None,
        seats=frozenset(seats),
        words=frozenset(word for word in words if len(word) >= _WORD),
        gender=_gender(lowered, language),
    )


def _gender(role: str, language: str) -> Gender | None:
    words = language_data.read(language)
    tokens = re.findall(r"\w+", role)
    said = {*tokens, *(" ".join(pair) for pair in pairwise(tokens))}
    feminine, masculine = bool(said & words.feminine), bool(said & words.masculine)
    if feminine == masculine:
        return None
    return "f" if feminine else "m"


@cache
def _fields(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    return _stems(language_data.read(language).fields)


@cache
def _demonyms(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    return _stems(language_data.read(language).demonyms)


def _stems(table: dict[str, list[str]]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Compile beginnings of words, the longest first, and tell whose they are."""
    owners = {stem: owner for owner, stems in sorted(table.items()) for stem in stems}
    ordered = sorted(owners, key=lambda stem: (-len(stem), stem))
    parts = [re.escape(stem) + (r"(?=s?\b)" if len(stem) <= _SHORT else "") for stem in ordered]
    return re.compile(rf"\b(?:{'|'.join(parts)})" if parts else "(?!)"), owners
