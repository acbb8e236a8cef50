"""Where figures stand in their sentences, and which words and names stand around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.identity.known import canonical
from generator.index import things
from generator.index.names import Key, slug
from generator.index.sentences import Sentences
from generator.index.things import Hit, Token, Words
from generator.model import Article, Quantity, Span

__all__ = [
    "NAME",
    "Line",
    "Named",
    "Site",
    "between",
    "by_sentence",
    "country",
    "distance",
    "known",
    "line",
    "of_tokens",
    "sites",
]

NAME = 4  # letters of a name that no layer knows

Named = tuple[Span, Key]


class Site(NamedTuple):
    """A figure in its sentence's tokens; the one before ends at ``left``, the next begins at ``right``."""

    number: int
    quantity: Quantity
    first: int
    last: int
    left: int
    right: int


class Line(NamedTuple):
    """A sentence: its tokens, at offsets of the article, and the names in it."""

    span: Span
    tokens: list[Token]
    names: list[Named]


def by_sentence(
    numbers: Sequence[Quantity], sentences: Sentences
) -> Iterator[tuple[Span, list[tuple[int, Quantity]]]]:
    """Yield sentences that have figures, with these and their numbers."""
    current: Span | None = None
    own: list[tuple[int, Quantity]] = []
    for number, quantity in enumerate(numbers, 1):
        around = sentences.at(quantity.span.start)
        if around != current and own and current is not None:
            yield current, own
        if around != current:
            current, own = around, []
        if around is not None:
            own.append((number, quantity))
    if own and current is not None:
        yield current, own


def line(article: Article, span: Span, mentions: Sequence[Named], words: Words) -> Line:
    """Read a sentence: its words, and its names with the capitalised words that no layer knows."""
    text = article.text
    found = [
        one._replace(start=one.start + span.start, end=one.end + span.start)
        for one in things.tokens(text[span.start : span.end])
    ]
    first = bisect_left(mentions, span.start, key=lambda one: one[0].start)
    last = bisect_left(mentions, span.end, key=lambda one: one[0].start)
    names = [
        (one, known(key, text[one.start : one.end], article.language)) for one, key in mentions[first:last]
    ]
    for place, token in enumerate(found):
        if any(token.start < one.end and one.start < token.end for one, _ in names):
            continue
        code = words.country(token.word)
        if code:
            names.append((Span(token.start, token.end), country(code)))
        elif token.capital and place and len(token.word) >= NAME and token.word not in words.empty:
            names.append((Span(token.start, token.end), Key("place", slug(token.word))))
    return Line(span, found, sorted(names))


def country(code: str) -> Key:
    """Return the key under which all languages know a country."""
    return Key("place", f"iso{code.casefold()}")


def known(own: Key, name: str, language: str) -> Key:
    """Return the key of a country whatever the language, of anything else its own."""
    found = canonical("place", name, language) if own.kind != "person" else None
    kind, _, code = (found or "").partition(":")
    return country(code) if kind == "territory" else own


def sites(sentence: Line, numbered: Sequence[tuple[int, Quantity]]) -> Iterator[Site]:
    """Find the figures of a sentence among its words."""
    starts = [token.start for token in sentence.tokens]
    ranges = []
    for number, quantity in numbered:
        first = bisect_left(starts, quantity.span.start)
        last = max(bisect_left(starts, quantity.span.end), first + 1)
        ranges.append((number, quantity, first, last))
    for at, (number, quantity, first, last) in enumerate(ranges):
        left = ranges[at - 1][3] if at else 0
        right = ranges[at + 1][2] if at + 1 < len(ranges) else len(starts)
        yield Site(number, quantity, first, last, min(left, first), max(right, last))


def of_tokens(place: Site, sentence: Line) -> tuple[Sequence[Token], int, int] | None:
    """Return the tokens of what a figure counts, wherever it stands, and which of them."""
    span, of = place.quantity.of_span, place.quantity.of
    if of is None:
        return None
    if span is not None and sentence.span.start <= span.start and span.end <= sentence.span.end:
        starts = [token.start for token in sentence.tokens]
        first = bisect_left(starts, span.start)
        return sentence.tokens, first, max(bisect_left(starts, span.end), first)
    found = things.tokens(of)
    return found, 0, len(found)


def distance(hit: Hit, place: Site) -> int:
    """Return how many words stand between a phrase and a figure; after it counts for one more."""
    return place.first - hit.last if hit.last <= place.first else hit.first - place.last + 1


def between(span: Span, place: Site, tokens: Sequence[Token]) -> bool:
    """Whether a name stands between a figure's neighbours."""
    first = tokens[place.left].start if place.left < len(tokens) else span.start + 1
    last = tokens[place.right].start if place.right < len(tokens) else tokens[-1].end
    return first <= span.start < last
