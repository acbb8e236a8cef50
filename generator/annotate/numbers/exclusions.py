"""Tell numbers that measure something from those that name, order, date or address it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers.units import Measure
from generator.annotate.numbers.words import alternatives, load, phrase_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["counts", "masked"]

_IDENTIFIERS = re.compile(
    r"""https?://\S+ | www\.\S+ | \S+@\S+\.\w+ | (?<!\w)[@\#]\w+
    | \[\d{1,3}\]                                                   # footnote marks
    | (?<![\d+])(?:\+|00)\d{1,3}(?:[ .\-()\u00a0]*\d{2,4}){3,5}(?!\d) # telephone, international
    | (?<!\d)0\d(?:[ .\-\u00a0]\d{2}){4}(?!\d)                      # telephone, French
    | (?<!\d)(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)         # telephone, American
    | (?:ISBN|ISSN|DOI)[\s:]*[\dX-]+(?:[\s-][\dX]+)*
    | (?<![\w.])\d+(?:\.\d+){2,}(?:-\w+)?(?![\d])(?<!\.\d{3})       # versions, network addresses
    | (?<!\w)[A-Z]{2}\d{2}(?:\s?\w{4}){3,}                          # bank accounts
    """,
    re.VERBOSE,
)
_MARKER = re.compile(r"\s*(?:[-–•*]\s*)?\d{1,3}\s?(?:[.)](?=\s|$)|[°]\s|\s[-–—]\s)")
_LETTER = re.compile(r"[^\W\d_]")
_POST_CODE = re.compile(r"(?<!\d)\d{5}\s[A-ZÀ-Ý]")
_MOST_HOURS = 24
_PROPER = "PROPN"


@dataclass(frozen=True, slots=True)
class _Grammar:
    times: re.Pattern[str]
    hour: re.Pattern[str]
    before_hour: re.Pattern[str]
    not_time: re.Pattern[str]
    duration: re.Pattern[str]
    before_duration: re.Pattern[str]
    ordinal: re.Pattern[str]
    labels: re.Pattern[str]
    streets: re.Pattern[str]
    days: re.Pattern[str]
    one_before: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)
    return _Grammar(
        times=re.compile(rf"(?<![\w/.:,-])(?:{'|'.join(words.times)})(?![\d])", re.IGNORECASE),
        hour=re.compile(r"\s?(?:h|heures?)\b", re.IGNORECASE),
        before_hour=re.compile(rf"(?:^|[\s(«])(?:{alternatives(words.before_times)})\s*$", re.IGNORECASE),
        not_time=re.compile(rf"\s+(?:{alternatives(words.not_times)})", re.IGNORECASE),
        duration=re.compile(rf"(?<!\w)(?:{alternatives(words.duration_nouns)})(?!\w)", re.IGNORECASE),
        before_duration=phrase_before(words.before_durations),
        ordinal=re.compile(rf"[-\s](?:{words.ordinals})", re.IGNORECASE),
        labels=phrase_before(words.labels),
        streets=re.compile(rf"\s?,?\s(?:\w+\s)?(?:{alternatives(words.streets)})(?!\w)", re.IGNORECASE),
        days=phrase_before(words.day_articles),
        one_before=phrase_before(words.only),
    )


def _sentence(text: str, offset: int) -> str:
    start = max(text.rfind(mark, 0, offset) for mark in (". ", "! ", "? ", "\n"))
    ends = [at for mark in (". ", "! ", "? ", "\n") if (at := text.find(mark, offset)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def masked(text: str, language: str) -> list[tuple[int, int]]:
    """Return the stretches whose figures are no quantities: times of day, telephone numbers, links…"""
    grammar = _grammar(language)
    spans = [match.span() for match in _IDENTIFIERS.finditer(text)]
    for match in grammar.times.finditer(text):
        if not grammar.duration.search(_sentence(text, match.start())) and not grammar.before_duration.search(
            text, max(0, match.start() - 30), match.start()
        ):
            spans.append(match.span())
    return spans


def counts(measure: Measure, text: str, doc: Doc, language: str, *, block_start: bool, qualified: bool) -> float:
    """Return how surely a measure is a quantity, 0 where it is something else.

    ``block_start`` tells that a list marker may stand here, ``qualified`` that words such as
    "more than" stand beside it.
    """
    grammar = _grammar(language)
    if _is_glued(measure, text):
        return 0.0
    if block_start and measure.unit is None and _MARKER.match(text) and measure.start <= _MARKER.match(text).end():  # type: ignore[union-attr]
        return 0.0
    if measure.unit is not None:
        return _with_unit(measure, text, grammar, qualified=qualified)
    tokens = doc.char_span(measure.start, measure.end, alignment_mode="expand")
    if tokens is None:
        return 0.0
    if measure.numeral.kind == "one":
        return _one(tokens.root, text, measure, grammar, qualified=qualified)
    if measure.numeral.scale > 1 or measure.joined:
        return 0.9
    before, after = _neighbours(tokens)
    if _is_ordinal(measure, text, grammar, after) or _is_label(measure, text, grammar, after):
        return 0.0
    if measure.numeral.kind == "figures" and _is_name(before, after, tokens.root):
        return 0.0
    if measure.numeral.kind == "spelled" and _is_spelled_name(tokens, before, after):
        return 0.0
    if text[measure.start : measure.end].lower() in load(language).ambiguous and before is not None:
        return 0.0 if before.pos_ in ("NOUN", "ADJ", "AUX", "ADV", "VERB") and not _modifies(after) else 0.85
    return 0.95 if _modifies(after) else 0.75


def _neighbours(tokens: object) -> tuple[Token | None, Token | None]:
    doc, start, end = tokens.doc, tokens.start, tokens.end  # type: ignore[attr-defined]
    return (doc[start - 1] if start else None), (doc[end] if end < len(doc) else None)


def _is_glued(measure: Measure, text: str) -> bool:
    """Whether letters or figures touch the number, as in 3D, F-16 or 12.10.4."""
    head, tail = text[max(0, measure.start - 2) : measure.start], text[measure.end : measure.end + 2]
    if measure.numeral.kind != "figures":
        return bool(re.search(r"\w[-’]$", head) and not measure.unit and re.search(r"[^\W\d]-$", head))
    if re.search(r"[^\W\d_][-‑]$", head) and measure.unit is None:
        return True
    if tail[:1] and _LETTER.match(tail[0]) and text[measure.end - 1].isdigit():
        return True
    return bool(re.match(r"[/:]\d|[.,]\d|['’]s\b", tail + text[measure.end + 2 : measure.end + 3]) and measure.unit is None) or bool(
        re.search(r"\d[/:]$", head)
    )


def _with_unit(measure: Measure, text: str, grammar: _Grammar, *, qualified: bool) -> float:
    if measure.unit == "h" and not qualified and _is_hour(measure, text, grammar):
        return 0.0
    if measure.numeral.kind == "one" and not measure.money:
        return 0.7 if qualified or measure.joined else 0.0
    return 0.97


def _is_hour(measure: Measure, text: str, grammar: _Grammar) -> bool:
    """Whether "15 heures" is a time of day: after a word such as "à", and no more than 24."""
    values = measure.value if isinstance(measure.value, tuple) else (measure.value,)
    if any(value is None or value > _MOST_HOURS for value in values):
        return False
    if not grammar.before_hour.search(text, max(0, measure.start - 30), measure.start):
        return False
    if grammar.duration.search(_sentence(text, measure.start)):
        return False
    return not grammar.not_time.match(text, measure.end)


def _one(token: Token, text: str, measure: Measure, grammar: _Grammar, *, qualified: bool) -> float:
    """Judge "one": a number where it is stressed or listed, else an article or a pronoun."""
    if not load_ones(token.doc.lang_):
        return 0.0
    if token.dep_ != "nummod" or token.head.i <= token.i or token.head.pos_ not in ("NOUN", "PROPN"):
        return 0.0
    stressed = grammar.one_before.search(text, max(0, measure.start - 20), measure.start)
    listed = any(
        other.pos_ == "NUM" and other.dep_ == "nummod" and other is not token for other in token.sent if other.i != token.i
    )
    return 0.7 if qualified or stressed or (listed and token.head.dep_ == "conj") else 0.0


def load_ones(language: str) -> bool:
    """Whether the word for one is not also the article."""
    words = load(language)
    return not set(words.ones) >= set(words.articles)


def _is_ordinal(measure: Measure, text: str, grammar: _Grammar, after: Token | None) -> bool:
    if grammar.ordinal.match(text, measure.end) and text[measure.end : measure.end + 1] == "-":
        return True
    if measure.numeral.kind == "fraction" and after is not None:  # a third man
        words = text[measure.start : measure.end].split()
        return len(words) > 1 and after.pos_ in ("NOUN", "ADJ", "PROPN") and measure.value not in (0.5,)
    return False


def _is_label(measure: Measure, text: str, grammar: _Grammar, after: Token | None) -> bool:
    head_start = max(0, measure.start - 30)
    if grammar.labels.search(text, head_start, measure.start) and not _modifies(after):
        return True
    if measure.numeral.kind != "figures":
        return False
    if grammar.streets.match(text, measure.end) or _POST_CODE.match(text, measure.start):
        return True
    return bool(grammar.days.search(text, head_start, measure.start)) and not _modifies(after)


def _modifies(after: Token | None) -> bool:
    """Whether the word after a number can be what it counts."""
    return after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN") and not after.is_punct


def _is_name(before: Token | None, after: Token | None, root: Token) -> bool:
    """Whether figures belong to a name: BFM 2, Ligue 1, Rouen (76)."""
    if before is None:
        return False
    noun_follows = after is not None and (
        after.pos_ in ("NOUN", "ADJ") or (after.pos_ == _PROPER and root.head is after)
    )
    if before.text == "(" and after is not None and after.text == ")" and before.i:
        inside = before.nbor(-1)
        return inside.pos_ == _PROPER and inside.ent_type_ not in ("PER", "PERSON")
    return before.pos_ == _PROPER and before.text[0].isupper() and not noun_follows and not before.is_punct


def _is_spelled_name(tokens: object, before: Token | None, after: Token | None) -> bool:
    """Whether a spelled number with a capital inside a sentence belongs to a title."""
    first = tokens[0]  # type: ignore[index]
    if not first.text[0].isupper() or first.is_sent_start or before is None or first.i == 0:
        return False
    return bool(before.text[0].isalpha() and after is not None and after.text[:1].isupper())
