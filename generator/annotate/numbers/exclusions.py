"""Tell numbers that measure something from those that name, order, date or address it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers import clock, nouns, qualifiers
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.words import alternatives, load, phrase_before
from generator.annotate.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["counts", "masked"]

_IDENTIFIERS = re.compile(
    r"""https?://\S+ | www\.\S+ | \S+@\S+\.\w+ | (?<!\w)[@\#]\w+
    | \[\d{1,3}\]                                                     # footnote marks
    | (?<![\d+])(?:\+|00)\d{1,3}(?:[ .\-()\u00a0]*\d{2,4}){3,5}(?!\d) # telephone, international
    | (?<!\d)0\d(?:[ .\-\u00a0]\d{2}){4}(?!\d)                        # telephone, French
    | (?<!\d)(?:1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)           # telephone, American
    | (?<!\d)(?:555-\d{4}|\d{3}-0\d{3})(?!\d)                        # telephone, local
    | (?:ISBN|ISSN|DOI)[\s:]*[\dX-]+(?:[\s-][\dX]+)*
    | (?<![\w.])\d+(?:\.\d+){2,}(?:-\w+)?(?![\d])(?<!\.\d{3})         # versions, network addresses
    | (?<!\w)\d{1,2}["″”’']{1,2}\d{2}(?!\d)                          # a time on the track: 19"19
    | (?<!\w)[A-Z]{2}\d{2}(?:\s?\w{4}){3,}                            # bank accounts
    """,
    re.VERBOSE,
)
_MAY_IDENTIFY = re.compile(r"[\d@#]|://|www\.|IS[BS]N|DOI")
_MARKER = re.compile(r"\s*(?:[-–•*]\s*)?\d{1,3}\s?(?:[.)](?=\s|$)|[°]\s|\s[-–—]\s)")
_LETTER_HYPHEN = re.compile(r"[^\W\d_]\d*[-‑’']$")
_LONG_HYPHEN = re.compile(r"\d{4,}[-–]$")
_GOES_ON = re.compile(r"[/:]\d|[.,]\d|['’]s\b")
_GOES_BEFORE = re.compile(r"\d[/:]$")
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+")
_DECADE = re.compile(r"[1-9]0s")
_POST_CODE = re.compile(r"(?<!\d)\d{5}\s[A-ZÀ-Ý]")
_LONGEST_COUNT = 8  # more figures in a row are an identifier
_SENTENCE = 30  # tokens on each side that a list of counts may take
_HEAD = 40  # characters before a number in which words about it are looked for
_PEOPLE = frozenset({"PER", "PERSON"})


@dataclass(frozen=True, slots=True)
class _Grammar:
    idioms: re.Pattern[str]
    ordinal: re.Pattern[str]
    labels: re.Pattern[str]
    streets: re.Pattern[str]
    roads: re.Pattern[str]
    days: re.Pattern[str]
    pair: re.Pattern[str]
    only: re.Pattern[str]
    ambiguous: frozenset[str]
    scales: frozenset[str]
    one_is_article: bool


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)
    labels, lists = alternatives(words.labels), alternatives(words.lists)
    return _Grammar(
        idioms=re.compile(rf"(?<!\w)(?:{alternatives(words.idioms)})(?!\w)", re.IGNORECASE),
        ordinal=re.compile(rf"(?:{words.ordinals})", re.IGNORECASE),
        labels=re.compile(rf"(?<!\w)(?:{labels})\s*(?:\d[\d.]*\s?(?:,|{lists}|-)\s?)*$", re.IGNORECASE),
        streets=re.compile(rf"\s?,?\s(?:\w+\s)?(?:{alternatives(words.streets)})(?!\w)", re.IGNORECASE),
        roads=re.compile(rf"(?<![\w])(?:{alternatives(words.roads)})\s$"),
        days=phrase_before(words.day_articles),
        pair=re.compile(rf"(?:\s(?:{alternatives(words.range_joiners)})\s|[-–])\d"),
        only=phrase_before(words.only),
        ambiguous=frozenset(words.ambiguous),
        scales=frozenset(words.scale_nouns),
        one_is_article=set(words.ones) >= set(words.articles),
    )


def masked(text: str, language: str) -> list[tuple[int, int]]:
    """Return the stretches whose figures are no quantities, such as times of day and links."""
    spans = [match.span() for match in _IDENTIFIERS.finditer(text)] if _MAY_IDENTIFY.search(text) else []
    spans += [match.span() for match in _grammar(language).idioms.finditer(text)]
    return spans + clock.times(text, language)


def counts(measure: Measure, doc: Doc, language: str, *, first: bool, qualified: bool) -> float:
    """Return how surely a measure is a quantity, 0 where it is something else.

    ``first`` tells that no number came before it in its block, so that it may be a list marker;
    ``qualified`` that words such as "more than" stand beside it.
    """
    grammar, text = _grammar(language), text_of(doc)
    if _is_glued(measure, text) or (first and _is_marker(measure, text)):
        return 0.0
    if measure.unit is not None:
        return _with_unit(measure, text, language, qualified=qualified)
    tokens = nouns.tokens(doc, measure.start, measure.end)
    if measure.numeral.kind == "one":
        return _one(tokens.root, text, measure, grammar, qualified=qualified)
    labelled = measure.joined != "range" and measure.numeral.kind == "figures"
    if labelled and grammar.labels.search(text, max(0, measure.start - _HEAD), measure.start):
        return 0.0
    if measure.joined or measure.numeral.scale > 1:
        return 0.9
    before = doc[tokens.start - 1] if tokens.start else None
    after = doc[tokens.end] if tokens.end < len(doc) else None
    if measure.numeral.kind == "fraction":
        return _fraction(measure, text, grammar, before, after)
    if measure.numeral.kind == "figures":
        return _figures(measure, text, grammar, before, after)
    return _spelled(measure, grammar, tokens, before, after)


def _is_glued(measure: Measure, text: str) -> bool:
    """Whether letters or figures touch the number, as in 3D, F-16, 12.10.4 or 24/7."""
    head = text[max(0, measure.start - 8) : measure.start]
    tail = text[measure.end : measure.end + 3]
    if _LETTER_HYPHEN.search(head) and measure.unit is None and head[-1] not in "’'":
        return True
    if tail[:1].isalnum():
        return True
    if measure.numeral.kind != "figures" or measure.unit is not None:
        return False
    return bool(_GOES_ON.match(tail) or _GOES_BEFORE.search(head) or _LONG_HYPHEN.search(head))


def _is_marker(measure: Measure, text: str) -> bool:
    marker = _MARKER.match(text)
    return measure.unit is None and marker is not None and measure.start <= marker.end()


def _with_unit(measure: Measure, text: str, language: str, *, qualified: bool) -> float:
    bounded = qualifiers.stated(text, measure, language) in ("more_than", "less_than")
    if measure.unit == "h" and not bounded and clock.is_hour(measure, text, language):
        return 0.0
    if _DECADE.fullmatch(text, measure.start, measure.end):
        return 0.0  # in his 20s
    several = measure.value != measure.numeral.value or "/" in str(measure.unit)  # half an hour, one m/s
    if measure.numeral.kind == "one" and not measure.money and not several:
        return 0.7 if qualified or measure.joined else 0.0
    return 0.97


def _one(token: Token, text: str, measure: Measure, grammar: _Grammar, *, qualified: bool) -> float:
    """Judge "one": a number where it is stressed or listed, else an article or a pronoun."""
    if grammar.one_is_article or token.dep_ != "nummod" or token.head.i <= token.i:
        return 0.0
    if token.head.pos_ not in ("NOUN", "PROPN"):
        return 0.0
    if qualified or grammar.only.search(text, max(0, measure.start - _HEAD), measure.start):
        return 0.8
    listed = token.head.dep_ == "conj" and any(
        other.dep_ == "nummod" and other.pos_ == "NUM" and other.i != token.i
        for other in token.doc[max(0, token.i - _SENTENCE) : token.i + _SENTENCE]
    )
    return 0.7 if listed else 0.0


def _fraction(
    measure: Measure, text: str, grammar: _Grammar, before: Token | None, after: Token | None
) -> float:
    if text[measure.end : measure.end + 1] == "-":
        return 0.0
    if before is not None and grammar.ordinal.fullmatch(before.text):  # the second half
        return 0.0
    words = text[measure.start : measure.end].split()
    article = len(words) > 1 and measure.value not in (0.5, 0.75) and words[0].isalpha()
    if article and after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN"):  # a third man
        return 0.0
    return 0.85


def _figures(
    measure: Measure, text: str, grammar: _Grammar, before: Token | None, after: Token | None
) -> float:
    surface = text[measure.start : measure.end]
    if surface[0] == "0" and surface[1:2].isdigit():
        return 0.0
    if surface.isdigit() and len(surface) > _LONGEST_COUNT:
        return 0.0
    head = max(0, measure.start - _HEAD)
    if grammar.roads.search(text, head, measure.start):
        return 0.0
    if grammar.streets.match(text, measure.end) or _POST_CODE.match(text, measure.start):
        return 0.0
    counted = _countable(after)
    paired = grammar.pair.match(text, measure.end)
    scaled = before is not None and before.lower_ in grammar.scales
    named = not (paired or scaled or _GROUPED.fullmatch(surface)) and _is_name(before, after)
    if not counted and (named or grammar.days.search(text, head, measure.start)):
        return 0.0
    if counted and after is not None and after.pos_ == "PROPN" and _upright(before):  # HD 188753 Ab
        return 0.0
    return 0.95 if counted else 0.75


def _countable(token: Token | None) -> bool:
    """Whether the word after a number can be what it counts."""
    return token is not None and token.pos_ in ("NOUN", "ADJ", "PROPN") and token.text[:1].isalpha()


def _upright(token: Token | None) -> bool:
    return token is not None and token.pos_ == "PROPN" and token.text[:1].isupper()


def _is_name(before: Token | None, after: Token | None) -> bool:
    """Whether figures without a noun behind them end a name: BFM 2, part 2, agent 47, Rouen (76)."""
    if before is None or before.is_space:
        return False
    if before.text == "(" and after is not None and after.text == ")" and before.i:
        inside = before.nbor(-1)
        return inside.pos_ == "PROPN" and inside.ent_type_ not in _PEOPLE
    return before.pos_ in ("NOUN", "PROPN") and before.text[-1].isalpha() and len(before.text) > 1


def _spelled(
    measure: Measure, grammar: _Grammar, tokens: Span, before: Token | None, after: Token | None
) -> float:
    text = text_of(tokens.doc)
    if text[measure.end : measure.end + 1] == "-" and grammar.ordinal.match(text, measure.end + 1):
        return 0.0
    capital = text[measure.start].isupper() and before is not None and before.text[0].isalpha()
    if capital and before is not None and before.pos_ == "PROPN" and before.text[0].isupper():
        return 0.0  # Ground Zero
    if capital and not tokens[0].is_sent_start and after is not None and after.text[:1].isupper():
        return 0.0  # a title: Les Trois Mousquetaires
    if text[measure.start : measure.end].lower() in grammar.ambiguous and before is not None:
        adjective = before.pos_ in ("NOUN", "ADJ", "AUX", "ADV", "VERB") and not _countable(after)
        return 0.0 if adjective else 0.85
    return 0.95 if _countable(after) else 0.75
