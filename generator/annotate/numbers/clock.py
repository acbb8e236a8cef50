"""Times of day, which are no quantities: 7h44, à 15 heures, 5 p.m."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.annotate.numbers import units
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.words import alternatives, load, phrase_before

__all__ = ["is_hour", "times"]

_MOST_HOURS = 24
_WINDOW = 30
_ENDS = (". ", "! ", "? ", "\n")


@dataclass(frozen=True, slots=True)
class _Grammar:
    times: re.Pattern[str]
    before: re.Pattern[str]
    chained: re.Pattern[str]
    not_time: re.Pattern[str]
    duration: re.Pattern[str]
    before_duration: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)
    joiners = alternatives([*words.lists, *words.range_joiners])
    return _Grammar(
        times=re.compile(rf"(?<![\w/.:,-])(?:{'|'.join(words.times)})(?![\d])", re.IGNORECASE),
        before=re.compile(rf"(?:^|[\s(«])(?:{alternatives(words.before_times)})\s*$", re.IGNORECASE),
        chained=re.compile(
            rf"\w\s?(?:{units.hours(language)})(?!\w)[^.;]{{0,30}}?[\s,](?:{joiners})\s*$", re.IGNORECASE
        ),
        not_time=re.compile(rf"\s+(?:{alternatives(words.not_times)})(?:(?<=['’])|(?!\w))", re.IGNORECASE),
        duration=re.compile(rf"(?<!\w)(?:{alternatives(words.duration_nouns)})(?!\w)", re.IGNORECASE),
        before_duration=phrase_before(words.before_durations),
    )


def _sentence(text: str, offset: int) -> str:
    start = max(text.rfind(mark, 0, offset) for mark in _ENDS)
    ends = [at for mark in _ENDS if (at := text.find(mark, offset)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def times(text: str, language: str) -> list[tuple[int, int]]:
    """Return where times of day stand; the same form is a length where the sentence speaks of one."""
    grammar = _grammar(language)
    spans = []
    for match in grammar.times.finditer(text):
        head = max(0, match.start() - _WINDOW)
        if grammar.before_duration.search(text, head, match.start()):
            continue
        if not grammar.duration.search(_sentence(text, match.start())):
            spans.append(match.span())
    return spans


def is_hour(measure: Measure, text: str, language: str) -> bool:
    """Whether "15 heures" is a time of day: from 1 to 24, after a word such as "à"."""
    grammar = _grammar(language)
    values = measure.value if isinstance(measure.value, tuple) else (measure.value,)
    if any(value is None or not 1 <= value <= _MOST_HOURS for value in values):
        return False
    if measure.numeral.kind == "one" and measure.value != 1:
        return False  # after an hour and a half
    head = max(0, measure.start - _WINDOW)
    after_time = grammar.chained.search(text, max(0, head - _WINDOW), measure.start)
    if not after_time and not grammar.before.search(text, head, measure.start):
        return False
    if grammar.duration.search(_sentence(text, measure.start)):
        return False
    return not grammar.not_time.match(text, measure.end)
