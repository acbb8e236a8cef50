"""Run the language pipeline, then every layer, over one article."""

from __future__ import annotations

from itertools import groupby

from generator.annotate import dates, entities, numbers, pipeline, quotes
from generator.annotate.parsed import Parsed, Passage
from generator.annotate.quotes import marks, wording
from generator.model import Annotations, Article

__all__ = ["annotate_parsed", "parse"]


def parse(article: Article, pipelines: dict[str, str]) -> Parsed:
    """Parse every annotated block of an article in a language that ``pipelines`` knows.

    The pipeline reads quotation marks in one style, whatever the author's. Raises PipelineError
    where a pipeline does not load.
    """
    passages: list[Passage] = []
    blocks = [(block.language or article.language, block) for block in article.blocks if block.annotated]
    for language, group in groupby(blocks, key=lambda pair: pair[0]):
        if language not in pipelines:
            continue
        nlp = pipeline.load(pipelines[language])
        text = marks.standard(article, wording.style(language))
        texts = [(text[b.span.start : b.span.end], b) for _, b in group]
        passages += [Passage(block, doc, language) for doc, block in nlp.pipe(texts, as_tuples=True)]
    return Parsed(article, tuple(passages))


def annotate_parsed(parsed: Parsed, pipeline_name: str | None = None) -> Annotations:
    """Run the layers over a parsed article, each seeing what came before it."""
    found_dates = dates.find(parsed)
    found_entities = entities.find(parsed)
    found_quotes = quotes.find(parsed, found_entities)
    return Annotations(
        entities=entities.mark(parsed, found_entities, found_quotes),
        quotes=found_quotes,
        numbers=numbers.find(parsed, found_dates),
        dates=found_dates,
        pipeline=pipeline_name,
    )
