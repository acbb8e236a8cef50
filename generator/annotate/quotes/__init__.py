"""Quotations: direct, indirect and mixed, with cue and speaker."""

from __future__ import annotations

from generator.annotate.parsed import Parsed
from generator.model import Entity, Quote

__all__ = ["find"]


def find(parsed: Parsed, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Find every quotation, in text order, each with its speaker resolved to an entity."""
    return ()
