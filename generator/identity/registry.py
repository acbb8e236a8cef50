"""Who the editors say is who."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from generator import lexicon
from generator.errors import ContentError
from generator.identity import evidence, roles
from generator.identity.evidence import Profile
from generator.identity.nodes import Node, norm
from generator.index.names import Key
from generator.model import EntityKind

__all__ = ["EMPTY", "Registered", "Registry", "Tenure"]


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role, with the dates (ISO 8601, as precise as known) from and to which it was held."""

    role: str
    language: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """An actor of the registry; ``id`` is the name of its page, ``line`` where it stands in the file."""

    id: str
    kind: EntityKind
    name: str
    names: dict[str, str] = field(default_factory=dict)  # by language
    aliases: tuple[str, ...] = ()
    roles: tuple[Tenure, ...] = ()
    same_as: tuple[str, ...] = ()  # addresses, Wikidata's first
    note: str | None = None
    articles: tuple[str, ...] = ()  # the only ones whose sightings of the names are this one's
    merge: tuple[str, ...] = ()  # names of pages that are this one's
    apart: tuple[str, ...] = ()
    hide: bool = False
    line: int = 0

    @property
    def key(self) -> Key:
        """Return the key of its page."""
        return Key(self.kind, self.id)

    @property
    def spellings(self) -> tuple[str, ...]:
        """All its names, the canonical one first."""
        merged = (name.replace("-", " ").title() for name in self.merge if " " not in name and "-" in name)
        return tuple(dict.fromkeys((self.name, *self.names.values(), *self.aliases, *self.merge, *merged)))


@dataclass(frozen=True)
class Registry:
    """The actors that the editors know; ``problems`` are lines that could not be used."""

    actors: tuple[Registered, ...] = ()
    problems: tuple[ContentError, ...] = ()

    @cached_property
    def by_node(self) -> dict[str, Registered]:
        """Find the actor of a registered node by the node's name."""
        return {_node_name(actor): actor for actor in self.actors}

    @cached_property
    def owners(self) -> dict[str, tuple[Registered, ...]]:
        """Find the actors that bear a normal name wherever it stands."""
        found: dict[str, list[Registered]] = {}
        for actor in (actor for actor in self.actors if not actor.articles):
            for name in sorted(_norms(actor, actor.spellings)):
                found.setdefault(name, []).append(actor)
        return {name: tuple(actors) for name, actors in found.items()}

    @cached_property
    def _claimed(self) -> dict[tuple[str, str], Registered]:
        return {
            (path, name): actor
            for actor in self.actors
            for path in actor.articles
            for name in _norms(actor, (*actor.spellings, *_surnames(actor)))
        }

    @cached_property
    def kept_apart(self) -> dict[str, frozenset[str]]:
        """Find the normal names that are not a registered node's."""
        return {
            _node_name(actor): _norms(actor, actor.apart)
            | (_norms(actor, actor.spellings) if actor.articles else frozenset())
            for actor in self.actors
            if actor.apart or actor.articles
        }

    def place(self, path: str, kind: EntityKind, name: str, language: str) -> str:
        """Return the node that a sighting belongs to: its normal name, or its registered actor's."""
        normal = norm(kind, name, language)
        if not self.actors:
            return normal
        claimed = self._claimed.get((path, normal))
        if claimed is not None:
            return _node_name(claimed)
        fitting = [actor for actor in self.owners.get(normal, ()) if _agree(actor.kind, kind)]
        return _node_name(fitting[0]) if len(fitting) == 1 else normal

    def nodes(self) -> dict[str, Node]:
        """Return a node for each actor, as yet without sightings."""
        return {
            _node_name(actor): Node(
                name=_node_name(actor),
                registered=actor.spellings,
                kind=actor.kind,
                declared=_declared(actor),
                shared=frozenset(
                    name for name in _norms(actor, actor.spellings) if len(self.owners.get(name, ())) > 1
                ),
            )
            for actor in self.actors
        }

    def shared(self, name: str) -> frozenset[str]:
        """Return the name itself where the registry leaves open whose it is."""
        return frozenset({name}) if len(self.owners.get(name, ())) > 1 else frozenset()


EMPTY = Registry()


def _node_name(actor: Registered) -> str:
    return f"={actor.kind}/{actor.id}"


def _norms(actor: Registered, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(norm(actor.kind, name, language) for name in names for language in lexicon.languages())


def _surnames(actor: Registered) -> tuple[str, ...]:
    """Return what may stand for the actor in the articles that are said to mean it."""
    return (
        tuple(name.split()[-1] for name in actor.spellings if " " in name) if actor.kind == "person" else ()
    )


def _agree(registered: EntityKind, found: EntityKind) -> bool:
    """Whether what an article takes for one kind may be the other: a place does not act as a person."""
    return registered == found or {registered, found} != {"person", "place"}


def _declared(actor: Registered) -> Profile:
    """Sum up what the registry says of an actor."""
    readings = [roles.read(each.role, language) for each in actor.roles
                for language in ((each.language,) if each.language else lexicon.languages())]  # fmt: skip
    years = [int(date[:4]) for each in actor.roles for date in (each.start, each.end) if date]
    return evidence.Profile(
        words=frozenset[str]().union(*(one.words for one in readings)),
        fields=frozenset[str]().union(*(one.fields for one in readings)),
        offices=frozenset((one.office, seat) for one in readings if one.office for seat in one.seats),
        seats=frozenset[str]().union(*(one.seats for one in readings)),
        genders=frozenset(one.gender for one in readings if one.gender),
        years=(min(years), max(years)) if years else None,
    )
