"""A measure where it stands: the words around it and what was counted before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.conjugation import inflect
from generator.annotate.numbers import qualifiers, units
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.nouns import Counted, made, nominal, token_at, tokens
from generator.annotate.numbers.words import alternatives, load, phrase_before
from generator.annotate.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Seen", "Site"]

_BETWEEN = 30  # characters before a number in which "between" is looked for
_NEAR = 90  # characters between two measures of one thing
_STOP = re.compile(r"[.!?]\s")


@dataclass(frozen=True, slots=True)
class Seen:
    """The passage: the measures before with their things, all measures, dates and times."""

    measures: list[tuple[Measure, Counted | None]]
    every: list[Measure]
    dates: list[tuple[int, int]]

    @property
    def last(self) -> Counted | None:
        """The thing counted last."""
        return next(reversed(self._things()), None)

    @property
    def last_subject(self) -> Counted | None:
        """The subject counted last, else the thing counted last."""
        return next((thing for thing in reversed(self._things()) if thing.subject), self.last)

    def _things(self) -> list[Counted]:
        """Return what was counted, else what was measured; nobody whose age was told."""
        told = [
            (measure, thing)
            for measure, thing in self.measures
            if thing is not None and not thing.rule.startswith("age-of")
        ]
        return [thing for measure, thing in told if measure.unit is None] or [thing for _, thing in told]


@dataclass(frozen=True, slots=True)
class _Forms:
    """The words that tie a measure to what has it."""

    owner_linker: re.Pattern[str]
    plain_owner: re.Pattern[str]
    direction: re.Pattern[str]
    result: re.Pattern[str]
    between: re.Pattern[str]
    among: re.Pattern[str]
    listed: re.Pattern[str]
    away: re.Pattern[str]
    during: re.Pattern[str]
    verbs: frozenset[str]
    share_verbs: frozenset[str]
    lasting_verbs: frozenset[str]
    age_verbs: frozenset[str]
    spending: frozenset[str]
    purpose: re.Pattern[str]
    only: re.Pattern[str]
    quantities: frozenset[str]
    scales: frozenset[str]
    dimensions: re.Pattern[str]


@cache
def _forms(language: str) -> _Forms:
    words = load(language)

    def verbs(infinitives: list[str]) -> frozenset[str]:
        return frozenset(form for verb in infinitives for form in inflect(language, verb))

    return _Forms(
        owner_linker=phrase_before(words.owner_linkers),
        plain_owner=phrase_before(words.plain_linkers),
        direction=phrase_before(words.directions),
        result=phrase_before(words.result_linkers),
        between=phrase_before(words.between),
        among=phrase_before(words.among),
        listed=re.compile(
            rf"\s*,\s*|\s+(?:{alternatives([*words.lists, *words.range_joiners])})\s+", re.IGNORECASE
        ),
        away=phrase_before(words.away_before),
        during=phrase_before(words.during),
        verbs=verbs(words.measure_verbs) | frozenset(words.measure_words),
        share_verbs=verbs(words.share_verbs),
        lasting_verbs=verbs(words.lasting_verbs),
        age_verbs=verbs(words.age_verbs),
        spending=verbs(words.spending_verbs),
        purpose=re.compile(rf"\s(?:{alternatives(words.purpose_linkers)})(?:(?<=['’])|\s)", re.IGNORECASE),
        only=phrase_before(words.only),
        quantities=frozenset(words.quantity_nouns),
        scales=frozenset(words.scale_nouns),
        dimensions=re.compile(rf"\s(?:{alternatives(words.dimension_adjectives)})(?!\w)", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Site:
    """One measure in its passage. ``lead`` is where the words that qualify it begin."""

    measure: Measure
    doc: Doc
    text: str
    language: str
    seen: Seen
    forms: _Forms
    tokens: Span
    lead: int
    spread: bool  # "between" stands before it
    timed: bool

    @classmethod
    def of(cls, measure: Measure, doc: Doc, language: str, seen: Seen) -> Site:
        """Look at the words around a measure."""
        text, forms = text_of(doc), _forms(language)
        lead = qualifiers.lead(text, measure, language)
        only = forms.only.search(text, max(0, lead - _BETWEEN), lead)
        lead = only.start() if only else lead
        between = forms.between.search(text, max(0, lead - _BETWEEN), lead)
        return cls(
            measure=measure,
            doc=doc,
            text=text,
            language=language,
            seen=seen,
            forms=forms,
            tokens=tokens(doc, measure.start, measure.end),
            lead=between.start() if between else lead,
            spread=between is not None,
            timed=units.seconds(measure.unit, language) is not None,
        )

    @property
    def shares(self) -> bool:
        """Whether it is money or a share, which stand further from what they belong to."""
        return self.measure.money or self.measure.unit in ("%", "pp", "bp")

    def free(self, token: Token) -> bool:
        """Whether a token is a noun, and part of neither a date nor this or another measure."""
        start, end = token.idx, token.idx + len(token.text)
        taken = [*self.seen.dates, *((measure.start, measure.end) for measure in self.seen.every)]
        return nominal(token) and not any(first < end and start < last for first, last in taken)

    def taken(self, thing: Counted) -> bool:
        """Whether the words belong to a date or to another number."""
        taken = [
            *self.seen.dates,
            *((m.start, m.end) for m in self.seen.every if m.start != self.measure.start),
        ]
        return any(first < thing.end and thing.start < last for first, last in taken)

    def make(self, token: Token | None, rule: str, confidence: float) -> Counted | None:
        """Make a token the thing; what stands inside an earlier measure stands for that one's."""
        if token is None:
            return None
        if self.free(token):
            inside = [measure.end for measure in self.seen.every if measure.end <= token.idx]
            return made(token, rule, confidence, max(inside, default=-1) + 1)  # lead, not point lead
        for measure, thing in reversed(self.seen.measures):
            if measure.start <= token.idx < measure.end and thing is not None:
                return Counted(thing.start, thing.end, "counted-same", 0.6, thing.subject)
        return None

    def token_before(self, offset: int) -> Token | None:
        """Return the token that ends before an offset, white space aside."""
        return token_at(self.doc, len(self.text[:offset].rstrip()) - 1)

    def previous(self) -> tuple[Measure, Counted | None] | None:
        """Return the measure before it in the sentence, with its thing, if it is near."""
        if not self.seen.measures:
            return None
        measure, thing = self.seen.measures[-1]
        gap = self.text[measure.end : self.measure.start]
        return (measure, thing) if len(gap) <= _NEAR and not _STOP.search(gap) else None

    def measures(self, verb: str) -> bool:
        """Whether the subject of a verb is what such a measure belongs to."""
        if self.timed:
            before = self.token_before(self.lead) if self.measure.unit == "year" else None
            aged = before is not None and before.lower_ in self.forms.age_verbs
            return aged or verb in self.forms.lasting_verbs
        return verb in self.forms.verbs or (self.measure.unit == "%" and verb in self.forms.share_verbs)
