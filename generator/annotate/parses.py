"""Parses kept for a while: who edits an article changes a paragraph or two of it."""

from __future__ import annotations

from collections.abc import Sequence

import spacy.tokens

from generator.annotate import pipeline

__all__ = ["Parses"]

_MOST = 1_000  # paragraphs, some thirty kilobytes each


class Parses:
    """The parses asked for lately, by pipeline and text; the oldest ones go first.

    A text's parse is the same whatever stands beside it (see ``pipeline.parse``), so it may come from
    an earlier time. Nothing is carried along to another process.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: dict[tuple[str, str], spacy.tokens.Doc] = {}

    def __reduce__(self) -> tuple[type[Parses], tuple[int]]:
        return Parses, (self._most,)

    def of(self, name: str, texts: Sequence[str]) -> list[spacy.tokens.Doc]:
        """Return a parse of each text, none twice; ``name`` is the pipeline's.

        Raises PipelineError where the pipeline does not load.
        """
        kept = [self._kept.pop((name, text), None) for text in texts]
        missing = [text for text, doc in zip(texts, kept, strict=True) if doc is None]
        made = iter(pipeline.parse(pipeline.load(name), missing))
        docs = [doc if doc is not None else next(made) for doc in kept]
        self._kept.update(((name, text), doc) for text, doc in zip(texts, docs, strict=True))
        for key in list(self._kept)[: max(0, len(self._kept) - self._most)]:
            del self._kept[key]
        return docs
