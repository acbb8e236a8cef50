"""What the site remembers of a brief once its text has been put away."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.corrections.apply import EDITOR
from generator.identity.cast import Sighting, cast
from generator.index import standfirst, traces
from generator.index.brief import Brief
from generator.index.names import Key, key
from generator.index.scene import NOWHERE, Scene, scene
from generator.index.sentences import Sentences
from generator.index.tally import Tally, tallies
from generator.index.telling import NOTHING, Telling, Value, telling
from generator.index.traces import Print
from generator.model import Entity, Qualifier, Quantity, Quote, QuoteKind, Span

__all__ = ["Entry", "Figure", "Moment", "Part", "Remark", "Said", "Value", "entry", "sure"]

_LEADS = "-–—•* "  # before the words of some speakers


class Part(NamedTuple):
    """The part that an actor or a place has in one brief."""

    key: Key
    name: str
    role: str | None
    mentions: int
    central: bool
    quotes: int = 0  # by it
    spoken: int = 0  # quotations by others that name it
    rule: str = ""


class Said(NamedTuple):
    """A quotation in one brief; ``number`` counts from 1 in text order and makes its permalink."""

    number: int
    text: str
    kind: QuoteKind
    speaker: Key | None
    voice: str | None  # the speaker's name, or the words that stand for a nameless one
    cue: str | None
    named: tuple[Key, ...]  # whom the quotation names
    confidence: float
    rule: str = ""
    speaker_rule: str = ""

    @property
    def settled(self) -> bool:
        """Whether an editor has decided on it, or on who speaks."""
        return EDITOR in (self.rule, self.speaker_rule)


class Figure(NamedTuple):
    """A number in one brief, with the sentence around it."""

    number: int
    text: str
    value: Value
    unit: str | None
    of: str | None
    qualifier: Qualifier
    sentence: str
    near: tuple[Key, ...]  # who and what its sentence names
    confidence: float
    rule: str = ""

    @property
    def settled(self) -> bool:
        """Whether an editor has decided on it."""
        return self.rule == EDITOR


class Moment(NamedTuple):
    """A date in one brief, with the sentence around it."""

    number: int
    text: str
    value: str
    sentence: str
    rule: str = ""


class Remark(NamedTuple):
    """An editor's note on some words of a brief, in Markdown."""

    number: int
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief as lists and other pages show it; ``slug`` is unique on the site."""

    path: str
    slug: str
    title: str
    language: str
    date: str | None
    source: str | None
    author: str | None
    tags: tuple[str, ...]
    standfirst: str
    parts: tuple[Part, ...]
    quotes: Sequence[Said]
    figures: Sequence[Figure]
    moments: Sequence[Moment]
    slug_chosen: bool = False
    translation: str = ""  # a name that it shares with its translations
    remarks: tuple[Remark, ...] = ()
    sightings: Sequence[Sighting] = ()  # of its actors, as the article has them
    tallies: Sequence[Tally] = ()  # of its figures, those that other articles may tell again
    scene: Scene = NOWHERE  # for comparing these
    joined: tuple[tuple[Key, Key | None], ...] = ()  # those that are others' across articles (None: hidden)
    telling: Telling = NOTHING
    sketch: bytes = b""  # see ``traces.unpacked``; empty where the text is too short
    prints: tuple[Print, ...] = ()  # of its longer quotations in a speaker's own words
    original: str = ""  # the path of the article that it is a copy of, once the index knows

    @property
    def counted(self) -> str:
        """The path of the article that this counts as: copies of one article count as one."""
        return self.original or self.path

    def actor(self, local: Key) -> Key | None:
        """Return whom an actor of the article is across articles; None where editors hide it."""
        return next((joined for own, joined in self.joined if own == local), local)


def entry(brief: Brief) -> Entry:
    """Reduce a brief to its entry; depends on nothing but the brief."""
    article, annotations = brief.article, brief.annotations
    sentences = Sentences(article, annotations)
    entities = {entity.id: entity for entity in annotations.entities}
    mentions = _mentions(annotations.entities)
    quotes = tuple(
        _said(number, quote, article.text, entities, mentions)
        for number, quote in enumerate(annotations.quotes, 1)
    )
    opening = " ".join(sentences.text(span) for span in standfirst.choose(article, annotations, sentences))
    told = tallies(article, annotations, sentences, mentions)
    return Entry(
        path=article.path,
        slug=article.slug,
        title=article.title,
        language=article.language,
        date=article.date,
        source=article.source_name,
        author=article.author,
        tags=article.tags,
        standfirst=opening,
        parts=_parts(
            annotations.entities,
            Counter(quote.speaker for quote in annotations.quotes),
            Counter(name for said in quotes for name in said.named if name != said.speaker),
        ),
        quotes=quotes,
        figures=tuple(
            _figure(number, quantity, article.text, sentences, mentions)
            for number, quantity in enumerate(annotations.numbers, 1)
        ),
        moments=tuple(
            Moment(
                number,
                article.text[date.span.start : date.span.end],
                date.value,
                _around(date.span, article.text, sentences),
                date.rule,
            )
            for number, date in enumerate(annotations.dates, 1)
            if date.value
        ),
        sightings=cast(article, annotations).sightings,
        tallies=told,
        scene=scene(article, annotations.entities, opening, told),
        slug_chosen=article.slug_chosen,
        translation=str(article.extra.get("translation") or ""),
        telling=telling(article, annotations),
        sketch=traces.packed(traces.sketch(article)),
        prints=tuple(
            Print(said.number, hashes)
            for said in quotes
            if said.kind != "indirect" and (hashes := traces.prints(said.text))
        ),
        remarks=tuple(
            Remark(number, " ".join(article.text[slice(*note.span)].split()), note.text)
            for number, note in enumerate(annotations.notes, 1)
        ),
    )


def _parts(
    entities: Iterable[Entity], speaking: Mapping[str | None, int], spoken: Mapping[Key, int]
) -> tuple[Part, ...]:
    """List who takes part, the most mentioned first; namesakes within one brief are one."""
    parts: dict[Key, Part] = {}
    for entity in entities:
        found = key(entity)
        count, quotes = len(entity.mentions), speaking.get(entity.id, 0)
        before = parts.get(found)
        if before is None:
            parts[found] = Part(
                found, entity.name, entity.role, count, entity.key, quotes, spoken.get(found, 0), entity.rule
            )
        else:
            parts[found] = before._replace(
                role=before.role or entity.role,
                mentions=before.mentions + count,
                central=before.central or entity.key,
                quotes=before.quotes + quotes,
            )
    return tuple(sorted(parts.values(), key=lambda part: (not part.central, -part.mentions, part.key)))


def _mentions(entities: Iterable[Entity]) -> list[tuple[Span, Key]]:
    return sorted((mention, key(entity)) for entity in entities for mention in entity.mentions)


def _within(span: Span, mentions: list[tuple[Span, Key]]) -> tuple[Key, ...]:
    first = bisect_left(mentions, span.start, key=_start)
    last = bisect_left(mentions, span.end, key=_start)
    return tuple(sorted({found for mention, found in mentions[first:last] if mention.end <= span.end}))


def _start(mention: tuple[Span, Key]) -> int:
    return mention[0].start


def _said(
    number: int,
    quote: Quote,
    text: str,
    entities: dict[str, Entity],
    mentions: list[tuple[Span, Key]],
) -> Said:
    speaker = entities.get(quote.speaker or "")
    voice = None
    if speaker is not None:
        voice = speaker.name
    elif quote.speaker_span is not None:
        voice = text[quote.speaker_span.start : quote.speaker_span.end].lstrip(_LEADS)  # « soutient-il »
    return Said(
        number=number,
        text=" ".join(text[quote.span.start : quote.span.end].split("\n")).replace("  ", " "),
        kind=quote.kind,
        speaker=None if speaker is None else key(speaker),
        voice=voice,
        cue=None if quote.cue_span is None else text[quote.cue_span.start : quote.cue_span.end],
        named=_within(quote.span, mentions),
        confidence=sure(quote),
        rule=quote.rule,
        speaker_rule=quote.speaker_rule if quote.speaker or quote.speaker_rule == EDITOR else "",
    )


def sure(quote: Quote) -> float:
    """Return the confidence in a quotation, and in its speaker where one is named."""
    return quote.confidence if quote.speaker is None else min(quote.confidence, quote.speaker_confidence)


def _figure(
    number: int,
    quantity: Quantity,
    text: str,
    sentences: Sentences,
    mentions: list[tuple[Span, Key]],
) -> Figure:
    around = sentences.at(quantity.span.start)
    return Figure(
        number=number,
        text=text[quantity.span.start : quantity.span.end],
        value=quantity.value,
        unit=quantity.unit,
        of=quantity.of,
        qualifier=quantity.qualifier,
        sentence=_around(quantity.span, text, sentences),
        near=() if around is None else _within(around, mentions),
        confidence=quantity.confidence,
        rule=quantity.rule,
    )


def _around(span: Span, text: str, sentences: Sentences) -> str:
    around = sentences.at(span.start)
    return text[span.start : span.end] if around is None else sentences.text(around)
