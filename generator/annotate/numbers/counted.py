"""What a number counts or measures: the noun behind it, or the one that has the measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers import qualifiers, units
from generator.annotate.numbers.following import after
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.nouns import (
    NOUNS,
    SUBJECTS,
    Counted,
    made,
    named,
    nearest_noun,
    nominal,
    noun_phrase_head,
    subject_of,
    text_of,
    token_at,
    tokens,
)
from generator.annotate.numbers.units import LENGTHS
from generator.annotate.numbers.words import alternatives, load, phrase_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Seen", "counted"]

_OBJECTS = frozenset({"obj", "dobj"})
_REACH = 7  # tokens between a number and its noun
_CLIMB = 6
_LIGHT = 3  # prepositions, articles and adjectives ahead of a noun
_NEAR = 70  # characters between two measures of one thing


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the passage: the measures before with their things, all measures, the dates."""

    measures: list[tuple[Measure, Counted | None]]
    every: list[Measure]
    dates: list[tuple[int, int]]

    @property
    def last(self) -> Counted | None:
        """The thing counted last."""
        return next((thing for _, thing in reversed(self.measures) if thing is not None), None)

    @property
    def last_subject(self) -> Counted | None:
        """The subject counted last, else the thing counted last."""
        things = [thing for _, thing in self.measures if thing is not None]
        return next((thing for thing in reversed(things) if thing.subject), self.last)


@dataclass(frozen=True, slots=True)
class _Grammar:
    owner_linker: re.Pattern[str]
    plain_owner: re.Pattern[str]
    between: re.Pattern[str]
    among: re.Pattern[str]
    listed: re.Pattern[str]
    away: re.Pattern[str]
    verbs: frozenset[str]
    share_verbs: frozenset[str]
    lasting_verbs: frozenset[str]
    quantities: frozenset[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)

    return _Grammar(
        owner_linker=phrase_before(words.owner_linkers),
        plain_owner=phrase_before(words.plain_linkers),
        between=phrase_before(words.between),
        among=phrase_before(words.among),
        listed=re.compile(
            rf"\s*,\s*|\s+(?:{alternatives([*words.lists, *words.range_joiners])})\s+", re.IGNORECASE
        ),
        away=phrase_before(words.away_before),
        verbs=frozenset(words.measure_verbs),
        share_verbs=frozenset(words.share_verbs),
        lasting_verbs=frozenset(words.lasting_verbs),
        quantities=frozenset(words.quantity_nouns),
    )


def counted(measure: Measure, doc: Doc, language: str, seen: Seen) -> Counted | None:
    """Return what a measure counts, None where the text does not say.

    ``seen`` is what was found before it in the same passage, for lists and ellipsis.
    """
    return _Search(measure, doc, language, seen).thing()


# ---- what has the measure


class _Search:
    """Looks for what one measure belongs to; every way returns None where it does not apply."""

    def __init__(self, measure: Measure, doc: Doc, language: str, seen: Seen) -> None:
        self.measure, self.doc, self.seen = measure, doc, seen
        self.grammar = _grammar(language)
        self.text = text_of(doc)
        self.tokens = tokens(doc, measure.start, measure.end)
        self.lead = qualifiers.lead(text_of(doc), measure, language)
        between = self.grammar.between.search(text_of(doc), max(0, self.lead - 30), self.lead)
        self.lead = between.start() if between else self.lead
        self.timed = units.seconds(measure.unit, language) is not None
        self.language = language

    def thing(self) -> Counted | None:
        """Try each way, the surest first."""
        if self.measure.joined == "ratio":
            return self._inside() or after(self.measure, self.doc, self.language)
        if self.measure.shared and (shared := self._shared()) is not None:
            return shared
        found = after(self.measure, self.doc, self.language)
        if found is not None and self._partial(found):
            return self._ellipsis()
        if found is not None and not self._taken(found):
            return found
        if self.measure.joined == "score":
            return None
        found = self._in_brackets() or self._before_linker()
        if found is not None:
            return found
        if self.measure.unit is None and self.measure.numeral.kind != "fraction" and not self.measure.joined:
            return self._ahead() or self._ellipsis()
        return self._same_as_before() or self._owned() or self._listed()

    def _shared(self) -> Counted | None:
        """Return the thing of the measure that lent its unit from before."""
        measure, thing = self._previous() or (None, None)
        return thing if measure is not None and measure.unit == self.measure.unit else None

    def _inside(self) -> Counted | None:
        """Return the noun within a ratio: "deux personnes sur trois"."""
        noun = next((token for token in self.tokens if token.pos_ in NOUNS), None)
        return None if noun is None else made(noun, "counted-within", 0.8)

    def _partial(self, found: Counted) -> bool:
        """Whether only an adjective follows, for a part of what was counted: "12 blessés, dont 3 graves"."""
        token = token_at(self.doc, found.end - 1)
        if token is None or token.pos_ in NOUNS or self.seen.last is None:
            return False
        return bool(self.grammar.among.search(self.text, max(0, self.lead - 20), self.lead))

    def _ahead(self) -> Counted | None:
        """Return the noun of the next number where the two are listed: "de 15 à 23 morts"."""
        following = next((measure for measure in self.seen.every if measure.start >= self.measure.end), None)
        if following is None or following.unit is not None:
            return None
        if not self.grammar.listed.fullmatch(self.text, self.measure.end, following.start):
            return None
        found = after(following, self.doc, self.language)
        return None if found is None else Counted(found.start, found.end, "counted-list", 0.75, found.subject)

    def _free(self, token: Token) -> bool:
        """Whether a token is neither part of a date nor of this or another measure."""
        start, end = token.idx, token.idx + len(token.text)
        taken = [*self.seen.dates, *((measure.start, measure.end) for measure in self.seen.every)]
        return nominal(token) and not any(first < end and start < last for first, last in taken)

    def _taken(self, thing: Counted) -> bool:
        """Whether the words belong to a date or to another number."""
        taken = [
            *self.seen.dates,
            *((m.start, m.end) for m in self.seen.every if m.start != self.measure.start),
        ]
        return any(first < thing.end and thing.start < last for first, last in taken)

    def _of(self, token: Token | None, rule: str, confidence: float) -> Counted | None:
        """Make a token the thing; what stands inside an earlier measure stands for that one's."""
        if token is None:
            return None
        if self._free(token):
            return made(token, rule, confidence)
        for measure, thing in reversed(self.seen.measures):
            if measure.start <= token.idx < measure.end and thing is not None:
                return Counted(thing.start, thing.end, "counted-same", 0.6, thing.subject)
        return None

    def _in_brackets(self) -> Counted | None:
        head = self.text[: self.lead].rstrip()
        if not head.endswith("(") or (self.timed and self.measure.unit != "year"):
            return None
        last = self.seen.last
        if last is not None and 0 <= len(head) - 1 - last.end <= 1 and self.measure.unit is None:
            return Counted(last.start, last.end, "counted-bracket", 0.8)
        token = token_at(self.doc, len(head) - 1)
        if token is None or token.i == 0:
            return None
        return self._of(noun_phrase_head(token.nbor(-1)), "counted-bracket", 0.7)

    def _before_linker(self) -> Counted | None:
        """Find the noun that has the measure as its complement: "un écran de 5 pouces"."""
        text = self.text
        pattern = self.grammar.plain_owner if self.timed or not self._shares() else self.grammar.owner_linker
        link = pattern.search(text, max(0, self.lead - 6), self.lead)
        if link is None and self.lead == self.measure.start:
            return None
        token = self._token_before(link.start() if link else self.lead)
        if token is None or token.pos_ not in (*NOUNS, "ADJ", "VERB"):
            return None
        if token.pos_ == "VERB" and not nominal(token):
            return self._of(token.head, "counted-participle", 0.65) if token.dep_ == "acl" else None
        if link is None and not (token.pos_ == "ADJ" or self.lead < self.measure.start):
            return None
        return self._of(self._dimension(nearest_noun(token)), "counted-owner", 0.7)

    def _shares(self) -> bool:
        return self.measure.money or self.measure.unit in ("%", "pp", "bp")

    def _token_before(self, offset: int) -> Token | None:
        head = self.text[:offset].rstrip()
        return token_at(self.doc, len(head) - 1)

    def _dimension(self, noun: Token | None) -> Token | None:
        """Return what has a mere dimension, for "a length of" itself."""
        if noun is None or noun.lower_ not in self.grammar.quantities:
            return noun
        if (described := _set_off(noun)) is not None:
            return described
        if noun.dep_ not in SUBJECTS and noun.head.pos_ in ("VERB", "AUX"):
            return subject_of(noun.head) or noun
        for index in range(noun.i - 1, max(-1, noun.i - _REACH), -1):
            if self.doc[index].pos_ in NOUNS:
                return self.doc[index] if noun.dep_ not in SUBJECTS else noun
            if self.doc[index].pos_ in ("VERB", "AUX", "PUNCT"):
                break
        return noun

    def _away(self) -> bool:
        return bool(self.grammar.away.search(self.text, max(0, self.measure.start - 30), self.measure.start))

    # ---- through other numbers

    def _ellipsis(self) -> Counted | None:
        """Return what the number before it counted, for a number without a noun."""
        following = self.doc[self.tokens.end] if self.tokens.end < len(self.doc) else None
        subject = following is not None and following.dep_ in SUBJECTS
        last = self.seen.last_subject if subject else self.seen.last
        return None if last is None else Counted(last.start, last.end, "counted-ellipsis", 0.6, last.subject)

    def _previous(self) -> tuple[Measure, Counted | None] | None:
        if not self.seen.measures:
            return None
        measure, thing = self.seen.measures[-1]
        gap = self.text[measure.end : self.measure.start]
        return (measure, thing) if len(gap) <= _NEAR and not re.search(r"[.!?]\s", gap) else None

    def _same_as_before(self) -> Counted | None:
        """Return the thing of the measure before, for one that is coordinated with it."""
        measure, thing = self._previous() or (None, None)
        if measure is None or thing is None:
            return None
        root = self.tokens.root
        inside = measure.start <= root.head.idx < measure.end and root.head != root
        gap = self.text[measure.end : self.measure.start]
        if (inside and not self.timed) or (
            measure.unit == self.measure.unit and re.fullmatch(r"\s*[,x×/]\s*|\s+\w{1,3}\s+", gap)
        ):
            return Counted(thing.start, thing.end, "counted-same", 0.65, thing.subject)
        return None

    def _listed(self) -> Counted | None:
        """Fall back on the measure before it in the sentence, if it has the same unit."""
        previous = self._previous()
        if previous is None or previous[1] is None or self.timed or previous[0].unit != self.measure.unit:
            return None
        return Counted(previous[1].start, previous[1].end, "counted-same", 0.5, previous[1].subject)

    # ---- through the verb

    def _measures(self, verb: str) -> bool:
        """Whether the subject of a verb is what such a measure belongs to."""
        if self.timed:
            return verb in self.grammar.lasting_verbs
        return verb in self.grammar.verbs or (self.measure.unit == "%" and verb in self.grammar.share_verbs)

    def _verb_before(self) -> Token | None:
        """Return the nearest verb to the left in the sentence, for a parse that broke it in two."""
        for index in range(self.tokens.start - 1, max(-1, self.tokens.start - 2 * _REACH), -1):
            token = self.doc[index]
            if token.pos_ in ("VERB", "AUX") or token.lower_ in self.grammar.verbs:
                return token
            if token.text in ".!?;:":
                break
        return None

    def _owned(self) -> Counted | None:
        root = self.tokens.root
        subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            return self._of(named(subject), "counted-subject", 0.7)
        governor, oblique = root.head, root.dep_.startswith("obl") or self.lead < self.measure.start
        if governor != root and governor.pos_ in NOUNS and governor.i == self.tokens.start - 1:
            root, governor = governor, governor.head  # an adjective that the parser took for a noun
        if root.dep_ in ("pobj", "pcomp"):
            governor, oblique = governor.head, True
        if governor == root or governor.dep_ == "dep":
            governor = self._verb_before() or root
        if governor.pos_ not in ("VERB", "AUX") and not self._measures(governor.lower_):
            return None
        measuring = self._measures(governor.lower_) or root.dep_ == "attr"
        if not measuring and self.measure.unit in LENGTHS and self._away():
            return None
        if not measuring and (self.timed or self.measure.money or not oblique):
            return None
        thing = (
            next((child for child in governor.children if child.dep_ in _OBJECTS), None) if oblique else None
        )
        if thing is not None and thing != root and self._free(thing):
            return self._of(thing, "counted-object", 0.65)
        return self._of(subject_of(governor), "counted-subject", 0.65)


def _set_off(noun: Token) -> Token | None:
    """Return the noun that a phrase between commas describes: "the call, of a length of an hour"."""
    index = noun.i - 1
    while index > 0 and noun.i - index <= _LIGHT and noun.doc[index].pos_ in ("ADP", "DET", "ADJ"):
        index -= 1
    if index == noun.i - 1 or index < 1 or noun.doc[index].text != ",":
        return None
    before = noun.doc[index - 1]
    return nearest_noun(before) if before.pos_ in (*NOUNS, "ADJ") else None
