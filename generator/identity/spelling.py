"""Spellings of one name: folded, as it sounds whatever the language of its transliteration, as a frame.

A name of another script is written as each language hears it: Poutine, Putin. The rules of each
language (data) take its spelling to a common one, in which the two are equal; the frame of
consonants that remains without vowels is where to look for names worth comparing. The idea of
keys that ignore how a name is spelled is that of Soundex and Metaphone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from slugify import slugify

from generator import lexicon
from generator.identity import language_data

__all__ = ["fold", "frames", "sounds"]

_VOWELS = re.compile("[aiu]")
_DOUBLED = re.compile(r"(.)\1+")
_MARKS = re.compile("[\u0300-\u036f]")
_WORDS = re.compile("[a-z0-9]+")
_APOSTROPHES = re.compile("['’ʼ`´]")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return the text in lower-case ASCII, its words separated by blanks."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    plain = _MARKS.sub("", plain).lower()
    if plain.isascii():
        return " ".join(_WORDS.findall(plain)) or text.casefold().strip()
    return str(slugify(plain, separator=" ")) or text.casefold().strip()


@lru_cache(maxsize=200_000)
def sounds(word: str) -> frozenset[str]:
    """Return what a folded word may sound like: once as it stands, once by each language's rules."""
    common = _everywhere()
    return frozenset({common(word), *(common(rule(word)) for rule in _languages())})


@lru_cache(maxsize=200_000)
def frames(word: str) -> frozenset[str]:
    """Return the consonants of a folded word, those alike made one; vowels stand for nothing."""
    rule = _rules(language_data.everywhere().frame)
    return frozenset(_DOUBLED.sub(r"\1", _VOWELS.sub("", rule(sound))) or sound[:1] for sound in sounds(word))


@cache
def _languages() -> tuple[Callable[[str], str], ...]:
    return tuple(_rules(language_data.read(code).spellings) for code in lexicon.languages())


@cache
def _everywhere() -> Callable[[str], str]:
    rules = _rules(language_data.everywhere().sounds)
    return lambda word: _DOUBLED.sub(r"\1", rules(_DOUBLED.sub(r"\1", word)))


def _rules(pairs: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    def apply(word: str) -> str:
        for old, new in pairs:
            if old[0] == "^":
                if word.startswith(old[1:]):
                    word = new + word[len(old) - 1 :]
            elif old[-1] == "$":
                if word.endswith(old[:-1]):
                    word = word[: len(word) - len(old) + 1] + new
            else:
                word = word.replace(old, new)
        return word

    return apply
