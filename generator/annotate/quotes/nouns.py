"""Nouns that take somebody up again: ``nouns.toml``, by field of activity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from generator import lexicon

__all__ = ["Fields", "Nouns", "read"]

Fields = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Words:
    general: str
    offices: str
    kin: str
    spouses: str
    rivals: str
    documents: str
    missives: str
    rules: str
    spokespeople: str
    camps: str
    epicene: str
    distinct: str
    former: str
    past: str
    anonymous: str
    plural: str
    last: str


@dataclass(frozen=True, slots=True)
class _Endings:
    feminine: tuple[str, ...]
    masculine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    people: dict[str, str]
    bodies: dict[str, str]
    places: dict[str, str]
    known: dict[str, str]
    parts: dict[str, str]
    titles: dict[str, str]
    members: dict[str, str]
    adjectives: dict[str, str]
    deeds: dict[str, str]
    ages: dict[str, str]
    parties: dict[str, str]
    words: _Words
    endings: _Endings


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns with the fields they belong to, ``known`` names of bodies with theirs, and special nouns.

    ``general`` nouns fit anybody; ``offices`` have one holder at a time and may bring somebody new;
    ``kin`` are known by whom they belong to; ``members`` (plural) speak for a body of their field.
    """

    people: Fields
    bodies: Fields
    places: Fields
    known: Fields  # by name in lower case
    parts: Fields  # of names of bodies, that show their field
    titles: dict[str, str]  # abbreviated, with their nouns
    members: Fields
    adjectives: Fields  # that tell which of a noun's fields is meant
    deeds: Fields  # verbs whose subject a noun then means
    ages: dict[int, frozenset[str]]  # by decade
    parties: dict[str, str]  # words for who is of a party, or its letter → the noun for such a one
    general: frozenset[str]
    offices: frozenset[str]
    kin: frozenset[str]
    spouses: frozenset[str]
    rivals: frozenset[str]
    documents: frozenset[str]
    missives: frozenset[str]
    rules: frozenset[str]
    spokespeople: frozenset[str]
    camps: frozenset[str]  # who works for one person, and speaks for him
    epicene: frozenset[str]
    distinct: frozenset[str]  # adjectives that make another function of a noun
    former: frozenset[str]  # with which an office means somebody who was named
    past: frozenset[str]  # of them, who holds it no more
    anonymous: frozenset[str]  # whom the article will not name
    plural: str  # ending
    last: frozenset[str]
    feminine: tuple[str, ...]  # endings
    masculine: tuple[str, ...]

    def person(self, noun: str) -> bool:
        """Whether a noun means a person."""
        return noun in self.people or noun in self.general or noun in self.kin

    def party(self, words: Iterable[str]) -> str | None:
        """Return the one party that words show, None where they show none or several."""
        found = {self.parties[word] for word in words if word in self.parties}
        return found.pop() if len(found) == 1 else None

    def gender(self, noun: str) -> str | None:
        """Return the gender that the ending of a noun for people shows: Fem, Masc or None."""
        if not self.person(noun) or noun in self.epicene:
            return None
        endings = [(len(ending), "Fem") for ending in self.feminine if noun.endswith(ending)]
        endings += [(len(ending), "Masc") for ending in self.masculine if noun.endswith(ending)]
        return max(endings)[1] if endings else None


@cache
def read(language: str) -> Nouns:
    """Read a language's nouns."""
    table = lexicon.read(language, "nouns", _Table)
    words = table.words
    return Nouns(
        people=_by_noun(table.people),
        bodies=_by_noun(table.bodies),
        places=_by_noun(table.places),
        known=_by_noun(table.known, ";"),
        parts=_by_noun(table.parts),
        titles=table.titles,
        members=_by_noun(table.members),
        adjectives=_by_noun(table.adjectives),
        deeds=_by_noun(table.deeds),
        ages={int(decade): _set(nouns) for decade, nouns in table.ages.items()},
        parties={word: noun for noun, words in table.parties.items() for word in words.split()},
        general=_set(words.general),
        offices=_set(words.offices),
        kin=_set(words.kin),
        spouses=_set(words.spouses),
        rivals=_set(words.rivals),
        documents=_set(words.documents),
        missives=_set(words.missives),
        rules=_set(words.rules),
        spokespeople=_set(words.spokespeople),
        camps=_set(words.camps),
        epicene=_set(words.epicene),
        distinct=_set(words.distinct),
        former=_set(words.former) | _set(words.past),
        past=_set(words.past),
        anonymous=_set(words.anonymous),
        plural=words.plural,
        last=_set(words.last),
        feminine=table.endings.feminine,
        masculine=table.endings.masculine,
    )


def _set(words: str) -> frozenset[str]:
    return frozenset(words.lower().split())


def _by_noun(fields: dict[str, str], separator: str | None = None) -> Fields:
    found: dict[str, set[str]] = {}
    for field, nouns in fields.items():
        for noun in nouns.lower().split(separator):
            found.setdefault(noun.strip(), set()).add(field)
    return {noun: frozenset(names) for noun, names in found.items()}
