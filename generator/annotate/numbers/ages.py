"""Ages that stand without a unit: a person's name and a number between commas, "aged 55 to 65"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.nouns import Counted, text_of
from generator.annotate.numbers.words import alternatives, load, phrase_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["owner", "recognise"]

_OLDEST = 120
_BEFORE = re.compile(r"(?:,\s|\()$")
_AFTER = re.compile(r"\s?(?:[,;.)]|[–—―-]\s|$)")
_PEOPLE = frozenset({"PER", "PERSON"})


@cache
def _aged(language: str) -> re.Pattern[str]:
    return phrase_before(load(language).ages_before)


@cache
def _old(language: str) -> re.Pattern[str]:
    return re.compile(alternatives(load(language).ages_after) + r"(?!\w)", re.IGNORECASE)


def recognise(measure: Measure, doc: Doc, language: str) -> Measure:
    """Return the measure with the unit year where it is an age."""
    if measure.unit is not None or not _possible(measure):
        return measure
    text = text_of(doc)
    aged = _aged(language).search(text, max(0, measure.start - 30), measure.start)
    if aged is not None or _person(measure, doc) is not None:
        return replace(measure, unit="year")
    return measure


def owner(measure: Measure, doc: Doc, language: str) -> Counted | None:
    """Return whose age it is: the name before the comma, the noun before "aged"."""
    if measure.unit != "year":
        return None
    person = _person(measure, doc)
    if person is None:
        aged = _aged(language).search(text_of(doc), max(0, measure.start - 30), measure.start)
        if aged is None or not aged.start():
            return None
        return _noun_before(doc, aged.start())
    return Counted(person[0], person[1], "age-of-name", 0.9)


def _noun_before(doc: Doc, offset: int) -> Counted | None:
    offset = len(text_of(doc)[:offset].rstrip())
    span = doc.char_span(max(0, offset - 1), offset, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token = span[0]
    while token.i and (token.is_space or token.is_punct or token.pos_ == "ADJ"):
        token = token.nbor(-1)
    if token.pos_ in ("NOUN", "PROPN"):
        return Counted(token.idx, token.idx + len(token.text), "age-of-noun", 0.8)
    return None


def _possible(measure: Measure) -> bool:
    values = measure.value if isinstance(measure.value, tuple) else (measure.value,)
    return all(value is not None and 0 < value < _OLDEST and value == int(value) for value in values)


def _mentions(token: Token) -> bool:
    """Whether a noun has an article, as who is introduced has."""
    return any(child.dep_ in ("det", "poss") for child in token.children)


def _person(measure: Measure, doc: Doc) -> tuple[int, int] | None:
    """Return where the name stands that an age follows: "Tom Young, 30, …"."""
    text = text_of(doc)
    head = _BEFORE.search(text, max(0, measure.start - 2), measure.start)
    tail = _AFTER.match(text, measure.end) or measure.unit == "year"
    if head is None or not tail or head.start() == 0:
        return None
    span = doc.char_span(head.start() - 1, head.start(), alignment_mode="expand")
    token: Token | None = span[-1] if span is not None and len(span) else None
    if token is not None and token.pos_ == "NOUN" and _mentions(token):
        return token.idx, token.idx + len(token.text)
    if token is None or token.pos_ != "PROPN":
        return None
    if token.ent_type_ not in _PEOPLE and (token.ent_type_ or measure.unit is None):
        return None
    first = token
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).ent_type_ == token.ent_type_:
        first = first.nbor(-1)
    return first.idx, token.idx + len(token.text)
