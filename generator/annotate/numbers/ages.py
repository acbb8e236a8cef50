"""Ages, with a unit or without ("Jane Doe, 30,", "At 58, Doe", "I am 66."), and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.nouns import NOUNS, Counted, subject_of, token_at, tokens
from generator.annotate.numbers.words import alternatives, load, phrase_before
from generator.annotate.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["owner", "recognise"]

_OLDEST = 120
_WINDOW = 30  # characters before an age in which words about it are looked for
_CLIMB = 6
_AFTER = re.compile(r"\s?(?:[,;.)]|[–—―-]\s|$)")
_PAUSE = re.compile(r"\s?[,;.!?”\"»]|\s?$")
_PEOPLE = frozenset({"PER", "PERSON"})
_PLACES = frozenset({"FAC", "GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class _Forms:
    aged: re.Pattern[str]
    reached: re.Pattern[str]
    ahead: re.Pattern[str]
    stated: re.Pattern[str]
    apart: re.Pattern[str]


@cache
def _forms(language: str) -> _Forms:
    words = load(language)
    return _Forms(
        aged=phrase_before([*words.ages_before, *words.ages_reached]),
        reached=phrase_before(words.ages_reached),
        ahead=re.compile(rf"(?:^|[.!?»”\"]\s+|\n\s*)(?:{alternatives(words.ages_ahead)})\s+$", re.IGNORECASE),
        stated=phrase_before(words.age_statements),
        apart=re.compile(rf"(?:,\s|\()(?:(?:{alternatives(words.ages_then)})\s)?$", re.IGNORECASE),
    )


def recognise(measure: Measure, doc: Doc, language: str) -> Measure:
    """Return the measure with the unit year where it is an age."""
    if measure.unit is not None or not _possible(measure):
        return measure
    text, forms = text_of(doc), _forms(language)
    head = max(0, measure.start - _WINDOW)
    if (
        forms.aged.search(text, head, measure.start)
        or (forms.stated.search(text, head, measure.start) and _PAUSE.match(text, measure.end))
        or _whose_next(measure, doc, forms) is not None
        or _person(measure, doc, forms) is not None
    ):
        return replace(measure, unit="year")
    return measure


def _possible(measure: Measure) -> bool:
    values = measure.value if isinstance(measure.value, tuple) else (measure.value,)
    return all(value is not None and 0 < value < _OLDEST and value == int(value) for value in values)


def owner(measure: Measure, doc: Doc, language: str) -> Counted | None:
    """Return whose age it is: the name before the comma, the noun before "aged", the subject."""
    if measure.unit != "year":
        return None
    text, forms = text_of(doc), _forms(language)
    following = _whose_next(measure, doc, forms)
    if following is not None:
        return None if following.pos_ == "PRON" else _name(following)
    person = _person(measure, doc, forms)
    if person is not None:
        return Counted(person[0], person[1], "age-of-name", 0.9)
    head = max(0, measure.start - _WINDOW)
    if forms.reached.search(text, head, measure.start):
        return _of_subject(tokens(doc, measure.start, measure.end).root)
    aged = forms.aged.search(text, head, measure.start)
    return _noun_before(doc, aged.start()) if aged is not None and aged.start() else None


def _of_subject(token: Token) -> Counted | None:
    """Return the subject of the verb that an age stands with: "she died at the age of 87"."""
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    noun = subject_of(token) if token.pos_ in ("VERB", "AUX") else None
    return None if noun is None else Counted(noun.idx, noun.idx + len(noun.text), "age-of-subject", 0.7)


def _noun_before(doc: Doc, offset: int) -> Counted | None:
    token = token_at(doc, len(text_of(doc)[:offset].rstrip()) - 1)
    while token is not None and token.i and (token.is_space or token.is_punct or token.pos_ == "ADJ"):
        token = token.nbor(-1)
    if token is not None and token.pos_ in NOUNS:
        return Counted(token.idx, token.idx + len(token.text), "age-of-noun", 0.8)
    return None


def _whose_next(measure: Measure, doc: Doc, forms: _Forms) -> Token | None:
    """Return the name, noun or pronoun that follows an age at the head of a sentence: "At 58, Doe"."""
    text = text_of(doc)
    if not text[measure.end :].startswith(", ") or not forms.ahead.search(
        text, max(0, measure.start - _WINDOW), measure.start
    ):
        return None
    token = token_at(doc, measure.end + len(", "))
    if token is not None and token.pos_ == "DET" and token.i + 1 < len(doc):
        token = token.nbor(1)
    if token is None or token.pos_ not in (*NOUNS, "PRON"):
        return None
    return token if measure.unit is not None or token.pos_ != "NOUN" else None


def _name(first: Token) -> Counted:
    """Return a noun, or the run of names that a name begins."""
    last = first
    while first.pos_ == last.pos_ == "PROPN" and last.i + 1 < len(last.doc) and last.nbor(1).pos_ == "PROPN":
        last = last.nbor(1)
    return Counted(first.idx, last.idx + len(last.text), "age-of-name", 0.85)


def _person(measure: Measure, doc: Doc, forms: _Forms) -> tuple[int, int] | None:
    """Return where the words stand that an age follows: "Tom Young, then 30, …", "one teacher, 68"."""
    text = text_of(doc)
    head = forms.apart.search(text, max(0, measure.start - _WINDOW), measure.start)
    tail = _AFTER.match(text, measure.end) or measure.unit == "year"
    if head is None or not tail or head.start() == 0:
        return None
    token = token_at(doc, head.start() - 1)
    if token is None:
        return None
    whole = _completed(token)
    if whole.pos_ == "NOUN" and _mentions(whole):
        return whole.idx, whole.idx + len(whole.text)
    if token.pos_ != "PROPN":
        return None
    apposed = tokens(doc, measure.start, measure.end).root.dep_ == "appos" and token.ent_type_ not in _PLACES
    apposed = apposed and "Plur" not in token.morph.get("Number", [])
    if token.ent_type_ not in _PEOPLE and not apposed and (token.ent_type_ or measure.unit is None):
        return None
    first = token
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).ent_type_ == token.ent_type_:
        first = first.nbor(-1)
    return first.idx, token.idx + len(token.text)


def _completed(token: Token) -> Token:
    """Return the noun that a noun or a name completes: "the driver of the car", "farmer at Lea"."""
    for _ in range(_CLIMB):
        head = token.head if token.dep_ != "pobj" else token.head.head
        linked = token.dep_ == "pobj" or any(child.dep_ == "case" for child in token.children)
        if not linked or head.pos_ != "NOUN" or head.i >= token.i:
            break
        token = head
    return token


def _mentions(token: Token) -> bool:
    """Whether a noun introduces someone: with an article, after a comma or at the head of a title."""
    ruled = any(child.dep_ in ("det", "poss", "nummod") for child in token.children)
    return ruled or token.i == 0 or token.nbor(-1).text == ","
