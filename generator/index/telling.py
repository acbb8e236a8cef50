"""Choose from an article what tells its subject: words of its headline and lead, figures, days."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from generator import lexicon
from generator.index.names import slug
from generator.index.order import day
from generator.index.traces import folded, words
from generator.model import Annotations, Article, Span

__all__ = ["NOTHING", "Telling", "amount", "stem", "telling"]

_LEAD = 70  # words of the body that count as its lead
_SHORTEST, _STEM = 3, 4  # letters of a word that tells something, and of a stem
_MOST_HEADLINE, _MOST_LEAD, _MOST_FIGURES, _MOST_DAYS = 10, 14, 6, 3
_APART = 3  # days between an article's own day and one that it names for a reason
_DIGITS = 2  # of a figure that says by itself what it is about, without closing zeros
_WORD = re.compile(r"[^\W\d_]+")

Value = float | int | tuple[float | int, float | int | None]


class Telling(NamedTuple):
    """What tells an article's subject, besides its actors and tags; words are as the article has them."""

    headline: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


NOTHING = Telling()


class _Lexicon(msgspec.Struct, forbid_unknown_fields=True):
    empty: list[str]  # words that stand in texts on anything
    endings: list[str]  # of inflected forms, in folded letters, the longest first


def telling(article: Article, annotations: Annotations) -> Telling:
    """Return what tells the subject of an article."""
    empty = _empty(article.language)
    covered = [mention for entity in annotations.entities for mention in entity.mentions]
    # "minister for industry" is who somebody is, "the notary on trial" what it is about.
    covered += [
        entity.role_span
        for entity in annotations.entities
        if entity.role_span and empty.intersection(words(entity.role or ""))
    ]
    covered += [found.span for found in annotations.dates]
    covered += [found.span for found in annotations.numbers]
    covered.sort()
    headline: dict[str, str] = {}
    lead: dict[str, str] = {}
    room = _LEAD
    for block in article.blocks:
        if not block.annotated:
            continue
        if block.kind == "headline":
            headline |= _words(article, block.span, covered)
        elif room > 0:
            end = block.span.start
            for match in _WORD.finditer(article.text, block.span.start, block.span.end):
                end, room = match.end(), room - 1
                if not room:
                    break
            lead = {**_words(article, Span(block.span.start, end), covered), **lead}
    return Telling(
        tuple(headline.values())[:_MOST_HEADLINE],
        tuple(word for key, word in lead.items() if key not in headline)[:_MOST_LEAD],
        tuple(dict.fromkeys(_figures(annotations)))[:_MOST_FIGURES],
        tuple(dict.fromkeys(_days(article, annotations)))[:_MOST_DAYS],
    )


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return what the forms of a word have in common, roughly: its folded letters without an ending."""
    found = folded(word)
    for ending in _lexicon(language).endings:
        if found.endswith(ending) and len(found) - len(ending) >= _STEM:
            return found.removesuffix(ending)
    return found


def amount(value: Value, unit: str | None, of: str | None) -> str:
    """Return a figure as it is compared; empty where others have it by chance, because few digits count."""
    number = value[0] if isinstance(value, tuple) else value
    digits = f"{number:.6g}".replace(".", "").partition("e")[0].strip("0")
    wanted = _DIGITS if of or (unit or "").isupper() else _DIGITS + 1
    return (
        f"{number:.6g} {unit or ''} {slug(of) if of and not unit else ''}".rstrip()
        if len(digits) >= wanted
        else ""
    )


def _figures(annotations: Annotations) -> Iterator[str]:
    for found in annotations.numbers:
        known = amount(found.value, found.unit, found.of)
        if known:
            yield known


def _days(article: Article, annotations: Annotations) -> Iterator[str]:
    own = day(article.date)
    for found in annotations.dates:
        named = day(found.value) if found.value and len(found.value) == len("2026-10-15") else None
        if found.value and named is not None and (own is None or abs(named - own) >= _APART):
            yield found.value


def _words(article: Article, span: Span, covered: list[Span]) -> dict[str, str]:
    """Return the telling words of a stretch by their stems."""
    if article.language not in lexicon.languages():
        return {}
    empty = _empty(article.language)
    found: dict[str, str] = {}
    for match in _WORD.finditer(article.text, span.start, span.end):
        word = match[0]
        if len(word) < _SHORTEST or _inside(match.start(), covered):
            continue
        if folded(word) not in empty:
            found.setdefault(stem(word, article.language), word.casefold())
    return found


def _inside(position: int, spans: list[Span]) -> bool:
    place = bisect_right(spans, (position, len(spans) and spans[-1].end)) - 1
    return place >= 0 and spans[place].end > position


@cache
def _lexicon(language: str) -> _Lexicon:
    if language in lexicon.languages():
        return lexicon.read(language, "telling", _Lexicon)
    return _Lexicon([], [])


@cache
def _empty(language: str) -> frozenset[str]:
    return frozenset(map(folded, _lexicon(language).empty))
