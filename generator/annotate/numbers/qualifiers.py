"""How exact a number is said to be, from "about" to "at most"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.annotate.numbers import units
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.words import alternatives, load, phrase_before
from generator.model import Qualifier, Quantity

__all__ = ["inherited", "lead", "qualify", "stated", "trail"]

_BEFORE, _AFTER = 48, 40
_NEGATION_WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Grammar:
    before: re.Pattern[str]
    after: re.Pattern[str]
    trailing: re.Pattern[str]
    durations: frozenset[str]
    before_durations: re.Pattern[str]
    meaning_before: dict[str, Qualifier]
    meaning_after: dict[str, Qualifier]
    negated: re.Pattern[str]
    lists: re.Pattern[str]


def _key(phrase: str) -> str:
    return " ".join(phrase.lower().replace("’", "'").split())


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)
    entry = words.qualifiers
    before = {_key(phrase): name for name, phrases in entry.before.items() for phrase in phrases}
    after = {_key(phrase): name for name, phrases in entry.after.items() for phrase in phrases}
    return _Grammar(
        before=re.compile(
            rf"(?<!\w)(?P<phrase>{alternatives(list(before))})(?:(?<=['’])|\s)\s*[«“\"(]?\s*$", re.IGNORECASE
        ),
        after=re.compile(
            rf"\s*,?\s*(?P<phrase>{alternatives(list(after))})(?!\w)(?!\s*[\d$€£])", re.IGNORECASE
        ),
        trailing=re.compile(
            rf"(?:\s[^\W\d]+){{1,2}}\s(?P<phrase>{alternatives(entry.trailing)})(?!\w)", re.IGNORECASE
        ),
        durations=frozenset(entry.durations),
        before_durations=phrase_before(entry.before_durations),
        meaning_before=before,  # type: ignore[arg-type]
        meaning_after=after,  # type: ignore[arg-type]
        negated=re.compile(
            rf"(?<!\w)(?:{alternatives(entry.negations)})\s(?:\w+\s)?(?:{alternatives(entry.lowering)})(?!\w)[^.;:]*$",
            re.IGNORECASE,
        ),
        lists=re.compile(rf"\s+(?:{alternatives(words.lists)})\s+", re.IGNORECASE),
    )


def stated(text: str, measure: Measure, language: str) -> Qualifier | None:
    """Return what the words beside a number say of it, None where they say nothing."""
    grammar = _grammar(language)
    start = measure.start
    match = grammar.before.search(text, max(0, start - _BEFORE), start)
    if match is not None:
        name = grammar.meaning_before[_key(match.group("phrase"))]
        head = text[max(0, match.start() - _NEGATION_WINDOW) : match.start()]
        if _is_during(match.group("phrase"), head, measure, language):
            return None
        if name == "less_than" and grammar.negated.search(head):
            return "at_least"
        return name
    match = grammar.after.match(text, measure.end, measure.end + _AFTER)
    if match is None and measure.unit is None:
        match = grammar.trailing.match(text, measure.end, measure.end + _AFTER)
    return grammar.meaning_after[_key(match.group("phrase"))] if match is not None else None


def _is_during(phrase: str, head: str, measure: Measure, language: str) -> bool:
    """Whether "over" tells how long something goes on: "$5 million over three years"."""
    grammar = _grammar(language)
    if _key(phrase) not in grammar.durations or units.seconds(measure.unit, language) is None:
        return False
    return not grammar.before_durations.search(head)


def trail(text: str, measure: Measure, language: str) -> int:
    """Return where the words behind a number that qualify it end, or the number itself."""
    match = _grammar(language).after.match(text, measure.end, measure.end + _AFTER)
    return measure.end if match is None else match.end()


def lead(text: str, measure: Measure, language: str) -> int:
    """Return where the words that qualify a number begin, or the number itself."""
    start = measure.start
    for _ in range(2):  # jusqu'à plus de
        match = _grammar(language).before.search(text, max(0, start - _BEFORE), start)
        if match is None:
            break
        start = match.start()
    return start


def inherited(
    text: str, before: list[Measure], found: list[Quantity], measure: Measure, language: str
) -> Qualifier:
    """Return the qualifier of a number, or that of the one it is coordinated with: "more than 3 and 5"."""
    own = qualify(text, measure, language)
    if (
        own != "exact"
        or measure.joined
        or not before
        or measure.unit is None
        or before[-1].unit != measure.unit
    ):
        return own
    joined = _grammar(language).lists.fullmatch(text, before[-1].end, measure.start)
    return found[-1].qualifier if joined and found[-1].qualifier != "range" else own


def qualify(text: str, measure: Measure, language: str) -> Qualifier:
    """Return the qualifier of a number; a range stays one whatever stands beside it."""
    if isinstance(measure.value, tuple) and measure.joined == "range":
        return "range"
    if isinstance(measure.value, tuple) and measure.joined:
        return "exact"
    said = stated(text, measure, language)
    if measure.numeral.kind == "indefinite":
        return "at_least"
    if said is None and measure.numeral.kind in ("approximate", "couple"):
        return "about"
    return said or "exact"
