"""Whether one name is the acronym of another."""

from __future__ import annotations

from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.words import letters

__all__ = ["abbreviates", "initials", "is_acronym", "syllables"]

_SYLLABLE = 2  # letters, at least


def is_acronym(text: str) -> bool:
    """Whether a name is a single word of two to ten capitals."""
    return " " not in text and sum(c.isupper() for c in text) >= 2 and len(text) <= 10 and text.isupper()  # noqa: PLR2004


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of ``short`` stand in ``long`` in that order, from its first."""
    small, large = letters(short), letters(long)
    if not small or len(small) >= len(large) or " " in short.strip() or small[0] != large[0]:
        return False
    at = 0
    for letter in large:
        if at < len(small) and letter == small[at]:
            at += 1
    return at == len(small)


def initials(name: Candidate, key: str) -> bool:
    """Whether ``key`` is spelled by the capitals or the initials of a name.

    The head noun may be left out: VA, the Department of Veterans Affairs.
    """
    words = name.line.words
    small = name.line.small[name.first : name.end]
    bare = [low for low, word in zip(name.low, small, strict=True) if word not in words.links]
    parts = [part for word in bare for part in word.replace("-", " ").split() if part[0].isalnum()]
    capitals = [
        part[0]
        for word, cased in zip(name.low, name.line.cap[name.first : name.end], strict=True)
        if cased
        for part in word.split("-")
        if part
    ]
    letters_of = "".join(part[0] for part in parts)
    return key in (
        "".join(capitals),
        letters_of,
        *((letters_of[1:],) if name.low[0] in words.organisation_heads else ()),
    )


def syllables(name: Candidate, key: str) -> bool:
    """Whether ``key`` is put together from how words of a name begin, its first among them.

    Febelfin, the Fédération belge du secteur financier.
    """

    def spelled(rest: str, words: list[str], used: int) -> bool:
        if not rest:
            return used > 1
        return any(
            word[:size] == rest[:size] and spelled(rest[size:], words[at + 1 :], used + 1)
            for at, word in enumerate(words if used else words[:1])
            for size in range(_SYLLABLE, min(len(word) - 1, len(rest)) + 1)
        )

    return spelled(key, [letters(word) for word in name.low], 0)
