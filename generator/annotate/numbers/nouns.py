"""Nouns in a parse: their phrases, the verb's subject, what an adjective describes.

Dependency labels are those of Universal Dependencies and of ClearNLP, which English pipelines use.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator import lexicon
from generator.annotate.numbers.words import load
from generator.annotate.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "NOUNS",
    "SUBJECTS",
    "Counted",
    "made",
    "multiplied",
    "named",
    "nearest_noun",
    "nominal",
    "noun_phrase_head",
    "of_words",
    "phrase",
    "subject_of",
    "through_compounds",
    "token_at",
    "tokens",
]

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus"})
_INSIDE_LEFT = frozenset({"amod", "compound", "flat", "flat:name", "nn"})
_INSIDE_RIGHT = frozenset({"amod", "flat", "flat:name"})
_COMPOUND = frozenset({"compound", "nmod", "nn", "amod"})
_CLIMB = 6
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Counted:
    """The head of what is counted, and the rule that found it. ``subject``: it is its clause's."""

    start: int
    end: int
    rule: str
    confidence: float
    subject: bool = False


def tokens(doc: Doc, start: int, end: int) -> Span:
    """Return the tokens that a stretch of the text touches."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token between {start} and {end}")
    return span


def token_at(doc: Doc, offset: int) -> Token | None:
    """Return the token at a character, None between tokens and outside the text."""
    if not 0 <= offset < len(text_of(doc)):
        return None
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def made(head: Token, rule: str, confidence: float, least: int = 0) -> Counted:
    """Return a noun with what belongs to it, from the character ``least`` on."""
    start, end = phrase(head)
    start = max(start, least) if least < end else start
    return Counted(start, end, rule, confidence, head.dep_ in SUBJECTS)


def phrase(head: Token) -> tuple[int, int]:
    """Return the characters of a noun with the adjectives and names that touch it."""
    doc, first, last = head.doc, head.i, head.i
    while (
        first
        and doc[first - 1].head == head
        and doc[first - 1].dep_ in _INSIDE_LEFT
        and doc[first - 1].pos_ != "NUM"
    ):
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].head == head and _belongs(doc[last + 1]):
        last += 1
    if last + 2 < len(doc) and _is_complement(doc[last + 1], doc[last + 2], head):
        last += 2
    return _whole(text_of(doc), doc[first].idx, doc[last].idx + len(doc[last].text))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to the words that hyphens join to it: sapeurs-pompiers, walk-in clinics."""
    while start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalpha():
        start -= 2
        while start and text[start - 1].isalpha():
            start -= 1
    while end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalpha():
        end += 2
        while end < len(text) and text[end].isalpha():
            end += 1
    return start, end


def _belongs(token: Token) -> bool:
    if token.dep_ in _INSIDE_RIGHT and token.pos_ in ("ADJ", "PROPN", "NOUN"):
        return True
    return token.dep_ == "nmod" and token.pos_ == "PROPN"  # sœurs Williams, carte SD


def _is_complement(preposition: Token, noun: Token, head: Token) -> bool:
    """Whether "of" and a noun without an article complete a noun: tubes de gouache, rate of growth."""
    of = of_words(noun.doc.lang_)
    if noun.pos_ != "NOUN" or preposition.lower_.replace("’", "'") not in of:
        return False
    return noun.head == head or (preposition.head == head and noun.head == preposition)


@cache
def of_words(language: str) -> frozenset[str]:
    """Return the words for "of" in the language of a pipeline."""
    return frozenset(load(language).of if language in lexicon.languages() else ())


def through_compounds(token: Token) -> Token:
    """Return the noun that a run of nouns ends in: teachers unions, Ohio's population."""
    if token.dep_ == "poss" and 0 < token.head.i - token.i <= _CLIMB and token.head.pos_ in NOUNS:
        return token.head
    while (
        token.dep_ in ("compound", "nmod", "nn", "amod")
        and token.head.i > token.i
        and token.i + 1 < len(token.doc)
    ):
        following = token.nbor(1)
        if following.pos_ not in NOUNS:
            break
        token = following
    return token


def multiplied(times: Token) -> Token | None:
    """Return what is multiplied: "three times the rate", "6 fois sa taille", "de masse 169 fois"."""
    doc = times.doc
    for index in range(times.i + 1, min(times.i + 4, len(doc))):
        if doc[index].pos_ in NOUNS:
            return through_compounds(doc[index]) if index > times.i + 1 else None
        if doc[index].pos_ not in ("DET", "ADJ"):
            break
    following = doc[times.i + 1] if times.i + 1 < len(doc) else None
    if following is None or following.pos_ not in ("DET", "PRON", "ADJ", "NOUN"):
        return None  # ran for president three times
    before = doc[times.i - 2] if times.i > 1 else None
    return before if before is not None and before.pos_ == "NOUN" else None


def noun_phrase_head(token: Token) -> Token | None:
    """Return the head of the noun phrase that a token ends."""
    limit = token.i + 1
    best = token if token.pos_ in NOUNS else None
    for _ in range(_CLIMB):
        head = token.head
        if head == token or head.i >= limit or head.pos_ in ("VERB", "AUX") or token.dep_ == "conj":
            break
        if head.pos_ in NOUNS:
            best = head
        token = head
    return best


def nearest_noun(token: Token) -> Token | None:
    """Return the noun that a token is or describes, or the one that this noun completes: taux de réussite."""
    if token.pos_ not in NOUNS and nominal(token):
        return token
    if token.pos_ == "ADJ" and token.head.pos_ in NOUNS and token.head.i < token.i:
        token = token.head
    while token.pos_ == "ADJ" and token.i:
        token = token.nbor(-1)
    if token.pos_ not in NOUNS:
        return None
    head = token.head
    whole = head.pos_ == "NOUN" and token.i >= 2 and head.i <= token.i - 2  # noqa: PLR2004 - "de" between
    return head if whole and _is_complement(token.nbor(-1), token, head) and head.i == token.i - 2 else token


def nominal(token: Token) -> bool:
    """Whether a token is a noun, or has an article that shows it to be used as one."""
    if token.pos_ in NOUNS:
        return True
    return token.pos_ in ("ADJ", "VERB") and any(
        child.dep_ in ("det", "poss") and child.i < token.i for child in token.children
    )


def named(token: Token | None) -> Token | None:
    """Return a subject that is a noun; a relative pronoun stands for its antecedent."""
    if token is None or nominal(token):
        return token
    if token.pos_ == "PRON" and token.head.dep_ in ("acl:relcl", "relcl"):
        antecedent = token.head.head
        return antecedent if antecedent.pos_ in NOUNS else None
    return None


def subject_of(verb: Token) -> Token | None:
    """Return the noun that is a verb's subject, through participles, infinitives and coordination."""
    for _ in range(_CLIMB):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            return named(subject)
        if verb.dep_ in ("acl", "amod") and verb.head.pos_ in NOUNS and verb.head.i < verb.i:
            return verb.head
        if verb.dep_ == "pcomp" and verb.head.head != verb.head:  # before closing at
            verb = verb.head.head
            continue
        if verb.head == verb or verb.dep_ not in ("xcomp", "acomp", "conj", "ccomp", "aux", "advcl"):
            return None
        verb = verb.head
    return None
