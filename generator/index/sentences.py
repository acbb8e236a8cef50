"""Cut an article into sentences, for excerpts.

A reader forgives an excerpt that is a sentence too long, so this leans towards not cutting: no
word lists, only punctuation, the case of what follows and the shape of what stands before.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from generator.model import Annotations, Article, Span

__all__ = ["Sentences"]

_END = re.compile(r"""([.!?…]+)(?:\s?["»”’')\]])*\s+(?=(?:["«“‘(\[—–-]\s?)*(\w))""")
_LEAD = re.compile(r"^[-–—•*]+\s+")
_LONGEST_ABBREVIATION = 4  # letters of "Sen.", "Gov.", "Mrs."


class Sentences:
    """The sentences of an article's paragraphs and items, in text order."""

    def __init__(self, article: Article, annotations: Annotations) -> None:
        self._text = article.text
        names = {mention.end for entity in annotations.entities for mention in entity.mentions}
        self.spans: list[Span] = []
        for block in article.blocks:
            if block.annotated:
                self._cut(block.span, names)
        self._starts = [span.start for span in self.spans]

    def at(self, position: int) -> Span | None:
        """Return the sentence around a position, or None between blocks."""
        place = bisect_right(self._starts, position) - 1
        if place < 0 or self.spans[place].end <= position:
            return None
        return self.spans[place]

    def text(self, span: Span) -> str:
        """Return a sentence as it stands, its line breaks made spaces; without the dash that leads it in."""
        return _LEAD.sub("", " ".join(self._text[span.start : span.end].split("\n")))

    def _cut(self, block: Span, names: set[int]) -> None:
        start = block.start
        for match in _END.finditer(self._text, block.start, block.end):
            marks, following = match.groups()
            if not (following.isupper() or following.isdigit()):
                continue
            before = self._text[max(start, match.start() - _LONGEST_ABBREVIATION - 1) : match.start()]
            word = _last_word(before)
            abbreviation = (
                marks == "."
                and word[:1].isupper()
                and len(word) <= _LONGEST_ABBREVIATION
                and match.start() not in names
            )
            if abbreviation:
                continue
            self.spans.append(Span(start, match.end() - _trailing_space(match.group())))
            start = match.end()
        if start < block.end:
            self.spans.append(Span(start, block.end))


def _trailing_space(text: str) -> int:
    return len(text) - len(text.rstrip())


def _last_word(text: str) -> str:
    end = len(text)
    while end and (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return text[end:]
