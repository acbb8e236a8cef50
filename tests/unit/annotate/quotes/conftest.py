"""Sentences through the real pipelines, one passage each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.annotate import pipeline
from generator.annotate.parsed import Parsed, Passage
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Span

Parser = Callable[[str, str], Parsed]


@pytest.fixture(scope="session")
def parse_text() -> Parser:
    """Parse one paragraph in a language."""

    def parse(language: str, text: str) -> Parsed:
        block = Block("paragraph", Span(0, len(text)))
        article = Article("a.md", "a", "", text, (block,), language)
        doc = pipeline.load(DEFAULT_PIPELINES[language])(text)
        return Parsed(article, (Passage(block, doc, language),))

    return parse
