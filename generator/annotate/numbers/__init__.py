"""Numbers: quantities with value, unit, qualifier and what they count."""

from __future__ import annotations

from generator.annotate.parsed import Parsed
from generator.model import DateExpression, Quantity

__all__ = ["find"]


def find(parsed: Parsed, dates: tuple[DateExpression, ...]) -> tuple[Quantity, ...]:
    """Find every quantity outside the dates, in text order."""
    return ()
