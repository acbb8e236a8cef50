"""Where sentences and clauses begin and end: the parse, mended by punctuation.

A statistical parser is sure of a clause's head and unsure of its ends, while writers mark ends with
punctuation; so heads come from the parse and ends from both.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from generator.annotate.parsed import Passage
from generator.annotate.quotes import nouns, openings, syntax
from generator.annotate.quotes.candidate import Candidate, Cue, Usage
from generator.model import Span

__all__ = ["Clauses", "Report", "read"]

_SURE = 0.9
_TERMINAL = frozenset(".!?…")
_CLOSERS = frozenset("»”\"’')]")
_MARKS = frozenset('«»“”„"()[]')
_SPEAKERS = frozenset({"PER", "PERSON", "ORG"})
_EDGES = frozenset(",;:.!?…—–-")


@dataclass(frozen=True, slots=True)
class Report:
    """A verbal cue in one of its usages, asked what it reports."""

    cue: Cue
    span: SpacySpan  # from the cue's first token to its last
    tokens: tuple[Token, ...]  # those of the cue that may govern what is said, its head first
    usage: Usage
    source: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Clauses:
    """A passage as the finders read it; positions are token indices."""

    passage: Passage
    roles: syntax.Roles
    words: syntax.Words
    order: syntax.Order
    speaking: frozenset[str]  # nouns that can be a source
    endings: tuple[str, ...]  # of more such nouns
    folded: tuple[str, ...]
    starts: tuple[int, ...]  # of sentences
    reporting: frozenset[int]  # heads of verbal cues
    quoted: tuple[tuple[int, int], ...]  # between quotation marks, marks included

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.passage.doc

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the sentence around a token."""
        n = bisect_right(self.starts, position) - 1
        end = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.doc)
        return self.starts[n], end

    def enclosing(self, position: int) -> tuple[int, int] | None:
        """Return the quotation that holds a token."""
        for start, end in self.quoted:
            if start <= position < end:
                return start, end
        return None

    def plain(self, position: int) -> str:
        """Return a token's word without elision or contraction."""
        word = self.folded[position]
        return self.words.contractions.get(word) or syntax.plain(word)

    def pauses(self, position: int) -> bool:
        """Whether a comma stands here, or a closing mark with a comma inside it."""
        held = self.enclosing(position)
        if held is None:
            return self.folded[position] == ","
        return position == held[1] - 1 and position > 0 and self.folded[position - 1] == ","

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Drop punctuation at both edges, but no mark that pairs with one inside."""
        while start < end and self._loose(start, start, end):
            start += 1
        while end > start and (self._loose(end - 1, start, end) or self._closes(start, end)):
            end -= 1
        return start, end

    def _closes(self, start: int, end: int) -> bool:
        """Whether a bracket at the end was opened before."""
        folded = self.folded[start:end]
        return folded[-1] == ")" and folded.count(")") > sum(word.startswith("(") for word in folded)

    def _loose(self, position: int, start: int, end: int) -> bool:
        text = self.folded[position]
        if text.isspace() or all(ch in _EDGES for ch in text):
            return True
        if any(ch in _MARKS for ch in text) and len(text) == 1:
            held = self.enclosing(position)
            return (
                held is not None and not (start <= held[0] and held[1] <= end) and self.doc[position].is_punct
            )
        return False

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens stand in the article."""
        return self.passage.span(self.doc[start:end])

    def speaks(self, source: tuple[int, int] | None) -> bool:
        """Whether a noun phrase can be the source of what is said: a name, a pronoun, a speaking noun."""
        if source is None:
            return False
        for token in self.doc[source[0] : source[1]]:
            if self.folded[token.i] in self.words.times:
                continue
            if token.pos_ == "PROPN" or token.ent_type_ in _SPEAKERS or self.folded[token.i] in self.speaking:
                return True
            if token.pos_ == "NOUN" and (
                self.folded[token.i].endswith(self.endings)
                or nouns.read(self.passage.language).person(self.folded[token.i])
            ):
                return True
            if token.text[:1].isupper() and token.pos_ in ("NOUN", "X", "ADJ") and token.i not in self.starts:
                return True
        word, token = self.folded[source[1] - 1], self.doc[source[1] - 1]
        counted = token.pos_ == "NUM" and token.dep_ in self.roles.subject  # "31 urged the board to wait"
        return source[1] - source[0] == 1 and (
            counted or word in self.words.pronouns or word in self.words.relative_pronouns
        )

    def documents(self, source: tuple[int, int] | None) -> bool:
        """Whether a source is something written or counted, not somebody."""
        known = syntax.documents(self.passage.language)
        return source is not None and any(self.folded[n] in known for n in range(*source))

    def nominal(self, source: tuple[int, int] | None) -> bool:
        """Whether a source is more than a pronoun."""
        return source is not None and any(
            t.pos_ in ("NOUN", "PROPN") for t in self.doc[source[0] : source[1]]
        )

    def candidate(
        self, cue: Cue, held: tuple[int, int], source: tuple[int, int] | None, frame: str, usage: Usage
    ) -> Candidate | None:
        """Make a candidate of reported content; None where only punctuation is left of it."""
        start, end = self.trim(*held)
        if end <= start:
            return None
        opened = self.enclosing(start)
        if opened is not None and opened[0] == start - 1 and opened[1] < end:
            start -= 1  # it begins with words in quotation marks
        return Candidate(
            self.span(start, end),
            "indirect",
            cue_span=cue.span,
            speaker_span=self.span(*source) if source and source[1] > source[0] else None,
            sense=usage.sense,
            rule=f"{cue.kind}-{frame}",
            confidence=usage.strength,
        )

    def subtree(self, head: Token) -> tuple[int, int]:
        """Return the edges of what depends on a token."""
        return head.left_edge.i, head.right_edge.i + 1


def read(passage: Passage, found: tuple[Cue, ...], quoted: tuple[Span, ...]) -> Clauses:
    """Prepare a passage: fold its words, mend its sentences, mark what stands in quotation marks."""
    doc = passage.doc
    folded = syntax.folded(doc)
    held: list[tuple[int, int]] = []
    block = passage.block.span
    for span in quoted:
        if span.start < block.end and span.end > block.start:
            tokens = doc.char_span(
                max(0, span.start - block.start),
                min(len(passage.text), span.end - block.start),
                alignment_mode="expand",
            )
            if tokens is not None:
                held.append((tokens.start, tokens.end))
    return Clauses(
        passage,
        syntax.roles(passage.language),
        syntax.words(passage.language),
        syntax.order(passage.language),
        syntax.speaking(passage.language),
        syntax.speaking_endings(passage.language),
        folded,
        _starts(passage, folded, held),
        frozenset(cue.token.i for cue in found if cue.kind == "verb" and cue.strength >= _SURE),
        tuple(held),
    )


def _starts(passage: Passage, folded: tuple[str, ...], held: list[tuple[int, int]]) -> tuple[int, ...]:
    """Begin a sentence after final punctuation only, and never inside quotation marks.

    What stands before the first one, a time or a dateline, is a sentence by itself.
    """
    doc, starts = passage.doc, [0]
    opening = openings.past(passage)
    inside = [False] * (len(doc) + 1)
    for start, end in held:
        for n in range(start + 1, end):
            inside[n] = True
    for position in range(1, len(doc)):
        if inside[position]:
            continue
        if position == opening:
            starts.append(position)
            continue
        if "\n" in folded[position - 1]:
            starts.append(position)
            continue
        last = position - 1
        while last > 0 and (folded[last].isspace() or folded[last] in _CLOSERS):
            last -= 1
        if folded[last][-1:] not in _TERMINAL:
            continue
        if folded[position] in _CLOSERS and not any(start == position for start, _ in held):
            continue
        token = doc[position]
        fresh = token.text[:1].isupper() or token.text[:1].isdigit() or token.text[:1] in "«“\"‘'[(—–-"
        unit = last > 0 and doc[last - 1].like_num and not token.text[:1].isalnum()  # "£3.2 m. “We …"
        plain = unit or folded[last] in _TERMINAL or folded[last] in ("...", "?!")
        if fresh and (token.is_sent_start or plain):
            starts.append(position)
    return tuple(starts)
