"""The words of numbers as the reader of numerals looks them up: in lower case, hyphens as spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.annotate.numbers import figures
from generator.annotate.numbers.words import NumberWords, alternatives, load

__all__ = ["HUNDRED", "Vocabulary", "normalise", "read"]

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lexicon with its words normalised, as the reader looks them up."""

    atom: re.Pattern[str]
    words: NumberWords
    values: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    plurals: dict[str, int]
    fractions: dict[str, float]
    fraction_nouns: dict[str, int]
    articles: frozenset[str]
    hundreds: frozenset[str]
    bare_scales: frozenset[str]
    indefinites: frozenset[str]
    heading: re.Pattern[str]
    couples: frozenset[str]
    half_before: frozenset[str]
    joiner: re.Pattern[str]
    half_after: re.Pattern[str]
    of: re.Pattern[str]
    not_fraction: re.Pattern[str]


def normalise(word: str) -> str:
    """Return a word as the tables hold it."""
    return re.sub(r"[\s\u2010\u2011-]+", " ", word.replace("’", "'")).strip().lower()


def _opening(word: str) -> str:
    return re.escape(word) if not word.isalpha() else rf"(?<!\w){word}(?=\s)"


@cache
def read(language: str) -> Vocabulary:
    """Return the vocabulary of a language."""
    words = load(language)

    def table(source: dict[str, int]) -> dict[str, int]:
        return {normalise(word): value for word, value in source.items()}

    def names(source: list[str]) -> frozenset[str]:
        return frozenset(normalise(word) for word in source)

    every = [
        *words.values, *words.scales, *words.collectives, *words.plurals, *words.fractions,
        *words.fraction_nouns, *words.articles, *words.hundreds, *words.indefinites, *words.couples,
        *words.half_before,
    ]  # fmt: skip
    spelled = alternatives([normalise(word) for word in every]).replace(r"\s+", r"[\s\u2010\u2011-]+")
    ands = alternatives(words.ands)
    return Vocabulary(
        atom=re.compile(rf"{figures.FORM}|(?<![^\W\d])(?P<word>{spelled})(?!\w)", re.IGNORECASE),
        words=words,
        values=table(words.values),
        scales=table(words.scales),
        collectives=table(words.collectives),
        plurals=table(words.plurals),
        fractions={normalise(word): value for word, value in words.fractions.items()},
        fraction_nouns=table(words.fraction_nouns),
        articles=names(words.articles),
        hundreds=names(words.hundreds),
        bare_scales=names(words.bare_scales),
        indefinites=names(words.indefinites),
        heading=re.compile(rf"(?:{'|'.join(map(_opening, words.headings))})\s*\Z", re.IGNORECASE),
        couples=names(words.couples),
        half_before=names(words.half_before),
        joiner=re.compile(rf"[\s\u2010\u2011-]+(?:{ands})[\s\u2010\u2011-]+", re.IGNORECASE),
        half_after=re.compile(
            rf"[\s-]+(?:{alternatives(words.half_after)})(?!\w)".replace(r"\s+", r"[\s-]+"), re.IGNORECASE
        ),
        of=re.compile(rf"\s+(?:{alternatives(words.of)})(?:(?<=['’])|\s+)", re.IGNORECASE),
        not_fraction=re.compile(rf"(?:{alternatives(words.not_fractions)})(?!\w)", re.IGNORECASE),
    )
