"""Words that stand around quotation marks: ``marks.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator import lexicon
from generator.annotate.quotes import cues

__all__ = ["Wording", "judging", "keeps_object", "naming", "read", "style"]


@dataclass(frozen=True, slots=True)
class Wording:
    """``marks.toml``."""

    links: frozenset[str]
    naming: str
    judging: str
    names_with: frozenset[str]
    completes: frozenset[str]  # go on with a name after its closing mark
    goes_on: frozenset[str]  # go on with a clause after its closing mark
    listeners: frozenset[str]
    first_persons: frozenset[str]
    second_persons: frozenset[str]
    interviews: frozenset[str]  # what heads one
    rubrics: frozenset[str]  # heads of a headline before its colon that are nobody
    interview_credits: tuple[str, ...]  # how the line begins that says who asked
    style: str
    object_belongs: bool


@cache
def read(language: str) -> Wording:
    """Read a language's words around quotation marks."""
    return lexicon.read(language, "marks", Wording)


@cache
def style(language: str) -> str:
    """Return the marks that the language's parser knows best: outer ones, then inner ones."""
    return read(language).style


def keeps_object(language: str) -> bool:
    """Whether the language's readers count what is named as reported, with its name."""
    return read(language).object_belongs


@cache
def naming(language: str) -> frozenset[str]:
    """Return all forms of the verbs that put a name on something."""
    return _forms(language, read(language).naming)


@cache
def judging(language: str) -> frozenset[str]:
    """Return all forms of the verbs that say what somebody thinks of a thing."""
    return _forms(language, read(language).judging)


def _forms(language: str, listed: str) -> frozenset[str]:
    verbs = filter(None, (verb.strip() for verb in listed.split(";")))
    return frozenset(form for verb in verbs for form in cues.inflect(language, verb))
