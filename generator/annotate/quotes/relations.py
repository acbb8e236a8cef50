"""Speakers known by who else they are not: "son mari", "her rival", "ce dernier"."""

from __future__ import annotations

from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes.nouns import Nouns
from generator.annotate.quotes.scene import Phrase, Scene, Speaker

__all__ = ["find"]

_WORDS = 2  # of such a phrase
_HELD = 0.15  # a weaker antecedent is none
_SURE, _LIKELY = 0.65, 0.55


def find(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Find a spouse by the family name, an opponent as the other one of two, the latter as the last named."""
    nouns = nouns_.read(phrase.view.passage.language)
    word = phrase.folded[-1]
    if len(phrase.folded) > _WORDS:
        return None
    if word in nouns.last:
        return _last(scene, phrase, word, nouns)
    if len(phrase.folded) < _WORDS or phrase.folded[0] not in phrase.vocabulary.determiners.possessive:
        return None
    if word in nouns.spouses:
        return _spouse(scene, phrase, _people(scene, phrase), word, nouns)
    if word in nouns.rivals and len(people := _people(scene, phrase)) > 1:
        return Speaker(people[1], "opponent", _LIKELY)
    return None


def _people(scene: Scene, phrase: Phrase) -> list[str]:
    """Return the people named before, the most prominent first."""
    near: dict[str, float] = {}
    for mention, weight in scene.antecedents(phrase):
        if scene.kind(mention) == "person" and weight >= _HELD:
            near[mention.entity] = max(near.get(mention.entity, 0.0), weight)
    return sorted(near, key=lambda identity: (-near[identity], identity))


def _spouse(scene: Scene, phrase: Phrase, people: list[str], word: str, nouns: Nouns) -> Speaker | None:
    gender = phrase.vocabulary.gender.get(word) or nouns.gender(word)
    for owner in people:
        family = scene.profiles[owner].entity.name.split()[-1:]
        if not family:
            continue
        for other, profile in scene.profiles.items():
            alike = other != owner and profile.entity.kind == "person"
            if alike and profile.entity.name.split()[-1:] == family and profile.gender in (gender, None):
                return Speaker(other, "spouse", _SURE)
    return None


def _last(scene: Scene, phrase: Phrase, word: str, nouns: Nouns) -> Speaker | None:
    feminine = phrase.vocabulary.gender.get(word) or nouns.gender(word) or _shown(phrase)
    for mention, _ in reversed(scene.antecedents(phrase)):
        profile = scene.profiles[mention.entity]
        if profile.entity.kind == "place":
            continue
        if profile.gender and feminine and profile.gender != feminine:
            continue
        return Speaker(mention.entity, "latter", _SURE)
    return None


def _shown(phrase: Phrase) -> str | None:
    for token in phrase.view.passage.doc[phrase.first : phrase.last]:
        if genders := token.morph.get("Gender", []):
            return str(genders[0])
    return None
