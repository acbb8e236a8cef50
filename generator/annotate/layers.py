"""Run the language pipeline, then every layer, over one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.annotate import dates, entities, numbers, quotes
from generator.annotate.parsed import Parsed, Passage
from generator.annotate.parses import Parses
from generator.annotate.quotes import marks, wording
from generator.model import Annotations, Article, Block

__all__ = ["annotate_parsed", "parse", "parse_all"]


def parse(article: Article, pipelines: dict[str, str]) -> Parsed:
    """Parse every annotated block of an article in a language that ``pipelines`` knows.

    Raises PipelineError where a pipeline does not load.
    """
    (parsed,) = parse_all([article], pipelines, Parses())
    return parsed


def parse_all(articles: Sequence[Article], pipelines: dict[str, str], parses: Parses) -> list[Parsed]:
    """Parse several articles at once, each as if it were alone; ``parses`` has what was parsed lately.

    The pipeline reads quotation marks in one style, whatever the author's. Raises PipelineError
    where a pipeline does not load.
    """
    passages: list[list[Passage | None]] = []
    waiting: dict[str, list[tuple[int, int, Block, str]]] = {}
    for number, article in enumerate(articles):
        passages.append([])
        for language, text, blocks in _runs(article, pipelines):
            for block in blocks:
                place = (number, len(passages[number]), block, text[block.span.start : block.span.end])
                waiting.setdefault(language, []).append(place)
                passages[number].append(None)
    for language, places in waiting.items():
        docs = parses.of(pipelines[language], [text for *_, text in places])
        for (number, at, block, _), doc in zip(places, docs, strict=True):
            passages[number][at] = Passage(block, doc, language)
    return [
        Parsed(article, tuple(filter(None, found))) for article, found in zip(articles, passages, strict=True)
    ]


def _runs(article: Article, pipelines: dict[str, str]) -> Iterator[tuple[str, str, list[Block]]]:
    """Yield the runs of blocks in one language, with the article's text as its pipeline reads it."""
    annotated = [(block.language or article.language, block) for block in article.blocks if block.annotated]
    for language, run in groupby(annotated, key=lambda pair: pair[0]):
        if language in pipelines:
            yield language, marks.standard(article, wording.style(language)), [block for _, block in run]


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
