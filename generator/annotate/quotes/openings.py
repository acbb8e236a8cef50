"""What stands before the first sentence of a paragraph: the time of a live entry, a dateline, a bullet."""

from __future__ import annotations

import re
from functools import cache

from generator.annotate.parsed import Passage
from generator.annotate.quotes import syntax

__all__ = ["past", "past_dateline", "timed"]

_PLACE = 4  # letters of a place in capitals
_DATELINE = 14  # tokens up to its dash
_DASHES = frozenset({"—", "–", "―", "-", "--"})
_JOINTS = _DASHES | {":", "|", ".", "•", "►", "·"}
_BULLETS = _DASHES | set("•·◦‣▪►*")
_MARKS = "«“„\"‹‘'—–"


def past(passage: Passage) -> int | None:
    """Return the token with which the first sentence begins behind a time of day, a dateline or a bullet."""
    doc = passage.doc
    position = _past_time(passage) or past_dateline(passage) or _past_bullet(passage)
    if position is None or position >= len(doc):
        return None
    first = doc[position].text[:1]
    return position if first.isupper() or first in _MARKS else None


def timed(passage: Passage) -> bool:
    """Whether a paragraph begins with the time of day, as an entry of a live blog does."""
    return _past_time(passage) is not None


def _past_time(passage: Passage) -> int | None:
    match = _clock(passage.language).match(passage.text)
    if match is None:
        return None
    doc = passage.doc
    position = next((token.i for token in doc if token.idx >= match.end()), len(doc))
    while position < len(doc) and (doc[position].is_space or doc[position].text in _JOINTS):
        position += 1
    return position


def past_dateline(passage: Passage) -> int | None:
    """Return the token behind a dateline's dash: a place in capitals, or a place and its state or a date."""
    doc = passage.doc
    if len(doc) == 0 or not doc[0].text[:1].isupper():
        return None
    shouted = doc[0].is_upper and len(doc[0]) >= _PLACE
    times = syntax.words(passage.language).times
    for token in doc[1 : 1 + _DATELINE]:
        apart = token.whitespace_ and doc[token.i - 1].whitespace_
        if token.text in _DASHES and (shouted or apart):
            return int(token.i) + 1 if shouted or any(t.text == "," for t in doc[: token.i]) else None
        if syntax.finite(token) and token.is_lower:
            return None
        named = token.pos_ == "PROPN" or token.is_punct or token.like_num or token.lower_ in times
        if not (shouted or named):
            return None
    return None


def _past_bullet(passage: Passage) -> int | None:
    doc = passage.doc
    return 1 if passage.block.kind == "item" and len(doc) > 1 and doc[0].text in _BULLETS else None


@cache
def _clock(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{syntax.words(language).clock})(?!\w)", re.IGNORECASE)
