"""Stretches between quotation marks as their sentences show them: what stands before, after and inside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from generator.annotate.parsed import Parsed, Passage
from generator.annotate.quotes import clauses as clauses_
from generator.annotate.quotes import cues as cues_
from generator.annotate.quotes import syntax
from generator.annotate.quotes.candidate import Cue
from generator.annotate.quotes.clauses import Clauses
from generator.annotate.quotes.marks import MARK, Quoted
from generator.model import Span

__all__ = ["SENTENCE", "Stretch", "View", "span_of", "views"]

SENTENCE = 5  # words from which a stretch may be a sentence by itself

_TERMINAL = frozenset(".?!…")
_DASHES = frozenset({"—", "–", "-"})  # behind a date or a place, before the first sentence


@dataclass(frozen=True)
class View:
    """A passage with its cues and clauses; positions are token indices."""

    number: int
    passage: Passage
    clauses: Clauses
    cues: tuple[Cue, ...]

    @cached_property
    def cue_tokens(self) -> tuple[tuple[int, int], ...]:
        """Where each cue stands, as token positions."""
        spans = [cues_.tokens_of(self.passage, cue) for cue in self.cues]
        return tuple((span.start, span.end) for span in spans)

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after an offset of the article."""
        return bisect_right(self._ends, offset - self.passage.start)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each token ends in the passage; asking tokens one by one takes long."""
        return [int(start + size) for start, size in self.passage.doc.to_array(["IDX", "LENGTH"])]


@dataclass(frozen=True)
class Stretch:
    """A stretch between marks, with the passages where it begins and ends.

    ``first`` is the token of its opening mark in ``view``; ``last`` the one after its closing mark
    in ``end``.
    """

    quoted: Quoted
    text: str
    view: View
    end: View
    first: int
    last: int

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The tokens inside, as far as they stand in the first passage."""
        stop = self.last if self.end is self.view else len(self.view.passage.doc)
        return [t for t in self.view.passage.doc[self.first : stop] if not MARK.fullmatch(t.text)]

    @cached_property
    def words(self) -> int:
        """How many words stand inside, in the first passage."""
        return sum(1 for token in self.tokens if not token.is_punct and not token.is_space)

    @cached_property
    def verbal(self) -> bool:
        """Whether a finite verb stands inside."""
        return any(t.pos_ in ("VERB", "AUX") and not syntax.infinitive(t) for t in self.tokens)

    @cached_property
    def capital(self) -> bool:
        """Whether it begins like a sentence."""
        for ch in self.text:
            if ch.isalnum():
                return ch.isupper() or ch.isdigit()
        return False

    @cached_property
    def titled(self) -> bool:
        """Whether its words are capitalised as in a title."""
        long = [t for t in self.tokens if t.is_alpha and len(t) > 3]  # noqa: PLR2004
        return len(long) > 1 and all(t.text[0].isupper() for t in long)

    @cached_property
    def ended(self) -> bool:
        """Whether a sentence ends inside, at its end."""
        return self.text.rstrip(" \u00a0\u202f\"'”’»")[-1:] in _TERMINAL

    @cached_property
    def sentence(self) -> bool:
        """Whether it can be a sentence by itself."""
        return self.capital and (self.verbal or self.ended) and self.words > 2  # noqa: PLR2004

    @cached_property
    def opens_sentence(self) -> bool:
        """Whether nothing of its sentence stands before it."""
        position = self.first - 1
        doc = self.view.passage.doc
        while position >= 0 and (doc[position].is_space or doc[position].text in _DASHES):
            position -= 1
        if position < 0 or self.first in self.view.clauses.starts:
            return True
        return doc[position].text[-1:] in _TERMINAL or _closing_after_end(doc, position)

    @cached_property
    def closes_sentence(self) -> bool:
        """Whether nothing of its sentence stands after it."""
        doc = self.end.passage.doc
        position = self.last
        while position < len(doc) and doc[position].is_space:
            position += 1
        if position >= len(doc) or doc[position].text[:1] in _TERMINAL:
            return True
        return self.ended and (doc[position].text[:1].isupper() or bool(MARK.match(doc[position].text)))


def _closing_after_end(doc: Doc, position: int) -> bool:
    return (
        position > 0 and bool(MARK.fullmatch(doc[position].text)) and doc[position - 1].text[-1:] in _TERMINAL
    )


def views(parsed: Parsed, quoted: tuple[Quoted, ...]) -> tuple[tuple[View, ...], tuple[Stretch, ...]]:
    """Read every passage, and place the outermost stretches in them."""
    outer = tuple(each.outer for each in quoted if each.depth == 0)
    found: list[View] = []
    for number, passage in enumerate(parsed):
        cued = cues_.find(passage)
        found.append(View(number, passage, clauses_.read(passage, cued, outer), cued))
    return tuple(found), tuple(_place(parsed.article.text, found, quoted))


def _place(text: str, found: list[View], quoted: tuple[Quoted, ...]) -> list[Stretch]:
    placed: list[Stretch] = []
    number = 0
    for each in quoted:
        if each.depth:
            continue
        while number < len(found) and found[number].passage.block.span.end <= each.inner.start:
            number += 1
        ending = number
        while ending < len(found) and found[ending].passage.block.span.end < each.inner.end:
            ending += 1
        if ending < len(found):
            view, end = found[number], found[ending]
            placed.append(
                Stretch(
                    each,
                    text[each.inner.start : each.inner.end],
                    view,
                    end,
                    view.token_at(each.outer.start),
                    end.token_at(each.outer.end),
                )
            )
    return placed


def span_of(view: View, start: int, end: int) -> Span:
    """Return where tokens of a passage stand in the article."""
    return view.passage.span(view.passage.doc[start:end])
