"""What the readers of plain text, Markdown and HTML hand on: an article in pieces.

A piece is a block that does not know its place in the text yet; ``assemble`` lays the pieces out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Block, BlockKind, Container, Inline, Span

__all__ = ["Draft", "Piece", "assemble"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One block. ``text`` has no blanks at its ends; the spans of ``inlines`` index it."""

    kind: BlockKind
    text: str
    level: int = 0
    language: str | None = None
    containers: tuple[Container, ...] = ()
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's content. The headline, where it stands in the content, is the first piece."""

    pieces: tuple[Piece, ...]
    title: str | None = None  # what the file's own metadata say
    date: str | None = None
    language: str | None = None
    author: str | None = None
    source_name: str | None = None
    source_url: str | None = None
    tags: tuple[str, ...] = ()


def assemble(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Inline, ...]]:
    """Return the text of all pieces, a blank line between two, its blocks and its formatting."""
    blocks: list[Block] = []
    inlines: list[Inline] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        blocks.append(Block(piece.kind, Span(at, end), piece.level, piece.language, piece.containers))
        inlines += [
            Inline(inline.tag, Span(inline.span.start + at, inline.span.end + at), inline.href)
            for inline in piece.inlines
        ]
        at = end + 2
    return "\n\n".join(piece.text for piece in pieces), tuple(blocks), tuple(inlines)
