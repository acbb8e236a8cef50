"""Settling anew only what a change concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.identity import families, known, shorts
from generator.identity.cast import Cast, Ref
from generator.identity.company import Company, company
from generator.identity.evidence import Member
from generator.identity.families import Choices, Lot, Part, Settled
from generator.identity.nodes import Atom, Node, Signature, signature
from generator.identity.registry import Registry
from generator.identity.shorts import Circle
from generator.index.names import Key, slug

__all__ = ["Family", "Filed", "Owner", "State", "identify", "update"]

_FULL_KEYS, _SHORT_KEYS = ("n:", "a:", "r:"), ("s:", "b:")
_ROLE = 40  # letters of a role that tells namesakes' pages apart
Id = tuple[str, ...]  # of a lot: its kind and its first sighting


class Filed(NamedTuple):
    """An article with its company; under which name and signature each of its actors goes."""

    cast: Cast
    company: Company
    at: dict[Key, tuple[str, Signature]]


class Family(NamedTuple):
    """Names that relations tie together, and what came of them."""

    names: frozenset[str]
    settled: Settled


class Owner(NamedTuple):
    """The lot that some sightings went to."""

    lot: Id
    rule: str
    confidence: float


@dataclass(frozen=True)
class State:
    """All that is known of a collection, by article, name, look-up key, part and lot."""

    filed: dict[str, Filed] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    owners: dict[Part, Owner] = field(default_factory=dict)
    claims: dict[Key, dict[Id, Lot]] = field(default_factory=dict)
    ids: dict[Id, Key] = field(default_factory=dict)


def update(
    old: State, registry: Registry, language: str | None, gone: Iterable[str], come: Iterable[Cast]
) -> tuple[State, frozenset[str]]:
    """Take articles out and put others in; return the new state and the articles it changes."""
    work = _Work(old, registry, language)
    work.file(gone, come)
    work.families()
    work.circles()
    work.name()
    return work.done()


class _Work:
    """One update, in steps; what it changes are copies."""

    def __init__(self, old: State, registry: Registry, language: str | None) -> None:
        self.old = old
        self.registry = registry
        self.language = language
        self.filed, self.nodes, self.keys = dict(old.filed), dict(old.nodes), dict(old.keys)
        self.kept, self.rings = dict(old.families), dict(old.circles)
        self.owners, self.claims, self.ids = dict(old.owners), dict(old.claims), dict(old.ids)
        self.touched: set[str] = set()  # names whose sightings changed
        self.redone: set[str] = set()  # names whose family was settled anew
        self.freed: set[str] = set()  # short names to be settled anew
        self.lookups: set[str] = set()  # keys under which those stood or stand
        self.left: list[Lot] = []  # of the families that are settled anew
        self.choices: dict[Part, Choices] = {}
        self.parts: set[Part] = set()
        self.bases: set[Key] = set()
        self.paths: set[str] = set()

    def file(self, gone: Iterable[str], come: Iterable[Cast]) -> None:
        """Put every sighting under its name."""
        changes: dict[str, dict[Signature, dict[Ref, Member | None]]] = {}
        if not self.nodes:
            for name, node in self.registry.nodes().items():
                self._index(name, None, node)
        arriving = {cast.path: cast for cast in come}
        for path in {*gone, *arriving} & self.filed.keys():
            for local, (name, of) in self.filed.pop(path).at.items():
                changes.setdefault(name, {}).setdefault(of, {})[Ref(path, local)] = None
            self.paths.add(path)
        for path, cast in arriving.items():
            around, at = company(cast), {}
            for sighting in cast.sightings:
                name = self.registry.place(path, sighting.kind, sighting.name, cast.language)
                of = signature(sighting, cast.language)
                at[sighting.local] = (name, of)
                changes.setdefault(name, {}).setdefault(of, {})[Ref(path, sighting.local)] = Member(
                    cast, around, sighting
                )
            self.filed[path] = Filed(cast, around, at)
            self.paths.add(path)
        for name, changed in changes.items():
            before = self.nodes.get(name) or Node(name, shared=self.registry.shared(name))
            atoms = dict(before.atoms)
            for of, members in changed.items():
                now = {**atoms[of].members} if of in atoms else {}
                for ref, member in members.items():
                    if member is None:
                        now.pop(ref, None)
                    else:
                        now[ref] = member
                if now:
                    atoms[of] = Atom(now)
                else:
                    del atoms[of]
            after = Node(name, atoms, before.registered, before.kind, before.declared, before.shared)
            self._index(name, self.nodes.get(name), after if atoms or before.registered else None)

    def _index(self, name: str, before: Node | None, after: Node | None) -> None:
        old = before.keys if before else frozenset()
        new = after.keys if after else frozenset()
        for key in old - new:
            left = self.keys[key] - {name}
            if left:
                self.keys[key] = left
            else:
                del self.keys[key]
        for key in new - old:
            self.keys[key] = self.keys.get(key, frozenset()) | {name}
        self.lookups |= old | new
        self.touched.add(name)
        if after is None:
            self.nodes.pop(name, None)
        else:
            self.nodes[name] = after

    def families(self) -> None:
        """Settle anew the families of the names concerned."""
        todo, come = set(self.touched), list[Lot]()
        for name in self.touched:
            todo |= self._drop(name)
            self.freed |= self._break(name)  # what was a surname alone may be a name in full now
        while todo:
            name = todo.pop()
            if name in self.redone or name not in self.nodes:
                continue
            members, edges = self._reach(name)
            for member in members:
                todo |= self._drop(member)
            settled = families.settle({each: self.nodes[each] for each in members}, edges, self.choices)
            family = Family(frozenset(members), settled)
            for member in members:
                self.kept[member] = family
                self.lookups |= self.nodes[member].keys
            self.redone |= members
            come += settled.lots
        same = {id(lot) for lot in self.left} & {id(lot) for lot in come}  # they were chosen as before
        self._disown(lot for lot in self.left if id(lot) not in same)
        self._own(lot for lot in come if id(lot) not in same)

    def _drop(self, name: str) -> frozenset[str]:
        """Forget what came of a family, before anything new is known of its names; return them."""
        family = self.kept.get(name)
        if family is None or name in self.redone:
            return frozenset()
        for each in family.names:
            self.kept.pop(each, None)
        self.left += family.settled.lots
        self.choices |= family.settled.choices
        return family.names

    def _reach(self, start: str) -> tuple[set[str], dict[tuple[str, str], str]]:
        """Follow relations from a name to all that they reach."""
        members, front, edges = {start}, [start], {}
        while front:
            name = front.pop()
            node = self.nodes[name]
            near = {other for key in node.keys if key.startswith(_FULL_KEYS) for other in self.keys[key]}
            for other in near - {name}:
                pair = (min(name, other), max(name, other))
                if pair in edges or self._barred(name, other):
                    continue
                found = families.relation(node, self.nodes[other])
                if found:
                    edges[pair] = found
                    if other not in members:
                        members.add(other)
                        front.append(other)
        return members, edges

    def _barred(self, name: str, other: str) -> bool:
        apart = self.registry.kept_apart
        return other in apart.get(name, ()) or name in apart.get(other, ())

    def circles(self) -> None:
        """Settle anew the short names concerned, and those that may mean an actor concerned."""
        todo = {name for name in self.touched if name in self.nodes or name in self.rings}
        for key in self.lookups:
            kind, _, rest = key.partition(":")
            listening = {"f": "s", "g": "s", "a": "b", "i": "b"}.get(kind)
            if listening:
                todo |= self.keys.get(f"{listening}:{rest}", frozenset())
        todo |= self.freed
        for name in list(todo):
            todo |= self._break(name)
        done: set[str] = set()
        while todo:
            name = todo.pop()
            node = self.nodes.get(name)
            if node is None or name in done or not (node.short or node.acronym):
                continue
            members = self._ring(name)
            for member in members:
                todo |= self._break(member)
            done |= members
            circle = shorts.settle(
                {each: self.nodes[each] for each in members}, {each: self._meant(each) for each in members}
            )
            for member in members:
                self.rings[member] = circle
            self._own(circle.settled.lots)
            for given in circle.given:
                self.parts.add(given.part)
                self.owners[given.part] = Owner(identify(given.lot), "short", given.confidence)

    def _break(self, name: str) -> frozenset[str]:
        """Forget what came of short names that sound alike; return them."""
        ring = self.rings.get(name)
        if ring is None:
            return frozenset()
        for each in ring.names:
            self.rings.pop(each, None)
        self._disown(ring.settled.lots)
        for given in ring.given:
            self._lose(given.part)
        return ring.names

    def _ring(self, start: str) -> set[str]:
        members, front = {start}, [start]
        while front:
            for key in self.nodes[front.pop()].keys:
                if key.startswith(_SHORT_KEYS):
                    new = self.keys[key] - members
                    members |= new
                    front += new
        return members

    def _meant(self, name: str) -> list[tuple[Lot, bool]]:
        """List the actors whom a short name may mean, and whether it is known to stand for them."""
        node = self.nodes[name]
        attested = {other for sound in node.sounds for other in self.keys.get(f"f:{sound}", ())}
        if node.acronym:
            attested |= self.keys.get(f"a:{name}", frozenset())
        guessed = self.keys.get(f"i:{name}", frozenset()) - attested if node.acronym else frozenset()
        first = {other for sound in node.sounds for other in self.keys.get(f"g:{sound}", ())} - attested
        if len(first) == 1:  # Xi: as a given name it would be too many people's
            guessed |= first
        found: dict[Id, tuple[Lot, bool]] = {}
        for other in sorted(attested | guessed):
            if other != name and not self._barred(name, other):
                for lot in self.kept[other].settled.lots:
                    if other in lot.names:
                        found.setdefault(identify(lot), (lot, other in attested))
        return [found[each] for each in sorted(found)]

    def _own(self, lots: Iterable[Lot]) -> None:
        for lot in lots:
            of = identify(lot)
            for part in lot.parts:
                self.owners[part] = Owner(of, lot.rule, lot.confidence)
                self.parts.add(part)
            self._claims(self._base(lot))[of] = lot

    def _disown(self, lots: Iterable[Lot]) -> None:
        for lot in lots:
            for part in lot.parts:
                self._lose(part)
            self._claims(self._base(lot)).pop(identify(lot), None)

    def _claims(self, base: Key) -> dict[Id, Lot]:
        """Return who claims a key, to be changed: a copy, made once."""
        if base not in self.bases:
            self.bases.add(base)
            self.claims[base] = {**self.claims.get(base, {})}
        return self.claims[base]

    def _lose(self, part: Part) -> None:
        self.owners.pop(part, None)
        self.parts.add(part)

    def _base(self, lot: Lot) -> Key:
        if lot.registered:
            return self.registry.by_node[lot.registered].key
        for name in lot.names:
            called = known.names(name) if name.startswith("territory:") else {}
            if called and self.language in called:
                return Key(lot.kind, slug(called[self.language]))
        return Key(lot.kind, slug(lot.title))

    def name(self) -> None:
        """Give every actor concerned a key of its own; the earliest of a name keeps the plain one."""
        named: dict[Id, Key] = {}
        for base in self.bases:
            for of in self.old.claims.get(base, {}):
                self.ids.pop(of, None)
        for base in sorted(self.bases):
            named.update(_names(base, self.claims.get(base, {})))
            if not self.claims.get(base):
                self.claims.pop(base, None)
        self.ids.update(named)
        for of, key in named.items():
            if self.old.ids.get(of, key) != key:
                lots = (lot for base in self.bases for lot in self.claims.get(base, {}).values())
                self.parts.update(part for lot in lots if identify(lot) == of for part in lot.parts)

    def done(self) -> tuple[State, frozenset[str]]:
        """Note which articles' actors changed, and return what came of it."""
        for part in self.parts:
            before, after = self.old.owners.get(part), self.owners.get(part)
            if (before and self.old.ids[before.lot]) != (after and self.ids[after.lot]):
                self.paths |= self._articles(part)
        state = State(
            filed=self.filed,
            nodes=self.nodes,
            keys=self.keys,
            families=self.kept,
            circles=self.rings,
            owners=self.owners,
            claims=self.claims,
            ids=self.ids,
        )
        return state, frozenset(self.paths)

    def _articles(self, part: Part) -> set[str]:
        if part.ref is not None:
            return {part.ref.path}
        node = self.nodes.get(part.name)
        atom = node.atoms.get(part.signature) if node else None
        return {ref.path for ref in atom.members} if atom else set()


def identify(lot: Lot) -> Id:
    """Return what tells a lot from all others: no two have the same first sighting."""
    return (lot.kind, *lot.first)


def _names(base: Key, claims: Mapping[Id, Lot]) -> dict[Id, Key]:
    """Tell namesakes apart by their roles; two hyphens keep such names from being anybody's own."""
    found: dict[Id, Key] = {}
    taken: set[str] = set()
    last: dict[str, int] = {}  # number that was given to a stem, so that thousands are not counted anew
    for of in sorted(claims, key=lambda of: (claims[of].registered is None, of)):
        lot = claims[of]
        name = base.name
        if taken:
            stem = f"{base.name}--{slug(lot.role)[:_ROLE].strip('-')}" if lot.role else f"{base.name}--2"
            name, number = stem, last.get(stem, 2)
            while name in taken:
                number += 1
                name = f"{base.name}--{number}" if not lot.role else f"{stem}-{number - 1}"
            last[stem] = max(number - 1, 2)
        taken.add(name)
        found[of] = Key(base.kind, name)
    return found
