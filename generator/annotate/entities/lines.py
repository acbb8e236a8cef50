"""A passage as names are read in it: a list of words, hyphenated ones whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from generator.annotate.entities.gazetteer import Gazetteer, gazetteer
from generator.annotate.entities.words import Words, fold, plain, words
from generator.annotate.parsed import Parsed, Passage

__all__ = ["Line", "Lines", "read"]

_HYPHENS = "-\u2010\u2011"
_OPENERS = frozenset("«“„\"'‹‘—–-•*")
_ENDERS = frozenset(".?!…")
_CLOCK = re.compile(r"\A\d{1,2}[:hH.]\d{0,2}\Z")  # "12:32", "9h"
_LONG = 4  # letters of a word whose capital says something about a heading
_SPORTS = 4  # words of sports in an article that reports on them
_MANY = 6  # longer words of a headline: no name has as many
_FEW = 4  # a heading of fewer words says nothing about its capitals
_FUNCTION = frozenset({"DET", "ADP", "PRON", "ADV", "CCONJ", "SCONJ", "AUX", "VERB", "INTJ", "PART", "NUM"})
_MARGIN = 45  # characters of a line that nothing but its end can have broken off


@dataclass(slots=True)
class Line:
    """One passage, by word: parallel lists, offsets into the article's text.

    ``entities`` are the pipeline's, as (first word, end word, label).
    """

    passage: Passage
    words: Words
    gazetteer: Gazetteer
    number: int  # among the article's lines
    body: str = ""  # the passage's text
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)  # folded but for accents: for function words
    begin: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    token: list[int] = field(default_factory=list)  # index of the word's first token
    pos: list[str] = field(default_factory=list)
    cap: list[bool] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)  # where any word would be capitalised
    stop: list[bool] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    sports: bool = False  # the article reports on sports: towns may be teams
    titled: bool = False  # all in capitals, or every word with one: capitals say nothing

    def __len__(self) -> int:
        return len(self.text)

    def surface(self, first: int, end: int) -> str:
        """Return the text of a range of words as it stands."""
        at = self.passage.start
        return self.body[self.begin[first] - at : self.end[end - 1] - at]

    def spaced(self, index: int) -> bool:
        """Whether white space stands before a word."""
        return index == 0 or self.begin[index] > self.end[index - 1]

    def breaks(self, index: int) -> bool:
        """Whether a line that was broken off on purpose, short of the margin, ends before a word."""
        if index == 0:
            return False
        stop, start = (at - self.passage.start for at in (self.end[index - 1], self.begin[index]))
        return "\n" in self.body[stop:start] and stop - self.body.rfind("\n", 0, stop) <= _MARGIN

    def plural(self, index: int) -> bool:
        """Whether a word shows that there are several."""
        return "Plur" in self.passage.doc[self.token[index]].morph.get("Number", [])

    def word(self, index: int) -> str:
        """Return the folded word at ``index``, empty outside of the line."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def function(self, index: int) -> str:
        """Return the word at ``index`` as function words are listed, empty outside of the line."""
        return self.small[index] if 0 <= index < len(self.small) else ""


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of an article, and how its words are written in it."""

    lines: tuple[Line, ...]
    lower: Counter[str]  # folded words that occur in lower case
    upper: Counter[str]  # those that occur capitalised where only names are, and open one

    def ordinary(self, line: Line, index: int) -> bool:
        """Whether a capitalised word at the start of a sentence is a common one."""
        low = line.low[index]
        if self.upper[low] and self.upper[low] >= self.lower[low]:
            return False
        if line.small[index] in line.words.place_prepositions:
            return True
        if self.lower[low] or line.stop[index] or low.rsplit("-", 1)[-1] in line.words.articles:
            return True
        return line.pos[index] in _FUNCTION and not (line.text[index].isupper() and len(low) >= _LONG)


def read(parsed: Parsed) -> Lines:
    """Read every passage of an article."""
    lines = tuple(_line(passage, number) for number, passage in enumerate(parsed))
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for line in lines:
        if line.titled:
            continue
        for index, low in enumerate(line.low):
            if not line.cap[index]:
                lower[low] += 1
            elif not line.initial[index] and not (index and line.cap[index - 1]):
                upper[low] += 1
    for line in lines:
        line.sports = sum(word in lower for word in line.words.sports) >= _SPORTS
    return Lines(lines, lower, upper)


def _line(passage: Passage, number: int) -> Line:
    line = Line(passage, words(passage.language), gazetteer(passage.language), number)
    doc = passage.doc
    line.body = passage.text
    owner: list[int] = []  # word of each token, -1 for white space
    fresh = True
    spaced = True
    for token in doc:
        text = token.text
        if token.is_space:
            owner.append(-1)
            fresh = fresh or "\n" in text
            spaced = True
            continue
        begin = passage.start + token.idx
        if token.is_sent_start and not (line.text and line.text[-1][-1].isalnum()):
            fresh = True  # after a word without punctuation the parser errs
        if line.text and line.text[-1] in _ENDERS:
            fresh = True
        if not spaced and line.text and _joined(line, text, spaced_after=bool(token.whitespace_)):
            _extend(line, text, token.pos_)
        elif cut := _cut(text, line):
            _append(line, text[:cut], begin, token, fresh=fresh)
            _append(line, text[cut:], begin + cut, token, fresh=False)
            fresh = False
        else:
            alnum = text[0].isalnum() or any(c.isalnum() for c in text)
            _append(line, text, begin, token, fresh=fresh)
            fresh = (fresh and (not alnum or _CLOCK.match(text) is not None)) or text in _OPENERS
        owner.append(len(line.text) - 1)
        spaced = bool(token.whitespace_)
    for ent in doc.ents:
        owned = [owner[i] for i in range(ent.start, ent.end) if owner[i] >= 0]
        if owned:
            line.entities.append((owned[0], owned[-1] + 1, ent.label_))
    line.titled = _titled(line)
    return line


def _joined(line: Line, text: str, *, spaced_after: bool) -> bool:
    """Whether a token that touches the word before it is part of it."""
    last = line.text[-1]
    if text[0] in _HYPHENS:
        return last[-1].isalnum() and (len(text) > 1 or not spaced_after)
    if last[-1] in _HYPHENS:
        if len(last) == 1 or not text[0].isalnum():
            return False
        if _prefix(line, last, text):
            _shorten(line)
            return False
        return True
    if len(text) == 1 and text.isalpha() and last[-1] in "'’´" and len(last) > 3:  # noqa: PLR2004
        return line.cap[-1]
    if last[-1] in "'’" and "-" in last and line.cap[-1] and text[0].isupper():
        return True  # Val-d'Isère
    if text == "." and last[0].isupper():
        return fold(last + ".") in line.words.honorifics or (
            len(last) <= 5 and line.gazetteer.find(last + ".") is not None  # noqa: PLR2004
        )
    return False


def _shorten(line: Line) -> None:
    """Take the hyphen off the last word; a prefix is no name."""
    line.text[-1] = line.text[-1][:-1]
    line.low[-1] = fold(line.text[-1])
    line.small[-1] = plain(line.text[-1])
    line.end[-1] -= 1
    line.cap[-1] = line.cap[-1] and len(line.text[-1]) > 1


def _prefix(line: Line, last: str, text: str) -> bool:
    """Whether a hyphen sets a prefix off from a name: pro-Clinton, R-Utah, or a name from an adjective."""
    stem = last[:-1]
    if text[0].isupper():
        if stem.islower():
            return fold(stem) not in line.words.particles
        return len(stem) == 1 and line.gazetteer.find(text) is not None
    return stem[0].isupper() and text.islower() and len(text) > 4  # noqa: PLR2004


def _cut(text: str, line: Line) -> int:
    """Return where to cut a token: after an honorific ("M.Martin") or a prefix; 0 for nowhere."""
    dot = text.find(".")
    if 0 < dot < len(text) - 1 and text[dot + 1].isupper() and fold(text[: dot + 1]) in line.words.honorifics:
        return dot + 1
    hyphen = text.find("-")
    if 0 < hyphen < len(text) - 1 and _prefix(line, text[: hyphen + 1], text[hyphen + 1 :]):
        return hyphen + 1 if text[0].islower() or hyphen == 1 else hyphen
    return 0


@lru_cache(maxsize=65536)
def _written(text: str) -> tuple[str, str, bool]:
    """Return a word folded, folded but for accents, and whether it is written as names are."""
    return fold(text), plain(text), _capitalised(text)


def _append(line: Line, text: str, begin: int, token: object, *, fresh: bool) -> None:
    low, small, cap = _written(text)
    line.text.append(text)
    line.low.append(low)
    line.small.append(small)
    line.begin.append(begin)
    line.end.append(begin + len(text))
    line.token.append(token.i)  # type: ignore[attr-defined]
    line.pos.append(token.pos_)  # type: ignore[attr-defined]
    line.cap.append(cap)
    line.initial.append(fresh)
    line.stop.append(token.is_stop)  # type: ignore[attr-defined]


def _extend(line: Line, text: str, pos: str) -> None:
    line.text[-1] += text
    line.low[-1] = fold(line.text[-1])
    line.small[-1] = plain(line.text[-1])
    line.end[-1] += len(text)
    if pos == "PROPN":
        line.pos[-1] = pos
    line.cap[-1] = line.cap[-1] or _capitalised(line.text[-1])
    line.stop[-1] = False


def _capitalised(text: str) -> bool:
    """Whether a word is written as names are: a capital first, or inside ("iPhone", "al-Assad")."""
    if text.islower():
        return False
    if text[0].isupper():
        return True
    return text[0].islower() and any(c.isupper() for c in text[1:])


def _titled(line: Line) -> bool:
    """Whether capitals say nothing in a line: nearly all of its longer words have one."""
    longer = [i for i, text in enumerate(line.text) if len(text) >= _LONG and text[0].isalpha()]
    if len(longer) < _FEW:
        return False
    capitals = sum(line.cap[i] for i in longer)
    if capitals < 0.85 * len(longer):
        return False
    if line.passage.block.kind == "headline" and len(longer) >= _MANY:
        return True
    return any(line.pos[i] not in ("PROPN", "PUNCT", "ADP") for i in range(len(line)))
