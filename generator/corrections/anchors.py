"""Find the words that a correction quotes in an article's text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from generator.model import Span

__all__ = ["Anchor", "anchor", "find", "nearest"]

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_ENOUGH = 0.5  # of the words that are sought
_AROUND = 24  # code points of context that are enough for most


class Anchor(NamedTuple):
    """The words meant, with words before and after that tell them from others like them.

    White space counts as one space, and typographic signs as their plain ones, so that what a person
    copies or types is found.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


def find(anchor: Anchor, text: str) -> list[Span]:
    """Return every place that the anchor may mean; one, if all is well."""
    plain, places = _plain(text)
    exact = _bare(anchor.exact)
    if not exact:
        return []
    before, after = _bare(anchor.prefix), _bare(anchor.suffix)
    found = []
    start = plain.find(exact)
    while start >= 0:
        end = start + len(exact)
        if plain[:start].rstrip(' "').endswith(before.rstrip(' "')) and plain[end:].lstrip(' "').startswith(
            after.lstrip(' "')
        ):
            found.append(Span(places[start], places[end - 1] + 1))
        start = plain.find(exact, start + 1)
    return found


def nearest(exact: str, text: str) -> str:
    """Return the words of a text that may once have been these: as many, and half of them at least the same.

    Empty where there are none.
    """
    wanted = Counter(word.casefold() for word in _WORD.findall(exact))
    size = wanted.total()
    words = [(found, found[0].casefold() in wanted) for found in _WORD.finditer(text)]
    best, most = 0, 0
    for start in range(max(1, len(words) - size + 1)):
        if not words[start : start + 1] or not words[start][1]:
            continue
        window = Counter(found[0].casefold() for found, _ in words[start : start + size])
        common = (window & wanted).total()
        if common > most:
            best, most = start, common
    if not size or most < _ENOUGH * size:
        return ""
    within = words[best : best + size]
    last = max(at for at, (_, same) in enumerate(within) if same)
    end = within[min(last + 1, len(within) - 1)][0] if last < size - 1 else within[last][0]
    return text[within[0][0].start() : end.end()]


def anchor(span: Span, text: str) -> Anchor:
    """Return an anchor for a span: with as much context as it takes to be found again alone."""
    exact = text[span.start : span.end]
    for around in (0, _AROUND, 2 * _AROUND, 8 * _AROUND):
        made = Anchor(
            exact,
            _whole_words(text[max(0, span.start - around) : span.start], at_start=span.start > around),
            _whole_words(text[span.end : span.end + around][::-1], at_start=span.end + around < len(text))[
                ::-1
            ],
        )
        if len(find(made, text)) == 1:
            return made
    return made


def _whole_words(text: str, *, at_start: bool) -> str:
    """Leave out the word that the text begins in the middle of."""
    cut = _SPACE.search(text) if at_start else None
    return text[cut.end() :] if cut else text


def _bare(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_SIGNS)).strip()


@lru_cache(maxsize=4)
def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text with single spaces and plain signs, and where each character of it stands in the text."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text.translate(_SIGNS)):
        if not sign.isspace():
            signs.append(sign)
        elif signs and signs[-1] != " ":
            signs.append(" ")
        else:
            continue
        places.append(place)
    return "".join(signs), places
