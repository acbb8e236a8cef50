"""The words of numbers in one language (``lexicons/<language>/numbers.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator import lexicon

__all__ = ["NumberWords", "QualifierWords", "alternatives", "count_form", "load", "phrase_before"]


@dataclass(frozen=True, slots=True)
class QualifierWords:
    """Phrases that make a number inexact, before and after it."""

    before: dict[str, list[str]]
    after: dict[str, list[str]]
    trailing: list[str]  # of those after, the ones that stand behind the noun as well
    durations: list[str]  # of those before, the ones that mean "during" before a stretch of time
    before_durations: list[str]  # ... unless such a word stands before them
    lowering: list[str]  # verbs of going down, whose negation turns "below" into "at least"
    negations: list[str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Everything that the numbers of one language need; the data file explains each entry."""

    decimal: str
    values: dict[str, int]
    teens_after: list[int]
    ones: list[str]
    articles: list[str]
    ambiguous: list[str]
    hundreds: list[str]
    bare_hundred: bool
    scales: dict[str, int]
    bare_scales: list[str]
    ands: list[str]
    and_after_tens: bool
    abbreviations: dict[str, int]
    bare_abbreviations: list[str]
    collectives: dict[str, int]
    plurals: dict[str, int]
    indefinites: list[str]
    headings: list[str]
    couples: list[str]
    of: list[str]
    fractions: dict[str, float]
    fraction_nouns: dict[str, int]
    not_fractions: list[str]
    half_after: list[str]
    half_before: list[str]
    pairs: list[str]
    ordinals: str
    lists: list[str]
    between: list[str]
    range_joiners: list[str]
    ratios: list[str]
    from_: list[str]
    or_: list[str]
    change_verbs: list[str]
    by_verbs: list[str]
    unlike: list[str]
    votes: list[str]
    scores: list[str]
    labels: list[str]
    streets: list[str]
    roads: list[str]
    before_times: list[str]
    times: list[str]
    not_times: list[str]
    duration_nouns: list[str]
    before_durations: list[str]
    during: list[str]
    day_articles: list[str]
    only: list[str]
    ages_before: list[str]
    ages_reached: list[str]
    ages_ahead: list[str]
    ages_then: list[str]
    age_statements: list[str]
    ages_after: list[str]
    determiners: list[str]
    fillers: list[str]
    others: list[str]
    linkers: list[str]
    definites: list[str]
    plain_linkers: list[str]
    money_linkers: list[str]
    owner_linkers: list[str]
    directions: list[str]
    result_linkers: list[str]
    away_before: list[str]
    times_nouns: list[str]
    runs: list[str]
    plural_endings: list[str]
    idioms: list[str]
    among: list[str]
    measure_verbs: list[str]
    measure_words: list[str]
    share_verbs: list[str]
    age_verbs: list[str]
    spending_verbs: list[str]
    purpose_linkers: list[str]
    lasting_verbs: list[str]
    point_nouns: list[str]
    poll_words: list[str]
    dimensions: list[str]
    dimension_adjectives: list[str]
    quantity_nouns: list[str]
    scale_nouns: list[str]
    qualifiers: QualifierWords


@cache
def load(language: str) -> NumberWords:
    """Read the lexicon of a language."""
    return lexicon.read(language, "numbers", NumberWords)


def alternatives(words: list[str] | dict[str, int] | dict[str, float]) -> str:
    """Return an alternation of literal words, longest first; a space stands for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    loose = (re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
    return "|".join(loose) or r"(?!)"


def phrase_before(words: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds one of the phrases at the end of a stretch of text."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})\s*$", re.IGNORECASE)


@cache
def count_form(language: str) -> str:
    """Return a regular expression for a whole number, in digits or words, articles included."""
    words = load(language)
    spelled = alternatives([*words.values, *words.hundreds, *words.scales, *words.articles])
    joiner = rf"(?:[\s-](?:(?:{alternatives(words.ands)})[\s-])?)"
    return rf"(?:\d{{1,4}}|(?:{spelled})(?:{joiner}(?:{spelled}))*)(?!\w)"
