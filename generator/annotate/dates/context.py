"""What the words around a date say: whether it is one, and on which side of the article it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.dates.lexicon import load
from generator.annotate.dates.pattern import Match, alternatives
from generator.annotate.numbers import units
from generator.annotate.numbers import words as number_words
from generator.annotate.numbers.nouns import tokens
from generator.annotate.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Side", "direction", "is_habit", "is_month", "is_relative", "is_year"]

_FIRST_PLAIN_YEAR = 1700  # earlier ones need a word such as "in" before them
_LAST_YEAR = 2099
_SIGN_AFTER = re.compile(r"\s?[%€$£°‰]|[.,]\d")
_SIGN_BEFORE = re.compile(r"(?:[€$£#+±×*/]|\d[.,](?!\s)|n°|\bno\.|№)\s?$")
_PARTICIPLES = ("és", "ées")
_CLIMB = 12  # heads to follow before giving up


@dataclass(frozen=True, slots=True)
class Side:
    """Before the article (-1), after it (1) or unknown (0); ``sure`` where a word says so directly."""

    value: int
    sure: bool = False


@cache
def _before(language: str, name: str) -> re.Pattern[str]:
    words: list[str] = getattr(load(language), name)
    return re.compile(rf"(?:^|[^\w])(?:{alternatives(words)})[\s-]*$", re.IGNORECASE)


@cache
def _past_after(language: str) -> re.Pattern[str]:
    words = load(language).past_after
    return re.compile(rf"(?:{alternatives(words) or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _labels(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[^\w])(?:{alternatives(number_words.load(language).labels)})\s*$", re.IGNORECASE
    )


def _follows(match: Match, text: str, language: str, name: str) -> bool:
    return bool(_before(language, name).search(text, max(0, match.start - 40), match.start))


def _token_after(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, len(text_of(doc)), alignment_mode="contract")
    return span[0] if span else None


def is_year(match: Match, doc: Doc, language: str) -> float:
    """Return how surely four figures are a year, 0 where they are not."""
    text, year = text_of(doc), int(match.groups["year"])
    if year > _LAST_YEAR or _SIGN_AFTER.match(text, match.end):
        return 0.0
    head = text[max(0, match.start - 40) : match.start]
    if (
        _SIGN_BEFORE.search(head)
        or _labels(language).search(head)
        or units.follows(text, match.end, language)
    ):
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
    return token is not None and token.pos_ == "NOUN" and "Plur" in token.morph.get("Number", [])


def is_month(match: Match, doc: Doc, language: str) -> float:
    """Return how surely the name of a month is one, 0 where it is not."""
    words, text = load(language), text_of(doc)
    if match.this or "edge" in match.groups or _follows(match, text, language, "month_before"):
        return 0.9
    token = tokens(doc, match.start, match.end)[0]
    if match.groups["month"].lower() in {month.lower() for month in words.ambiguous_months}:
        return 0.0
    if not words.names_capitalised and match.surface[0].isupper() and not token.is_sent_start:
        return 0.0
    return 0.0 if token.ent_type_ in ("PER", "PERSON") else 0.6


def is_relative(match: Match, doc: Doc) -> bool:
    """Whether "today" and the like are meant: no part of a name (USA TODAY), no noun (brighter tomorrow)."""
    span = tokens(doc, match.start, match.end)
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if len(span) > 1 and span[0].head == span[-1].head != span[-1] and span[-1].dep_ == "compound":
        return False  # "that night work", where "that" is the work's
    if len(span) > 1 or before is None:
        return True
    if before.pos_ == "ADJ" and span[0].dep_ in ("pobj", "dobj", "obj", "nsubj"):
        return False
    capital = match.surface[0].isupper() and not span[0].is_sent_start
    return not (capital and any(near is not None and near.text[:1].isupper() for near in (before, after)))


def is_habit(match: Match, doc: Doc, language: str) -> bool:
    """Whether a weekday is one of many: "every Monday", « ouvert le mercredi »."""
    if match.this or not {"day", "shift"}.isdisjoint(match.groups):
        return False
    text = text_of(doc)
    if _follows(match, text, language, "habits"):
        return True
    if not load(language).habits_now or not _follows(match, text, language, "habits_now"):
        return False
    return direction(match, doc, language).value >= 0


def direction(match: Match, doc: Doc, language: str) -> Side:
    """Return on which side of the article's date a date lies, as far as the words around it say."""
    words, text = load(language), text_of(doc)
    shift = match.groups.get("shift")
    if shift is not None:
        return Side(words.shifts.get(" ".join(shift.lower().split()), 0), sure=True)
    if _follows(match, text, language, "past_before") or _past_after(language).match(text, match.end):
        return Side(-1, sure=True)
    if _follows(match, text, language, "future_before"):
        return Side(1, sure=True)
    return _tense(tokens(doc, match.start, match.end).root, _Verbs.of(language))


@dataclass(frozen=True, slots=True)
class _Verbs:
    forward: frozenset[str]
    auxiliaries: frozenset[str]
    conditionals: tuple[str, ...]  # endings
    perfects: frozenset[str]  # participles whose "être" is no passive

    @staticmethod
    @cache
    def of(language: str) -> _Verbs:
        """Return the verbs of a language that point forwards."""
        words = load(language)
        return _Verbs(
            frozenset(words.forward),
            frozenset(words.future_auxiliaries),
            tuple(words.conditional_endings),
            frozenset(words.perfects),
        )


def _tense(date: Token, verbs: _Verbs) -> Side:
    """Return the side of now that the verb above a token speaks of; through another noun it is unsure."""
    token, nominal = date, False
    for _ in range(_CLIMB):
        if token.lower_ in verbs.forward:
            return Side(1, sure=not nominal)
        side = _verb_side(token, verbs, present=not nominal)
        if side:
            plain = nominal or _is_present(token)
            return Side(side, sure=not plain or (side > 0 and not _is_present(token)))
        if token.head == token:
            return _verb_before(date, verbs)
        nominal = nominal or (token != date and token.pos_ in ("NOUN", "PROPN"))
        token = token.head
    return Side(0)


def _verb_before(date: Token, verbs: _Verbs) -> Side:
    """Read the nearest verb to the left in the sentence, for a parse that broke it in two."""
    for index in range(date.i - 1, max(-1, date.i - _CLIMB), -1):
        token = date.doc[index]
        if token.text in ".!?;:":
            break
        if token.lower_ in verbs.forward:
            return Side(1)
        if token.pos_ in ("VERB", "AUX"):
            return Side(_verb_side(token, verbs, present=True))
    return Side(0)


def _verb_side(token: Token, verbs: _Verbs, *, present: bool) -> int:
    """Return -1, 1 or, where this token shows no tense, 0. Features are those of Universal Dependencies.

    The present counts as what is to come ("the tour starts Friday") where ``present`` is true.
    """
    auxiliaries = verbs.auxiliaries
    marked = (child for child in token.children if child.dep_.startswith(("aux", "cop")))
    helpers = [child for child in marked if child.pos_ != "PART"]  # "to"
    if token.pos_ not in ("VERB", "AUX") and not helpers:
        return 0
    forms = [*helpers, token]
    if not helpers and token.lower_.endswith(_PARTICIPLES):
        return -1  # "les chiffres publiés lundi", whatever the tagger says
    if any(child.lower_ in auxiliaries and child.pos_ == "AUX" for child in helpers):
        return 1
    if any("Fut" in form.morph.get("Tense", []) for form in forms):
        return 1
    if helpers and token.lower_ in verbs.perfects:
        return -1 if any("Pres" in child.morph.get("Tense", []) for child in helpers) else 0
    conditional = "Cnd" in token.morph.get("Mood", []) or token.lower_.endswith(verbs.conditionals)
    if conditional and token.pos_ in ("VERB", "AUX") and (token.lower_ in auxiliaries or not helpers):
        return 1  # what was said to come: the works would begin in September
    if not helpers and _is_infinitive(token):
        return _infinitive_side(token, auxiliaries)
    if any(child.dep_ in ("aux:pass", "auxpass") and _is_infinitive(child) for child in helpers):
        return _infinitive_side(token, auxiliaries)  # "they must be heard on Friday"
    if not helpers and "Part" in token.morph.get("VerbForm", []) and "Pres" in token.morph.get("Tense", []):
        return 0  # following, ensuing: the tense stands above
    if any(form.morph.get("Tense", []) in (["Imp"], ["Past"]) for form in forms):
        passive = any(child.dep_ in ("aux:pass", "auxpass") for child in helpers)
        passive = passive and token.lower_ not in verbs.perfects
        if passive and all("Pres" in child.morph.get("Tense", []) for child in helpers):
            return 1 if present else 0
        return -1
    return 1 if present and any("Pres" in form.morph.get("Tense", []) for form in forms) else 0


def _is_present(verb: Token) -> bool:
    """Whether a verb stands in the plain present, which speaks of the past as well."""
    return "Pres" in verb.morph.get("Tense", []) and "Ind" in verb.morph.get("Mood", ["Ind"])


def _is_infinitive(verb: Token) -> bool:
    return "Inf" in verb.morph.get("VerbForm", [])


def _infinitive_side(token: Token, auxiliaries: frozenset[str]) -> int:
    """Return the side of an infinitive: that of its modal; what is planned in the present is to come."""
    governor = token.head
    if governor.lower_ in auxiliaries:
        return 1
    present = (governor, *(child for child in governor.children if child.dep_ == "aux"))
    return 1 if governor != token and any("Pres" in verb.morph.get("Tense", []) for verb in present) else 0
