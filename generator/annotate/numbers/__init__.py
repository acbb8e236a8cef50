"""Numbers: quantities with value, unit, qualifier and what they count."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from generator.annotate.numbers import (
    ages,
    counted,
    exclusions,
    following,
    numerals,
    qualifiers,
    ranges,
    units,
)
from generator.annotate.numbers.measures import Measure, attach, points
from generator.annotate.numbers.numerals import Numeral
from generator.annotate.numbers.sites import Seen
from generator.annotate.parsed import Parsed, Passage
from generator.model import DateExpression, Quantity, Span

__all__ = ["find"]

_OPENING = 400  # characters of an article that tell where it is at home


def find(parsed: Parsed, dates: tuple[DateExpression, ...]) -> tuple[Quantity, ...]:
    """Find every quantity outside the dates, in text order."""
    found: list[Quantity] = []
    opening = parsed.article.text[:_OPENING]
    taken = sorted(date.span for date in dates)
    polled = {
        language: units.speaks_of_polls(parsed.article.text, language)
        for language in sorted({passage.language for passage in parsed})
    }
    for passage in parsed:
        home = units.homes(opening, passage.language)
        found += _in_passage(passage, _inside(taken, passage), home, polled=polled[passage.language])
    return tuple(found)


def _inside(spans: list[Span], passage: Passage) -> list[tuple[int, int]]:
    """Return the spans within a passage, as offsets of its own text."""
    start, end = passage.block.span
    first = bisect_left(spans, (start, start))
    inside = []
    for span in spans[first:]:
        if span.start >= end:
            break
        inside.append((span.start - start, span.end - start))
    return inside


def _in_passage(
    passage: Passage, dates: list[tuple[int, int]], home: dict[str, str], *, polled: bool
) -> list[Quantity]:
    doc, text, language = passage.doc, passage.text, passage.language
    blocked = sorted([*dates, *exclusions.masked(text, language)])
    measures = [
        attach(text, numeral, language)
        for numeral in numerals.scan(text, language)
        if not _overlaps(blocked, numeral.start, numeral.end)
        and (numeral.kind != "article" or _weighty(text, numeral, language))
    ]
    measures = _apart([m for m in measures if not _overlaps(blocked, m.start, m.end)])
    measures = ranges.join(text, measures, language)
    kept: list[tuple[Measure, float]] = []
    for measure in measures:
        measure = ages.recognise(measure, doc, language)  # noqa: PLW2901 - the same measure, better known
        qualified = qualifiers.stated(text, measure, language) is not None
        certainty = exclusions.counts(measure, doc, language, first=not kept, qualified=qualified)
        if certainty:
            kept.append((measure, certainty))
    alone = [not following.noun_follows(measure, doc, language) for measure, _ in kept]
    lent = ranges.lend_units(text, [measure for measure, _ in kept], alone, language)
    lent = points(text, lent, language, polled=polled)
    certain = [(measure, certainty) for measure, (_, certainty) in zip(lent, kept, strict=True)]
    return _described(passage, certain, blocked, home)


def _weighty(text: str, numeral: Numeral, language: str) -> bool:
    """Whether an article is a number: "about a week"."""
    measure = attach(text, numeral, language)
    bare = replace(measure, end=numeral.end)
    named = measure.unit is not None and text[measure.end - 1].isalpha()  # not: over a $40 debt
    return named and qualifiers.stated(text, bare, language) is not None


def _apart(measures: list[Measure]) -> list[Measure]:
    """Drop measures that begin inside the one before: "quatre" in "soixante-quatre"."""
    apart: list[Measure] = []
    for measure in measures:
        if not apart or measure.start >= apart[-1].end:
            apart.append(measure)
    return apart


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def _described(
    passage: Passage,
    measures: list[tuple[Measure, float]],
    blocked: list[tuple[int, int]],
    home: dict[str, str],
) -> list[Quantity]:
    doc, text, language = passage.doc, passage.text, passage.language
    found: list[Quantity] = []
    seen = Seen([], [measure for measure, _ in measures], blocked)
    for measure, certainty in measures:
        thing = ages.owner(measure, doc, language) or counted.counted(measure, doc, language, seen)
        if (
            thing is not None
            and measure.joined != "ratio"
            and thing.start < measure.end
            and measure.start < thing.end
        ):
            thing = None
        qualifier = qualifiers.inherited(text, [m for m, _ in seen.measures], found, measure, language)
        seen.measures.append((measure, thing))
        unit = home.get(measure.unit or "", measure.unit)
        span = Span(passage.start + measure.start, passage.start + measure.end)
        of_span = Span(passage.start + thing.start, passage.start + thing.end) if thing else None
        found.append(
            Quantity(
                span=span,
                value=measure.value,
                unit=unit,
                of=text[thing.start : thing.end] if thing else None,
                of_span=of_span,
                qualifier=qualifier,
                rule=_rule(measure),
                confidence=round(certainty * (thing.confidence if thing and measure.shared else 1), 2),
            )
        )
    return found


def _rule(measure: Measure) -> str:
    if measure.joined:
        return measure.joined
    if measure.money:
        return "money"
    kind = "measure" if measure.unit is not None else "count"
    return f"{kind}-{measure.numeral.kind}"
