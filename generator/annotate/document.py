"""The public JSON of an annotated article: what ``breves annotate`` writes.

docs/annotations.md describes it, docs/annotations.schema.json is its JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from generator.annotate.stored import as_stored
from generator.model import Annotations, Article, Block, DateExpression, Entity, Note, Quantity, Quote

__all__ = ["Document", "document", "encode", "schema"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article with its annotations; offsets index ``text``."""

    path: str
    title: str
    date: str | None
    language: str
    source: str | None
    url: str | None
    text: str
    blocks: tuple[Block, ...]
    pipeline: str | None
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    numbers: tuple[Quantity, ...]
    dates: tuple[DateExpression, ...]
    notes: tuple[Note, ...] = ()


def document(article: Article, annotations: Annotations) -> Document:
    """Join an article and its annotations, on the text as it is stored."""
    article, annotations = as_stored(article, annotations)
    return Document(
        path=article.path,
        title=article.title,
        date=article.date,
        language=article.language,
        source=article.source_name,
        url=article.source_url,
        text=article.text,
        blocks=article.blocks,
        pipeline=annotations.pipeline,
        entities=annotations.entities,
        quotes=annotations.quotes,
        numbers=annotations.numbers,
        dates=annotations.dates,
        notes=annotations.notes,
    )


def encode(value: Document) -> bytes:
    """Return one line of UTF-8 JSON, without the line end."""
    return msgspec.json.encode(value)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a document."""
    return msgspec.json.schema(Document)
