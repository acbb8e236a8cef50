"""Dialogue set with dashes: a paragraph for each turn, its cue between commas or at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from generator.annotate.quotes import insertions
from generator.annotate.quotes.candidate import Attribution, Candidate
from generator.annotate.quotes.marks import MARK
from generator.annotate.quotes.stretches import View, span_of
from generator.model import Span

__all__ = ["find"]

_DASHES = frozenset("—–―")
_TURNS = 2  # so many in a row make a dialogue, if one of them has a cue
_ALTERNATE = 2  # turns after which the same person speaks again
_TAKEN = 0.5  # confidence in a turn without a cue


def find(views: Sequence[View]) -> tuple[Candidate, ...]:
    """Find what is said in each turn; a turn without a cue is whose last but one it was."""
    found: list[Candidate] = []
    for dashed, run in groupby(views, key=_dashed):
        turns = list(run)
        if not dashed or len(turns) < _TURNS:
            continue
        told = [insertions.within(view, 1, len(view.passage.doc)) for view in turns]
        if not any(told):
            continue
        said: list[Attribution | None] = []
        for view, cue in zip(turns, told, strict=True):
            attribution = cue[0] if cue else None
            if attribution is None and len(said) >= _ALTERNATE and (before := said[-_ALTERNATE]):
                attribution = replace(before, cue=None, sense=None, confidence=_TAKEN)
            said.append(attribution)
            found += _turn(view, attribution, cue[1] if cue else None)
    return tuple(found)


def _dashed(view: View) -> bool:
    text = view.passage.text
    return (
        view.passage.block.kind == "paragraph"
        and text[:1] in _DASHES
        and text[1:2].isspace()
        and not MARK.match(text[1:].lstrip())
    )


def _turn(view: View, attribution: Attribution | None, gap: Span | None) -> list[Candidate]:
    """Make one candidate of a turn, or two where its cue stands inside."""
    whole = span_of(view, 1, len(view.passage.doc))
    spans = [whole] if gap is None else [Span(whole.start, gap.start), Span(gap.end, whole.end)]
    text, start = view.passage.text, view.passage.start
    found = []
    for span in spans:
        words = text[span.start - start : span.end - start]
        if not any(map(str.isalnum, words)):
            continue
        first = span.start + len(words) - len(words.lstrip())
        last = span.end - (len(words) - len(words.rstrip()))
        found.append(
            Candidate(
                Span(first, last),
                "direct",
                attribution.cue if attribution else None,
                attribution.speaker if attribution else None,
                attribution.sense if attribution else None,
                "dialogue",
                attribution.confidence if attribution else _TAKEN,
            )
        )
    return found
