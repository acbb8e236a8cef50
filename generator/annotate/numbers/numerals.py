"""Read numerals: figures in every grouping, spelled numbers, multipliers, fractions, approximations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.annotate.numbers import figures, vocabulary
from generator.annotate.numbers.cardinals import Cardinal
from generator.annotate.numbers.figures import tidy
from generator.annotate.numbers.vocabulary import HUNDRED, Vocabulary
from generator.annotate.numbers.words import load

__all__ = ["Numeral", "Value", "read", "scan"]

Value = float | int | tuple[float | int, float | int | None]
NumeralKind = Literal[
    "figures", "spelled", "one", "approximate", "indefinite", "fraction", "couple", "article"
]

_GAP = re.compile(r"[\s\u2010\u2011-]{1,2}")
_LEAD = 6  # characters before a plural in which the word that makes it a heading stands


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, without its unit. ``scale`` is the last multiplier word's value, or 1."""

    start: int
    end: int
    value: Value
    kind: NumeralKind
    scale: int = 1


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    word: str  # normalised; empty for figures
    value: float | int | None = None


def scan(text: str, language: str) -> list[Numeral]:
    """Find every numeral of a text, in order, without judging what it is used for."""
    reader = _Reader(text, vocabulary.read(language))
    found, index = [], 0
    while index < len(reader.atoms):
        numeral, following = reader.read(index)
        if numeral is not None:
            found.append(numeral)
        index = max(following, index + 1)
    return found


@cache
def read(text: str, language: str) -> float | None:
    """Return the value of a number that fills the whole of ``text``, None where it is none."""
    plain = text.strip()
    if plain.lower() in load(language).articles:
        return 1
    found = scan(plain, language)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(plain)):
        value = found[0].value
        return value if not isinstance(value, tuple) else None
    return None


class _Reader:
    """Reads one text; positions are indexes into its atoms."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text, self.words = text, words
        self.atoms = list(self._atoms())

    def _atoms(self) -> list[_Atom]:
        atoms = []
        for match in self.words.atom.finditer(self.text):
            if match.group("word"):
                atoms.append(_Atom(*match.span(), vocabulary.normalise(match.group())))
            elif match.group("fraction"):
                atoms.append(_Atom(*match.span(), "/", figures.fraction(match.group())))
            elif sum(ch.isdigit() for ch in match.group()) <= figures.LONGEST:
                value = figures.value(match.group(), match.group("sep"), self.words.words.decimal)
                atoms.append(_Atom(*match.span(), "", value))
        return atoms

    def read(self, index: int) -> tuple[Numeral | None, int]:
        """Read the numeral that begins at an atom; return it, or None, and the atom to go on from."""
        for way in (self._couple, self._indefinite, self._fraction, self._cardinal):
            result = way(index)
            if result is not None:
                return result
        return None, index + 1

    def _adjacent(self, index: int) -> _Atom | None:
        """Return the next atom if only white space or a hyphen stands before it."""
        if index + 1 < len(self.atoms):
            following = self.atoms[index + 1]
            if _GAP.fullmatch(self.text, self.atoms[index].end, following.start):
                return following
        return None

    def _linked(self, end: int, index: int) -> _Atom | None:
        """Return the atom at an index if it follows ``end`` through "of"."""
        if index < len(self.atoms):
            match = self.words.of.match(self.text, end)
            if match and match.end() == self.atoms[index].start:
                return self.atoms[index]
        return None

    # ---- a couple of, dozens of, several hundred

    def _couple(self, index: int) -> tuple[Numeral, int] | None:
        atom = self.atoms[index]
        if atom.word not in self.words.couples:
            return None
        value, end, last = 2, atom.end, index
        following = self._adjacent(index)
        if following is not None and (factor := self._factor(following.word)):
            value, end, last = value * factor, following.end, index + 1
        return Numeral(atom.start, end, value, "couple", value // 2), last + 1

    def _factor(self, word: str) -> int:
        if word in self.words.hundreds:
            return HUNDRED
        return (
            self.words.scales.get(word) or self.words.collectives.get(word) or self.words.plurals.get(word, 0)
        )

    def _indefinite(self, index: int) -> tuple[Numeral | None, int] | None:
        words = self.words
        atom = self.atoms[index]
        last = index
        if atom.word in words.indefinites:
            following = self._adjacent(index)
            if following is None or not self._factor(following.word):
                return None
            if following.word in words.bare_scales or (
                words.words.bare_hundred and following.word in words.hundreds
            ):
                return None  # "les cent premiers jours": a number of its own
            last, head = index + 1, following
        elif atom.word in words.plurals:
            if words.heading.search(self.text, max(0, atom.start - _LEAD), atom.start):
                return None, index + 1
            head = atom
        else:
            return None
        value, end = self._factor(head.word), head.end
        while True:
            following = self._linked(end, last + 1) or self._adjacent(last)
            if following is None or not self._factor(following.word):
                break
            value, end, last = value * self._factor(following.word), following.end, last + 1
        return Numeral(atom.start, end, (2 * value, None), "indefinite", value), last + 1

    # ---- fractions

    def _fraction(self, index: int) -> tuple[Numeral | None, int] | None:
        words, atom = self.words, self.atoms[index]
        if words.not_fraction.match(self.text, atom.start):
            return None, index + 1
        if atom.word == "/" and atom.value is not None:
            return Numeral(atom.start, atom.end, atom.value, "fraction"), index + 1
        halved = self._half_of_scale(index)
        if halved is not None:
            return halved
        if atom.word in words.half_before and atom.word not in words.fraction_nouns:
            return self._half_of(index)
        if atom.word in words.fractions and atom.word not in words.values:
            return Numeral(atom.start, atom.end, tidy(words.fractions[atom.word]), "fraction"), index + 1
        count = words.values.get(atom.word) or (1 if atom.word in words.articles else 0)
        following = self._adjacent(index)
        if not count or following is None or following.word not in words.fraction_nouns:
            return None
        if words.not_fraction.match(self.text, following.start):
            return None, index + 1
        scaled = self._half_of_scale(index + 1, atom.start)
        if scaled is not None:
            return scaled
        value = count / words.fraction_nouns[following.word]
        return Numeral(atom.start, following.end, round(value, 4), "fraction"), index + 2

    def _half_of(self, index: int) -> tuple[Numeral, int]:
        """Read "half of 1" as one number, "half of the" and "half a" as the fraction alone."""
        atom, following = self.atoms[index], self._adjacent(index)
        if following is not None and not following.word and following.value == 1:
            return Numeral(atom.start, following.end, 0.5, "fraction"), index + 2
        return Numeral(atom.start, atom.start + len(atom.word.split()[0]), 0.5, "fraction"), index + 1

    def _half_of_scale(self, index: int, start: int | None = None) -> tuple[Numeral, int] | None:
        """Read "half a million": half of a multiplier word."""
        atom = self.atoms[index]
        if atom.word not in self.words.half_before:
            return None
        following = self._adjacent(index)
        if following is not None and following.word in self.words.articles:
            return None
        if (
            following is None
            or not (factor := self._factor(following.word))
            or following.word in self.words.plurals
        ):
            return None
        start = atom.start if start is None else start
        return Numeral(start, following.end, tidy(factor / 2), "spelled", factor), index + 2

    # ---- whole and decimal numbers

    def _cardinal(self, index: int) -> tuple[Numeral, int] | None:
        words, first = self.words, self.atoms[index]
        state = Cardinal(words)
        at = index
        if not first.word:
            state.current, state.figures, state.end, at = first.value, True, first.end, index + 1
        elif first.word in words.articles and first.word not in words.values:
            following = self._adjacent(index)
            if following is None or not self._factor(following.word) or following.word in words.plurals:
                return Numeral(first.start, first.end, 1, "article"), index + 1
            state.current, state.article, at = 1, True, index + 1
        while at < len(self.atoms):
            atom = self.atoms[at]
            if not atom.word or (at > index and not self._joined(state, at)):
                break
            if not state.take(atom.word, atom.end):
                break
            at += 1
        at = self._half(state, at)
        if state.value is None:
            return None
        if state.approximate:
            linked = self._linked(state.end, at)
            if linked is not None and linked.word in words.plurals:
                factor = words.plurals[linked.word]
                state.total, state.scale, state.end, at = state.total * factor, factor, linked.end, at + 1
        return Numeral(first.start, state.end, tidy(state.value), state.kind, state.scale), at

    def _joined(self, state: Cardinal, at: int) -> bool:
        """Whether the atom stands close enough to go on with the number before it."""
        start, end = self.atoms[at - 1].end, self.atoms[at].start
        if start == end:
            return state.figures and self.atoms[at].word in self.words.scales
        if state.article and state.end == 0:
            return bool(_GAP.fullmatch(self.text, start, end))
        if _GAP.fullmatch(self.text, state.end or start, end):
            return True
        return bool(self.words.joiner.fullmatch(self.text, start, end)) and state.joins(self.atoms[at].word)

    def _half(self, state: Cardinal, at: int) -> int:
        """Add "and a half", and a multiplier word behind it."""
        match = self.words.half_after.match(self.text, state.end) if state.value is not None else None
        if match is None:
            return at
        while at < len(self.atoms) and self.atoms[at].start < match.end():
            at += 1
        half = state.scale / 2
        if state.current is not None:
            state.current += half
        else:
            state.total += half
        state.end = match.end()
        if at < len(self.atoms) and _GAP.fullmatch(self.text, state.end, self.atoms[at].start):
            factor = self.words.scales.get(self.atoms[at].word)
            if factor and state.current is not None:
                state.total, state.current = (state.total + state.current) * factor, None
                state.scale, state.end, at = factor, self.atoms[at].end, at + 1
        return at
