"""What articles count and measure, said so that figures of different articles and languages compare.

``series.toml`` of a language leads from its words to concepts, which all languages share; what it does
not list is known by its own stem.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Literal, NamedTuple

from generator import lexicon
from generator.identity import language_data

__all__ = [
    "Everywhere",
    "Hit",
    "Phrases",
    "Token",
    "Words",
    "called",
    "everywhere",
    "fold",
    "read",
    "tokens",
]

_TOKEN = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*|[.,;:()!?%€$£–—]")
_INFLECTED = 3  # letters that an adjective of nationality has after its stem


@dataclass(frozen=True, slots=True)
class _Plural:
    end: str
    one: str


@dataclass(frozen=True, slots=True)
class _Words:
    """``series.toml`` of a language, as it stands there."""

    head: Literal["first", "last"]
    leading: str
    empty: str
    vague: str
    breaks: str
    subset: str
    whole: str
    partly: str
    former: str
    more: str
    rises: str
    by: str
    per: str
    since: str
    they: str
    according: str
    at: str
    endings: dict[str, list[str]]
    plurals: tuple[_Plural, ...]
    counts: dict[str, str]
    states: dict[str, str]
    measures: dict[str, str]
    events: dict[str, str]
    groups: dict[str, str]
    names: dict[str, str]
    done: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Everywhere:
    """``und/series.toml``, as it stands there."""

    plain: frozenset[str]
    spans: frozenset[str]
    lasting: frozenset[str]
    harm: frozenset[str]
    mounting: frozenset[str]
    brief: frozenset[str]
    generic: frozenset[str]
    passing: frozenset[str]
    owned: frozenset[str]
    defaults: dict[str, str]
    units: dict[str, str]


Everywhere = _Everywhere


class Token(NamedTuple):
    """A word or a sign of a text, folded, with where it begins and whether with a capital."""

    word: str
    start: int
    end: int
    capital: bool


class Hit(NamedTuple):
    """A phrase found: the tokens from ``first`` to before ``last``, and what it stands for."""

    first: int
    last: int
    means: tuple[str, ...]


class Phrases:
    """Phrases of a few words, and what each stands for."""

    def __init__(self, forms: Mapping[str, str], endings: Mapping[str, Sequence[str]]) -> None:
        found: dict[tuple[str, ...], list[str]] = {}
        for means, words in forms.items():
            for word in words.split():
                parts = [_inflected(part, endings) for part in word.split("_")]
                for form in product(*parts):
                    meanings = found.setdefault(form, [])
                    if means not in meanings:
                        meanings.append(means)
        self._forms = {form: tuple(meanings) for form, meanings in found.items()}
        self._longest: dict[str, int] = {}
        for form in found:
            self._longest[form[0]] = max(len(form), self._longest.get(form[0], 0))

    def starting(self, found: Sequence[Token], place: int, end: int) -> Hit | None:
        """Return the longest phrase that begins at a token, ending before the token ``end``."""
        longest = self._longest.get(found[place].word)
        if longest is None:
            return None
        for length in range(min(longest, end - place), 0, -1):
            means = self._forms.get(tuple(one.word for one in found[place : place + length]))
            if means:
                return Hit(place, place + length, means)
        return None

    def within(self, found: Sequence[Token], first: int, last: int) -> list[Hit]:
        """Return the phrases between two tokens, from left to right."""
        hits = []
        place = max(first, 0)
        last = min(last, len(found))
        while place < last:
            hit = self.starting(found, place, last)
            if hit:
                hits.append(hit)
            place = hit.last if hit else place + 1
        return hits

    def before(self, found: Sequence[Token], place: int) -> bool:
        """Whether a phrase ends right before a token."""
        for first in range(max(place - 4, 0), place):
            hit = self.starting(found, first, place)
            if hit and hit.last == place:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says what is counted."""

    language: str
    head_first: bool
    leading: frozenset[str]
    empty: frozenset[str]
    vague: Phrases
    breaks: frozenset[str]
    subset: Phrases
    whole: Phrases
    partly: Phrases
    former: Phrases
    more: Phrases
    rises: Phrases
    by: frozenset[str]
    per: Phrases
    since: frozenset[str]
    they: frozenset[str]
    according: Phrases
    at: Phrases
    plurals: tuple[tuple[str, str], ...]
    counts: Phrases
    states: Phrases
    measures: Phrases
    events: Phrases
    groups: Phrases
    names: dict[str, str]
    done: dict[str, str]
    demonyms: tuple[tuple[str, str], ...]

    def country(self, word: str) -> str | None:
        """Return the code of the country that a folded adjective belongs to."""
        return _country(self.demonyms, word)

    def stem(self, word: str) -> str:
        """Return a noun's singular, near enough for comparing."""
        for end, one in self.plurals:
            if word.endswith(end) and len(word) > len(end) + 2:
                return word[: len(word) - len(end)] + one
        return word

    def events_in(self, text: str) -> frozenset[str]:
        """Return the kinds of events that a text names."""
        found = tokens(text)
        return frozenset(means for hit in self.events.within(found, 0, len(found)) for means in hit.means)

    def stems_in(self, title: str) -> frozenset[str]:
        """Return the stems of a title's words that say something and are no names."""
        found = tokens(title)
        return frozenset(
            self.stem(one.word)
            for place, one in enumerate(found)
            if self.tells(one) and not (place and one.capital)
        )

    def tells(self, token: Token) -> bool:
        """Whether a word says something of what a text is about."""
        return token.word[0].isalpha() and len(token.word) > 2 and token.word not in self.empty  # noqa: PLR2004


@cache
def read(language: str) -> Words | None:
    """Return a language's words; None for one without lexicons."""
    if language not in lexicon.languages():
        return None
    raw = lexicon.read(language, "series", _Words)

    def phrases(words: str) -> Phrases:
        return Phrases({"": words}, raw.endings)

    return Words(
        language=language,
        head_first=raw.head == "first",
        leading=_forms(raw.leading, raw.endings),
        empty=frozenset(raw.empty.split()),
        vague=phrases(raw.vague),
        breaks=frozenset((*raw.breaks.split(), *",.;:()!?–—")),
        subset=phrases(raw.subset),
        whole=phrases(raw.whole),
        partly=phrases(raw.partly),
        former=phrases(raw.former),
        more=phrases(raw.more),
        rises=phrases(raw.rises),
        by=frozenset(raw.by.split()),
        per=phrases(raw.per),
        since=frozenset(raw.since.split()),
        they=frozenset(raw.they.split()),
        according=phrases(raw.according),
        at=phrases(raw.at),
        plurals=tuple((plural.end, plural.one) for plural in raw.plurals),
        counts=Phrases(raw.counts, raw.endings),
        states=Phrases(raw.states, raw.endings),
        measures=Phrases(raw.measures, raw.endings),
        events=Phrases(raw.events, raw.endings),
        groups=Phrases(raw.groups, raw.endings),
        names=raw.names,
        done=raw.done,
        demonyms=tuple(
            sorted(
                (fold(stem), code)
                for code, stems in language_data.read(language).demonyms.items()
                for stem in stems
            )
        ),
    )


@cache
def everywhere() -> Everywhere:
    """Return what holds in every language."""
    return lexicon.read("und", "series", _Everywhere)


def called(thing: str, noun: str, language: str) -> str | None:
    """Return what a language calls a concept, and what is in that state; None where it has no name."""
    words = read(language)
    if words is None:
        return None
    names = words.names
    whole = names.get(f"{noun}/{thing}" if noun else thing)
    if whole or ":" in thing + noun:
        return whole
    if noun in names and thing in words.done:
        return f"{names[noun]} {words.done[thing]}"
    first, _, second = thing.partition("/")
    return (
        f"{names[first]} {words.done[second]}"
        if first in names and second in words.done
        else names.get(first)
    )


def tokens(text: str) -> list[Token]:
    """Cut a text into words and signs; an apostrophe parts words."""
    return [
        Token(fold(match[0]), match.start(), match.end(), match[0][0].isupper())
        for match in _TOKEN.finditer(text)
    ]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return a word without capitals and accents."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def _country(demonyms: tuple[tuple[str, str], ...], word: str) -> str | None:
    place = bisect_right(demonyms, (word, "\uffff"))
    if place and word.startswith(demonyms[place - 1][0]):
        stem, code = demonyms[place - 1]
        return code if len(word) - len(stem) <= _INFLECTED else None
    return None


def _forms(words: str, endings: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in _inflected(word, endings))


def _inflected(word: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    stem = word[:-1]
    return [stem + ending for ending in endings[word[-1]]] if word[-1] in endings else [word]
