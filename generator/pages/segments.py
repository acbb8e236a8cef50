"""Cut a block's text at every boundary of every mark, so that templates never splice.

Marks may nest (an actor inside a quotation) and may overlap without nesting (a quotation that ends
inside bold type): each piece of text lists the marks around it, outermost first, and whoever sets
it opens and closes elements between pieces.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Span

__all__ = ["Cut", "Mark", "Piece", "Spread", "cut", "spread"]


class Mark(NamedTuple):
    """What a stretch of text is marked as.

    ``kind`` is person, organisation, place, quote, number, date, or the tag of the author's own
    formatting. ``href`` leads within the site (or to the web where ``outside``); ``back`` is the
    place of the summary that a quotation or figure belongs to.
    """

    kind: str
    anchor: str | None = None
    href: str | None = None
    outside: bool = False
    who: str | None = None  # the entity it is, or that speaks: all marks of one light up together
    why: str = ""  # rule and confidence
    doubtful: bool = False
    back: str | None = None
    label: str | None = None  # of the way back
    style: str = ""  # direct, indirect or mixed
    settled: str = ""  # by an editor: the words that say so


class Piece(NamedTuple):
    """Text between two boundaries, with the numbers of its marks, outermost first."""

    text: str
    marks: tuple[int, ...]


class Spread(NamedTuple):
    """A mark over a span of the article; a lower ``depth`` goes outside a higher one."""

    span: Span
    depth: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Cut:
    """A block's text in pieces; joined, they are the text. A mark's ``anchor`` belongs to its first piece.

    ``ends`` numbers the marks that end in this block, in order.
    """

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    ends: tuple[int, ...]


def spread(marks: Iterable[Spread], blocks: Sequence[Span]) -> list[list[Spread]]:
    """Deal marks out to the blocks that they touch, in text order; blocks must not overlap."""
    dealt: list[list[Spread]] = [[] for _ in blocks]
    starts = [block.start for block in blocks]
    for mark in sorted(marks, key=lambda found: (found.span.start, -found.span.end, found.depth)):
        place = max(bisect_right(starts, mark.span.start) - 1, 0)
        while place < len(blocks) and blocks[place].start < mark.span.end:
            if min(mark.span.end, blocks[place].end) > max(mark.span.start, blocks[place].start):
                dealt[place].append(mark)
            place += 1
    return dealt


def cut(text: str, block: Span, marks: Sequence[Spread]) -> Cut:
    """Cut ``text[block.start:block.end]``; marks that reach beyond the block are clipped to it.

    A mark begun in an earlier block keeps no anchor, one that goes on in a later block no way back.
    """
    kept: list[Mark] = []
    opening: dict[int, list[tuple[int, int, int, int]]] = {}
    closing: dict[int, list[tuple[int, int, int, int]]] = {}
    ends = []
    for found in marks:
        start, end = max(found.span.start, block.start), min(found.span.end, block.end)
        if start >= end:
            continue
        number = len(kept)
        order = (found.depth, found.span.start, -found.span.end, number)
        opening.setdefault(start, []).append(order)
        closing.setdefault(end, []).append(order)
        kept.append(found.mark if start == found.span.start else found.mark._replace(anchor=None))
        if end == found.span.end:
            ends.append(number)
    pieces = []
    active: list[tuple[int, int, int, int]] = []
    at = block.start
    for boundary in sorted({*opening, *closing, block.end}):
        if boundary > at:
            pieces.append(Piece(text[at:boundary], tuple(order[3] for order in active)))
            at = boundary
        for order in closing.get(boundary, ()):
            active.remove(order)
        for order in opening.get(boundary, ()):
            insort(active, order)
    return Cut(tuple(pieces), tuple(kept), tuple(ends))
