"""Who is described in the opening and named only below: "A senator said … Ann Lee told reporters …"."""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.quotes import descriptions, syntax
from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes.scene import UNNAMED, Mention, Scene
from generator.model import Quote

__all__ = ["settle"]

_OPENING = 1  # passages: the headline and the first paragraph
_BELOW = 2  # passages further down in which the name must come
_LIKELY = 0.55


def settle(scene: Scene, found: list[Quote]) -> list[Quote]:
    """Give what somebody says whom the opening only describes to the first person named below it."""
    return [_settled(scene, quote) for quote in found]


def _settled(scene: Scene, quote: Quote) -> Quote:
    words = quote.speaker_span
    if quote.speaker is not None or words is None:
        return quote
    phrase = scene.phrase(words, quote.span)
    if phrase is None or phrase.view.number > _OPENING:
        return quote
    named = (mention for mention in scene.within(words) if not mention.entity.startswith(UNNAMED))
    if any(scene.kind(mention) == "person" for mention in named):
        return quote
    nouns = nouns_.read(phrase.view.passage.language)
    at = descriptions.noun(phrase, nouns)
    if at is None or phrase.folded[0] in phrase.vocabulary.determiners.indefinite:
        return quote
    word, token = phrase.view.clauses.folded[at], phrase.view.passage.doc[at]
    if word not in phrase.vocabulary.people or word in nouns.kin or syntax.has(token, "Number", "Plur"):
        return quote
    mention = _introduced(scene, words.end, phrase.view.number + _BELOW)
    if mention is None:
        return quote
    shown, known = descriptions.gender(phrase, nouns, word), scene.profiles[mention.entity].gender
    if shown and known and shown != known:
        return quote
    return replace(quote, speaker=mention.entity, speaker_rule="named-below", speaker_confidence=_LIKELY)


def _introduced(scene: Scene, offset: int, last: int) -> Mention | None:
    """Return the first person who acts behind an offset, if nobody named or described him before."""
    mention = scene.following(offset)
    while mention is not None and mention.passage <= last:
        profile = scene.profiles[mention.entity]
        if profile.entity.kind == "person" and mention.weight >= 1 and profile.entity.mentions:
            new = mention.start == min(span.start for span in profile.entity.mentions)
            return mention if new and not profile.heads else None
        mention = scene.following(mention.start + 1)
    return None
