"""Speakers that a description means: "le président", "the company"."""

from __future__ import annotations

from generator.annotate.quotes import syntax
from generator.annotate.quotes.profiles import Profile, Words
from generator.annotate.quotes.scene import Phrase, Scene, Speaker

__all__ = ["find"]

_FITS = 1.4  # a weaker likeness is none
_FITS_NAMED = 3.0  # the same where a name stands among the words
_LONG = 3  # letters of a word that says something
_CALLED, _KINDRED, _TERM, _STRANGE = 2.0, 1.2, 0.7, -0.1  # weights of what a description shares
_PERSON, _BODY = 0.8, 0.9  # the same, of nouns for the right kind of entity


def find(scene: Scene, phrase: Phrase, *, named: bool = False) -> Speaker | None:
    """Find the one entity that a definite phrase means, by its words and by how near it was meant."""
    doc, vocabulary = phrase.view.passage.doc, phrase.vocabulary
    noun = _noun(phrase)
    if noun is None or phrase.folded[0] in vocabulary.determiners.indefinite:
        return None
    if syntax.has(doc[noun], "Number", "Plur"):
        return None
    folded = phrase.view.clauses.folded
    terms = {folded[n] for n in _content(phrase) if n != noun}
    gender = vocabulary.gender.get(folded[noun]) or _determined(phrase)
    near: dict[str, float] = {}
    for mention, weight in scene.antecedents(phrase):
        near[mention.entity] = max(near.get(mention.entity, 0.0), weight)
    scored = []
    for identity, profile in scene.profiles.items():
        if profile.entity.kind == "person" and profile.gender and gender not in (None, profile.gender):
            continue
        likeness = _likeness(profile, folded[noun], terms, vocabulary)
        if likeness > 0:
            scored.append((likeness + near.get(identity, 0.0), likeness, identity))
    if phrase.folded[0] in vocabulary.determiners.possessive:
        scored = [each for each in scored if each[1] >= _CALLED]
    scored.sort(key=lambda each: (-each[0], each[2]))
    if not scored or scored[0][0] < (_FITS_NAMED if named else _FITS):
        return None
    total, likeness, identity = scored[0]
    margin = total - (scored[1][0] if len(scored) > 1 else 0.0)
    return Speaker(identity, "description", min(0.9, 0.45 + 0.15 * likeness + 0.1 * min(margin, 1.0)))


def _determined(phrase: Phrase) -> str | None:
    """Return the gender that the article before a noun shows; a possessive shows another's."""
    token = phrase.view.passage.doc[phrase.first]
    if token.pos_ != "DET" or phrase.folded[0] in phrase.vocabulary.determiners.possessive:
        return None
    return next(iter(token.morph.get("Gender", [])), None)


def _content(phrase: Phrase) -> list[int]:
    doc, folded = phrase.view.passage.doc, phrase.view.clauses.folded
    return [
        n
        for n in range(phrase.first, phrase.last)
        if doc[n].pos_ in ("NOUN", "PROPN", "ADJ") and len(folded[n]) >= _LONG
    ]


def _noun(phrase: Phrase) -> int | None:
    """Return the noun that the phrase is about: the first known one, or the first."""
    doc, folded, vocabulary = phrase.view.passage.doc, phrase.view.clauses.folded, phrase.vocabulary
    known = vocabulary.people | vocabulary.bodies | vocabulary.places
    positions = range(phrase.first, phrase.last)
    first = next((n for n in positions if doc[n].pos_ in ("NOUN", "PROPN")), None)
    if first is not None and folded[first] in known:
        return first
    return next((n for n in positions if folded[n] in known), first)


def _likeness(profile: Profile, noun: str, terms: set[str], vocabulary: Words) -> float:
    """Score how well a noun and the words around it fit an entity; 0 where they cannot mean it."""
    kind = profile.entity.kind
    person, body, place = noun in vocabulary.people, noun in vocabulary.bodies, noun in vocabulary.places
    if kind == "person" and not person and (body or place or noun not in profile.heads):
        return 0.0
    if kind == "organisation" and (person or place) and not body:
        return 0.0
    if kind == "place" and not place:
        return 0.0
    score = 0.0
    if noun in profile.heads:
        score += _CALLED
    elif profile.heads & vocabulary.alike.get(noun, frozenset()):
        score += _KINDRED
    if noun in profile.issued:
        score += _CALLED
    if noun in profile.names and kind != "person":
        score += _CALLED
    known = profile.terms | profile.names
    score += _TERM * len(terms & known) + _STRANGE * len(terms - known)
    if kind == "person":
        return score + (_PERSON if person else 0.0)
    return score + (_BODY if body or place else 0.0)
