"""What the words around a date say: whether it is one, and on which side of the article it lies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.dates.lexicon import DateWords, load
from generator.annotate.dates.pattern import Match, alternatives
from generator.annotate.numbers import units
from generator.annotate.numbers import words as number_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["direction", "is_month", "is_year"]

_FIRST_PLAIN_YEAR = 1700  # earlier ones need a word such as "in" before them
_LAST_YEAR = 2099
_SIGN_AFTER = re.compile(r"\s?[%€$£°‰]|[.,]\d")
_SIGN_BEFORE = re.compile(r"(?:[€$£#+±×*/]|\d[.,](?!\s)|n°|\bno\.|№)\s?$")
_CLIMB = 12  # heads to follow before giving up


@cache
def _before(language: str, name: str) -> re.Pattern[str]:
    words: list[str] = getattr(load(language), name)
    return re.compile(rf"(?:^|[^\w])(?:{alternatives(words)})[\s-]*$", re.IGNORECASE)


@cache
def _labels(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w])(?:{alternatives(number_words.load(language).labels)})\s*$", re.IGNORECASE)


def _follows(match: Match, text: str, language: str, name: str) -> bool:
    return bool(_before(language, name).search(text, max(0, match.start - 40), match.start))


def _token_after(doc: Doc, offset: int) -> Token | None:
    tokens = doc.char_span(offset, len(doc.text), alignment_mode="contract")
    return tokens[0] if tokens else None


def is_year(match: Match, doc: Doc, language: str) -> float:
    """Return how surely four figures are a year, 0 where they are not."""
    text, year = doc.text, int(match.groups["year"])
    if year > _LAST_YEAR or _SIGN_AFTER.match(text, match.end):
        return 0.0
    head = text[max(0, match.start - 40) : match.start]
    if _SIGN_BEFORE.search(head) or _labels(language).search(head) or units.follows(text, match.end, language):
        return 0.0
    strong = _follows(match, text, language, "year_before")
    if not strong and _follows(match, text, language, "year_not_before"):
        return 0.0
    if strong:
        return 0.95
    if year < _FIRST_PLAIN_YEAR or _counts_plural(doc, match.end):
        return 0.0
    return 0.85


def _counts_plural(doc: Doc, offset: int) -> bool:
    """Whether the words that follow are a plural noun, which a number would count."""
    token = _token_after(doc, offset)
    while token is not None and token.pos_ == "ADJ" and token.i + 1 < len(doc):
        token = token.nbor(1)
    return token is not None and token.pos_ == "NOUN" and "Plur" in token.morph.get("Number")


def is_month(match: Match, doc: Doc, language: str) -> float:
    """Return how surely the name of a month is one, 0 where it is not."""
    words, text = load(language), doc.text
    if match.this or "edge" in match.groups or _follows(match, text, language, "month_before"):
        return 0.9
    token = doc.char_span(match.start, match.end, alignment_mode="expand")[0]
    if match.groups["month"].lower() in {month.lower() for month in words.ambiguous_months}:
        return 0.0
    if not words.names_capitalised and match.surface[0].isupper() and not token.is_sent_start:
        return 0.0
    return 0.0 if token.ent_type_ in ("PER", "PERSON") else 0.6


def direction(match: Match, doc: Doc, language: str) -> int:
    """Return -1 where the date lies before the article, 1 where after, 0 where nothing says so."""
    words, text = load(language), doc.text
    shift = match.groups.get("shift")
    if shift is not None:
        return _shift_of(words, shift)
    if _follows(match, text, language, "past_before"):
        return -1
    if _follows(match, text, language, "future_before"):
        return 1
    return _tense(doc.char_span(match.start, match.end, alignment_mode="expand").root, words)


def _shift_of(words: DateWords, surface: str) -> int:
    plain = " ".join(surface.lower().split())
    return words.shifts.get(plain, 0)


def _tense(token: Token, words: DateWords) -> int:
    """Return the side of now that the verb above a token speaks of."""
    forward, auxiliaries = set(words.forward), set(words.future_auxiliaries)
    for _ in range(_CLIMB):
        if token.lower_ in forward:
            return 1
        verdict = _verb_tense(token, auxiliaries)
        if verdict:
            return verdict
        if token.head is token:
            return 0
        token = token.head
    return 0


def _verb_tense(token: Token, future_auxiliaries: set[str]) -> int:
    """Return -1, 1 or, where this token shows no tense, 0. Features are those of Universal Dependencies."""
    helpers = [child for child in token.children if child.dep_.startswith(("aux", "cop"))]
    if token.pos_ not in ("VERB", "AUX") and not helpers:
        return 0
    if any(child.lower_ in future_auxiliaries and child.pos_ == "AUX" for child in helpers):
        return 1
    for verb in (*helpers, token):
        tense, mood = verb.morph.get("Tense"), verb.morph.get("Mood")
        if "Fut" in tense:
            return 1
        if verb.lower_ in future_auxiliaries and verb is token and "Cnd" in mood:
            return 1
    if "Inf" in token.morph.get("VerbForm") and not helpers:
        return _infinitive_tense(token, future_auxiliaries)
    if any("Imp" in verb.morph.get("Tense") or "Past" in verb.morph.get("Tense") for verb in (*helpers, token)):
        passive_present = [child for child in helpers if child.dep_ in ("aux:pass", "auxpass")]
        if passive_present and all("Pres" in child.morph.get("Tense") for child in helpers):
            return 1
        return -1
    if any("Pres" in verb.morph.get("Tense") for verb in (*helpers, token)):
        return 1
    return 0


def _infinitive_tense(token: Token, future_auxiliaries: set[str]) -> int:
    """Return the tense of an infinitive: that of its modal, else what is still to come."""
    governor = token.head
    if governor.lower_ in future_auxiliaries:
        return 1
    tense = governor.morph.get("Tense")
    if governor is not token and token.dep_ in ("xcomp", "ccomp") and "Past" in tense:
        return 0
    return 1 if governor is not token and "Pres" in tense else 0
