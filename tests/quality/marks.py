"""Rewrite an article's quotation marks in another style, its gold annotations along with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from generator.model import Annotations, Span
from tests.quality.gold import Gold

__all__ = ["STYLES", "Style", "rewrite"]


@dataclass(frozen=True)
class Style:
    """A style of marks: those of a quotation, those of a quotation within it."""

    outer: str
    inner: str

    @property
    def name(self) -> str:
        """The outer marks, as a reader sees them."""
        return f"{self.outer[0]} {self.outer[1]}"


STYLES = (
    Style("«»", "“”"),
    Style("“”", "‘’"),
    Style("„“", "‚‘"),
    Style('""', "''"),
    Style("''", '""'),
    Style("‹›", "“”"),
)
_OPENING, _CLOSING = "«“„‹", "»”›"
_GUILLEMETS = "«»‹›"
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)[^'‘’\n]{1,200}(?<![\s(])['’](?!\w)")
_SPACES = " \u00a0\u202f\u2009"


def rewrite(article: Gold, style: Style) -> Gold:
    """Set double marks and guillemets of every style in ``style``.

    Single marks stay, unless the style is single itself: then those within a quotation change too.

    French guillemets keep a space within, others lose it. Every mark stays one mark, so the text
    has the same characters but for spaces.
    """
    roles = _roles(article.text)
    if style.outer == "''":
        roles |= _single(article.text, roles)
    out: list[str] = []
    length = 0
    at: list[int] = []  # where each old position went
    for index, character in enumerate(article.text):
        at.append(length)
        piece = character
        if index in roles:
            closing, depth = roles[index]
            mark = (style.outer if depth == 0 else style.inner)[closing]
            spaced = mark in _GUILLEMETS and article.language == "fr"
            piece = (("\u00a0" + mark) if closing else (mark + "\u00a0")) if spaced else mark
        elif character in _SPACES and (
            roles.get(index - 1, (1,))[0] == 0 or roles.get(index + 1, (0,))[0] == 1
        ):
            piece = ""  # the space within guillemets goes with them
        out.append(piece)
        length += len(piece)
    at.append(length)
    text = "".join(out)
    head = article.source.decode().partition(article.text)[0]
    return replace(
        article,
        text=text,
        source=(head + text + "\n").encode(),
        annotations=_moved(article.annotations, at),
        optional=frozenset(
            (layer, Span(at[key.start], at[key.end])) if isinstance(key, Span) else (layer, key)
            for layer, key in article.optional
        ),
    )


def _roles(text: str) -> dict[int, tuple[int, int]]:
    """Tell for each mark whether it closes (1) or opens (0), and whether it is an inner one (1).

    Only marks of another kind than those around them make it so: some texts repeat the outer ones.
    """
    roles: dict[int, tuple[int, int]] = {}
    stack: list[str] = []
    depths: list[int] = []
    for index, character in enumerate(text):
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if character == "“" and stack and stack[-1] == "„":
            closing = True
        elif character in _OPENING:
            closing = False
        elif character in _CLOSING:
            closing = True
        elif character == '"':
            if before.isdigit() and '"' not in stack:
                continue  # inches
            closing = (
                bool(before) and not before.isspace() and before not in "([«“„'’—–"
            ) or not after.strip()
        else:
            if character == "\n":
                stack.clear()  # a mark left open, or opened again, in the next paragraph
                depths.clear()
            continue
        if closing:
            roles[index] = (1, depths.pop() if stack else 0)
            del stack[-1:]
        else:
            depths.append(int(bool(stack) and stack[-1] != character))
            roles[index] = (0, depths[-1])
            stack.append(character)
    return roles


def _single(text: str, roles: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Find single marks within double ones: where the double ones become single, these must not stay."""
    found: dict[int, tuple[int, int]] = {}
    for match in _SINGLE.finditer(text):
        if sum(1 - 2 * closing for at, (closing, _) in roles.items() if at < match.start()) > 0:
            found |= {match.start(): (0, 1), match.end() - 1: (1, 1)}
    return found


def _moved(annotations: Annotations, at: list[int]) -> Annotations:
    def span(old: Span | None) -> Span | None:
        return Span(at[old.start], at[old.end]) if old else None

    def moved(item: Any) -> Any:
        return replace(item, span=span(item.span))

    return replace(
        annotations,
        entities=tuple(
            replace(e, mentions=tuple(Span(at[m.start], at[m.end]) for m in e.mentions))
            for e in annotations.entities
        ),
        quotes=tuple(
            replace(moved(q), speaker_span=span(q.speaker_span), cue_span=span(q.cue_span))
            for q in annotations.quotes
        ),
        numbers=tuple(moved(n) for n in annotations.numbers),
        dates=tuple(moved(d) for d in annotations.dates),
    )
