"""Lay out an article's full text: blocks in their containers, notes beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Article, Block, Container
from generator.pages.segments import Cut

__all__ = ["Flow", "Group", "Leaf", "Note", "flows"]

_CONTAINERS = frozenset(
    ("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "thead", "tbody", "tr", "td", "th")
)
_SELF_CONTAINED = {"item": frozenset(("li", "dt", "dd")), "cell": frozenset(("td", "th"))}
_TOP_HEADING = 3  # the page itself uses h1 and h2
_LOWEST_HEADING = 6


class Note(NamedTuple):
    """A word in the margin: ``subject`` (a link where there is ``href``), then ``text``.

    An editor's (``kind`` editor) has its text in Markdown.
    """

    kind: str
    subject: str
    href: str | None
    text: str
    sign: str = ""  # of the quotation it belongs to, or the number of an editor's note


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block of text; without a ``tag``, it stands directly in its container."""

    tag: str
    cut: Cut
    anchor: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A container (list, table, block quotation…) and what it holds."""

    tag: str
    children: tuple[Group | Leaf, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A paragraph, or an outermost container, with the notes that stand beside it."""

    content: Group | Leaf
    notes: tuple[Note, ...]


class _Open(NamedTuple):
    container: Container | None
    children: list[Group | Leaf]


def flows(article: Article, cuts: Sequence[Cut], notes: Mapping[int, Sequence[Note]]) -> tuple[Flow, ...]:
    """Return the text after the headline. ``cuts`` go with ``article.blocks``, ``notes`` by their number."""
    laid: list[Flow] = []
    beside: list[Note] = []
    stack = [_Open(None, [])]
    heading = _TOP_HEADING - 1

    def close(depth: int) -> None:
        while len(stack) > depth:
            done = stack.pop()
            if done.container is not None:
                stack[-1].children.append(Group(done.container.tag, tuple(done.children)))
        if depth == 1 and stack[0].children:
            laid.append(Flow(stack[0].children.pop(), tuple(beside)))
            beside.clear()

    for number, (block, cut) in enumerate(zip(article.blocks, cuts, strict=True)):
        if block.kind == "headline":
            continue
        wanted = [container for container in block.containers if container.tag in _CONTAINERS]
        common = 0
        while (
            common < len(wanted) and common + 1 < len(stack) and stack[common + 1].container == wanted[common]
        ):
            common += 1
        if common == 0:
            close(1)
        else:
            close(common + 1)
        stack.extend(_Open(container, []) for container in wanted[common:])
        if block.kind == "heading":
            heading = min(_TOP_HEADING - 1 + max(block.level - 1, 1), heading + 1, _LOWEST_HEADING)
        anchor = f"p{number}" if block.kind in ("paragraph", "item") else None
        stack[-1].children.append(_leaf(block, cut, article.language, anchor, heading))
        beside += notes.get(number, ())
        if len(stack) == 1:
            close(1)
    close(1)
    return tuple(laid)


def _leaf(block: Block, cut: Cut, language: str, anchor: str | None, heading: int) -> Leaf:
    inside = block.containers[-1].tag if block.containers else ""
    if inside in _SELF_CONTAINED.get(block.kind, ()):
        tag, anchor = "", None
    elif block.kind == "heading":
        tag = f"h{heading}"
    else:
        tag = {"caption": "caption", "code": "pre"}.get(block.kind, "p")
    other = block.language if block.language and block.language != language else None
    return Leaf(tag, cut, anchor, other)
