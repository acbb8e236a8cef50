"""What a figure tells, in terms that figures of other articles share.

Of a text's figures only those are kept that may be told again: counts of things in a state ("128 hostages
held"), sums, rates and levels of something named. Ages, durations, scores, changes, parts of a whole, what is
per head or a day, and what was true before are left out: they are other quantities under the same noun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.index import things
from generator.index.names import Key
from generator.index.sentences import Sentences
from generator.index.sites import Line, Named, Site, between, by_sentence, distance, line, of_tokens, sites
from generator.index.things import Hit, Token, Words
from generator.model import Annotations, Article, Qualifier, Quantity, Span

__all__ = ["Tally", "tallies"]

_AFTER, _BEFORE = 8, 5  # words around a figure in which its state is looked for
_LONG_BEFORE = 14  # the same, of a figure without a noun
_NEXT = 3  # words between a part and its whole
_CHANGE = 6  # words before a figure in which a word of change makes it one
_CURRENCY = len("EUR")
_WIDELY = ("%", "money")  # of which the whole sentence may say what they measure
_FEW = 10  # of things known by their name alone: debates, candidates
_YEAR = 4
_VOICE = 5  # words that name who says something
_WORDS = 12  # of a sentence that are kept, the longest


class Tally(NamedTuple):
    """A figure that may be told again.

    ``thing`` is a concept or a stem with its language; ``noun`` what it is said of, where that is more than
    anybody; ``where`` the place or the body that it belongs to, ``near`` whom its part of the sentence
    names. ``era`` is the year that it is of, where it is not the article's. ``voice`` says it.
    """

    number: int
    sentence: int  # which one of those with figures
    thing: str
    noun: str
    unit: str | None
    low: float
    high: float | None
    qualifier: Qualifier
    where: Key | None
    near: tuple[Key, ...]
    words: tuple[str, ...]
    events: tuple[str, ...]
    era: str | None
    voice: str | None


def tallies(
    article: Article, annotations: Annotations, sentences: Sentences, mentions: Sequence[Named]
) -> tuple[Tally, ...]:
    """Return what the figures of an article tell, in text order. ``mentions`` are sorted."""
    words = things.read(article.language)
    if words is None:
        return ()
    reader = _Reader(article, annotations, words)
    found: list[Tally] = []
    for span, numbered in by_sentence(annotations.numbers, sentences):
        found += reader.read(line(article, span, mentions, words), numbered)
    return tuple(found)


class _Reader:
    """Reads the figures of one article, sentence by sentence."""

    def __init__(self, article: Article, annotations: Annotations, words: Words) -> None:
        self.words = words
        self.everywhere = things.everywhere()
        self.article = article
        self.year = (article.date or "")[:_YEAR]
        self.quotes = annotations.quotes
        self.speakers = {entity.id: entity for entity in annotations.entities}
        self.sentence = 0
        self.end = 0
        self.last: dict[str, str] = {}  # units of the last sentence with figures → what they measured
        self.counts: tuple[str, str] | None = None  # what was last counted, and of whom
        self.said: tuple[Span | None, tuple[str, str] | None] = None, None  # of the figure before

    def read(self, sentence: Line, numbered: Sequence[tuple[int, Quantity]]) -> Iterator[Tally]:
        measured: dict[str, str] = {}
        if self.article.text[self.end : sentence.span.start].strip():
            self.last = {}
        for place in sites(sentence, numbered):
            found = self._tally(place, sentence)
            if found is not None:
                if found.unit:
                    measured[found.unit] = found.thing
                yield found
        self.last, self.end = measured, sentence.span.end
        self.sentence += 1

    def _tally(self, place: Site, sentence: Line) -> Tally | None:
        quantity, tokens = place.quantity, sentence.tokens
        low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
        if quantity.unit in self.everywhere.spans or (quantity.unit is None and low != int(low)):
            return None
        if self._aside(place, tokens):
            return None
        if quantity.unit:
            known = self._measured(place, sentence)
        else:
            known = self._counted(place, sentence) or self._elliptic(place, sentence)
            self.said = quantity.of_span, known
            self.counts = known or self.counts
        if known is None or (low < _FEW and (":" in known[0] or known[0] in self.everywhere.passing)):
            return None
        thing, noun = known
        voice, speaking = self._voice(place, sentence)
        names = [one for one in sentence.names if one[1].kind == "place" or not _meets(one[0], speaking)]
        segment = [one for one in names if between(one[0], place, tokens)]
        where = self._where(place, tokens, names, segment)
        return Tally(
            number=place.number,
            sentence=self.sentence,
            thing=thing,
            noun=noun,
            unit=quantity.unit,
            low=low,
            high=high,
            qualifier=quantity.qualifier,
            where=where,
            near=tuple(sorted({key for _, key in segment or names})),
            words=self._words(sentence),
            events=tuple(
                sorted({one for hit in self.words.events.within(tokens, 0, len(tokens)) for one in hit.means})
            ),
            era=self._era(place, tokens),
            voice=voice,
        )

    def _aside(self, place: Site, tokens: list[Token]) -> bool:
        """Whether a figure is a change, a part, a rate per something, or of before."""
        words = self.words
        first = self._unqualified(place.first, tokens)
        for start in range(first, place.first + 1):
            if words.former.before(tokens, start) or words.subset.before(tokens, start):
                return True
        if words.more.starting(tokens, place.last, len(tokens)) if place.last < len(tokens) else None:
            return True
        after = place.last
        for ahead in range(after, min(after + 4, place.right)):
            if words.more.starting(tokens, ahead, place.right) or words.per.starting(
                tokens, ahead, place.right
            ):
                return True
            if tokens[ahead].word in words.breaks:
                break
        if first and tokens[first - 1].word in words.by:
            return bool(words.rises.within(tokens, max(place.left, first - 1 - _CHANGE), first - 1))
        return bool(place.quantity.unit) and words.rises.before(tokens, first)

    def _unqualified(self, first: int, tokens: list[Token]) -> int:
        """Return where a figure begins with the words that qualify it: those that say nothing else."""
        while first and tokens[first - 1].word in self.words.leading and first > 1:
            first -= 1
        return first

    def _counted(self, place: Site, sentence: Line) -> tuple[str, str] | None:
        """Return what is counted: the state where there is one, else the noun; and the noun."""
        tokens = sentence.tokens
        of = of_tokens(place, sentence)
        noun: str | None = None
        beside = place.last
        if of is not None and not self._stated(*of):
            own, first, last = of
            noun = self._noun(own, first, last)
            if noun is None:
                return None
            beside = max(place.last, last) if own is tokens else place.last
        if noun and "/" in noun:
            return noun.partition("/")[2], ""
        if self._whole(place, tokens):
            return self._alone(noun)
        state = self._state(place, tokens, beside)
        if state is None and noun:
            state = self.everywhere.defaults.get(noun)
        if state is None:
            return None if self._part(place, tokens, beside) else self._alone(noun)
        return state, "" if noun is None or noun in self.everywhere.generic else noun

    def _alone(self, noun: str | None) -> tuple[str, str] | None:
        """Return a noun of which nothing is said, if its number may be told again."""
        return None if noun is None or noun in self.everywhere.generic else (noun, "")

    def _part(self, place: Site, tokens: list[Token], beside: int) -> bool:
        """Whether the whole of which a figure is a part comes next: "210 jobs out of 890"."""
        hits = self.words.whole.within(tokens, beside, place.right)
        hits += self.words.partly.within(tokens, place.last, place.last + 1)
        return any(hit.last == place.right and place.right < len(tokens) for hit in hits)

    def _elliptic(self, place: Site, sentence: Line) -> tuple[str, str] | None:
        """Return what the figure before counts, where this one leaves it out, or only says "they"."""
        span, known = self.said
        of = place.quantity.of_span
        if place.left and of is not None and of == span:
            return known
        if of is None and sentence.tokens[0].word in self.words.they:
            return self.counts
        return None

    def _whole(self, place: Site, tokens: list[Token]) -> bool:
        """Whether a figure is the whole of which the one before it is a part."""
        words, between = self.words, place.first - place.left
        far = between <= _AFTER and words.whole.before(tokens, place.first)
        return bool(place.left) and (far or (between <= _NEXT and words.partly.before(tokens, place.first)))

    def _stated(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether what was taken for a noun says a state: "thousands cross"."""
        words = self.words
        states = words.states.within(tokens, first, last) or words.states.starting(tokens, first, len(tokens))
        return bool(states) and not words.counts.within(tokens, first, last)

    def _noun(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """Return the concept that a noun phrase stands for, or its stem; None where it says nothing."""
        words = self.words
        hits = words.counts.within(tokens, first, last)
        if hits:
            return _head(hits, first_first=words.head_first).means[0]
        rest = [one for one in tokens[first:last] if one.word not in words.leading]
        if not rest or words.vague.within(tokens, first, last):
            return None
        head = rest[0] if words.head_first else rest[-1]
        if head.capital or not head.word[0].isalpha():
            return None
        return f"{words.language}:{words.stem(head.word)}"

    def _state(self, place: Site, tokens: list[Token], beside: int) -> str | None:
        """Return what is said of those counted by the nearest word after or before."""
        words = self.words
        first = min(place.first, beside)
        after = words.states.within(tokens, place.last, self._reach(tokens, place.last, beside, place.right))
        start = end = self._unsaid(place, first, tokens)
        while (
            start > max(place.left, end - (_BEFORE if place.quantity.of else _LONG_BEFORE))
            and tokens[start - 1].word not in words.breaks
        ):
            start -= 1
        before = words.states.within(tokens, start, end)
        near = [(hit.first - beside if hit.first >= beside else 0, 0, hit) for hit in after[:1]]
        near += [(end - hit.last, 1, hit) for hit in before[-1:]]
        return min(near)[2].means[0] if near else None

    def _unsaid(self, place: Site, first: int, tokens: list[Token]) -> int:
        """Return where a figure begins with what stands before it between commas: who says it."""
        if first and tokens[first - 1].word == ",":
            for start in range(first - 2, max(place.left, first - 2 - _VOICE), -1):
                if tokens[start].word == "," and self.words.according.starting(tokens, start + 1, first):
                    return start
        return first

    def _reach(self, tokens: list[Token], last: int, beside: int, right: int) -> int:
        """Return where the clause after a figure ends; what stands between two commas is passed over."""
        place, limit = last, min(beside + _AFTER, len(tokens))
        while place < min(limit, right):
            if tokens[place].word in self.words.breaks:
                break
            place += 1
        return place

    def _voice(self, place: Site, sentence: Line) -> tuple[str | None, Span | None]:
        """Return who says a figure, and where: by the cue next to it, else by the quotation around it."""
        tokens, words, text = sentence.tokens, self.words, self.article.text
        ends = (at for at in range(place.last, place.right) if tokens[at].word in ";.")
        for first, last in ((place.last, next(ends, place.right)), (place.left, place.first)):
            for cue in words.according.within(tokens, first, last):
                end = cue.last
                while end < min(cue.last + _VOICE, last) and tokens[end].word not in words.breaks:
                    end += 1
                if end > cue.last:
                    span = Span(tokens[cue.last].start, tokens[end - 1].end)
                    return text[span.start : span.end], span
        at = place.quantity.span.start
        around = [quote for quote in self.quotes if quote.span.start <= at < quote.span.end]
        if not around:
            return None, None
        quote = min(around, key=lambda quote: quote.span.end - quote.span.start)
        said = quote.speaker_span
        entity = self.speakers.get(quote.speaker or "")
        if entity is not None:
            return entity.name, said
        return (None, None) if said is None else (text[said.start : said.end], said)

    def _where(
        self, place: Site, tokens: list[Token], names: Sequence[Named], segment: Sequence[Named]
    ) -> Key | None:
        """Return whose a figure is: of a count, the place after it; of a measure, the name before it."""
        start, end = tokens[place.first].start, tokens[place.last - 1].end
        if place.quantity.unit:
            before = [key for span, key in names if span.start < start]
            after = [key for span, key in segment if span.start >= end]
            return before[-1] if before else after[0] if after else None
        placed = [(span, key) for span, key in names if key.kind == "place" or self._located(span, tokens)]
        after = [key for span, key in placed if span.start >= end and (span, key) in segment]
        before = [key for span, key in placed if span.start < start]
        return after[0] if after else before[-1] if before else None

    def _located(self, span: Span, tokens: list[Token]) -> bool:
        place = bisect_left(tokens, span.start, key=lambda token: token.start)
        return self.words.at.before(tokens, place)

    def _measured(self, place: Site, sentence: Line) -> tuple[str, str] | None:
        """Return what is measured, and of whom where it is of a part."""
        tokens, unit = sentence.tokens, place.quantity.unit or ""
        kind = "money" if len(unit) == _CURRENCY and unit.isupper() else unit
        group = self._group(place, tokens)
        of = of_tokens(place, sentence)
        if of is not None:
            hits = self._fitting(self.words.measures.within(*of), kind)
            if hits:
                return _head(hits, first_first=self.words.head_first).means[0], group
        hits = self._fitting(self.words.measures.within(tokens, place.left, place.right), kind)
        if not hits and kind in _WIDELY:
            hits = self._fitting(self.words.measures.within(tokens, 0, len(tokens)), kind)
        if hits:
            nearest = min(hits, key=lambda hit: (distance(hit, place), hit.first))
            return nearest.means[0], group
        if unit in self.everywhere.plain:
            return unit, group
        if of is None:
            thing = self.last.get(unit) if unit == "%" else None
            return (thing, group) if thing else None
        noun = self._noun(*of)
        if noun is None or (kind == "money" and ":" in noun):
            return None
        if ":" not in noun:
            state = self._state(place, tokens, max(place.last, of[2]) if of[0] is tokens else place.last)
            return (f"{noun}/{state}" if state else noun), group
        return noun, group

    def _fitting(self, hits: Iterable[Hit], kind: str) -> list[Hit]:
        fit = self.everywhere.units
        found = [
            hit._replace(means=tuple(one for one in hit.means if kind in fit.get(one, "").split()))
            for hit in hits
        ]
        return [hit for hit in found if hit.means]

    def _group(self, place: Site, tokens: list[Token]) -> str:
        hits = self.words.groups.within(tokens, place.left, place.right)
        return min((one for hit in hits for one in hit.means), default="")

    def _words(self, sentence: Line) -> tuple[str, ...]:
        found = {self.words.stem(one.word) for one in sentence.tokens if self.words.tells(one)}
        return tuple(sorted(found, key=lambda word: (-len(word), word))[:_WORDS])

    def _era(self, place: Site, tokens: list[Token]) -> str | None:
        """Return the year before the article's that a figure's part of the sentence names."""
        for at in range(place.left, place.right):
            word = tokens[at].word
            if len(word) == _YEAR and word.isdigit() and word[:2] in ("19", "20") and word < self.year:
                if at and tokens[at - 1].word in self.words.since:
                    continue
                if not place.first <= at < place.last:
                    return word
        return None


def _head(hits: Sequence[Hit], *, first_first: bool) -> Hit:
    """Return the longest of some phrases, of equals the one at the head."""
    order = hits if first_first else list(reversed(hits))
    return max(order, key=lambda hit: hit.last - hit.first)


def _meets(span: Span, other: Span | None) -> bool:
    return other is not None and span.start < other.end and other.start < span.end
