"""Read numerals: figures in every grouping, spelled numbers, multipliers, fractions, approximations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.annotate.numbers.words import NumberWords, alternatives, load

__all__ = ["Numeral", "Value", "scan", "tidy"]

Value = float | int | tuple[float | int, float | int | None]
NumeralKind = Literal[
    "figures", "spelled", "one", "approximate", "indefinite", "fraction", "couple", "article"
]

_FIGURES = r"""
    (?:(?<![\w)\]%°.,'’"”»/-])[-−+±](?=\d))?                     # a sign, not a hyphen
    (?<![\w.,])(?<!\d[/:])
    (?:(?P<fraction>(?:\d{1,3}\s)?[1-9]/(?:[2-9]|10|16|100)(?![\d/]))
    |\d{1,3}(?:(?P<sep>[ \u00a0\u202f\u2009.,'’])\d{3})(?:(?P=sep)\d{3})*(?![\d])|\d+)
    (?:[.,]\d+(?![\d]))?
    [½¼¾⅓⅔⅛]?
"""
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_GAP = re.compile(r"[\s\u2010\u2011-]{1,2}")
_HUNDRED = 100
_LONGEST_FIGURES = 18  # longer runs are identifiers


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


@dataclass(frozen=True, slots=True)
class _Grammar:
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
    couples: frozenset[str]
    half_before: frozenset[str]
    joiner: re.Pattern[str]
    half_after: re.Pattern[str]
    of: re.Pattern[str]
    not_fraction: re.Pattern[str]


def _norm(word: str) -> str:
    return re.sub(r"[\s\u2010\u2011-]+", " ", word.replace("’", "'")).strip().lower()


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)

    def table(source: dict[str, int]) -> dict[str, int]:
        return {_norm(word): value for word, value in source.items()}

    def names(source: list[str]) -> frozenset[str]:
        return frozenset(_norm(word) for word in source)

    every = [
        *words.values, *words.scales, *words.collectives, *words.plurals, *words.fractions,
        *words.fraction_nouns, *words.articles, *words.hundreds, *words.indefinites, *words.couples,
        *words.half_before,
    ]  # fmt: skip
    spelled = alternatives([_norm(word) for word in every]).replace(r"\s+", r"[\s\u2010\u2011-]+")
    ands = alternatives(words.ands)
    return _Grammar(
        atom=re.compile(rf"{_compact(_FIGURES)}|(?<![^\W\d])(?P<word>{spelled})(?!\w)", re.IGNORECASE),
        words=words,
        values=table(words.values),
        scales=table(words.scales),
        collectives=table(words.collectives),
        plurals=table(words.plurals),
        fractions={_norm(word): value for word, value in words.fractions.items()},
        fraction_nouns=table(words.fraction_nouns),
        articles=names(words.articles),
        hundreds=names(words.hundreds),
        bare_scales=names(words.bare_scales),
        indefinites=names(words.indefinites),
        couples=names(words.couples),
        half_before=names(words.half_before),
        joiner=re.compile(rf"[\s\u2010\u2011-]+(?:{ands})[\s\u2010\u2011-]+", re.IGNORECASE),
        half_after=re.compile(
            rf"[\s-]+(?:{alternatives(words.half_after)})(?!\w)".replace(r"\s+", r"[\s-]+"), re.IGNORECASE
        ),
        of=re.compile(rf"\s+(?:{alternatives(words.of)})(?:(?<=['’])|\s+)", re.IGNORECASE),
        not_fraction=re.compile(rf"(?:{alternatives(words.not_fractions)})(?!\w)", re.IGNORECASE),
    )


def _compact(verbose: str) -> str:
    """Take comments and layout out of a verbose pattern, whose classes hold real spaces."""
    lines = (line.split("  #")[0].strip() for line in verbose.strip().splitlines())
    return "".join(lines).replace(" | ", "|")


def tidy(value: float) -> float | int:
    """Return whole numbers as int, others rounded to what a text can mean."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) else rounded


def scan(text: str, language: str) -> list[Numeral]:
    """Find every numeral of a text, in order, without judging what it is used for."""
    reader = _Reader(text, _grammar(language))
    found, index = [], 0
    while index < len(reader.atoms):
        numeral, following = reader.read(index)
        if numeral is not None:
            found.append(numeral)
        index = max(following, index + 1)
    return found


class _Reader:
    """Reads one text; positions are indexes into its atoms."""

    def __init__(self, text: str, grammar: _Grammar) -> None:
        self.text, self.grammar = text, grammar
        self.atoms = list(self._atoms())

    def _atoms(self) -> list[_Atom]:
        atoms = []
        for match in self.grammar.atom.finditer(self.text):
            if match.group("word"):
                atoms.append(_Atom(*match.span(), _norm(match.group())))
            elif match.group("fraction"):
                atoms.append(_Atom(*match.span(), "/", _mixed(match.group())))
            elif sum(ch.isdigit() for ch in match.group()) <= _LONGEST_FIGURES:
                value = _figures(match.group(), match.group("sep"), self.grammar.words.decimal)
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
            match = self.grammar.of.match(self.text, end)
            if match and match.end() == self.atoms[index].start:
                return self.atoms[index]
        return None

    # ---- a couple of, dozens of, several hundred

    def _couple(self, index: int) -> tuple[Numeral, int] | None:
        atom = self.atoms[index]
        if atom.word not in self.grammar.couples:
            return None
        value, end, last = 2, atom.end, index
        following = self._adjacent(index)
        if following is not None and (factor := self._factor(following.word)):
            value, end, last = value * factor, following.end, index + 1
        return Numeral(atom.start, end, value, "couple", value // 2), last + 1

    def _factor(self, word: str) -> int:
        if word in self.grammar.hundreds:
            return _HUNDRED
        return (
            self.grammar.scales.get(word)
            or self.grammar.collectives.get(word)
            or self.grammar.plurals.get(word, 0)
        )

    def _indefinite(self, index: int) -> tuple[Numeral, int] | None:
        grammar = self.grammar
        atom = self.atoms[index]
        last = index
        if atom.word in grammar.indefinites:
            following = self._adjacent(index)
            if following is None or not self._factor(following.word):
                return None
            last, head = index + 1, following
        elif atom.word in grammar.plurals:
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
        grammar, atom = self.grammar, self.atoms[index]
        if grammar.not_fraction.match(self.text, atom.start):
            return None, index + 1
        if atom.word == "/" and atom.value is not None:
            return Numeral(atom.start, atom.end, atom.value, "fraction"), index + 1
        halved = self._half_of_scale(index)
        if halved is not None:
            return halved
        if atom.word in grammar.half_before and atom.word not in grammar.fraction_nouns:
            return self._half_of(index)
        if atom.word in grammar.fractions and atom.word not in grammar.values:
            return Numeral(atom.start, atom.end, tidy(grammar.fractions[atom.word]), "fraction"), index + 1
        count = grammar.values.get(atom.word) or (1 if atom.word in grammar.articles else 0)
        following = self._adjacent(index)
        if not count or following is None or following.word not in grammar.fraction_nouns:
            return None
        if grammar.not_fraction.match(self.text, following.start):
            return None, index + 1
        scaled = self._half_of_scale(index + 1, atom.start)
        if scaled is not None:
            return scaled
        value = count / grammar.fraction_nouns[following.word]
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
        if atom.word not in self.grammar.half_before:
            return None
        following = self._adjacent(index)
        if following is not None and following.word in self.grammar.articles:
            return None
        if (
            following is None
            or not (factor := self._factor(following.word))
            or following.word in self.grammar.plurals
        ):
            return None
        start = atom.start if start is None else start
        return Numeral(start, following.end, tidy(factor / 2), "spelled", factor), index + 2

    # ---- whole and decimal numbers

    def _cardinal(self, index: int) -> tuple[Numeral, int] | None:
        grammar, first = self.grammar, self.atoms[index]
        state = _Cardinal(grammar)
        at = index
        if not first.word:
            state.current, state.figures, state.end, at = first.value, True, first.end, index + 1
        elif first.word in grammar.articles and first.word not in grammar.values:
            following = self._adjacent(index)
            if following is None or not self._factor(following.word) or following.word in grammar.plurals:
                return Numeral(first.start, first.end, 1, "article"), index + 1
            state.current, state.article, at = 1, True, index + 1
        while at < len(self.atoms):
            atom = self.atoms[at]
            if not atom.word or (at > index and not self._joined(state, at)):
                break
            if not state.take(atom):
                break
            at += 1
        at = self._half(state, at)
        if state.value is None:
            return None
        if state.approximate:
            linked = self._linked(state.end, at)
            if linked is not None and linked.word in grammar.plurals:
                factor = grammar.plurals[linked.word]
                state.total, state.scale, state.end, at = state.total * factor, factor, linked.end, at + 1
        return Numeral(first.start, state.end, tidy(state.value), state.kind, state.scale), at

    def _joined(self, state: _Cardinal, at: int) -> bool:
        """Whether the atom stands close enough to go on with the number before it."""
        start, end = self.atoms[at - 1].end, self.atoms[at].start
        if start == end:
            return state.figures and self.atoms[at].word in self.grammar.scales
        if state.article and state.end == 0:
            return bool(_GAP.fullmatch(self.text, start, end))
        if _GAP.fullmatch(self.text, state.end or start, end):
            return True
        return bool(self.grammar.joiner.fullmatch(self.text, start, end)) and state.joins(self.atoms[at].word)

    def _half(self, state: _Cardinal, at: int) -> int:
        """Add "and a half", and a multiplier word behind it."""
        match = self.grammar.half_after.match(self.text, state.end) if state.value is not None else None
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
            factor = self.grammar.scales.get(self.atoms[at].word)
            if factor and state.current is not None:
                state.total, state.current = (state.total + state.current) * factor, None
                state.scale, state.end, at = factor, self.atoms[at].end, at + 1
        return at


class _Cardinal:
    """A number while it is being read: ``total`` so far and the part below the next multiplier."""

    def __init__(self, grammar: _Grammar) -> None:
        self.grammar = grammar
        self.total: float | int = 0
        self.current: float | int | None = None
        self.end = 0
        self.scale = 1
        self.figures = False
        self.article = False
        self.approximate = False
        self.parts = 0

    @property
    def value(self) -> float | int | None:
        """The number read so far, None before the first word that makes one."""
        if self.end == 0:
            return None
        return self.total + (self.current or 0)

    @property
    def kind(self) -> NumeralKind:
        """How the number is written."""
        if self.approximate:
            return "approximate"
        if self.figures:
            return "figures"
        return "one" if self.value == 1 and self.parts == 1 else "spelled"

    def joins(self, word: str) -> bool:
        """Whether "and" may stand between what was read and this word."""
        value = self.grammar.values.get(word)
        if self.grammar.words.and_after_tens:
            return value in (1, 11) and bool(self.current) and self.current % 100 in (20, 30, 40, 50, 60, 70)  # type: ignore[operator]
        return not self.figures and value is not None and 0 < value < _HUNDRED and self._at_least_hundred()

    def _at_least_hundred(self) -> bool:
        if self.current is not None:
            return self.current >= _HUNDRED and self.current % _HUNDRED == 0
        return self.total > 0

    def take(self, atom: _Atom) -> bool:
        """Add a word; False where it does not continue the number."""
        word, grammar = atom.word, self.grammar
        if self.approximate:
            return False
        if word in grammar.values:
            taken = self._small(grammar.values[word])
        elif word in grammar.hundreds:
            taken = self._hundred()
        elif word in grammar.scales:
            taken = self._multiply(word, grammar.scales[word])
        elif word in grammar.collectives or word in grammar.plurals:
            taken = self._collect(grammar.collectives.get(word) or grammar.plurals[word])
        else:
            taken = False
        if taken:
            self.end = atom.end
            self.parts += 1
        return taken

    def _small(self, value: int) -> bool:
        if self.figures:
            return False
        if self.current is None:
            self.current = value
            return True
        if self.current == 0 or value == 0:
            return False
        below = self.current % _HUNDRED
        if below == 0:
            self.current += value
            return True
        tens = below >= 20 and below % 10 == 0  # noqa: PLR2004 - twenty is the first of the tens
        if (tens and 0 < value < 10) or (below in self.grammar.words.teens_after and 10 <= value < 20):  # noqa: PLR2004
            self.current += value
            return True
        return False

    def _hundred(self) -> bool:
        if self.figures:
            return False
        if self.current is None:
            if not self.grammar.words.bare_hundred:
                return False
            self.current = _HUNDRED
            return True
        if 0 < self.current < _HUNDRED:
            self.current *= _HUNDRED
            return True
        return False

    def _multiply(self, word: str, scale: int) -> bool:
        if self.current is None and self.total == 0:
            if word not in self.grammar.bare_scales:
                return False
            self.current = 1
        if self.current is None:
            self.total *= scale
        elif self.scale == 1 or scale < self.scale:
            self.total += self.current * scale
        else:
            self.total = (self.total + self.current) * scale
        self.current, self.scale = None, scale
        return True

    def _collect(self, value: int) -> bool:
        if self.current is None or self.total:
            return False
        self.approximate = self.current == 1
        self.total, self.current, self.scale = self.current * value, None, value
        return True


def _figures(surface: str, separator: str | None, decimal: str) -> float | int:
    negative = surface[0] in "-−"
    extra = _VULGAR.get(surface[-1], 0)
    body = surface.strip("-−+±½¼¾⅓⅔⅛")
    if separator is not None and separator in ".,":
        body = _point_grouped(body, separator, decimal)
    elif separator is not None:
        body = body.replace(separator, "")
    body = body.replace(",", ".")
    value = (float(body) if "." in body else int(body)) + extra
    return -value if negative else value


def _mixed(surface: str) -> float | int:
    """Return the value of a fraction in figures, as 3/4 or 2 1/2."""
    *whole, part = surface.split()
    upper, lower = part.split("/")
    return tidy(sum(int(figure) for figure in whole) + int(upper) / int(lower))


def _point_grouped(body: str, separator: str, decimal: str) -> str:
    """Tell a point or comma between thousands from one before decimals."""
    if body.count(separator) == 1:
        other = "," if separator == "." else "."
        if other not in body and (separator == decimal or body.startswith("0")):
            return body
    return body.replace(separator, "")
