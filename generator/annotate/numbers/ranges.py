"""Join numerals that make one entry: ranges, scores, ratios; lend units to neighbours without one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from generator.annotate.numbers import units
from generator.annotate.numbers.figures import tidy
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.words import alternatives, load, phrase_before

__all__ = ["join", "lend_units"]

_HYPHEN = re.compile(r"\s?[-–‑]\s?")
_STOP = re.compile(r"[.!?]\s")
_LIST_GAP = re.compile(r"\s*(?:,|/|x|×)\s*")
_BIGGEST_SCORE = 200
_BIGGEST_SHARE = 20  # the most that a ratio such as "three in ten" begins with
_SMALL = 10
_ROUND = (20, 100, 1000, 10_000, 100_000)
_WINDOW = 60
_THOUSAND = 1000

_Aligned = tuple[float | int, float | int, str | None]  # both values in one unit


@dataclass(frozen=True, slots=True)
class _Grammar:
    joiner: re.Pattern[str]
    lists: re.Pattern[str]
    both: re.Pattern[str]
    or_: re.Pattern[str]
    between: re.Pattern[str]
    from_: re.Pattern[str]
    ratio: re.Pattern[str]
    change: re.Pattern[str]
    by: re.Pattern[str]
    moved: re.Pattern[str]
    votes: re.Pattern[str]
    scores: re.Pattern[str]
    unlike: re.Pattern[str]
    result: re.Pattern[str]
    among: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)
    return _Grammar(
        joiner=re.compile(rf"-?\s+(?:{alternatives(words.range_joiners)})\s+", re.IGNORECASE),
        lists=re.compile(rf"\s*,?\s*(?:{alternatives(words.lists)})\s+", re.IGNORECASE),
        both=re.compile(rf"\s+(?:{alternatives(words.lists)})\s+", re.IGNORECASE),
        or_=re.compile(rf"\s+(?:{alternatives(words.or_)})\s+", re.IGNORECASE),
        between=phrase_before(words.between),
        from_=phrase_before(words.from_),
        ratio=re.compile(
            rf"(?P<noun>(?:\s+[^\W\d]+){{0,2}})\s+(?:{alternatives(words.ratios)})\s+", re.IGNORECASE
        ),
        change=re.compile(rf"(?<!\w)(?:{alternatives(words.change_verbs)})(?!\w)[^.;:!?]*$", re.IGNORECASE),
        by=re.compile(rf"(?<!\w)(?:{alternatives(words.by_verbs)})(?!\w)[^.;:!?]*$", re.IGNORECASE),
        moved=phrase_before([*words.change_verbs, *words.share_verbs]),
        votes=re.compile(rf"(?<!\w)(?:{alternatives(words.votes)})(?!\w)", re.IGNORECASE),
        scores=re.compile(rf"(?<!\w)(?:{alternatives(words.scores)})(?!\w)", re.IGNORECASE),
        among=phrase_before(words.among),
        unlike=re.compile(
            rf"(?:[\s,(]|(?<!\w))(?:{alternatives(words.unlike)})"
            rf"(?P<noun>(?:\s[^\W\d]+){{1,3}}\s(?:{alternatives(words.of)}))?\s*$",
            re.IGNORECASE,
        ),
        result=phrase_before(words.result_linkers),
    )


def join(text: str, measures: list[Measure], language: str) -> list[Measure]:
    """Return the measures with ranges, scores and ratios made one entry each."""
    joined: list[Measure] = []
    for measure in measures:
        pair = _pair(text, joined[-1], measure, language) if joined and not joined[-1].joined else None
        if pair is not None:
            joined[-1] = pair
            continue
        if joined:
            joined[-1] = _scaled(text, joined[-1], measure, language)
        joined.append(measure)
    return joined


def _scaled(text: str, first: Measure, second: Measure, language: str) -> Measure:
    """Return the first of two numbers that are told apart, scaled as the second: "de 2 à 3 millions"."""
    gap = _grammar(language).joiner.fullmatch(text, first.end, second.start)
    aligned = _aligned(first, second, language) if gap and not first.joined else None
    return first if aligned is None else replace(first, value=aligned[0])


def _pair(text: str, first: Measure, second: Measure, language: str) -> Measure | None:
    if isinstance(first.value, tuple) or isinstance(second.value, tuple):
        return None
    gap = text[first.end : second.start]
    if len(gap) > _WINDOW:
        return None
    grammar = _grammar(language)
    if grammar.ratio.fullmatch(gap):
        return _ratio(first, second)
    hyphen, joiner = _HYPHEN.fullmatch(gap), grammar.joiner.fullmatch(gap)
    if hyphen is None and joiner is None:
        return None
    aligned = _aligned(first, second, language)
    if aligned is None:
        return None
    low, high, unit = aligned
    head = text[max(0, first.start - _WINDOW) : first.start]
    if hyphen is not None:
        return _hyphenated(first, second, aligned, head, grammar)
    if not _joins(gap, head, grammar, bare=first.unit is None):
        return None
    if first.unit is not None and second.unit is not None and grammar.moved.search(head):
        return None  # rose $1.50 to $98.32
    if low > high:
        bare = first.unit is None and second.unit is None and low < _BIGGEST_SCORE
        if bare and not grammar.both.fullmatch(gap) and not grammar.votes.search(head):
            return _made(first, second, (low, high), None, "score")
        return None
    return _made(first, second, (low, high), unit, "range") if low < high else None


def _joins(gap: str, head: str, grammar: _Grammar, *, bare: bool) -> bool:
    """Whether the words before and between two numbers make them a range."""
    if grammar.both.fullmatch(gap):
        if grammar.between.search(head):
            return True
        return bare and bool(grammar.or_.fullmatch(gap))
    change = grammar.change.search(head) or (not bare and grammar.by.search(head))
    return not (grammar.from_.search(head) and change)


def _aligned(first: Measure, second: Measure, language: str) -> _Aligned | None:
    """Return both values in one unit, the first scaled as the second: "2 à 3 millions"."""
    low, high = first.value, second.value
    if isinstance(low, tuple) or isinstance(high, tuple):
        return None
    scale = second.numeral.scale
    if first.unit is None and first.numeral.scale == 1 and scale > 1 and low < _THOUSAND and low < high:
        low = tidy(low * scale)
    elif first.unit is None and low * _THOUSAND < high and high % _THOUSAND == 0 and low < _THOUSAND:
        low = tidy(low * _THOUSAND)  # 5 à 10 000 euros
    if first.unit is None or second.unit is None or first.unit == second.unit:
        if first.unit is not None and second.unit is None and not first.money:
            return None
        return low, high, second.unit or first.unit
    ours, theirs = units.seconds(first.unit, language), units.seconds(second.unit, language)
    if ours and theirs:
        return low, tidy(round(high * theirs / ours)), first.unit
    return None


def _hyphenated(
    first: Measure, second: Measure, aligned: _Aligned, head: str, grammar: _Grammar
) -> Measure | None:
    low, high, unit = aligned
    values = (low, high)
    if grammar.votes.search(head) and unit is None:
        return None  # two tallies
    lost = unit is None and max(values) < _BIGGEST_SCORE and grammar.scores.search(head)
    if values[0] < values[1] and not lost:
        return _made(first, second, values, unit, "range")
    if unit is None and max(values) < _BIGGEST_SCORE:
        return _made(first, second, values, None, "score")
    return None


def _ratio(first: Measure, second: Measure) -> Measure | None:
    if second.unit is not None or first.unit is not None or second.numeral.kind not in ("figures", "spelled"):
        return None
    if isinstance(first.value, tuple) or isinstance(second.value, tuple):
        return None
    if not 0 < first.value < second.value or second.value > 100_000:  # noqa: PLR2004 - "one in 100,000"
        return None
    if first.value > _BIGGEST_SHARE or not _is_round(first.value, second.value):
        return None  # 84 jobs of 310: two counts
    return replace(
        _made(first, second, (first.value, second.value), None, "ratio"),
        value=round(first.value / second.value, 6),
    )


def _is_round(part: float, whole: float) -> bool:
    """Whether a share is told of a number that shares are told of: one in 16, three in 10, 2 in 1,000."""
    return part == 1 or whole <= _SMALL or whole in _ROUND


def _made(
    first: Measure, second: Measure, values: tuple[float | int, float | int], unit: str | None, rule: str
) -> Measure:
    return replace(
        first,
        end=second.end,
        value=values,
        unit=unit,
        money=first.money or second.money,
        joined=rule,
        numeral=second.numeral if first.numeral.kind == "one" else first.numeral,
    )


def lend_units(text: str, measures: list[Measure], alone: list[bool], language: str) -> list[Measure]:
    """Give a measure without unit or noun (``alone``) the unit of the neighbour it is listed with."""
    grammar = _grammar(language)
    lent = list(measures)
    for index in range(len(lent) - 2, -1, -1):
        measure, following = lent[index], lent[index + 1]
        gap = text[measure.end : following.start]
        if _needs(measure, following, alone=alone[index]) and _lists(gap, grammar):
            lent[index] = replace(measure, unit=following.unit, money=following.money, shared=True)
    for index in range(1, len(lent)):
        measure, before = lent[index], lent[index - 1]
        gap = text[before.end : measure.start]
        implied = before.end == before.numeral.end and _lists(gap, grammar)  # ages 19, 22 and 34
        if _needs(measure, before, alone=alone[index]) and (implied or _contrasts(gap, measure, grammar)):
            if before.unit == "%" and grammar.result.search(gap):
                continue  # rose 17 percent to 140
            lent[index] = replace(measure, unit=before.unit, money=before.money, shared=True)
    return lent


def _needs(measure: Measure, other: Measure, *, alone: bool) -> bool:
    return alone and measure.unit is None and not measure.joined and other.unit is not None


def _lists(gap: str, grammar: _Grammar) -> bool:
    return any(form.fullmatch(gap) for form in (_LIST_GAP, grammar.lists, grammar.joiner))


def _contrasts(gap: str, measure: Measure, grammar: _Grammar) -> bool:
    if len(gap) >= _WINDOW or _STOP.search(gap) or measure.numeral.kind == "fraction":
        return False
    unlike = grammar.unlike.search(gap)
    if (
        unlike is not None
    ):  # a noun of its own between them only where it is as large: 7 millions de dollars, …
        return unlike.group("noun") is None or measure.numeral.scale > _THOUSAND
    return bool(grammar.among.search(gap))
