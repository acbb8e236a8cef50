"""Quotations: direct, indirect and mixed, with cue and speaker."""

from __future__ import annotations

from generator.annotate.parsed import Parsed
from generator.annotate.quotes import direct, indirect, marks, merge, speakers, stretches, subjects
from generator.model import Entity, Quote

__all__ = ["find"]


def find(parsed: Parsed, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Find every quotation, in text order, each with its speaker resolved to an entity."""
    quoted = marks.pair(parsed.article)
    views, placed = stretches.views(parsed, quoted)
    outer = tuple(stretch.quoted.outer for stretch in placed)
    candidates = merge.join(
        parsed.article.text,
        direct.find(views, placed),
        subjects.mend(views, indirect.find(parsed, outer)),
        placed,
    )
    return speakers.resolve(views, candidates, entities)
