"""Run every layer over articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol

from generator import lexicon
from generator.annotate import dates, entities, numbers, pipeline, quotes
from generator.annotate.parsed import Parsed, Passage
from generator.model import Annotations, Article

__all__ = ["Annotator", "SpacyAnnotator", "annotate_parsed"]

# Raise it whenever the code of a layer changes what it finds: cached annotations depend on it.
RULES_VERSION = 1


class Annotator(Protocol):
    """What a build needs of an annotator; tests put a fast fake in its place."""

    def fingerprint(self, article: Article) -> str:
        """Return what the article's annotations depend on besides the article itself."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """Annotate articles, one result each, in the order given."""


class SpacyAnnotator:
    """The real annotator. ``pipelines`` maps languages to installed spaCy pipelines."""

    def __init__(self, pipelines: dict[str, str]) -> None:
        self._pipelines = dict(pipelines)

    def reads(self, language: str) -> bool:
        """Whether articles in this language can be annotated."""
        return language in self._pipelines and language in lexicon.languages()

    def fingerprint(self, article: Article) -> str:
        """Digest the versions, pipelines and lexicons that this article's annotations depend on."""
        parts = [str(RULES_VERSION)]
        for language in sorted({article.language, *(b.language for b in article.blocks if b.language)}):
            if self.reads(language):
                parts += [pipeline.fingerprint(self._pipelines[language]), lexicon.digest(language)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """Annotate articles, streaming, in order.

        An article in a language without a pipeline gets empty annotations; a paragraph in such a
        language is skipped. Raises PipelineError where a configured pipeline does not load.
        """
        for article in articles:
            if not self.reads(article.language):
                yield Annotations()
                continue
            yield annotate_parsed(self._parse(article), self._pipelines[article.language])

    def _parse(self, article: Article) -> Parsed:
        passages: list[Passage] = []
        blocks = [(block.language or article.language, block) for block in article.blocks if block.annotated]
        for language, group in groupby(blocks, key=lambda pair: pair[0]):
            if not self.reads(language):
                continue
            nlp = pipeline.load(self._pipelines[language])
            texts = [(article.text[b.span.start : b.span.end], b) for _, b in group]
            passages += [Passage(block, doc, language) for doc, block in nlp.pipe(texts, as_tuples=True)]
        return Parsed(article, tuple(passages))


def annotate_parsed(parsed: Parsed, pipeline_name: str | None = None) -> Annotations:
    """Run the layers over a parsed article, each seeing what came before it."""
    found_dates = dates.find(parsed)
    found_entities = entities.find(parsed)
    return Annotations(
        entities=found_entities,
        quotes=quotes.find(parsed, found_entities),
        numbers=numbers.find(parsed, found_dates),
        dates=found_dates,
        pipeline=pipeline_name,
    )
