"""Quotation marks: which one opens, which one closes, over the whole article at once.

Every mark is read by its shape and by the characters beside it; the reading of all marks together
that costs least is kept (a beam search over stacks of open marks). A mark that fits nowhere costs
what a stray mark costs, and never more than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from generator.model import Article, Block, Span

__all__ = ["MARK", "Quoted", "pair", "standard", "strip"]

# Doubled apostrophes and grave accents stand for a double mark, as typewriters set it; between letters the
# first is an elision's (qu''il).
MARK = re.compile(r"(?<!\w)''|''(?!\w)|``|,,|[«»‹›“”„‟\"‘’‚‛'＂]")

_FAMILY = {
    **dict.fromkeys("«»", "guillemets"),
    **dict.fromkeys("‹›", "single guillemets"),
    **dict.fromkeys(["“", "”", "„", "‟", '"', "＂", "''", "``", ",,"], "double"),
    **dict.fromkeys("‘’‚‛'", "single"),
}
# What it costs to read a mark against its shape, as (opening, closing).
_SHAPE = {
    "«": (0.0, 2.5),
    "»": (2.5, 0.0),
    "‹": (0.0, 2.5),
    "›": (2.5, 0.0),
    "“": (0.0, 2.5),
    "”": (2.0, 0.0),
    "„": (0.0, 9.0),
    "‟": (0.0, 3.0),
    "‘": (0.0, 3.0),
    "’": (4.0, 0.0),
    "‚": (0.0, 9.0),
    "‛": (0.0, 4.0),
    "``": (0.0, 6.0),
    ",,": (0.0, 9.0),
}
# The same of raised marks in an article where low ones open; a single one may open there all the same.
_LOW = {"“": (2.5, 0.0), "‘": (0.0, 0.5)}
_STRAY = 3.0  # a mark that neither opens nor closes
_STRAY_FRESH = 4.5  # the same where a sentence begins with it
_STRAY_SINGLE = 0.6  # an apostrophe, a minute
_STRAY_APART = 2.0  # the same, touching neither letter nor digit
_MEASURE = 0.8  # the same after a digit: an inch, a second
_OPEN_EVER = 2.5  # opened, and closed by the end of the paragraph
_CLOSE_ONLY = 2.7  # closed without having been opened
_CLOSE_ONLY_STRAIGHT = 3.5  # the same, of a mark that does not show that it closes
_ACROSS = 2.6  # one pair of marks around several paragraphs
_ACROSS_UNITS = 6.0  # the same over headings, items and cells
_REOPENED = 0.2  # the next paragraph opens with a mark again
_REOPENED_LATE = 3.2  # and only there says who speaks, after a sentence: who carries over says it before
_EMPTY = 5.0  # nothing between the marks
_POSSESSIVE = 0.8  # a single mark after a sibilant, before a word in lower case
_SIBILANTS = frozenset("sxzSXZ")
_SHARED = 1.5  # one mark closes two
_MIXED = 1.2  # opened with one shape, closed with another
_LONG = 0.4  # for every thousand characters between straight marks
_ALNUM = re.compile(r"[^\W_]")
_GLANCE = 200  # characters after a mark in which a word must begin
_SINGLES = 3  # marks that open, by which single marks are the article's own
_DEPTH = 3
_BEAM = 24

_YEAR = re.compile(r"\d\ds?(?!\w|[.,]\d)")  # after an apostrophe: "the '90s"
_ENDS = re.compile(r"[.!?…](?=\s)")
_BEFORE = re.compile(r"[.!?…:](?=\s)")  # before the opening of a sentence
_DOUBLES = re.compile(r"[«»‹›“”„‟]|(?<!\d)[\"＂]")
_OPENING_SINGLE = re.compile(r"(?:(?<=\s)|^)['‘](?=[^\W\d])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks: ``inner`` without them, ``outer`` with them.

    ``depth`` is 0 outside all others. ``opened`` and ``closed`` say whether its own mark was there.
    """

    inner: Span
    outer: Span
    depth: int
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark as met: what each reading of it costs by itself."""

    at: Span
    text: str
    opening: float
    closing: float
    stray: float
    leads: bool  # first in its paragraph
    block: int
    minor: bool = False  # a single mark where double ones quote: an apostrophe as soon as it fits nowhere

    @property
    def family(self) -> str:
        return _FAMILY[self.text]

    @property
    def straight(self) -> bool:
        return self.text not in _SHAPE

    def alike(self, other: _Mark) -> bool:
        return self.family == other.family and self.straight == other.straight


@dataclass(frozen=True, slots=True)
class _Found:
    """A linked list of pairs, newest first."""

    opener: Span
    closer: Span
    depth: int
    opened: bool
    closed: bool
    before: _Found | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the marks so far."""

    cost: float
    stack: tuple[_Mark, ...] = ()
    found: _Found | None = None


def pair(article: Article) -> tuple[Quoted, ...]:
    """Find what stands between quotation marks, in text order, outer stretches before inner ones."""
    return _pair(article.text, article.blocks)


@lru_cache(maxsize=64)  # asked for before an article is parsed, for its words, and again after
def _pair(text: str, all_blocks: tuple[Block, ...]) -> tuple[Quoted, ...]:
    blocks = [block for block in all_blocks if block.annotated]
    low = "„" in text and "”" not in text
    minor = bool(_DOUBLES.search(text)) or len(_OPENING_SINGLE.findall(text)) < _SINGLES
    marks = [_marks(text, block, number, low=low, minor=minor) for number, block in enumerate(blocks)]
    readings = [_Reading(0.0)]
    for number, block in enumerate(blocks):
        for mark in marks[number]:
            readings = _best(step for reading in readings for step in _steps(reading, mark, text, block))
        following = marks[number + 1] if number + 1 < len(blocks) else None
        if any(reading.stack for reading in readings):
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            readings = _best(
                step for reading in readings for step in _leave(reading, text, block, after, following or [])
            )
    return _collect(readings[0].found, text)


def standard(article: Article, style: str) -> str:
    """Return the article's text with its paired marks in one style, character for character.

    ``style`` gives the opening and closing mark of quotations, then those of quotations inside
    them. Parsers read marks by their shape; this keeps what they find the same in every style.
    """
    characters = list(article.text)
    for each in pair(article):
        opening, closing = (style[0], style[1]) if each.depth == 0 else (style[2], style[3])
        for at, mark, there in (
            (each.outer.start, opening, each.opened),
            (each.outer.end - 1, closing, each.closed),
        ):
            if there and characters[at] in _FAMILY and article.text[at : at + 2] not in _FAMILY:
                characters[at] = mark
    return "".join(characters)


def strip(text: str, span: Span) -> Span:
    """Drop white space at both ends of a span."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return Span(start, end)


def _marks(text: str, block: Block, number: int, *, low: bool, minor: bool) -> list[_Mark]:
    """Read every mark of a block by its neighbours; apostrophes inside words are none.

    ``low``: low marks open here. ``minor``: single marks are not the article's own.
    """
    first, last = block.span
    found = []
    for match in MARK.finditer(text, first, last):
        start, end = match.span()
        left = text[start - 1] if start > first else ""
        right = text[end] if end < last else ""
        if _FAMILY[match[0]] == "single" and left.isalnum() and right.isalnum():
            continue
        leads = not text[first:start].strip()
        fresh = leads or bool(_BEFORE.match(text[max(first, start - 2) : start]))
        shape = (_LOW.get(match[0]) if low else None) or _SHAPE.get(match[0], (0.0, 0.0))
        found.append(
            _Mark(
                Span(start, end),
                match[0],
                _opening(shape[0], match[0], left, right, year=bool(_YEAR.match(text, end))),
                _closing(shape[1], match[0], left, right, text[end + 1 : end + 2]),
                _stray(match[0], left, right, fresh=fresh, minor=minor),
                leads,
                number,
                minor and _FAMILY[match[0]] == "single",
            )
        )
    return found


@cache
def _opening(cost: float, mark: str, left: str, right: str, *, year: bool) -> float:
    single = _FAMILY[mark] == "single"
    if left.isalnum():
        cost += 8.0 if single else 3.0
    elif left in tuple(".,;!?…)]"):
        cost += 1.0
    if not right:
        return cost + 6.0
    if right.isspace():
        if single and mark != "‘":
            cost += 1.0
        return cost + (0.4 if not left or left.isspace() or left == ":" else 2.5)
    if right in ".,;:)]" or (single and year):
        cost += 2.5
    return cost


@cache
def _closing(cost: float, mark: str, left: str, right: str, after: str) -> float:
    if not left:
        cost += 6.0
    elif left.isspace():
        spaced = _FAMILY[mark] == "guillemets"  # as French sets them
        cost += 1.5 if right.isalnum() else 0.0 if spaced else 0.4
    if right.isalnum():
        cost += 3.0
    elif _FAMILY[mark] == "single" and left.isalpha() and right.isspace() and after.islower():
        cost += _POSSESSIVE if left in _SIBILANTS else 0.3
    return cost


def _stray(mark: str, left: str, right: str, *, fresh: bool, minor: bool) -> float:
    opens = not left.isalnum() and right.isalpha()
    if _FAMILY[mark] == "single" and (minor or not (fresh and opens)):
        return _STRAY_SINGLE if left.isalnum() or right.isalnum() else _STRAY_APART
    if left.isdigit() and mark not in _SHAPE:
        return _MEASURE
    return _STRAY_FRESH if fresh and right.isalnum() else _STRAY


def _steps(reading: _Reading, mark: _Mark, text: str, block: Block) -> Iterable[_Reading]:
    """Read one more mark in every way it can be read."""
    cost, stack, found = reading.cost, reading.stack, reading.found
    yield _Reading(cost + mark.stray, stack, found)
    if mark.leads and stack and stack[0].alike(mark) and stack[0].block < mark.block:
        yield _Reading(cost, stack, found)  # the paragraph opens again what is still open
    if len(stack) < _DEPTH:
        nested = [held for held in stack if held.family == mark.family]
        extra = (2.0 if mark.straight else 0.8) if nested else 0.2 * len(stack)
        yield _Reading(cost + mark.opening + extra, (*stack, mark), found)
    spent = mark.closing
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth]
        if opener.family == mark.family:
            mixed = _MIXED if opener.straight != mark.straight else 0.0
            start, end = opener.at.end, mark.at.start
            empty = 0.0 if _ALNUM.search(text, start, min(end, start + _GLANCE)) else _EMPTY
            long = _LONG * (end - start) / 1000 if mark.straight else 0.0
            left = found
            for n in range(len(stack) - 1, depth - 1, -1):
                left = _Found(stack[n].at, mark.at, n, True, True, left)
            yield _Reading(cost + spent + mixed + empty + long, stack[:depth], left)
        spent += _SHARED
    if not any(held.family == mark.family for held in stack) and mark.family != "single":
        start = _begin(text, block, mark.at.start, found, stack)
        if _ALNUM.search(text, start, mark.at.start):
            opener_at = Span(start, start)
            left = _Found(opener_at, mark.at, len(stack), False, True, found)
            yield _Reading(
                cost + mark.closing + (_CLOSE_ONLY_STRAIGHT if mark.straight else _CLOSE_ONLY), stack, left
            )


def _begin(text: str, block: Block, end: int, found: _Found | None, stack: tuple[_Mark, ...]) -> int:
    """Guess where a stretch begins that only a closing mark ends: its sentence, or after a colon."""
    low = max(block.span.start, found.closer.end if found else 0, stack[-1].at.end if stack else 0)
    colon = text.rfind(": ", low, end)
    if colon >= 0:
        return colon + 2
    if low == block.span.start:
        return low
    ends = [match.end() for match in _ENDS.finditer(text, low, end - 1)]
    return ends[-1] if ends else low


def _leave(
    reading: _Reading, text: str, block: Block, after: Block | None, following: list[_Mark]
) -> Iterable[_Reading]:
    """Go over the end of a paragraph: what is open stays open, or ends here."""
    if not reading.stack:
        yield reading
        return
    found = reading.found
    cost = reading.cost
    for depth in range(len(reading.stack) - 1, -1, -1):
        mark = reading.stack[depth]
        cost += 0.1 if mark.minor and depth else _OPEN_EVER
        end = block.span.end
        if mark.minor:
            continue  # never closed: an apostrophe after all
        found = _Found(mark.at, Span(end, end), depth, True, False, found)
    yield _Reading(cost + (_OPEN_EVER if reading.stack[0].minor else 0.0), (), found)
    if after is None or reading.stack[0].minor:
        return
    outer = reading.stack[0]
    again = bool(following) and following[0].leads and following[0].alike(outer)
    units = block.kind != "paragraph" or after.kind != "paragraph"
    reopened = _REOPENED_LATE if outer.leads and _attributed(text, following) else _REOPENED
    across = _ACROSS_UNITS if units else reopened if again else _ACROSS + (0.6 if outer.straight else 0.0)
    yield _Reading(reading.cost + across + _OPEN_EVER * (len(reading.stack) - 1), (outer,), reading.found)


def _attributed(text: str, marks: list[_Mark]) -> bool:
    """Whether the first stretch of a paragraph breaks off for its attribution: “…,” she said."""
    closing = next((mark for mark in marks[1:] if mark.family == marks[0].family), None)
    return (
        closing is not None
        and text[closing.at.start - 1] == ","
        and text[closing.at.end : closing.at.end + 1].isspace()
    )


def _best(readings: Iterable[_Reading]) -> list[_Reading]:
    """Keep the cheapest reading for every stack of open marks, and few of them."""
    cheapest: dict[tuple[int, ...], _Reading] = {}
    for reading in readings:
        key = tuple(map(id, reading.stack))  # there is one of each mark
        held = cheapest.get(key)
        if held is None or reading.cost < held.cost:
            cheapest[key] = reading
    return sorted(cheapest.values(), key=lambda r: (r.cost, len(r.stack)))[:_BEAM]


def _collect(found: _Found | None, text: str) -> tuple[Quoted, ...]:
    quoted = []
    while found is not None:
        inner = strip(text, Span(found.opener.end, found.closer.start))
        if _ALNUM.search(text, inner.start, inner.end):
            outer = Span(found.opener.start, found.closer.end)
            quoted.append(Quoted(inner, outer, found.depth, found.opened, found.closed))
        found = found.before
    quoted.sort(key=lambda q: (q.outer.start, -q.outer.end, q.depth))
    return tuple(_settle(quoted))


def _settle(quoted: list[Quoted]) -> Iterable[Quoted]:
    """Give up a stretch that was never closed where others stand inside it, and raise these."""
    given_up: list[Quoted] = []
    for number, each in enumerate(quoted):
        inner = quoted[number + 1] if number + 1 < len(quoted) else None
        holds = inner is not None and inner.outer.start < each.outer.end and inner.closed
        if not each.closed and holds:
            given_up.append(each)
            continue
        above = sum(1 for outer in given_up if outer.outer.start < each.outer.start < outer.outer.end)
        yield replace(each, depth=max(0, each.depth - above))
