"""Who is who in a collection: a function of the set of its articles and of the registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.identity import work
from generator.identity.cast import Cast, Ref
from generator.identity.families import Doubt, Lot, Part, Settled
from generator.identity.registry import EMPTY, Registered, Registry
from generator.identity.work import State, identify
from generator.index.names import Key

__all__ = ["Identities", "Link", "Proposal", "resolve", "update"]


class Link(NamedTuple):
    """To whom a sighting belongs, by which rule, and how sure that is."""

    key: Key
    rule: str
    confidence: float


class Proposal(NamedTuple):
    """Two actors that may be one (``apart`` is what they are now); an editor decides."""

    a: Key
    b: Key
    rule: str
    score: float
    reasons: tuple[str, ...]
    articles: tuple[str, str]  # where each is first named


@dataclass(frozen=True)
class Identities:
    """The actors of a collection. ``moved`` are the articles whose actors the last update changed."""

    registry: Registry = EMPTY
    language: str | None = None  # in which countries are called; the earliest article's where None
    moved: frozenset[str] = frozenset()
    state: State = field(default_factory=State)

    def link(self, path: str, local: Key) -> Link:
        """Say to whom an actor of an article belongs. Raises KeyError for what was never seen."""
        name, of = self.state.filed[path].at[local]
        owner = self.state.owners.get(Part(name, of)) or self.state.owners[Part(name, of, Ref(path, local))]
        return Link(self.state.ids[owner.lot], owner.rule, owner.confidence)

    def key(self, path: str, local: Key) -> Key:
        """Return the key of the actor to whom an actor of an article belongs."""
        return self.link(path, local).key

    def links(self) -> dict[Ref, Link]:
        """Return all links, sorted."""
        return {
            Ref(path, local): self.link(path, local)
            for path in sorted(self.state.filed)
            for local in sorted(self.state.filed[path].at)
        }

    def knows(self, cast: Cast) -> bool:
        """Whether this is an article's cast already."""
        filed = self.state.filed.get(cast.path)
        return filed is not None and filed.cast == cast

    def casts(self) -> tuple[Cast, ...]:
        """Return the articles' casts, sorted by path."""
        return tuple(self.state.filed[path].cast for path in sorted(self.state.filed))

    def registered(self, key: Key) -> Registered | None:
        """Return what the registry says of an actor."""
        return self.registry.by_node.get(f"={key.kind}/{key.name}")

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what an editor should look at, the likeliest first."""
        doubts: dict[int, Settled] = {}
        for family in self.state.families.values():
            doubts[id(family.settled)] = family.settled
        for circle in self.state.circles.values():
            doubts[id(circle.settled)] = circle.settled
        found: dict[tuple[Key, Key], Proposal] = {}
        for settled in doubts.values():
            for doubt in settled.doubts:
                proposal = self._proposal(doubt)
                if proposal and (
                    (old := found.get((proposal.a, proposal.b))) is None or proposal.score > old.score
                ):
                    found[proposal.a, proposal.b] = proposal
        return tuple(sorted(found.values(), key=lambda each: (-each.score, each.a, each.b)))

    def _proposal(self, doubt: Doubt) -> Proposal | None:
        one, other = self._of(doubt.a), self._of(doubt.b)
        if one is None or other is None or one[0] == other[0]:
            return None
        (a, first), (b, second) = sorted((one, other))
        return Proposal(a, b, doubt.rule, round(doubt.score, 2), doubt.reasons, (first, second))

    def _of(self, lot: Lot) -> tuple[Key, str] | None:
        """Find the actor that a lot has become part of."""
        if not lot.parts:
            key = self.state.ids.get(identify(lot))
            return (key, "") if key else None
        owner = self.state.owners.get(lot.parts[0])
        if owner is None:
            ref = lot.parts[0].ref
            owner = self.state.owners.get(lot.parts[0]._replace(ref=None)) if ref else None
        return (self.state.ids[owner.lot], lot.first[1]) if owner else None


def resolve(casts: Iterable[Cast], registry: Registry = EMPTY, *, language: str | None = None) -> Identities:
    """Say who is who. Linear in the number of articles, for names that few bear; order is of no matter."""
    return update(Identities(registry, language), (), casts)


def update(old: Identities, gone: Iterable[str], come: Iterable[Cast]) -> Identities:
    """Take articles out by path and put others in (a changed one: its new form alone).

    The outcome equals ``resolve`` of what is then there; work is done only for the names concerned.
    """
    state, moved = work.update(old.state, old.registry, old.language, gone, come)
    return Identities(old.registry, old.language, moved, state)
