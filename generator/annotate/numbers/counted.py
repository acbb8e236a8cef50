"""What a number counts or measures: the noun behind it, or the one that has the measure.

Dependency labels are those of Universal Dependencies and of ClearNLP, which English pipelines use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.annotate.numbers import qualifiers, units
from generator.annotate.numbers.units import Measure
from generator.annotate.numbers.words import alternatives, load, phrase_before

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.tokens import Doc, Token

__all__ = ["Counted", "Seen", "after", "counted", "noun_follows"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus"})
_OBJECTS = frozenset({"obj", "dobj"})
_INSIDE_LEFT = frozenset({"amod", "compound", "flat", "flat:name", "nn"})
_INSIDE_RIGHT = frozenset({"amod", "flat", "flat:name"})
_LENGTHS = frozenset({"m", "km", "cm", "mm", "mi", "nmi", "ft", "yd", "ly", "in"})
_REACH = 7  # tokens between a number and its noun
_CLIMB = 6
_NEAR = 70  # characters between two measures of one thing


@dataclass(frozen=True, slots=True)
class Counted:
    """The head of what is counted, and the rule that found it. ``subject``: it is its clause's."""

    start: int
    end: int
    rule: str
    confidence: float
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What came before in the passage: measures with their things, and stretches that are dates."""

    measures: list[tuple[Measure, Counted | None]]
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
    linker: re.Pattern[str]
    plain_linker: re.Pattern[str]
    money_linker: re.Pattern[str]
    owner_linker: re.Pattern[str]
    plain_owner: re.Pattern[str]
    between: re.Pattern[str]
    away: re.Pattern[str]
    definite: re.Pattern[str]
    age_after: re.Pattern[str]
    others: frozenset[str]
    fillers: frozenset[str]
    times: frozenset[str]
    verbs: frozenset[str]
    quantities: frozenset[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = load(language)

    def link(linkers: list[str]) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{alternatives(linkers)})(?:(?<=['’])\s?|\s+)", re.IGNORECASE)

    return _Grammar(
        linker=link([word for word in words.linkers if word not in words.money_linkers]),
        plain_linker=link(words.plain_linkers),
        money_linker=link(words.linkers),
        owner_linker=phrase_before(words.owner_linkers),
        plain_owner=phrase_before(words.plain_linkers),
        between=phrase_before(words.between),
        away=phrase_before(words.away_before),
        definite=phrase_before(words.definites),
        age_after=re.compile(rf"(?:{alternatives(words.ages_after)})(?!\w)", re.IGNORECASE),
        others=frozenset(words.others),
        fillers=frozenset(words.fillers),
        times=frozenset(words.times_nouns),
        verbs=frozenset(words.measure_verbs),
        quantities=frozenset(words.quantity_nouns),
    )


def _token_at(doc: Doc, offset: int) -> Token | None:
    if not 0 <= offset < len(doc.text):
        return None
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def counted(measure: Measure, doc: Doc, language: str, seen: Seen) -> Counted | None:
    """Return what a measure counts, None where the text does not say.

    ``seen`` is what was found before it in the same passage, for lists and ellipsis.
    """
    return _Search(measure, doc, language, seen).thing()


def noun_follows(measure: Measure, doc: Doc, language: str) -> bool:
    """Whether a number has a noun of its own behind it."""
    return after(measure, doc, language) is not None


def _made(head: Token, rule: str, confidence: float, least: int = 0) -> Counted:
    start, end = _phrase(head)
    return Counted(max(start, least) if least < end else start, end, rule, confidence, head.dep_ in _SUBJECTS)


def _phrase(head: Token) -> tuple[int, int]:
    """Return the characters of a noun with the adjectives and names that touch it."""
    doc, first, last = head.doc, head.i, head.i
    while first and doc[first - 1].head is head and doc[first - 1].dep_ in _INSIDE_LEFT and doc[first - 1].pos_ != "NUM":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].head is head and _belongs(doc[last + 1]):
        last += 1
    if last + 2 < len(doc) and _is_complement(doc[last + 1], doc[last + 2], head):
        last += 2
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def _belongs(token: Token) -> bool:
    if token.dep_ in _INSIDE_RIGHT and token.pos_ in ("ADJ", "PROPN", "NOUN"):
        return True
    return token.dep_ == "nmod" and token.pos_ == "PROPN"  # sœurs Williams, carte SD


def _is_complement(preposition: Token, noun: Token, head: Token) -> bool:
    """Whether "of" and a noun without an article complete a noun: tubes de gouache, rate of growth."""
    if noun.pos_ != "NOUN" or preposition.pos_ != "ADP" or len(preposition.text) > 2:  # noqa: PLR2004 - de, d', of
        return False
    return noun.head is head or (preposition.head is head and noun.head is preposition)


# ---- the noun that follows


def after(measure: Measure, doc: Doc, language: str) -> Counted | None:
    """Find the noun that follows: directly, through adjectives, or through "of"."""
    grammar, text = _grammar(language), doc.text
    offset = measure.end
    timed = units.seconds(measure.unit, language) is not None
    definite = timed and grammar.definite.search(text, max(0, measure.start - 12), measure.start)
    link = _link(measure, grammar, timed=timed and not definite).match(text, offset)
    aged = grammar.age_after.match(text, offset)
    if aged is not None and timed:
        offset = aged.end()
    elif link is not None:
        offset = link.end()
    elif measure.unit is not None:
        return None
    if link is not None and (timed or measure.unit in _LENGTHS) and grammar.away.search(text, max(0, measure.start - 30), measure.start):
        return None
    hyphen = text[offset : offset + 1] == "-"
    while offset < len(text) and (text[offset].isspace() or text[offset] in "-‑«“\"‘"):
        offset += 1
    token = _token_at(doc, offset)
    head = _head_from(token, grammar, linked=link is not None, plain=hyphen and aged is None) if token is not None else None
    return None if head is None else _made(head, "counted-after", 0.9, offset)


def _link(measure: Measure, grammar: _Grammar, *, timed: bool) -> re.Pattern[str]:
    if timed or measure.unit in _LENGTHS:
        return grammar.plain_linker
    return grammar.money_linker if measure.money or measure.unit == "%" else grammar.linker


def _head_from(token: Token, grammar: _Grammar, *, linked: bool, plain: bool) -> Token | None:
    doc, candidate = token.doc, None
    for index in range(token.i, min(token.i + _REACH, len(doc))):
        current = doc[index]
        if current.pos_ in _NOUNS and current.text[0].isalpha():
            if current.lower_ in grammar.times:
                return _multiplied(current) or current
            return current if plain else _through_compounds(current)
        if current.lower_ in grammar.others or current.lower_ in grammar.fillers:
            continue
        if current.pos_ == "ADJ" or (current.pos_ == "VERB" and "Part" in current.morph.get("VerbForm")):
            candidate = candidate or (current if not linked and index == token.i else None)
            continue
        if current.pos_ in ("DET", "NUM") or (current.pos_ == "ADV" and index > token.i) or current.text in "«“\"‘-":
            continue
        break
    return candidate


def _through_compounds(token: Token) -> Token:
    while token.dep_ in ("compound", "nmod", "nn", "amod") and token.head.i > token.i and token.i + 1 < len(token.doc):
        following = token.nbor(1)
        if following.pos_ not in _NOUNS:
            break
        token = following
    return token


def _multiplied(times: Token) -> Token | None:
    """Return what is multiplied: "three times the rate", "6 fois sa taille", "de masse 169 fois"."""
    doc = times.doc
    for index in range(times.i + 1, min(times.i + 4, len(doc))):
        if doc[index].pos_ in _NOUNS:
            return _through_compounds(doc[index]) if index > times.i + 1 else None
        if doc[index].pos_ not in ("DET", "ADJ"):
            break
    before = doc[times.i - 2] if times.i > 1 else None
    return before if before is not None and before.pos_ == "NOUN" else None


# ---- what has the measure


class _Search:
    """Looks for what one measure belongs to; every way returns None where it does not apply."""

    def __init__(self, measure: Measure, doc: Doc, language: str, seen: Seen) -> None:
        self.measure, self.doc, self.seen = measure, doc, seen
        self.grammar = _grammar(language)
        self.tokens: spacy.tokens.Span = doc.char_span(measure.start, measure.end, alignment_mode="expand")
        self.lead = qualifiers.lead(doc.text, measure, language)
        between = self.grammar.between.search(doc.text, max(0, self.lead - 30), self.lead)
        self.lead = between.start() if between else self.lead
        self.timed = units.seconds(measure.unit, language) is not None
        self.language = language

    def thing(self) -> Counted | None:
        """Try each way, the surest first."""
        found = after(self.measure, self.doc, self.language)
        if found is not None:
            return found
        found = self._in_brackets() or self._before_linker()
        if found is not None:
            return found
        if self.measure.unit is None and self.measure.numeral.kind != "fraction" and not self.measure.joined:
            return self._ellipsis()
        return self._same_as_before() or self._owned() or self._listed()

    def _free(self, token: Token) -> bool:
        """Whether a token is neither part of a date nor of this or another measure."""
        start, end = token.idx, token.idx + len(token.text)
        taken = [*self.seen.dates, *((m.start, m.end) for m, _ in self.seen.measures), (self.measure.start, self.measure.end)]
        return _nominal(token) and not any(first < end and start < last for first, last in taken)

    def _of(self, token: Token | None, rule: str, confidence: float) -> Counted | None:
        """Make a token the thing; what stands inside an earlier measure stands for that one's."""
        if token is None:
            return None
        if self._free(token):
            return _made(token, rule, confidence)
        for measure, thing in reversed(self.seen.measures):
            if measure.start <= token.idx < measure.end and thing is not None:
                return Counted(thing.start, thing.end, "counted-same", 0.6, thing.subject)
        return None

    def _in_brackets(self) -> Counted | None:
        head = self.doc.text[: self.lead].rstrip()
        if not head.endswith("(") or (self.timed and self.measure.unit != "year"):
            return None
        last = self.seen.last
        if last is not None and 0 <= len(head) - 1 - last.end <= 1 and self.measure.unit is None:
            return Counted(last.start, last.end, "counted-bracket", 0.8)
        token = _token_at(self.doc, len(head) - 1)
        if token is None or token.i == 0:
            return None
        return self._of(_noun_phrase_end(token.nbor(-1)), "counted-bracket", 0.7)

    def _before_linker(self) -> Counted | None:
        """Find the noun that has the measure as its complement: "un écran de 5 pouces"."""
        text = self.doc.text
        pattern = self.grammar.plain_owner if self.timed or not self._shares() else self.grammar.owner_linker
        link = pattern.search(text, max(0, self.lead - 6), self.lead)
        if link is None and self.lead == self.measure.start:
            return None
        token = self._token_before(link.start() if link else self.lead)
        if token is None or token.pos_ not in (*_NOUNS, "ADJ", "VERB"):
            return None
        if token.pos_ == "VERB" and not _nominal(token):
            return self._of(token.head, "counted-participle", 0.65) if token.dep_ == "acl" else None
        if link is None and not (token.pos_ == "ADJ" or self.lead < self.measure.start):
            return None
        return self._of(self._dimension(_nearest_noun(token)), "counted-owner", 0.7)

    def _shares(self) -> bool:
        return self.measure.money or self.measure.unit in ("%", "pp", "bp")

    def _token_before(self, offset: int) -> Token | None:
        head = self.doc.text[:offset].rstrip()
        return _token_at(self.doc, len(head) - 1)

    def _dimension(self, noun: Token | None) -> Token | None:
        """Return what has a mere dimension, for "a length of" itself."""
        if noun is None or noun.lower_ not in self.grammar.quantities:
            return noun
        if noun.dep_ not in _SUBJECTS and noun.head.pos_ in ("VERB", "AUX"):
            return _subject(noun.head) or noun
        for index in range(noun.i - 1, max(-1, noun.i - _REACH), -1):
            if self.doc[index].pos_ in _NOUNS:
                return self.doc[index] if noun.dep_ not in _SUBJECTS else noun
            if self.doc[index].pos_ in ("VERB", "AUX", "PUNCT"):
                break
        return noun

    def _away(self) -> bool:
        return bool(self.grammar.away.search(self.doc.text, max(0, self.measure.start - 30), self.measure.start))

    # ---- through other numbers

    def _ellipsis(self) -> Counted | None:
        """A bare number counts what the one before it counted."""
        following = self.doc[self.tokens.end] if self.tokens.end < len(self.doc) else None
        subject = following is not None and following.dep_ in _SUBJECTS
        last = self.seen.last_subject if subject else self.seen.last
        return None if last is None else Counted(last.start, last.end, "counted-ellipsis", 0.6, last.subject)

    def _previous(self) -> tuple[Measure, Counted | None] | None:
        if not self.seen.measures:
            return None
        measure, thing = self.seen.measures[-1]
        gap = self.doc.text[measure.end : self.measure.start]
        return (measure, thing) if len(gap) <= _NEAR and not re.search(r"[.!?]\s", gap) else None

    def _same_as_before(self) -> Counted | None:
        """A measure that is coordinated with the one before it measures the same."""
        previous = self._previous()
        if previous is None or previous[1] is None:
            return None
        measure, thing = previous
        root = self.tokens.root
        inside = measure.start <= root.head.idx < measure.end and root.head is not root
        gap = self.doc.text[measure.end : self.measure.start]
        if inside or (measure.unit == self.measure.unit and re.fullmatch(r"\s*[,x×/]\s*|\s+\w{1,3}\s+", gap)):
            return Counted(thing.start, thing.end, "counted-same", 0.65, thing.subject)
        return None

    def _listed(self) -> Counted | None:
        """Fall back on the measure before it in the sentence, if it has the same unit."""
        previous = self._previous()
        if previous is None or previous[1] is None or self.timed or previous[0].unit != self.measure.unit:
            return None
        return Counted(previous[1].start, previous[1].end, "counted-same", 0.5, previous[1].subject)

    # ---- through the verb

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
        subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            return self._of(_named(subject), "counted-subject", 0.7)
        governor, oblique = root.head, root.dep_.startswith("obl") or self.lead < self.measure.start
        if governor is not root and governor.pos_ in _NOUNS and governor.i == self.tokens.start - 1:
            root, governor = governor, governor.head  # an adjective that the parser took for a noun
        if root.dep_ in ("pobj", "pcomp"):
            governor, oblique = governor.head, True
        if governor is root or governor.dep_ == "dep":
            governor = self._verb_before() or root
        if governor.pos_ not in ("VERB", "AUX") and governor.lower_ not in self.grammar.verbs:
            return None
        measuring = governor.lower_ in self.grammar.verbs
        if not measuring and self.measure.unit in _LENGTHS and self._away():
            return None
        if not measuring and (self.timed or self.measure.money or not oblique):
            return None
        thing = next((child for child in governor.children if child.dep_ in _OBJECTS), None) if oblique else None
        if thing is not None and thing is not root and self._free(thing):
            return self._of(thing, "counted-object", 0.65)
        return self._of(_subject(governor), "counted-subject", 0.65)


def _nominal(token: Token) -> bool:
    """Whether a token is a noun, or has an article that shows it to be used as one."""
    if token.pos_ in _NOUNS:
        return True
    return token.pos_ in ("ADJ", "VERB") and any(
        child.dep_ in ("det", "poss") and child.i < token.i for child in token.children
    )


def _noun_phrase_end(token: Token) -> Token | None:
    """Return the head of the noun phrase that a token ends."""
    limit = token.i + 1
    best = token if token.pos_ in _NOUNS else None
    for _ in range(_CLIMB):
        head = token.head
        if head is token or head.i >= limit or head.pos_ in ("VERB", "AUX"):
            break
        if head.pos_ in _NOUNS:
            best = head
        token = head
    return best


def _nearest_noun(token: Token) -> Token | None:
    """Return the noun that a token is or describes, or the one that this noun completes: taux de réussite."""
    if token.pos_ not in _NOUNS and _nominal(token):
        return token
    if token.pos_ == "ADJ" and token.head.pos_ in _NOUNS and token.head.i < token.i:
        token = token.head
    while token.pos_ == "ADJ" and token.i:
        token = token.nbor(-1)
    if token.pos_ not in _NOUNS:
        return None
    head = token.head
    whole = head.pos_ == "NOUN" and token.i >= 2 and head.i <= token.i - 2  # noqa: PLR2004 - "de" between
    return head if whole and _is_complement(token.nbor(-1), token, head) and head.i == token.i - 2 else token


def _named(token: Token | None) -> Token | None:
    """Return a subject that is a noun; a relative pronoun stands for its antecedent."""
    if token is None or _nominal(token):
        return token
    if token.pos_ == "PRON" and token.head.dep_ in ("acl:relcl", "relcl"):
        antecedent = token.head.head
        return antecedent if antecedent.pos_ in _NOUNS else None
    return None


def _subject(verb: Token) -> Token | None:
    """Return the noun that is a verb's subject, through participles, infinitives and coordination."""
    for _ in range(_CLIMB):
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            return _named(subject)
        if verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:
            return verb.head
        if verb.head is verb or verb.dep_ not in ("xcomp", "conj", "ccomp", "aux", "advcl"):
            return None
        verb = verb.head
    return None
