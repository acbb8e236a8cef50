"""What the finders of quotations hand each other: cues, and candidates not yet given to an entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import spacy.tokens

from generator.model import QuoteKind, Span

__all__ = ["Candidate", "Cue", "CueKind", "Usage"]

CueKind = Literal["verb", "noun", "preposition"]


@dataclass(frozen=True, slots=True)
class Usage:
    """One way in which a cue takes what it reports.

    ``frames`` are clause, infinitive, noun, question, label, insert and quote (the lexicons explain
    them); ``via`` the prepositions under which an infinitive or a noun stands ("." is none).
    """

    sense: str
    strength: float
    frames: frozenset[str]
    via: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of speech. ``token`` is its head; ``span`` takes in auxiliaries and fixed words.

    ``sense`` and ``strength`` (0–1: how surely it reports speech) are those of the best usage.
    """

    span: Span
    token: spacy.tokens.Token
    kind: CueKind
    sense: str
    strength: float
    usages: tuple[Usage, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation as a finder sees it; offsets index the article's text."""

    span: Span
    kind: QuoteKind
    cue_span: Span | None = None
    speaker_span: Span | None = None
    sense: str | None = None
    rule: str = ""
    confidence: float = 1.0
