"""Dates: expressions that place something on the calendar, resolved to ISO 8601."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
_UNSURE = 0.7  # a weekday whose side only the default tells
_UNDER_HEADLINE = 5  # blocks among which a line with the article's date is looked for
_WRITTEN_OUT = ("calendar", "iso", "numeric")
_UNKNOWN = 0.5  # the words are a date but the article's own date does not say which


def find(parsed: Parsed) -> tuple[DateExpression, ...]:
    """Find every date expression, in text order.

    Values are resolved against ``article.date``; where that is missing or too coarse they are None.
    """
    origin = reference.parse(parsed.article.date)
    found: list[_Found] = list(_printed(parsed))
    for passage in parsed:
        previous = next((each.date.value for each in reversed(found) if each.date.value), None)
        found += _in_passage(passage, origin, previous)
    return tuple(sorted(_agreed(found), key=lambda date: date.span))


def _printed(parsed: Parsed) -> Iterator[_Found]:
    """Yield the article's own date where a line under the headline gives it; such lines are not parsed."""
    article = parsed.article
    if not parsed.passages or not article.date:
        return
    language = parsed.passages[0].language
    around = setting.Setting(None, None, lexicon.load(language), language, lambda: context.Side(0))
    for block in article.blocks[:_UNDER_HEADLINE]:
        if block.annotated:
            continue
        for match in pattern.candidates(article.text[block.span.start : block.span.end], language):
            if match.kind not in _WRITTEN_OUT:
                continue
            try:
                value = resolve.resolve(match, around)
            except setting.NotADate:
                continue
            if value is not None and value == article.date[: len("2012-07-05")]:
                span = Span(block.span.start + match.start, block.span.start + match.end)
                yield _Found(DateExpression(span, value, match.rule, _PLAIN))
                return


@dataclass(frozen=True, slots=True)
class _Found:
    """A date; for a plain weekday also which, and whether the words say on which side it lies."""

    date: DateExpression
    weekday: str = ""
    sure: bool = True


def _agreed(found: list[_Found]) -> Iterator[DateExpression]:
    """Yield the dates; an unsure weekday means the day that the article surely means by its name."""
    told: dict[str, set[str]] = {}
    for each in found:
        if each.weekday and each.sure and each.date.value:
            told.setdefault(each.weekday, set()).add(each.date.value)
    for each in found:
        values = told.get(each.weekday, set())
        if each.sure or len(values) != 1:
            yield each.date
        else:
            yield replace(each.date, value=next(iter(values)))


def _in_passage(passage: Passage, origin: Reference | None, previous: str | None) -> list[_Found]:
    found: list[_Found] = []
    end = 0
    words = lexicon.load(passage.language)
    for match in pattern.candidates(passage.text, passage.language):
        if match.start < end:
            continue
        certainty = _certainty(match, passage)
        if not certainty:
            continue
        side = partial(context.direction, match, passage.doc, passage.language)
        around = setting.Setting(origin, previous, words, passage.language, side)
        try:
            value = resolve.resolve(match, around)
        except setting.NotADate:
            continue
        if match.kind == "anaphora" and value is None:
            continue
        span = Span(passage.start + match.start, passage.start + match.end)
        weekday = "" if _is_told(match) else match.groups["weekday"].lower()
        sure = not weekday or side().sure
        certainty = certainty if value else _UNKNOWN
        date = DateExpression(span, value, match.rule, certainty if sure else min(certainty, _UNSURE))
        found.append(_Found(date, weekday, sure))
        previous, end = value or previous, match.end
    return found


def _is_told(match: Match) -> bool:
    """Whether the words themselves say which day is meant, unlike a weekday on its own."""
    return match.kind != "weekday" or match.this or not {"shift", "day"}.isdisjoint(match.groups)


def _certainty(match: Match, passage: Passage) -> float:
    """Return how surely the match is a date, 0 where it is not."""
    if match.kind == "year":
        return context.is_year(match, passage.doc, passage.language)
    if match.kind == "month":
        return context.is_month(match, passage.doc, passage.language)
    if match.kind == "weekday" and context.is_habit(match, passage.doc, passage.language):
        return 0.0
    if match.kind in ("relative", "anaphora") and not context.is_relative(match, passage.doc):
        return 0.0
    return _CONFIDENCE.get(match.kind, _PLAIN)
