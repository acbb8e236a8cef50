"""The noun behind a number: directly, through adjectives, or through "of"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers import qualifiers, units
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.nouns import (
    NOUNS,
    Counted,
    made,
    multiplied,
    through_compounds,
    token_at,
)
from generator.annotate.numbers.units import LENGTHS
from generator.annotate.numbers.words import alternatives, load, phrase_before
from generator.annotate.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["after", "noun_follows"]

_REACH = 7  # tokens between a number and its noun
_TRAVEL = frozenset({"s", "min", "h"})  # times that distances are told in
_SHORTEST = 3  # letters of a word that may be a noun whatever its tag
_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "NUM", "PUNCT", "SCONJ"})
_OPENING = frozenset('«“"‘-')


@dataclass(frozen=True, slots=True)
class _Grammar:
    linker: re.Pattern[str]
    plain_linker: re.Pattern[str]
    money_linker: re.Pattern[str]
    inside: frozenset[str]
    away: re.Pattern[str]
    definite: re.Pattern[str]
    age_after: re.Pattern[str]
    skipped: frozenset[str]
    times: frozenset[str]
    dimensions: frozenset[str]
    runs: frozenset[str]
    plurals: tuple[str, ...]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)

    def link(linkers: list[str]) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{alternatives(linkers)})(?:(?<=['’])\s?|\s+)", re.IGNORECASE)

    return _Grammar(
        linker=link([word for word in words.linkers if word not in words.money_linkers]),
        plain_linker=link(words.plain_linkers),
        money_linker=link(words.linkers),
        inside=frozenset(words.money_linkers),
        away=phrase_before(words.away_before),
        definite=phrase_before(words.definites),
        age_after=re.compile(rf"(?:{alternatives(words.ages_after)})(?!\w)", re.IGNORECASE),
        skipped=frozenset([*words.others, *words.fillers]),
        times=frozenset(words.times_nouns),
        dimensions=frozenset(words.dimensions),
        runs=frozenset(words.runs),
        plurals=tuple(words.plural_endings),
    )


def noun_follows(measure: Measure, doc: Doc, language: str) -> bool:
    """Whether a number has a noun of its own behind it."""
    return after(measure, doc, language) is not None


def after(measure: Measure, doc: Doc, language: str) -> Counted | None:
    """Find the noun that follows; behind a unit only through "of", behind a distance not at all."""
    grammar, text = _grammar(language), text_of(doc)
    timed = units.seconds(measure.unit, language) is not None
    head = max(0, measure.start - 30)
    definite = timed and grammar.definite.search(text, head, measure.start)
    link = _link(measure, grammar, timed=timed and not definite).match(text, measure.end)
    aged = grammar.age_after.match(text, measure.end) if timed else None
    if measure.unit is not None and link is None and aged is None:
        return None
    away = link is not None and grammar.away.search(text, head, measure.start) is not None
    if away and measure.unit in LENGTHS:
        return None
    offset = aged.end() if aged else link.end() if link else qualifiers.trail(text, measure, language)
    hyphen = aged is None and text[offset : offset + 1] == "-"
    while offset < len(text) and (text[offset].isspace() or text[offset] in _OPENING):
        offset += 1
    token = token_at(doc, offset)
    if token is None:
        return None
    if away and timed and (measure.unit in _TRAVEL or token.pos_ in ("DET", "PROPN")):
        return None  # two hours from Paris, but three years of prison
    linked = link is not None or measure.numeral.kind == "fraction"
    noun = _head_from(token, grammar, linked=linked, hyphen=hyphen)
    if link is not None and link.group().strip().lower() in grammar.inside and not _is_kind(token, noun):
        return None  # $5m in Paris, $6m in the first quarter
    if noun is None:
        plain = _plain_noun(token, grammar, linked=linked, unit=measure.unit is not None)
        return None if plain is None else made(plain, "counted-untagged", 0.6, offset)
    if measure.money and link is not None and _is_owned(link.group(), token, grammar):
        return None  # the $5m offer of the firm
    if noun.lower_ in grammar.runs or (measure.unit in LENGTHS and noun.lower_ in grammar.dimensions):
        return None
    if (measure.money or measure.unit == "%") and units.is_time(noun.lower_, language):
        return None  # up 30 cents in a month
    return made(noun, "counted-after", 0.9, offset)


def _is_owned(link: str, token: Token, grammar: _Grammar) -> bool:
    """Whether "of" leads to an owner, with an article, and not to what money consists of."""
    return token.pos_ == "DET" or not (
        grammar.plain_linker.fullmatch(link) or link.strip().lower() in grammar.inside
    )


def _is_kind(token: Token, noun: Token | None) -> bool:
    """Whether "in" leads to what money consists of: "2 million in fines"."""
    return noun is not None and noun.pos_ == "NOUN" and token.pos_ != "DET" and token.dep_ != "poss"


def _plain_noun(token: Token, grammar: _Grammar, *, linked: bool, unit: bool) -> Token | None:
    """Return the word behind a number where the tagger saw no noun: behind "of", or in the plural."""
    if linked and token.pos_ == "DET" and token.i + 1 < len(token.doc):
        token = token.nbor(1)
    if not token.is_alpha or len(token) < _SHORTEST or token.is_stop or token.pos_ in _CLOSED:
        return None
    if token.lower_ in grammar.skipped | grammar.runs | grammar.dimensions:
        return None
    if unit and linked:
        return token
    return token if token.lower_.endswith(grammar.plurals) and token.pos_ != "ADV" else None


def _link(measure: Measure, grammar: _Grammar, *, timed: bool) -> re.Pattern[str]:
    if timed or measure.unit in LENGTHS:
        return grammar.plain_linker
    return grammar.money_linker if measure.money or measure.unit == "%" else grammar.linker


def _head_from(token: Token, grammar: _Grammar, *, linked: bool, hyphen: bool) -> Token | None:
    doc, candidate = token.doc, None
    for index in range(token.i, min(token.i + _REACH, len(doc))):
        current = doc[index]
        if current.pos_ in NOUNS and current.text[0].isalpha():
            if index + 2 < len(doc) and doc[index + 1].text == "-" and doc[index + 2].is_alpha:
                candidate = current  # walk-in clinics, but sapeurs-pompiers as well
                continue
            if current.lower_ in grammar.times:
                return multiplied(current) or current
            return current if hyphen else through_compounds(current)
        if current.lower_ in grammar.skipped or current.text == "-":
            continue
        if _describes(current):
            candidate = candidate or (current if not linked and index == token.i else None)
        elif not (_passes(current, linked=linked) or (current.pos_ == "ADV" and index > token.i)):
            break
    return candidate


def _passes(token: Token, *, linked: bool) -> bool:
    determiner = token.pos_ == "DET" or token.dep_ == "poss"
    return token.pos_ == "NUM" or (linked and determiner) or token.text in _OPENING


def _describes(token: Token) -> bool:
    """Whether a token is an adjective, or a participle in the plural: two injured."""
    if token.pos_ == "ADJ":
        return True
    features = token.morph.to_dict()
    past = features.get("VerbForm") == "Part" and features.get("Tense") != "Pres"
    return token.pos_ == "VERB" and past and features.get("Number", "Plur") == "Plur"
