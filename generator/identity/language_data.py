"""What joining needs to know of a language, and of names in any language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from generator import lexicon

__all__ = ["Everywhere", "Words", "everywhere", "read"]


@dataclass(frozen=True, slots=True)
class Words:
    """``identity.toml`` of a language."""

    born: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    spellings: tuple[tuple[str, str], ...] = ()
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    fields: dict[str, list[str]] = field(default_factory=dict)
    demonyms: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Everywhere:
    """``und/identity.toml``."""

    sounds: tuple[tuple[str, str], ...]
    frame: tuple[tuple[str, str], ...]
    particles: frozenset[str]
    affixes: frozenset[str]
    legal_forms: frozenset[str]
    given: list[str]


@dataclass(frozen=True, slots=True)
class _GivenNames:
    """``und/given_names.toml``."""

    names: list[str]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What holds in every language; ``given`` leads from a given name to the one that stands for it."""

    sounds: tuple[tuple[str, str], ...]
    frame: tuple[tuple[str, str], ...]
    particles: frozenset[str]
    affixes: frozenset[str]
    legal_forms: frozenset[str]
    given: dict[str, str]
    given_names: frozenset[str]


@cache
def read(language: str) -> Words:
    """Read a language's words; a language without lexicons has none."""
    return lexicon.read(language, "identity", Words) if language in lexicon.languages() else Words()


@cache
def everywhere() -> Everywhere:
    """Read what holds in every language."""
    found = lexicon.read("und", "identity", _Everywhere)
    lines = [line.split() for line in found.given]
    return Everywhere(
        sounds=found.sounds,
        frame=found.frame,
        particles=found.particles,
        affixes=found.affixes,
        legal_forms=found.legal_forms,
        given={name: line[0] for line in reversed(lines) for name in reversed(line)},
        given_names=frozenset(
            name.casefold() for name in lexicon.read("und", "given_names", _GivenNames).names
        ),
    )
