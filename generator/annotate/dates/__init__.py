"""Dates: expressions that place something on the calendar, resolved to ISO 8601."""

from __future__ import annotations

from generator.annotate.parsed import Parsed
from generator.model import DateExpression

__all__ = ["find"]


def find(parsed: Parsed) -> tuple[DateExpression, ...]:
    """Find every date expression, in text order."""
    return ()
