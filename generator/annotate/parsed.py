"""An article after the language pipeline: its annotated blocks as spaCy documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import spacy.tokens

from generator.model import Article, Block, Span

__all__ = ["Parsed", "Passage", "text_of"]

_TEXT = "breves.text"


def text_of(doc: spacy.tokens.Doc) -> str:
    """Return the text of a document, which spaCy puts together anew each time that it is asked for."""
    held: str | None = doc.user_data.get(_TEXT)
    if held is None:
        held = doc.user_data[_TEXT] = doc.text
    return held


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated block and its parse. ``text`` is the block's text, from ``start`` of the article's on."""

    block: Block
    doc: spacy.tokens.Doc
    language: str
    text: str = field(init=False, repr=False, compare=False)
    start: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", text_of(self.doc))
        object.__setattr__(self, "start", self.block.span.start)

    def span(self, tokens: spacy.tokens.Span | spacy.tokens.Token) -> Span:
        """Return where the tokens stand in the article's text."""
        if isinstance(tokens, spacy.tokens.Token):
            return Span(self.start + tokens.idx, self.start + tokens.idx + len(tokens.text))
        return Span(self.start + tokens.start_char, self.start + tokens.end_char)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article and its passages, in text order; captions and code have none."""

    article: Article
    passages: tuple[Passage, ...]

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    def passage_at(self, offset: int) -> Passage | None:
        """Return the passage that holds this offset of the article's text."""
        for passage in self.passages:
            if passage.block.span.start <= offset < passage.block.span.end:
                return passage
        return None
