"""Dates: expressions that place something on the calendar, resolved to ISO 8601."""

from __future__ import annotations

from datetime import date
from functools import partial

from generator.annotate.dates import context, lexicon, pattern, reference, resolve, setting
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.reference import Reference
from generator.annotate.parsed import Parsed, Passage
from generator.model import DateExpression, Span

__all__ = ["find"]

# How surely a kind of expression means what it is resolved to.
_CONFIDENCE = {
    "ago": 0.7, "anaphora": 0.6, "century": 0.85, "decade": 0.9, "half": 0.85, "last": 0.75, "season": 0.7,
    "weekday": 0.85, "interval": 0.9, "numeric": 0.85,
}  # fmt: skip
_PLAIN = 0.95
_UNKNOWN = 0.5  # the words are a date but the article's own date does not say which


def find(parsed: Parsed) -> tuple[DateExpression, ...]:
    """Find every date expression, in text order.

    Values are resolved against ``article.date``; where that is missing or too coarse they are None.
    """
    origin = reference.parse(parsed.article.date)
    found: list[DateExpression] = []
    weekdays: dict[int, str] = {}
    for passage in parsed:
        previous = next((each.value for each in reversed(found) if each.value), None)
        found += _in_passage(passage, origin, previous, weekdays)
    return tuple(found)


def _in_passage(
    passage: Passage, origin: Reference | None, previous: str | None, weekdays: dict[int, str]
) -> list[DateExpression]:
    found: list[DateExpression] = []
    end = 0
    words = lexicon.load(passage.language)
    for match in pattern.candidates(passage.doc.text, passage.language):
        if match.start < end:
            continue
        certainty = _certainty(match, passage)
        if not certainty:
            continue
        side = partial(context.direction, match, passage.doc, passage.language)
        around = setting.Setting(origin, previous, words, passage.language, side, weekdays)
        try:
            value = resolve.resolve(match, around)
        except setting.NotADate:
            continue
        if match.kind == "anaphora" and value is None:
            continue
        span = Span(passage.start + match.start, passage.start + match.end)
        found.append(
            DateExpression(span, value, match.rule, certainty if value else min(certainty, _UNKNOWN))
        )
        previous, end = value or previous, match.end
        if match.kind == "weekday" and value is not None:
            weekdays[date.fromisoformat(value).weekday()] = value
    return found


def _certainty(match: Match, passage: Passage) -> float:
    """Return how surely the match is a date, 0 where it is not."""
    if match.kind == "year":
        return context.is_year(match, passage.doc, passage.language)
    if match.kind == "month":
        return context.is_month(match, passage.doc, passage.language)
    if match.kind == "relative" and not context.is_relative(match, passage.doc):
        return 0.0
    return _CONFIDENCE.get(match.kind, _PLAIN)
