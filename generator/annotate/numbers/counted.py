"""What a number counts or measures: the noun behind it, or the one that has the measure.

Dependency labels are those of Universal Dependencies and of ClearNLP, which English pipelines use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers import units
from generator.annotate.numbers.units import Measure
from generator.annotate.numbers.words import NumberWords, alternatives, load

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.tokens import Doc, Token

__all__ = ["Counted", "after", "counted", "noun_follows"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus"})
_OBJECTS = frozenset({"obj", "dobj"})
_INSIDE_LEFT = frozenset({"amod", "compound", "flat", "flat:name", "nn"})
_INSIDE_RIGHT = frozenset({"amod", "flat", "flat:name", "appos"})
_REACH = 7  # tokens between a number and its noun
_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """The head of what is counted, and the rule that found it."""

    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: NumberWords
    linker: re.Pattern[str]
    age_after: re.Pattern[str]
    among: re.Pattern[str]
    others: frozenset[str]
    fillers: frozenset[str]
    verbs: frozenset[str]
    quantities: frozenset[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)
    return _Grammar(
        words=words,
        linker=re.compile(rf"\s*(?:{alternatives(words.linkers)})(?:(?<=['’])\s?|\s+)", re.IGNORECASE),
        age_after=re.compile(alternatives(words.ages_after), re.IGNORECASE),
        among=re.compile(rf"(?<!\w)(?:{alternatives(words.among)})\W+(?:\w+\W+){{0,2}}$", re.IGNORECASE),
        others=frozenset(words.others),
        fillers=frozenset(words.fillers),
        verbs=frozenset(words.measure_verbs),
        quantities=frozenset(words.quantity_nouns),
    )


def _tokens(doc: Doc, start: int, end: int) -> spacy.tokens.Span:
    return doc.char_span(start, end, alignment_mode="expand")


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, min(offset + 1, len(doc.text)), alignment_mode="expand") if offset < len(doc.text) else None
    return span[0] if span is not None and len(span) else None


def counted(measure: Measure, doc: Doc, language: str, previous: Counted | None) -> Counted | None:
    """Return what a measure counts, None where the text does not say.

    ``previous`` is what the number before it in the same passage counted, for lists and ellipsis.
    """
    grammar = _grammar(language)
    ahead = after(measure, doc, language)
    if ahead is not None:
        return ahead
    bracketed = _before_bracket(measure, doc)
    if bracketed is not None:
        return bracketed
    if measure.unit is None:
        if previous is not None and not measure.joined:
            return Counted(previous.start, previous.end, "counted-ellipsis", 0.6)
        return _of_measure(measure, doc, language, grammar) if measure.joined else None
    return _of_measure(measure, doc, language, grammar)


# ---- the noun that follows


def noun_follows(measure: Measure, doc: Doc, language: str) -> bool:
    """Whether a number has a noun of its own behind it."""
    return after(measure, doc, language) is not None


def after(measure: Measure, doc: Doc, language: str) -> Counted | None:
    """Find the noun that follows: directly, through adjectives, or through "of"."""
    grammar, text = _grammar(language), doc.text
    offset = measure.end
    linked = False
    aged = grammar.age_after.match(text, offset)
    if aged is not None and aged.end() > offset:
        offset, linked = aged.end(), True
    else:
        link = grammar.linker.match(text, offset)
        if link is not None:
            offset, linked = link.end(), True
    if measure.unit is not None and not linked:
        return None
    while offset < len(text) and (text[offset].isspace() or text[offset] in "-‑«“\"‘"):
        offset += 1
    token = _token_at(doc, offset)
    head = _head_from(token, grammar, linked=linked) if token is not None else None
    if head is None:
        return None
    start, end = _phrase(head)
    return Counted(max(start, offset) if start < offset else start, end, "counted-after", 0.9)


def _head_from(token: Token, grammar: _Grammar, *, linked: bool) -> Token | None:
    doc, candidate = token.doc, None
    for index in range(token.i, min(token.i + _REACH, len(doc))):
        current = doc[index]
        if current.pos_ in _NOUNS:
            return _through_compounds(current)
        if current.lower_ in grammar.others or current.lower_ in grammar.fillers:
            continue
        if current.pos_ == "ADJ" or (current.pos_ == "VERB" and "Part" in current.morph.get("VerbForm")):
            candidate = candidate or (current if not linked and index == token.i else None)
            continue
        if current.pos_ in ("DET", "NUM") or (current.pos_ == "ADV" and index > token.i):
            continue
        if current.text in "«“\"‘-":
            continue
        break
    return candidate


def _through_compounds(token: Token) -> Token:
    while token.dep_ in ("compound", "nmod", "nn") and token.head.i > token.i and token.i + 1 < len(token.doc):
        following = token.nbor(1)
        if following.pos_ not in _NOUNS:
            break
        token = following
    return token


def _phrase(head: Token) -> tuple[int, int]:
    """Return the characters of a noun with the adjectives that touch it."""
    doc, first, last = head.doc, head.i, head.i
    while first and doc[first - 1].head is head and doc[first - 1].dep_ in _INSIDE_LEFT and doc[first - 1].pos_ != "NUM":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].head is head and _belongs(doc[last + 1]):
        last += 1
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def _belongs(token: Token) -> bool:
    return token.dep_ in _INSIDE_RIGHT and token.pos_ in ("ADJ", "PROPN", "NOUN")


# ---- the noun before a bracket


def _before_bracket(measure: Measure, doc: Doc) -> Counted | None:
    head = doc.text[: measure.start].rstrip()
    if not head.endswith("("):
        return None
    token = _token_at(doc, len(head) - 1)
    if token is None or token.i == 0:
        return None
    noun = _climb_nouns(token.nbor(-1), limit=token.i)
    if noun is None:
        return None
    return Counted(*_phrase(noun), "counted-bracket", 0.7)


def _climb_nouns(token: Token, limit: int) -> Token | None:
    """Go up to the head of the noun phrase that a token ends."""
    best = token if token.pos_ in _NOUNS else None
    for _ in range(_CLIMB):
        head = token.head
        if head is token or head.i >= limit or head.pos_ in ("VERB", "AUX"):
            break
        if head.pos_ in _NOUNS:
            best = head
        token = head
    return best


# ---- the noun that has the measure


def _of_measure(measure: Measure, doc: Doc, language: str, grammar: _Grammar) -> Counted | None:
    tokens = _tokens(doc, measure.start, measure.end)
    owner = _owner(tokens.root, measure, grammar, timed=units.seconds(measure.unit, language) is not None)
    if owner is None or tokens.start <= owner.i < tokens.end:
        return None
    return Counted(*_phrase(owner), "counted-owner", 0.65)


def _owner(root: Token, measure: Measure, grammar: _Grammar, *, timed: bool) -> Token | None:
    subject = _child(root, _SUBJECTS)
    if subject is not None:
        return _named(subject)
    governor, preposition = root.head, None
    if root.dep_ == "pobj" or root.dep_ == "pcomp":
        preposition, governor = governor, governor.head
    if governor is root:
        return None
    if governor.pos_ in _NOUNS or (governor.pos_ == "ADJ" and root.dep_.startswith(("nmod", "obl"))):
        return _noun_owner(governor, grammar)
    if governor.pos_ not in ("VERB", "AUX"):
        return None
    oblique = preposition is not None or root.dep_.startswith("obl")
    measuring = governor.lower_ in grammar.verbs
    if timed and not measuring:
        return None
    if oblique:
        thing = _child(governor, _OBJECTS)
        if thing is not None and thing is not root and thing.pos_ in _NOUNS:
            return thing
        return _subject(governor) if measuring or measure.unit == "%" else None
    if measuring or measure.unit == "%":
        return _subject(governor)
    return None


def _noun_owner(noun: Token, grammar: _Grammar) -> Token | None:
    """Return the noun, or for a mere dimension (a length of…) what has it."""
    if noun.pos_ == "ADJ" and noun.head is not noun:
        noun = noun.head
    if noun.lower_ in grammar.quantities:
        if noun.dep_.startswith(("nmod", "appos")) and noun.head.pos_ in _NOUNS:
            return noun.head
        for child in noun.children:
            if child.dep_ == "nmod" and child.pos_ in _NOUNS and child.i > noun.i and not child.like_num:
                return child
    return noun if noun.pos_ in _NOUNS else None


def _child(token: Token, labels: frozenset[str]) -> Token | None:
    return next((child for child in token.children if child.dep_ in labels), None)


def _named(token: Token | None) -> Token | None:
    """Return a subject that is a noun; a relative pronoun stands for its antecedent."""
    if token is None or token.pos_ in _NOUNS:
        return token
    if token.pos_ == "PRON" and token.head.dep_ in ("acl:relcl", "relcl"):
        antecedent = token.head.head
        return antecedent if antecedent.pos_ in _NOUNS else None
    return None


def _subject(verb: Token) -> Token | None:
    """Return the noun that is a verb's subject, through participles, infinitives and coordination."""
    for _ in range(_CLIMB):
        subject = _child(verb, _SUBJECTS)
        if subject is not None:
            return _named(subject)
        if verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:
            return verb.head
        if verb.head is verb or verb.dep_ not in ("xcomp", "conj", "ccomp", "aux", "advcl"):
            return None
        verb = verb.head
    return None
