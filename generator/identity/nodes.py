"""All sightings of one name, by what their roles say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nsmallest
from typing import NamedTuple

from generator.identity import evidence, known, roles
from generator.identity.cast import Gender, Ref, Sighting
from generator.identity.company import tokens
from generator.identity.evidence import Member, Profile
from generator.identity.language_data import everywhere
from generator.identity.names import PersonName, parse
from generator.identity.spelling import fold, frames, sounds
from generator.model import EntityKind

__all__ = ["Atom", "Node", "Signature", "Strand", "norm", "person_name", "signature"]

_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9.&-]{1,7}")
_ENOUGH = 100  # sightings
_INITIALS = 3  # letters from which initials may be told
_CLEARLY = 2  # times as many articles as take it for something else


class Signature(NamedTuple):
    """What the roles of some sightings have in common; empty for what is no person."""

    kind: EntityKind
    gender: Gender | None
    fields: frozenset[str]
    seats: frozenset[str]
    language: str

    @property
    def telling(self) -> bool:
        """Whether it can tell namesakes apart."""
        return bool(self.fields or self.seats or self.gender)

    @property
    def order(self) -> tuple[str, ...]:
        """Sort the same on every machine."""
        gender = self.gender or ""
        return (self.kind, self.language, gender, *sorted(self.fields), "", *sorted(self.seats))


@dataclass(frozen=True)
class Atom:
    """Sightings of one name and one signature: what is never taken apart without need."""

    members: dict[Ref, Member]

    @cached_property
    def profile(self) -> Profile:
        """Sum up the sightings, or as many of them as are enough to know the actor by."""
        refs = self.members if len(self.members) <= _ENOUGH else nsmallest(_ENOUGH, self.members)
        members = [self.members[ref] for ref in refs]
        named = {(m.sighting.kind, m.sighting.name, m.cast.language) for m in members}
        return evidence.profile(members, frozenset[str]().union(*(tokens(*each) for each in named)))

    @cached_property
    def born(self) -> frozenset[str]:
        """Return the surnames that articles say they were born with."""
        return frozenset(born for member in self.members.values() for born in member.sighting.born)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Return the ways of writing the name that are acronyms."""
        forms = {form for member in self.members.values() for form in member.sighting.forms}
        return frozenset(form for form in forms if _ACRONYM.fullmatch(form))

    @cached_property
    def earliest(self) -> Member:
        """Return the first sighting."""
        return min(self.members.values(), key=lambda member: member.order)


class Strand(NamedTuple):
    """The sightings of a name that are of one kind, whatever each article took them for."""

    kind: EntityKind
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class Node:
    """All sightings under one normal name, and the names that the registry gives it."""

    name: str
    atoms: dict[Signature, Atom] = field(default_factory=dict)
    registered: tuple[str, ...] = ()  # all names of a registered actor
    kind: EntityKind | None = None  # where the registry says so
    declared: Profile = field(default_factory=Profile)  # by the registry
    shared: frozenset[str] = frozenset()  # names that the registry gives to several

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """Settle what kinds of things bear the name."""
        found: dict[EntityKind, list[Signature]] = {}
        for signature in sorted(self.atoms, key=lambda each: each.order):
            found.setdefault(signature.kind, []).append(signature)
        certain = self.kind or known.kind_of(self.name)
        if certain:
            return (Strand(certain, tuple(one for same in found.values() for one in same)),)
        people, bodies = found.get("person"), found.get("organisation")
        if people and bodies:
            kind = self._either(people, bodies)
            if kind:
                found = {**found, kind: people + bodies}
                del found["organisation" if kind == "person" else "person"]
        return tuple(Strand(kind, tuple(found[kind])) for kind in sorted(found))

    def _either(self, people: list[Signature], bodies: list[Signature]) -> EntityKind | None:
        """Say whether the person and the organisation of a name are one, and what it is then."""
        persons = sum(len(self.atoms[one].members) for one in people)
        organisations = sum(len(self.atoms[one].members) for one in bodies)
        telling = any(one.telling for one in people)
        if organisations > persons or (organisations == persons and not telling):
            if telling:
                return None
            clear = organisations >= _CLEARLY * persons
            return "organisation" if clear or self._together(people, bodies) else None
        clear = persons >= _CLEARLY * organisations
        return "person" if clear or self._together(people, bodies) else None

    def _together(self, a: Iterable[Signature], b: Iterable[Signature]) -> bool:
        one = evidence.together([self.atoms[each].profile for each in a])
        other = evidence.together([self.atoms[each].profile for each in b])
        return evidence.weigh(one, other).total(0.0) >= evidence.ENOUGH

    @cached_property
    def people(self) -> tuple[PersonName, ...]:
        """The names of the person, if one may bear it."""
        if self.registered:
            return tuple(parse(name) for name in self.registered) if self.kind == "person" else ()
        person = any(strand.kind == "person" for strand in self.strands)
        return (person_name(self.name),) if person else ()

    @cached_property
    def full(self) -> tuple[PersonName, ...]:
        """Those of them that are more than a surname, and what people of the name were born with."""
        return (*(name for name in self.people if not name.short), *self.born)

    @cached_property
    def born(self) -> tuple[PersonName, ...]:
        """Their names with the surname they were born with."""
        found = frozenset[str]().union(*(atom.born for atom in self.atoms.values()))
        given = next((name.given for name in self.people if not name.short), None)
        return tuple(PersonName(given, parse(name).surname) for name in sorted(found)) if given else ()

    @cached_property
    def short(self) -> bool:
        """Whether it is a surname alone, which may be anybody's of that name."""
        return not self.registered and any(name.short for name in self.people)

    @cached_property
    def acronym(self) -> bool:
        """Whether it is an acronym alone."""
        if self.registered or " " in self.name or known.kind_of(self.name):
            return False
        return any(
            _ACRONYM.fullmatch(m.sighting.name)
            for signature, atom in self.atoms.items()
            if signature.kind == "organisation"
            for m in atom.members.values()
        )

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The acronyms that articles give beside the name."""
        if self.acronym or not any(strand.kind == "organisation" for strand in self.strands):
            return frozenset()
        forms = frozenset[str]().union(*(atom.acronyms for atom in self.atoms.values()))
        return frozenset(
            fold(form.replace(".", "")) for form in (*forms, *self.registered) if _ACRONYM.fullmatch(form)
        ) - {self.name}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return where others look for it: what may be the same name stands under a common key."""
        keys: set[str] = set()
        for name in self.full:
            surnames = name.surnames
            for frame in {frame for part in surnames for frame in frames(part)}:
                keys.update(f"n:{frame}:{head}" for head in name.heads)
            keys.update(f"f:{sound}" for part in surnames for sound in sounds(part))
            if len(name.given[0]) > 1:  # family names come first in some languages
                keys.update(f"g:{sound}" for sound in sounds(name.given[0]))
        keys.update(f"r:{name}" for name in self.shared)
        if self.short:
            keys.update(f"s:{sound}" for sound in self.sounds)
        if self.acronym:
            keys.add(f"b:{self.name}")
        keys.update(f"a:{acronym}" for acronym in self.acronyms)
        if not self.acronym and any(strand.kind == "organisation" for strand in self.strands):
            initials = "".join(word[0] for word in self.name.split() if word)
            keys.update({f"i:{initials}"} if len(initials) >= _INITIALS else ())
        return frozenset(keys)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """What a surname alone sounds like."""
        return sounds(self.name.replace("-", "")) if self.short else frozenset()


@lru_cache(maxsize=200_000)
def norm(kind: EntityKind, name: str, language: str) -> str:
    """Return the normal form of a name, the same for all its trivial spellings."""
    identity = known.canonical(kind, name, language)
    if identity is not None:
        return identity
    if kind == "person":
        parts = parse(name)
        return " ".join((*parts.given, "-".join(parts.surname)))
    return _plain(known.bare(name, language))


def _plain(name: str) -> str:
    words = fold(name).split()
    while len(words) > 1 and words[-1] in everywhere().legal_forms:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=200_000)
def person_name(normal: str) -> PersonName:
    """Take a person's normal name apart again."""
    return parse(normal)


@lru_cache(maxsize=200_000)
def _signature(kind: EntityKind, role: str | None, gender: Gender | None, language: str) -> Signature:
    read = roles.read(role, language)
    return Signature(kind, gender or read.gender, read.fields, read.seats, language)


def signature(sighting: Sighting, language: str) -> Signature:
    """Say under which signature a sighting goes."""
    if sighting.kind != "person":
        return _signature(sighting.kind, None, None, language)
    return _signature("person", sighting.role, sighting.gender, language)
