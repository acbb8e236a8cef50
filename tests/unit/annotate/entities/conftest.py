"""Entities found in a few sentences by the real pipelines."""

from __future__ import annotations

import re

import pytest

from generator.annotate import entities, pipeline
from generator.annotate.parsed import Parsed, Passage
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Entity, Span


def parse(text: str, language: str) -> Parsed:
    """An article of the text's paragraphs, the first one its headline."""
    spans = [Span(*match.span()) for match in re.finditer(r"\S(?:.|\n(?!\n))*", text)]
    blocks = tuple(Block("paragraph" if n else "headline", span) for n, span in enumerate(spans))
    article = Article(path="a.txt", slug="a", title="", text=text, blocks=blocks, language=language)
    docs = pipeline.load(DEFAULT_PIPELINES[language]).pipe([text[slice(*span)] for span in spans])
    return Parsed(article, tuple(Passage(b, doc, language) for b, doc in zip(blocks, docs, strict=True)))


@pytest.fixture(scope="session")
def found():
    """Return a function: the entities of a text under a neutral headline, by name."""

    def find(text: str, language: str, headline: str = "…") -> dict[str, Entity]:
        return {each.name: each for each in entities.find(parse(f"{headline}\n\n{text}", language))}

    return find


@pytest.fixture(scope="session")
def forms():
    """Return a function: the surface forms of each entity of a text, by name, in text order."""

    def find(text: str, language: str, headline: str = "…") -> dict[str, list[str]]:
        whole = f"{headline}\n\n{text}"
        return {
            each.name: [whole[start:end] for start, end in each.mentions]
            for each in entities.find(parse(whole, language))
        }

    return find


@pytest.fixture(scope="session")
def keys():
    """Return a function: the names of a text's key entities, nobody speaking."""

    def find(text: str, language: str, headline: str = "…") -> list[str]:
        parsed = parse(f"{headline}\n\n{text}", language)
        return [each.name for each in entities.mark(parsed, entities.find(parsed), ()) if each.key]

    return find
