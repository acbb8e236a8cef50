"""Parsed articles without a language model: tokens alone, so that only the words decide."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from generator.annotate import dates, numbers
from generator.annotate.parsed import Parsed, Passage
from generator.model import Article, Block, DateExpression, Quantity, Span


@cache
def _blank(language: str) -> Language:
    return spacy.blank(language)


def parsed(text: str, language: str, date: str | None = None) -> Parsed:
    """An article of one paragraph, tokenised but neither tagged nor parsed."""
    block = Block("paragraph", Span(0, len(text)))
    article = Article(
        path="a.txt", slug="a", title=text, text=text, blocks=(block,), language=language, date=date
    )
    return Parsed(article, (Passage(block, _blank(language)(text), language),))


def found_dates(text: str, language: str, date: str | None = None) -> tuple[DateExpression, ...]:
    return dates.find(parsed(text, language, date))


def found_numbers(text: str, language: str, date: str | None = None) -> tuple[Quantity, ...]:
    article = parsed(text, language, date)
    return numbers.find(article, dates.find(article))
