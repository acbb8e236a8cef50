"""All forms of a verb from its infinitive, by the tables of ``lexicons/<language>/conjugation.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator import lexicon

__all__ = ["inflect"]


@dataclass(frozen=True, slots=True)
class _Ending:
    stem: str
    endings: str


@dataclass(frozen=True, slots=True)
class _Class:
    pattern: str
    forms: tuple[_Ending, ...]


@dataclass(frozen=True, slots=True)
class _Conjugation:
    classes: tuple[_Class, ...]


@cache
def inflect(language: str, infinitive: str) -> frozenset[str]:
    """Return all forms of a verb, by the first class that its infinitive belongs to."""
    forms: set[str] = {infinitive}
    for pattern, endings in _classes(language):
        if match := pattern.fullmatch(infinitive):
            for ending in endings:
                stem = match.expand(ending.stem)
                forms.update(stem + ("" if end == "-" else end) for end in ending.endings.split())
            break
    return frozenset(forms)


@cache
def _classes(language: str) -> tuple[tuple[re.Pattern[str], tuple[_Ending, ...]], ...]:
    tables = lexicon.read(language, "conjugation", _Conjugation)
    return tuple((re.compile(table.pattern), table.forms) for table in tables.classes)
