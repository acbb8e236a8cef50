"""Who speaks: the words beside a quotation, resolved to an entity of the article.

A sieve, the surest way first: a pronoun's antecedent, a name among the words or in apposition to
them, the body that a spokesman or a report speaks for, a description that fits one entity. What
passes through stays without speaker: the words are shown, no name is guessed.
"""

from __future__ import annotations

from generator.annotate.quotes import descriptions, names, pronouns, relations
from generator.annotate.quotes import scene as scene_
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.scene import NOBODY, Scene, Speaker
from generator.annotate.quotes.stretches import View
from generator.model import Entity, Quote, Span

__all__ = ["resolve"]

_SIEVE = (
    names.by_name,
    names.by_apposition,
    names.by_voice,
    names.by_part,
    relations.find,
    descriptions.find,
    pronouns.possessor,
)


def resolve(
    views: tuple[View, ...], candidates: tuple[Candidate, ...], entities: tuple[Entity, ...]
) -> tuple[Quote, ...]:
    """Turn candidates into quotations, each with the entity that speaks, where the article names it.

    Goes through the article once, resolving every personal pronoun on the way: who is spoken of
    is who will speak.
    """
    scene = scene_.build(views, candidates, entities)
    known: dict[Span, Speaker] = {}
    pending = pronouns.personal(scene)
    found: list[Quote] = []
    for candidate in candidates:
        words = candidate.speaker_span
        until = max(candidate.span.start, words.start if words else 0)
        while pending and pending[-1].start < until:
            pronoun = pending.pop()
            _settle(scene, known, pronoun, pronoun)
        speaker = _settle(scene, known, words, candidate.span) if words else NOBODY
        found.append(
            Quote(
                span=candidate.span,
                kind=candidate.kind,
                speaker=speaker.entity,
                speaker_span=words,
                cue_span=candidate.cue_span,
                sense=candidate.sense,
                rule=candidate.rule,
                confidence=candidate.confidence,
                speaker_rule=speaker.rule,
                speaker_confidence=round(speaker.confidence, 2),
            )
        )
    return tuple(found)


def _settle(scene: Scene, known: dict[Span, Speaker], words: Span, quote: Span) -> Speaker:
    """Resolve words once, and remember who they mean."""
    if words not in known:
        known[words] = _speaker(scene, words, quote)
        scene.remember(words, known[words])
    return known[words]


def _speaker(scene: Scene, words: Span, quote: Span) -> Speaker:
    phrase = scene.phrase(words, quote)
    if phrase is None:
        return NOBODY
    if phrase.last - phrase.first == 1 and phrase.vocabulary.pronoun(phrase.folded[0]):
        return pronouns.find(scene, phrase)
    if pronouns.resumes(phrase):
        return pronouns.find(scene, phrase, people=True)
    for sieve in _SIEVE:
        if speaker := sieve(scene, phrase):
            return speaker
    return NOBODY
