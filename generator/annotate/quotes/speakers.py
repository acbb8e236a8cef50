"""Who speaks: the words beside a quotation, resolved to an entity of the article.

A sieve, the surest way first: a pronoun's antecedent, a name among the words or in apposition to
them, the body that a spokesman or a report speaks for, a description that fits one entity. What
passes through stays without speaker: the words are shown, no name is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.annotate.quotes import (
    cataphora,
    descriptions,
    documents,
    leads,
    names,
    profiles,
    pronouns,
    relations,
    syntax,
)
from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes import scene as scene_
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.scene import NOBODY, UNKNOWN, UNNAMED, Mention, Scene, Speaker
from generator.annotate.quotes.stretches import View
from generator.model import Entity, Quote, Span

__all__ = ["resolve"]

_LED = 0.6
_TITLE, _ECHO, _ECHOED = 3, 0.7, 0.8  # words of a headline's quotation, those of them said again; confidence
_TIED = re.compile(r"^[-‐‑](?:t[-‐‑])?")

_SIEVE = (
    names.by_name,
    names.by_apposition,
    names.by_voice,
    names.by_part,
    relations.find,
    descriptions.find,
    pronouns.possessor,
    documents.find,
)


def resolve(
    views: tuple[View, ...], candidates: tuple[Candidate, ...], entities: tuple[Entity, ...]
) -> tuple[Quote, ...]:
    """Turn candidates into quotations, each with the entity that speaks, where the article names it.

    Goes through the article once, resolving every pronoun and description that is a subject on the
    way: who is spoken of is who will speak.
    """
    scene = scene_.build(views, candidates, entities)
    known: dict[Span, Speaker] = {}
    speaking = {candidate.speaker_span for candidate in candidates}
    pending = [subject for subject in pronouns.subjects(scene) if subject not in speaking]
    found: list[Quote] = []
    last: Mention | None = None  # who led up to the quotation before
    for candidate in candidates:
        words = candidate.speaker_span
        until = max(candidate.span.start, words.start if words else 0)
        while pending and pending[-1].start < until:
            subject = pending.pop()
            _done(scene, subject, _settle(scene, known, subject, subject))
        led = leads.find(scene, candidate, last)
        last = led
        if led is not None:
            words, speaker = Span(led.start, led.end), Speaker(led.entity, "led-in", _LED)
        else:
            speaker = _settle(scene, known, words, candidate.span) if words else NOBODY
            if speaker is not NOBODY and _hears(scene, candidate):
                speaker = NOBODY
            if _rubric(scene, candidate, speaker):
                words, speaker = None, NOBODY
        found.append(
            Quote(
                span=candidate.span,
                kind=candidate.kind,
                speaker=speaker.entity,
                speaker_span=_unhyphened(scene, words) if words else None,
                cue_span=candidate.cue_span,
                sense=candidate.sense,
                rule=candidate.rule,
                confidence=candidate.confidence,
                speaker_rule=speaker.rule,
                speaker_confidence=round(speaker.confidence, 2),
            )
        )
    return _titled(scene, cataphora.settle(scene, found))


def _done(scene: Scene, subject: Span, speaker: Speaker) -> None:
    """Remember what somebody may be called after what a sentence says of him."""
    phrase = scene.phrase(subject, subject)
    if phrase is not None and speaker.entity is not None:
        scene.call(speaker.entity, *profiles.deeds(phrase.view, phrase.first, phrase.last))


def _unhyphened(scene: Scene, words: Span) -> Span:
    """Return a pronoun without the hyphens that tie it to its verb: "a-t-il"."""
    view = scene.view_at(words.start)
    if view is None:
        return words
    start = words.start - view.passage.start
    return Span(
        words.end - len(_TIED.sub("", view.passage.text[start : words.end - view.passage.start])), words.end
    )


def _rubric(scene: Scene, candidate: Candidate, speaker: Speaker) -> bool:
    """Whether a place before a headline's colon only says where: "Grève à Lorient : « … »"."""
    view = scene.view_at(candidate.span.start)
    return (
        view is not None
        and view.passage.block.kind in ("headline", "heading")
        and candidate.rule == "colon"
        and candidate.cue_span is None
        and speaker.entity in scene.profiles
        and scene.profiles[speaker.entity].entity.kind == "place"
    )


def _hears(scene: Scene, candidate: Candidate) -> bool:
    """Whether who stands beside the cue was only told: "the court heard that …"."""
    words, cue_span = candidate.speaker_span, candidate.cue_span
    view = scene.view_at(cue_span.start) if cue_span else None
    if view is None or words is None:
        return False
    cue = next((cue for cue in view.cues if cue.span == cue_span), None)
    before = view.clauses.folded[view.token_at(words.start) - 1]
    return cue is not None and any(usage.hears and before not in usage.via for usage in cue.usages)


def _titled(scene: Scene, found: list[Quote]) -> tuple[Quote, ...]:
    """Give what a headline quotes of nobody to whoever says those words further down."""
    if not any(_anonymous(scene, quote) for quote in found):
        return tuple(found)
    said = [(quote, _words(scene, quote)) for quote in found if quote.kind == "direct" and quote.speaker]
    settled = []
    for quote in found:
        if _anonymous(scene, quote):
            words = _words(scene, quote)
            alike = [
                (len(words & other), -where.span.start, where.speaker)
                for where, other in said
                if where.span.start > quote.span.start and len(words & other) >= _ECHO * len(words)
            ]
            if len(words) >= _TITLE and alike:
                best = max(alike)[2]
                quote = replace(  # noqa: PLW2901
                    quote,
                    speaker=best,
                    speaker_span=None,
                    cue_span=None,
                    speaker_rule="said-below",
                    speaker_confidence=_ECHOED,
                )
        settled.append(quote)
    return tuple(settled)


def _anonymous(scene: Scene, quote: Quote) -> bool:
    view = scene.view_at(quote.span.start)
    headed = view is not None and view.passage.block.kind in ("headline", "heading")
    nobody = quote.speaker is None and quote.speaker_span is None
    return headed and quote.kind == "direct" and (nobody or quote.rule in leads.LOOSE)


def _words(scene: Scene, quote: Quote) -> frozenset[str]:
    """Return the words of a quotation, as far as its first paragraph goes."""
    view = scene.view_at(quote.span.start)
    if view is None:
        return frozenset()
    first = view.token_at(quote.span.start)
    last = min(view.token_at(quote.span.end - 1) + 1, len(view.passage.doc))
    return frozenset(word for word in view.clauses.folded[first:last] if any(map(str.isalpha, word)))


def _settle(scene: Scene, known: dict[Span, Speaker], words: Span, quote: Span) -> Speaker:
    """Resolve words once, and remember who they mean."""
    if words not in known:
        found = _speaker(scene, words, quote)
        if found is NOBODY:
            _admit(scene, words, quote)
        scene.remember(words, found, spoke=words != quote, voice=_voice(scene, words, quote, found))
        phrase = scene.phrase(words, quote)
        if phrase is not None and found.rule == "description" and found.entity in scene.profiles:
            scene.call(found.entity, *profiles.apposed(phrase.view, phrase.last))
        unnamed = found.entity is not None and found.entity.startswith(UNNAMED)
        known[words] = NOBODY if unnamed else found
    return known[words]


def _voice(scene: Scene, words: Span, quote: Span, speaker: Speaker) -> str:
    """Return the gender of a person who speaks for a body, "?" where nothing shows it, "" for no person."""
    phrase = scene.phrase(words, quote) if speaker.rule == "speaks-for" else None
    if phrase is None:
        return ""
    nouns = nouns_.read(phrase.view.passage.language)
    at = descriptions.noun(phrase, nouns)
    word = phrase.view.clauses.folded[at] if at is not None else ""
    if word not in phrase.vocabulary.people:
        return ""
    return descriptions.gender(phrase, nouns, word) or UNKNOWN


def _admit(scene: Scene, words: Span, quote: Span) -> None:
    """Take somebody into the scene who is described and not named."""
    phrase = scene.phrase(words, quote)
    if phrase is None or phrase.view.passage.block.kind in ("headline", "heading"):
        return
    nouns = nouns_.read(phrase.view.passage.language)
    at = descriptions.noun(phrase, nouns)
    if at is None:
        return
    word = phrase.view.clauses.folded[at]
    known = phrase.vocabulary.people | phrase.vocabulary.bodies | phrase.vocabulary.nouns.kin
    if word not in known and word.removesuffix(nouns.plural) not in known:
        return
    scene.admit(
        words,
        word,
        "organisation" if word in phrase.vocabulary.bodies - phrase.vocabulary.people else "person",
        descriptions.gender(phrase, nouns, word),
        plural=syntax.has(phrase.view.passage.doc[at], "Number", "Plur"),
    )


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
