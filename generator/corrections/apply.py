"""Apply an editor's corrections to what was found: the editor's word always wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from generator.model import (
    Annotations,
    Article,
    Correction,
    DateExpression,
    Entity,
    Note,
    Quantity,
    Quote,
    Span,
)

__all__ = ["EDITOR", "apply"]

EDITOR = "editor"  # the rule of everything that a person has decided

T = TypeVar("T", Quote, Quantity, DateExpression)

_ALIKE = 0.3  # of the words of two spans together: then they mean the same annotation
_QUOTED = frozenset("«“\"„‟'‘")


def apply(article: Article, annotations: Annotations) -> Annotations:
    """Return the annotations as corrected. Corrections come one after the other, as in their file."""
    if not article.corrections:
        return annotations
    entities = list(annotations.entities)
    quotes, numbers, dates = list(annotations.quotes), list(annotations.numbers), list(annotations.dates)
    notes = list(annotations.notes)
    for one in article.corrections:
        if one.layer == "actor":
            quotes = _actor(one, entities, quotes, article.text)
        elif one.span is None:
            continue
        elif one.layer == "quote":
            _put(quotes, one, _quote(one, one.span, quotes, entities, article.text))
        elif one.layer == "number":
            _put(numbers, one, _number(one, one.span, numbers, article.text))
        elif one.layer == "date":
            _put(dates, one, _date(one, one.span, dates))
        else:
            notes.append(Note(one.span, one.values["text"]))
    return replace(
        annotations,
        entities=tuple(entities),
        quotes=tuple(sorted(quotes, key=_place)),
        numbers=tuple(sorted(numbers, key=_place)),
        dates=tuple(sorted(dates, key=_place)),
        notes=tuple(sorted(notes, key=_place)),
    )


def _place(annotation: Quote | Quantity | DateExpression | Note) -> Span:
    return annotation.span


def _meant(span: Span, among: Iterable[T]) -> T | None:
    """Return the annotation that a span means: the one that shares most with it, or holds all of it."""
    best, most = None, 0.0
    for one in among:
        common = min(span.end, one.span.end) - max(span.start, one.span.start)
        whole = max(span.end, one.span.end) - min(span.start, one.span.start)
        alike = common / whole if common < span.end - span.start else max(_ALIKE, common / whole)
        if common > 0 and alike > most:
            best, most = one, alike
    return best if most >= _ALIKE else None


def _put(annotations: list[T], correction: Correction, made: T) -> None:
    """Put the corrected annotation in place of the one it means, and of others that it covers."""
    span = made.span
    meant = _meant(span, annotations)
    annotations[:] = [
        one
        for one in annotations
        if one is not meant and not (span.start <= one.span.start and one.span.end <= span.end)
    ]
    if not correction.values.get("remove"):
        annotations.append(made)


def _quote(one: Correction, span: Span, quotes: Sequence[Quote], entities: list[Entity], text: str) -> Quote:
    """Return a quotation as corrected.

    Whoever only names the speaker leaves the quotation to the rule that found it, but vouches for it.
    """
    values, meant = one.values, _meant(span, quotes)
    before = text[: span.start].rstrip()
    made = meant or Quote(
        span, "direct" if before and before[-1] in _QUOTED else "indirect", speaker_rule=EDITOR
    )
    kept = meant is not None and _same(span, meant.span, text)
    if kept and "speaker" in values and values.get("kind", made.kind) == made.kind:
        made = replace(made, confidence=1.0)
    else:
        made = replace(made, span=_settled(span, meant, text), rule=EDITOR, confidence=1.0)
    if kept and not values:
        made = replace(made, speaker_rule=EDITOR, speaker_confidence=1.0)
    if "kind" in values:
        made = replace(made, kind=values["kind"])
    if "speaker" in values:
        made = replace(
            made,
            speaker=_speaker(values["speaker"], entities, text),
            speaker_rule=EDITOR,
            speaker_confidence=1.0,
        )
        if not values["speaker"] and meant is not None and meant.speaker:
            made = replace(made, speaker_span=None)  # else it stands for whom the article does not name
    if "cue" in values:
        made = replace(made, cue_span=_nearest(values["cue"], span, text))
    return made


def _settled(span: Span, meant: Quote | Quantity | DateExpression | None, text: str) -> Span:
    """Return the words that an editor gives; as found where they differ in white space at the ends alone."""
    if meant is not None and text[slice(*span)].strip() == text[slice(*meant.span)].strip():
        return meant.span
    return span


def _same(span: Span, other: Span, text: str) -> bool:
    """Whether two spans that share something hold the same words."""
    ends = text[min(span.start, other.start) : max(span.start, other.start)]
    ends += text[min(span.end, other.end) : max(span.end, other.end)]
    return not any(map(str.isalnum, ends))


def _speaker(name: str, entities: list[Entity], text: str) -> str | None:
    """Return the id of whom an editor names; somebody new where nobody here bears the name."""
    if not name:
        return None
    found = _named(name, entities, text)
    if found is None:
        found = Entity(_new_id(entities), name, "person", _everywhere(name, entities, text), rule=EDITOR)
        entities.append(found)
    return found.id


def _number(one: Correction, span: Span, numbers: Sequence[Quantity], text: str) -> Quantity:
    meant = _meant(span, numbers)
    made = meant or Quantity(span, one.values.get("value") or 0)
    values: dict[str, Any] = {
        name: one.values[name] for name in ("value", "qualifier") if one.values.get(name) is not None
    }
    values |= {name: one.values[name] or None for name in ("unit", "of") if name in one.values}
    if "of" in values:
        values["of_span"] = None
    return replace(made, span=_settled(span, meant, text), rule=EDITOR, confidence=1.0, **values)


def _date(one: Correction, span: Span, dates: Sequence[DateExpression]) -> DateExpression:
    made = _meant(span, dates) or DateExpression(span, None)
    value = (one.values["value"] or None) if "value" in one.values else made.value
    return replace(made, span=span, value=value, rule=EDITOR, confidence=1.0)


def _actor(one: Correction, entities: list[Entity], quotes: list[Quote], text: str) -> list[Quote]:
    """Correct an actor in place; return the quotations, whose speaker it may have been.

    With a span, what is said of the mention there: it is this one's and nobody else's, or (``remove``)
    not this one's.
    """
    values, span = one.values, one.span
    found = _named(values["name"], entities, text, values.get("kind") if span else None)
    if values.get("remove"):
        if found is None:
            return quotes
        if span is not None:
            return _deprive([found], span, entities, quotes)
        entities.remove(found)
        return [_silenced(quote) if quote.speaker == found.id else quote for quote in quotes]
    if found is None:
        mentions = (span,) if span else _everywhere(values["name"], entities, text)
        found = Entity(_new_id(entities), values["name"], "person", mentions)
        entities.append(found)
    if span is not None:
        quotes = _deprive([other for other in entities if other is not found], span, entities, quotes)
        kept = [mention for mention in found.mentions if not _touch(mention, span)]
        entities[entities.index(found)] = found = replace(found, mentions=tuple(sorted((*kept, span))))
    made = replace(found, rule=EDITOR, confidence=1.0)
    if values.get("kind"):
        made = replace(made, kind=values["kind"])
    if values.get("key") is not None:
        made = replace(made, key=values["key"])
    if "role" in values:
        made = replace(made, role=values["role"] or None, role_span=None)
    if values.get("rename"):
        made = replace(made, name=values["rename"])
    other = _named(values["merge"], entities, text) if values.get("merge") else None
    at = entities.index(found)
    entities[at] = made
    if other is None or other.id == made.id:
        return quotes
    entities[at] = replace(
        made,
        mentions=tuple(sorted({*made.mentions, *other.mentions})),
        role=made.role or other.role,
        role_span=made.role_span if made.role else other.role_span,
        key=made.key or other.key,
    )
    entities.remove(other)
    return [replace(quote, speaker=made.id) if quote.speaker == other.id else quote for quote in quotes]


def _deprive(those: Iterable[Entity], span: Span, entities: list[Entity], quotes: list[Quote]) -> list[Quote]:
    """Take mentions within a span from some entities, in place; who is then not mentioned is no more."""
    for entity in those:
        kept = tuple(mention for mention in entity.mentions if not _touch(mention, span))
        if len(kept) == len(entity.mentions):
            continue
        if kept:
            entities[entities.index(entity)] = replace(entity, mentions=kept)
        else:
            entities.remove(entity)
            quotes = [_silenced(quote) if quote.speaker == entity.id else quote for quote in quotes]
    return quotes


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _silenced(quote: Quote) -> Quote:
    return replace(quote, speaker=None, speaker_rule=EDITOR, speaker_confidence=1.0)


def _named(name: str, entities: Sequence[Entity], text: str, kind: str | None = None) -> Entity | None:
    """Return who bears a name here: as the fullest one, or (if of that kind) in the words of a mention."""
    wanted = name.casefold()
    for entity in entities:
        if entity.name.casefold() == wanted:
            return entity
    for entity in entities:
        if kind in (None, entity.kind) and any(
            text[span.start : span.end].casefold() == wanted for span in entity.mentions
        ):
            return entity
    return None


def _everywhere(name: str, entities: Iterable[Entity], text: str) -> tuple[Span, ...]:
    """Return where a name stands and nobody is mentioned yet."""
    taken = sorted(span for entity in entities for span in entity.mentions)
    found = []
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
        if whole and not any(span.start < end and start < span.end for span in taken):
            found.append(Span(start, end))
        start = text.find(name, end)
    return tuple(found)


def _nearest(words: str, span: Span, text: str) -> Span | None:
    """Return where words stand, as near to a span as can be."""
    places = []
    start = text.find(words) if words else -1
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return min(places, key=lambda place: (abs(place.start - span.start), place), default=None)


def _new_id(entities: Sequence[Entity]) -> str:
    numbers = [int(entity.id[1:]) for entity in entities if entity.id[1:].isdigit()]
    return f"E{max(numbers, default=0) + 1}"
