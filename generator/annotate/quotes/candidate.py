"""What the finders of quotations hand to each other: cues, and candidates not yet weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import spacy.tokens

from generator.model import QuoteKind, Span

__all__ = ["Attribution", "Candidate", "Cue", "CueKind", "Usage"]

CueKind = Literal["verb", "noun", "preposition"]


@dataclass(frozen=True, slots=True)
class Usage:
    """One way in which a cue takes what it reports.

    ``frames`` are clause, infinitive, noun, question, label, insert and quote (the lexicons explain
    them); ``via`` the prepositions under which an infinitive or a noun stands ("." is none);
    ``barred`` those that, beside its object, give the verb another sense ("condemn to"); ``hears`` says
    that the subject is told, by whom ``via`` leads to.
    """

    sense: str
    strength: float
    frames: frozenset[str]
    via: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    hears: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of speech met in a passage.

    ``span`` covers the verb with its auxiliaries and clitics ("a déclaré", "se souvient"), the noun,
    or all words of the preposition ("according to"), in offsets of the article. ``token`` is its
    head in the parse. ``strength`` (0–1) says how surely the word reports speech: "declare" 1,
    "add" about 0.6, "smile" (beside a quotation only) about 0.2.
    """

    span: Span
    token: spacy.tokens.Token
    kind: CueKind
    sense: str
    strength: float
    usages: tuple[Usage, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation before its speaker is known and before it was weighed against others.

    ``span`` is as in ``Quote``: without outer quotation marks (direct), without the introducing
    conjunction (indirect, mixed). ``speaker_span`` are the words nearest to the quotation that
    denote its speaker: a noun phrase without what hangs on it by a relative clause, a name, a
    pronoun; never a clitic that stands for the listener. Indirect finders call every candidate
    "indirect"; the joining makes it mixed where words in quotation marks stand inside.
    """

    span: Span
    kind: QuoteKind
    cue_span: Span | None = None
    speaker_span: Span | None = None
    sense: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue and the speaker's words, found beside a quotation. ``tight``: nothing else between."""

    cue: Span | None
    speaker: Span | None
    sense: str | None
    rule: str
    confidence: float
    tight: bool = True
    reported: Span | None = None  # more than the quoted words: a mixed quotation
