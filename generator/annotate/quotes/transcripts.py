"""Sources before a colon: in transcripts, where every paragraph begins with one, and in headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span as SpacySpan

from generator.annotate.parsed import Passage
from generator.annotate.quotes import interviews, wording
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.clauses import Clauses
from generator.annotate.quotes.marks import MARK
from generator.annotate.quotes.stretches import View
from generator.model import Span

__all__ = ["find", "headline", "named"]

_NAME = 5  # tokens of a source and its colon
_PLACES = frozenset({"GPE", "LOC"})
_OPENING = 3  # paragraphs in which a headline's source is named
_TURNS = 3  # so many labelled paragraphs make a transcript
_LABEL = re.compile(
    rf"(?:{MARK.pattern})?\s*(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){{0,3}})\s?: (?=\S)"
)


def find(views: Sequence[View]) -> tuple[Candidate, ...]:
    """Find what each speaker of a transcript says: the paragraph after his label.

    A label is up to four capitalised words; at least one of the labels must come back.
    """
    passages = [view.passage for view in views]
    labelled = [(n, passage, match) for n, passage in enumerate(passages) if (match := _label(passage))]
    names = [match["name"] for _, _, match in labelled]
    if len(labelled) < _TURNS or len(set(names)) == len(names):
        return ()
    found = []
    answering = interviews.interviewee(views, labelled[0][0])
    for _, passage, match in labelled:
        if names.count(match["name"]) > 1 or match["name"].isupper():
            speaker: Span | None = Span(
                passage.start + match.start("name"), passage.start + match.end("name")
            )
            if len(match["name"]) == 1:  # "Q:" and "A:"
                speaker = answering if match["name"] != names[0] else None
            start, end = match.end(), len(passage.text.rstrip(" \"”»›'’“‘"))
            found.append(
                Candidate(
                    Span(passage.start + start, passage.start + end),
                    "direct",
                    speaker_span=speaker,
                    sense="states",
                    rule="transcript",
                    confidence=0.9,
                )
            )
    return tuple(found)


def headline(views: Sequence[View], clauses: Clauses) -> Candidate | None:
    """Find what the source before a headline's colon says, in languages whose headlines name it there."""
    passage = clauses.passage
    if passage.block.kind != "headline" or not clauses.order.headline_names_source:
        return None
    colon = next((n for n, word in enumerate(clauses.folded[:_NAME]) if word == ":"), None)
    if (
        not colon
        or colon + 1 >= len(clauses.doc)
        or not (clauses.speaks((0, colon)) or named(views, clauses.doc[:colon]))
    ):
        return None
    if any(token.ent_type_ in _PLACES for token in clauses.doc[:colon]):
        return None
    if " ".join(clauses.folded[:colon]) in wording.read(passage.language).rubrics:
        return None
    start, end = clauses.trim(colon + 1, len(clauses.doc))
    if end <= start:
        return None
    return Candidate(
        clauses.span(start, end),
        "indirect",
        speaker_span=clauses.span(0, colon),
        sense="states",
        rule="headline-colon",
        confidence=0.8,
    )


def named(views: Sequence[View], label: SpacySpan) -> bool:
    """Whether the words of a headline's label are a name in the paragraphs right behind it."""
    words = [token.text for token in label]
    for view in views[1 : 1 + _OPENING]:
        doc = view.passage.doc
        for n in range(1, len(doc) - len(words) + 1):
            here = doc[n : n + len(words)]
            if here[0].pos_ == "PROPN" and [token.text for token in here] == words and words[0][:1].isupper():
                return True
    return False


def _label(passage: Passage) -> re.Match[str] | None:
    if passage.block.kind in ("headline", "heading"):
        return None
    match = _LABEL.match(passage.text)
    if match is None or not all(word[0].isupper() for word in match["name"].split()):
        return None
    return match
