"""How well a noun and the words around it fit an entity, however near or far it was named."""

from __future__ import annotations

from collections.abc import Sequence

from generator.annotate.quotes import syntax
from generator.annotate.quotes.nouns import Nouns
from generator.annotate.quotes.profiles import Profile
from generator.annotate.quotes.scene import UNNAMED, Phrase

__all__ = ["CALLED", "GENERAL", "KINDRED", "fields_of", "office", "score"]

CALLED, KINDRED, GENERAL = 2.0, 1.3, 0.6  # called by the noun, by a kindred one, by one that fits all
_FIELD, _SAME_FIELD, _UNKNOWN = 0.9, 0.5, 0.35  # of one field, in another office of it, nothing known
_TERM, _STRANGE, _STRANGE_NEW = 0.7, -0.1, -0.4  # of other words, shared and not
_DOCUMENT, _OTHER_DOCUMENT = 2.0, 1.2
_OTHER_TIME = -1.0  # of a former one, where the one now is meant, and the other way round
_SHORT = 4  # tokens of a phrase whose noun no lexicon knows


def score(profile: Profile, word: str, terms: set[str], phrase: Phrase, nouns: Nouns) -> float | None:
    """Score how well a noun and the words around it fit an entity; None where they cannot mean it."""
    kind, vocabulary = profile.entity.kind, phrase.vocabulary
    document = word in nouns.documents
    if not document and kind not in _kinds(word, profile, phrase, nouns):
        return None
    known = profile.terms | profile.names
    strange = _STRANGE_NEW if kind == "organisation" or office(phrase, nouns, word) else _STRANGE
    unknown = terms - known - nouns.adjectives.keys()
    shared = _TERM * len(terms & known) + strange * max(
        0, len(unknown) - (kind == "person" or not _compound(phrase))
    )
    if document:
        if word in profile.issued:
            return shared + _DOCUMENT
        return shared + _OTHER_DOCUMENT if profile.issued & nouns.documents else None
    if kind == "person" and (own_party := nouns.party(profile.heads | profile.terms)):
        meant = nouns.party({word, *terms})
        if meant and meant != own_party:
            return None  # "the Democrat" is no Republican
        if meant and word in nouns.parties:
            return shared + (CALLED if word in profile.heads else KINDRED)
    held = word in profile.heads & nouns.offices
    if word in profile.heads and not nouns.distinct.isdisjoint(terms - known):
        return None  # "l'avocate générale" is no lawyer of the defence
    if held and _past(phrase.folded, nouns) != _past(_opening(profile), nouns):
        shared += _OTHER_TIME
    if word in profile.heads or (kind != "person" and word in profile.names):
        return shared + CALLED
    if profile.heads & vocabulary.alike.get(word, frozenset()):
        return shared + KINDRED
    if profile.entity.id.startswith(UNNAMED):
        return None
    table = nouns.people if kind == "person" else nouns.bodies if kind == "organisation" else nouns.places
    fields, own = table.get(word, frozenset()), fields_of(profile, nouns)
    for term in terms:
        fields = fields & nouns.adjectives.get(term, fields) or fields
    if not own and kind == "organisation" and word in nouns.offices:
        return None  # "the police" are not any body that was named
    if not own:
        return shared + (GENERAL if word in nouns.general else _UNKNOWN)
    if word in nouns.general:
        return shared + GENERAL
    if word in nouns.offices and profile.heads & nouns.offices:
        return None  # who has another office
    if fields & own:
        return shared + (_FIELD if word not in nouns.offices else _SAME_FIELD)
    return None if fields else shared


def _past(words: Sequence[str], nouns: Nouns) -> bool:
    return any(word.rstrip("-") in nouns.past for word in words)


def _opening(profile: Profile) -> list[str]:
    """Return the first words of a role: a former one says so there."""
    return (profile.entity.role or "").lower().replace("-", " ").split()[:2]


def office(phrase: Phrase, nouns: Nouns, word: str) -> bool:
    """Whether a noun is an office that somebody new may hold; a former one was named."""
    return word in nouns.offices and not nouns.former.intersection(phrase.folded)


def _kinds(word: str, profile: Profile, phrase: Phrase, nouns: Nouns) -> set[str]:
    """Return the kinds of entities that a noun can mean."""
    vocabulary = phrase.vocabulary
    kinds = set()
    if word in vocabulary.people or word in profile.heads:
        kinds.add("person")
    if word in vocabulary.bodies:
        kinds.add("organisation")
    if word in vocabulary.places:
        kinds.add("place")
    if not kinds and word not in nouns.documents | nouns.rules | nouns.kin and _bare(phrase, word):
        return {"person", "organisation"}  # who speaks is somebody, whatever the noun
    if "person" in kinds and "organisation" in kinds:
        kinds = {"person"} if word in nouns.people and word not in nouns.bodies else kinds
    if profile.entity.kind != "person" and word in profile.names:
        kinds.add(profile.entity.kind)
    return kinds


def _compound(phrase: Phrase) -> bool:
    """Whether a noun stands before another without a preposition: "the school board"."""
    return any(
        token.dep_ in phrase.view.clauses.roles.name
        for token in phrase.view.passage.doc[phrase.first : phrase.last]
    )


def _bare(phrase: Phrase, word: str) -> bool:
    """Whether an article stands before a noun for no body that nothing but adjectives describes."""
    doc = phrase.view.passage.doc
    if word in syntax.collectives(phrase.view.passage.language):
        return False
    tokens = doc[phrase.first : phrase.last]
    return (
        len(tokens) > 1
        and tokens[0].pos_ == "DET"
        and phrase.folded[0] not in phrase.vocabulary.determiners.possessive
        and all(token.pos_ in ("DET", "ADJ", "NOUN", "PROPN") for token in tokens)
        and len(tokens) <= _SHORT
    )


def fields_of(profile: Profile, nouns: Nouns) -> frozenset[str]:
    """Return the fields of the nouns that an entity is called by, or that it is known for."""
    table = nouns.people if profile.entity.kind == "person" else nouns.bodies
    found = {field for head in profile.heads for field in table.get(head, ())}
    if profile.entity.kind == "organisation":
        for name in (profile.entity.name.lower(), *profile.forms):
            found |= nouns.known.get(name, frozenset())
        found |= {field for name in profile.names for field in nouns.bodies.get(name, ())}
        parts = profile.entity.name.lower().split()
        found |= {field for part in parts for field in nouns.parts.get(part, ())}
    return frozenset(found)
