"""Who is who in a collection: a function of the set of its articles and of the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.identity import families, known, shorts
from generator.identity.cast import Cast, Ref
from generator.identity.company import Company, Member, company
from generator.identity.families import Doubt, Lot, Part, Settled
from generator.identity.nodes import Atom, Node, Signature, signature
from generator.identity.registry import EMPTY, Registered, Registry
from generator.identity.shorts import Circle
from generator.index.names import Key, slug

__all__ = ["Identities", "Link", "Proposal", "resolve", "update"]

_FULL_KEYS, _SHORT_KEYS = ("n:", "a:", "r:"), ("s:", "b:")
_ROLE = 40  # letters of a role that tells namesakes' pages apart
_Id = tuple[str, ...]


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


class _Filed(NamedTuple):
    cast: Cast
    company: Company
    at: dict[Key, tuple[str, Signature]]


class _Family(NamedTuple):
    names: frozenset[str]
    settled: Settled


class _Owner(NamedTuple):
    lot: _Id
    rule: str
    confidence: float


@dataclass(frozen=True)
class Identities:
    """The actors of a collection. ``moved`` are the articles whose actors the last update changed."""

    registry: Registry = EMPTY
    language: str | None = None  # in which countries are called; the earliest article's where None
    moved: frozenset[str] = frozenset()
    _filed: dict[str, _Filed] = field(default_factory=dict)
    _nodes: dict[str, Node] = field(default_factory=dict)
    _keys: dict[str, frozenset[str]] = field(default_factory=dict)
    _families: dict[str, _Family] = field(default_factory=dict)
    _circles: dict[str, Circle] = field(default_factory=dict)
    _owners: dict[Part, _Owner] = field(default_factory=dict)
    _claims: dict[Key, dict[_Id, Lot]] = field(default_factory=dict)
    _ids: dict[_Id, Key] = field(default_factory=dict)

    def link(self, path: str, local: Key) -> Link:
        """Say to whom an actor of an article belongs. Raises KeyError for what was never seen."""
        name, of = self._filed[path].at[local]
        owner = self._owners.get(Part(name, of)) or self._owners[Part(name, of, Ref(path, local))]
        return Link(self._ids[owner.lot], owner.rule, owner.confidence)

    def key(self, path: str, local: Key) -> Key:
        """Return the key of the actor to whom an actor of an article belongs."""
        return self.link(path, local).key

    def links(self) -> dict[Ref, Link]:
        """Return all links, sorted."""
        return {
            Ref(path, local): self.link(path, local)
            for path in sorted(self._filed)
            for local in sorted(self._filed[path].at)
        }

    def casts(self) -> tuple[Cast, ...]:
        """Return the articles' casts, sorted by path."""
        return tuple(self._filed[path].cast for path in sorted(self._filed))

    def registered(self, key: Key) -> Registered | None:
        """Return what the registry says of an actor."""
        return self.registry.by_node.get(f"={key.kind}/{key.name}")

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what an editor should look at, the likeliest first."""
        doubts: dict[int, Settled] = {}
        for family in self._families.values():
            doubts[id(family.settled)] = family.settled
        for circle in self._circles.values():
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
            key = self._ids.get(_id(lot))
            return (key, "") if key else None
        owner = self._owners.get(lot.parts[0])
        if owner is None:
            ref = lot.parts[0].ref
            owner = self._owners.get(lot.parts[0]._replace(ref=None)) if ref else None
        return (self._ids[owner.lot], lot.first[1]) if owner else None


def resolve(casts: Iterable[Cast], registry: Registry = EMPTY, *, language: str | None = None) -> Identities:
    """Say who is who. Linear in the number of articles, for names that few bear; order is of no matter."""
    return update(Identities(registry, language), (), casts)


def update(old: Identities, gone: Iterable[str], come: Iterable[Cast]) -> Identities:
    """Take articles out by path and put others in (a changed one: its new form alone).

    The outcome equals ``resolve`` of what is then there; work is done only for the names concerned.
    """
    work = _Work(old)
    work.file(gone, come)
    work.families()
    work.circles()
    work.name()
    return work.done()


class _Work:
    """One update, in steps; what it changes are copies."""

    def __init__(self, old: Identities) -> None:
        self.old = old
        self.registry = old.registry
        self.filed, self.nodes, self.keys = dict(old._filed), dict(old._nodes), dict(old._keys)
        self.kept, self.rings = dict(old._families), dict(old._circles)
        self.owners, self.claims, self.ids = dict(old._owners), dict(old._claims), dict(old._ids)
        self.touched: set[str] = set()  # names whose sightings changed
        self.redone: set[str] = set()  # names whose family was settled anew
        self.freed: set[str] = set()  # short names to be settled anew
        self.lookups: set[str] = set()  # keys under which those stood or stand
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
            self.filed[path] = _Filed(cast, around, at)
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
        todo = set(self.touched)
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
            settled = families.settle({each: self.nodes[each] for each in members}, edges)
            family = _Family(frozenset(members), settled)
            for member in members:
                self.kept[member] = family
                self.lookups |= self.nodes[member].keys
            self.redone |= members
            self._own(settled)

    def _drop(self, name: str) -> frozenset[str]:
        """Forget what came of a family, before anything new is known of its names; return them."""
        family = self.kept.get(name)
        if family is None or name in self.redone:
            return frozenset()
        for each in family.names:
            self.kept.pop(each, None)
        self._disown(family.settled)
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
            self._own(circle.settled)
            for given in circle.given:
                self.parts.add(given.part)
                self.owners[given.part] = _Owner(_id(given.lot), "short", given.confidence)

    def _break(self, name: str) -> frozenset[str]:
        """Forget what came of short names that sound alike; return them."""
        ring = self.rings.get(name)
        if ring is None:
            return frozenset()
        for each in ring.names:
            self.rings.pop(each, None)
        self._disown(ring.settled)
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
        found: dict[_Id, tuple[Lot, bool]] = {}
        for other in sorted(attested | guessed):
            if other != name and not self._barred(name, other):
                for lot in self.kept[other].settled.lots:
                    if other in lot.names:
                        found.setdefault(_id(lot), (lot, other in attested))
        return [found[each] for each in sorted(found)]

    def _own(self, settled: Settled) -> None:
        for lot in settled.lots:
            of = _id(lot)
            for part in lot.parts:
                self.owners[part] = _Owner(of, lot.rule, lot.confidence)
                self.parts.add(part)
            base = self._base(lot)
            self.claims[base] = {**self.claims.get(base, {}), of: lot}
            self.bases.add(base)

    def _disown(self, settled: Settled) -> None:
        for lot in settled.lots:
            for part in lot.parts:
                self._lose(part)
            base = self._base(lot)
            if _id(lot) in self.claims.get(base, {}):
                left = {**self.claims[base]}
                del left[_id(lot)]
                self.claims[base] = left
            self.bases.add(base)

    def _lose(self, part: Part) -> None:
        self.owners.pop(part, None)
        self.parts.add(part)

    def _base(self, lot: Lot) -> Key:
        if lot.registered:
            return self.registry.by_node[lot.registered].key
        for name in lot.names:
            called = known.names(name) if name.startswith("territory:") else {}
            if called and self.old.language in called:
                return Key(lot.kind, slug(called[self.old.language]))
        return Key(lot.kind, slug(lot.title))

    def name(self) -> None:
        """Give every actor concerned a key of its own; the earliest of a name keeps the plain one."""
        named: dict[_Id, Key] = {}
        for base in self.bases:
            for of in self.old._claims.get(base, {}):
                self.ids.pop(of, None)
        for base in sorted(self.bases):
            named.update(_names(base, self.claims.get(base, {})))
            if not self.claims.get(base):
                self.claims.pop(base, None)
        self.ids.update(named)
        for of, key in named.items():
            if self.old._ids.get(of, key) != key:
                lots = (lot for base in self.bases for lot in self.claims.get(base, {}).values())
                self.parts.update(part for lot in lots if _id(lot) == of for part in lot.parts)

    def done(self) -> Identities:
        """Note which articles' actors changed, and return what came of it."""
        for part in self.parts:
            before, after = self.old._owners.get(part), self.owners.get(part)
            if (before and self.old._ids[before.lot]) != (after and self.ids[after.lot]):
                self.paths |= self._articles(part)
        return Identities(
            self.registry, self.old.language, frozenset(self.paths), self.filed, self.nodes, self.keys, self.kept,
            self.rings, self.owners, self.claims, self.ids,
        )  # fmt: skip

    def _articles(self, part: Part) -> set[str]:
        if part.ref is not None:
            return {part.ref.path}
        node = self.nodes.get(part.name)
        atom = node.atoms.get(part.signature) if node else None
        return {ref.path for ref in atom.members} if atom else set()


def _id(lot: Lot) -> _Id:
    return (lot.kind, *lot.first)


def _names(base: Key, claims: Mapping[_Id, Lot]) -> dict[_Id, Key]:
    """Tell namesakes apart by their roles; two hyphens keep such names from being anybody's own."""
    found: dict[_Id, Key] = {}
    taken: set[str] = set()
    for of in sorted(claims, key=lambda of: (claims[of].registered is None, of)):
        lot = claims[of]
        name = base.name
        if taken:
            stem = f"{base.name}--{slug(lot.role)[:_ROLE].strip('-')}" if lot.role else f"{base.name}--2"
            name, number = stem, 2
            while name in taken:
                number += 1
                name = f"{base.name}--{number}" if not lot.role else f"{stem}-{number - 1}"
        taken.add(name)
        found[of] = Key(base.kind, name)
    return found
