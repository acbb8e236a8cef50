"""Which entities a five-line brief could not leave out.

A sum of simple signs — how often the text speaks of an entity, where, how spread, whether it speaks
and acts — against a bar that rises with the number of entities and the score of the first.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from generator.annotate.entities.gazetteer import gazetteer
from generator.annotate.parsed import Parsed
from generator.model import Entity, Quote, Span

__all__ = ["mark"]

_HEADLINE = 1.4
_OPENING = 0.5  # named in the first paragraph
_NEXT = 0.25  # in the one after it
_SPEAKS = 0.5  # unless first named further down: a witness, an expert
_EARLY = 1  # passages after the opening
_SUBJECT = 0.1
_SPREAD = 1.0  # times the share of passages that name it
_TOPIC = -1.0  # only a label before a colon in the headline: "France : …"
_KIND = {"person": 0.45, "organisation": 0.3, "place": -0.4}
_COUNTRY = 0.2
_BAR, _CROWD, _LEADER = 0.7, 0.3, 0.1
_MOST = 5
_USUAL = 2  # fewer only where nothing else scores even this
_LEAST = 1.5
_SHORT = 8  # words: a first paragraph shorter than this is a dateline or a signature


@dataclass(frozen=True, slots=True)
class _Scene:
    """An article as salience sees it: where its passages start, and the first that tells something."""

    parsed: Parsed
    starts: list[int]
    opening: int

    def passage(self, at: int) -> int:
        """Return the number of the passage that holds an offset."""
        return bisect_right(self.starts, at) - 1

    def tokens(self, span: Span) -> Tokens | None:
        """Return the tokens that a span covers, even in part."""
        passage = self.parsed.passages[self.passage(span.start)]
        start, end = span.start - passage.start, span.end - passage.start
        return passage.doc.char_span(start, end, alignment_mode="expand")


def mark(parsed: Parsed, entities: tuple[Entity, ...], quotes: tuple[Quote, ...]) -> tuple[Entity, ...]:
    """Return the entities with ``key`` set on those that matter most."""
    if not entities:
        return entities
    opening = next(
        (n for n, p in enumerate(parsed.passages) if p.block.kind != "headline" and len(p.doc) > _SHORT), 0
    )
    scene = _Scene(parsed, [passage.start for passage in parsed.passages], opening)
    speakers = {quote.speaker for quote in quotes}
    resumed = _resumed(scene, entities)
    scores = [
        _score(scene, entity, speaks=entity.id in speakers, resumed=resumed[entity.id]) for entity in entities
    ]
    order = sorted(range(len(entities)), key=lambda n: (-scores[n], n))
    bar = _BAR + _CROWD * math.log2(len(entities)) + _LEADER * scores[order[0]]
    chosen = [n for n in order if scores[n] >= bar][:_MOST]
    if len(chosen) < _USUAL:
        chosen = [n for n in order[:_USUAL] if scores[n] >= _LEAST]
    keys = set(chosen)
    return tuple(replace(entity, key=n in keys) for n, entity in enumerate(entities))


def _resumed(scene: _Scene, entities: tuple[Entity, ...]) -> Counter[str]:
    """Count how often each is taken up again by the noun of its role: "le maire", "the company".

    Where several share the noun, the one named last is meant.
    """
    holders: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.role_span and (role := scene.tokens(entity.role_span)):
            holders.setdefault(role.root.lower_, []).append(entity)
    resumed: Counter[str] = Counter()
    for passage in scene.parsed if holders else ():
        for token in passage.doc:
            if token.lower_ in holders and token.i and _definite(passage.doc[token.i - 1]):
                at = passage.start + token.idx
                known = [e for e in holders[token.lower_] if not _within(at, e.role_span)]
                if before := [e for e in known if e.mentions[0].start < at]:
                    last = max(before, key=lambda e: max(m.start for m in e.mentions if m.start < at))
                    resumed[last.id] += 1
    return resumed


def _definite(token: Token) -> bool:
    return "Def" in token.morph.get("Definite", []) or "Dem" in token.morph.get("PronType", [])


def _within(at: int, span: Span | None) -> bool:
    return span is not None and span.start <= at < span.end


def _score(scene: _Scene, entity: Entity, *, speaks: bool, resumed: int) -> float:
    parsed, opening = scene.parsed, scene.opening
    where = [scene.passage(span.start) for span in entity.mentions]
    headlines = [n for n in where if parsed.passages[n].block.kind == "headline"]
    score = math.log2(1 + len(entity.mentions) + resumed)
    if headlines:
        score += _HEADLINE
        if len(headlines) == 1 and _topic(parsed, entity.mentions[0]):
            score += _TOPIC
    if opening in where:
        score += _OPENING
    if opening + 1 in where:
        score += _NEXT
    if speaks and where[0] <= opening + _EARLY:
        score += _SPEAKS
    if any(_subject(scene, span) for span in entity.mentions):
        score += _SUBJECT
    score += _SPREAD * len(set(where)) / len(parsed.passages)
    return score + (_COUNTRY if _country(parsed, entity) else _KIND[entity.kind])


def _topic(parsed: Parsed, span: Span) -> bool:
    """Whether a mention opens the headline and a colon follows."""
    text = parsed.article.text
    return not text[: span.start].strip() and text[span.end : span.end + 3].lstrip()[:1] == ":"


def _subject(scene: _Scene, span: Span) -> bool:
    tokens = scene.tokens(span)
    return tokens is not None and tokens.root.dep_.startswith("nsubj")


def _country(parsed: Parsed, entity: Entity) -> bool:
    known = gazetteer(parsed.article.language).find(entity.name)
    return entity.kind == "place" and known is not None and known.kind == "country"
