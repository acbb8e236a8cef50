"""Plain text → draft: paragraphs, sub-headings and list items, as people paste them.

No character other than white space is lost, save a date that stands ahead of the headline.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.reading import captions, dates
from generator.reading.draft import Draft, Piece

__all__ = ["cut_headline", "read"]

_ITEM = re.compile(r"(?:[-*•·◦‣▪►–]|\d{1,2}[.)])[ \t\u00a0]+(?=\S)")
_BLANKS = re.compile(r"[ \t]+")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*[ \n]+(?=[«\"“‘'(\[]?\s?[A-ZÀ-ÖØ-Þ\d])")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_QUESTION = re.compile(r"\?[\s\u00a0\u202f]*$")
_QUOTED = re.compile(r"[«\"“][^«»“”\".!?…]+[»\"”]")  # a sub-heading in quotation marks
_LABEL = re.compile(r"[^\W\d_]{1,12}[\s\u00a0]?[:.–—-]\s")  # «Q: …», who asks in an interview
_OPENS_SPEECH = "«\"“„‘'—–-([…"
_LONGEST_HEADLINE = 250  # characters; a longer first line is the text already
_LONGEST_SENTENCE = 600  # of a headline that is the first sentence; more is no sentence
_WIDEST = 130  # characters of a line in hard-wrapped text
_NARROWEST = 40
_LONGEST_HEADING = 100  # characters
_MOST_WORDS = 14  # of a heading
_MOST_WORDS_ASKED = 8  # of a heading that is a question
_MOST_QUESTIONS = 2  # more, and the text is an interview
_MOST_HEADLINE_LINES = 3


class _Unit(NamedTuple):
    """Lines that belong together, joined."""

    text: str
    lines: int
    item: bool


def read(text: str, *, headline: bool = True) -> Draft:
    """Read plain text. Without ``headline`` (the front matter has one) every line is text."""
    chunks = [
        [_BLANKS.sub(" ", line).strip() for line in chunk.split("\n")]
        for chunk in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text.strip())
    ]
    widest = max((len(line) for chunk in chunks for line in chunk), default=0)
    width = widest if _NARROWEST <= widest <= _WIDEST else 0
    pieces: list[Piece] = []
    date = None
    if headline:
        date, chunks = _split_date(chunks)
        title, rest = _headline(chunks[0], width)
        pieces.append(Piece("headline", title))
        chunks = [*([rest] if rest else []), *chunks[1:]]
    parts = [_units(chunk, width) for chunk in chunks]
    units = [unit for part in parts for unit in part]
    # A sub-heading stands alone or opens its chunk; without blank lines it may stand anywhere.
    starts = set(accumulate((len(part) for part in parts), initial=0))
    questions = sum(1 for unit in units if _QUESTION.search(unit.text) and _may_be_heading(unit.text))
    for at, unit in enumerate(units):
        following = units[at + 1] if at + 1 < len(units) else None
        if unit.item:
            pieces.append(Piece("item", unit.text))
        elif (
            (at in starts or len(parts) == 1)
            and following is not None
            and not following.item
            and len(following.text) > len(unit.text)
            and (captions.ends_sentence(following.text) or len(following.text) > _LONGEST_HEADING)
            and _may_be_heading(unit.text)
            and (questions <= _MOST_QUESTIONS or not _QUESTION.search(unit.text))
            and not captions.is_caption(unit.text)
        ):
            pieces.append(Piece("heading", unit.text, level=2))
        else:
            pieces.append(Piece("paragraph", unit.text))
    return Draft(tuple(pieces), date=date)


def cut_headline(text: str) -> tuple[str, str]:
    """Split a paragraph that has to serve as headline too: its first sentence, and the rest."""
    if len(text) <= _LONGEST_HEADLINE:
        return text, ""
    end = _SENTENCE.search(text)
    cut = end.end() if end else len(text)
    if cut > _LONGEST_SENTENCE:
        cut = text.rfind(" ", 0, _LONGEST_HEADLINE) + 1 or cut
    return text[:cut].strip(), text[cut:].strip()


def _split_date(chunks: list[list[str]]) -> tuple[str | None, list[list[str]]]:
    """Take off a date ahead of the headline, in its line or in a line of its own."""
    first, *rest = chunks[0]
    alone = dates.only_date(first)
    if alone and (rest or len(chunks) > 1):
        return alone, [rest, *chunks[1:]] if rest else chunks[1:]
    date, line = dates.split_prefix(first)
    return date, [[line, *rest], *chunks[1:]]


def _headline(lines: list[str], width: int) -> tuple[str, list[str]]:
    """Return the headline, joined where it was wrapped, and the lines of its chunk that follow it."""
    taken = 1
    while taken < min(len(lines), _MOST_HEADLINE_LINES):
        line, following = lines[taken - 1], lines[taken]
        if captions.ends_sentence(line) or _ITEM.match(following):
            break
        full = width and len(lines) <= _MOST_HEADLINE_LINES and _overflows(line, following, width)
        if not (following[:1].islower() or full) or captions.read_byline(following):
            break
        taken += 1
    title, rest = " ".join(lines[:taken]), lines[taken:]
    if rest and (taken == _MOST_HEADLINE_LINES or len(title) > _LONGEST_HEADLINE):
        units = _units(lines, width)  # no headline, but wrapped text
        if units[0].lines > 1:
            title, rest = units[0].text, lines[units[0].lines :]
    title, after = cut_headline(title)
    return title, [after, *rest] if after else rest


def _units(lines: list[str], width: int) -> list[_Unit]:
    """Join the lines of hard-wrapped paragraphs; other lines stay apart."""
    pairs = list(pairwise(lines))
    full = [bool(width) and _overflows(line, following, width) for line, following in pairs]
    wrapped = bool(full) and sum(full) >= 0.6 * len(full)
    groups: list[list[str]] = [[lines[0]]]
    for (line, following), overflows in zip(pairs, full, strict=True):
        goes_on = following[:1].islower() and not _SENTENCE_END.search(line)
        if (goes_on or (wrapped and overflows)) and not _ITEM.match(following):
            groups[-1].append(following)
        else:
            groups.append([following])
    return [_Unit(" ".join(group), len(group), bool(_ITEM.match(group[0]))) for group in groups]


def _overflows(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room in this one."""
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _may_be_heading(line: str) -> bool:
    words = len(line.split())
    if len(line) > _LONGEST_HEADING or words > _MOST_WORDS or not any(map(str.isalpha, line)):
        return False
    if line[0] in _OPENS_SPEECH:
        return words > 1 and bool(_QUOTED.fullmatch(line))
    if _QUESTION.search(line):
        return words <= _MOST_WORDS_ASKED and not _LABEL.match(line)
    return not captions.ends_sentence(line)
