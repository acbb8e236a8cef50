"""Settle who is who among names that may be one actor's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from generator.identity import evidence, known
from generator.identity.cast import Ref
from generator.identity.evidence import ENOUGH, Member, Profile
from generator.identity.language_data import everywhere
from generator.identity.names import relate
from generator.identity.nodes import Node, Signature, Strand
from generator.model import EntityKind

__all__ = [
    "MARGIN",
    "Choice",
    "Choices",
    "Doubt",
    "Lot",
    "Part",
    "Rule",
    "Settled",
    "join",
    "lot_of",
    "relation",
    "settle",
    "split",
]

Rule = str  # "name", or the relation between the names
MARGIN = 0.5  # by which the best of several must be better
_RELATIONS = ("registry", "born", "spelling", "nickname", "middle", "double", "acronym", "initial", "frame")
_PRIOR = {
    "registry": 1.0, "born": 1.0, "spelling": 1.0, "nickname": 0.5, "middle": 0.75, "double": 0.5,
    "acronym": 0.0, "initial": 0.0, "frame": 0.0,
}  # fmt: skip
_CONFIDENCE = {"name": 0.95, "registry": 1.0, "born": 0.9, "spelling": 0.9, "nickname": 0.85, "middle": 0.85,
               "double": 0.8, "acronym": 0.8, "initial": 0.75, "frame": 0.75}  # fmt: skip
_ONE_LANGUAGE = 0.75  # off where a language spells one name in two ways: those are mostly two people
_SAME, _RARE = 1.0, 0.5  # one full name; a given name that few bear
_DOUBTFUL = -1.5  # below, nobody would ask whether they are one


class Part(NamedTuple):
    """Sightings of a name: all of a signature, or one of them."""

    name: str
    signature: Signature
    ref: Ref | None = None


@dataclass(frozen=True)
class Lot:
    """Sightings taken for one actor's. ``first`` is the earliest of them and never changes hands."""

    kind: EntityKind
    names: frozenset[str]
    parts: tuple[Part, ...]
    profile: Profile
    first: tuple[str, ...]
    title: str  # the name of the earliest
    role: str | None = None
    registered: str | None = None
    rule: Rule = "name"
    confidence: float = _CONFIDENCE["name"]


class Doubt(NamedTuple):
    """Two lots that may be one actor, or were joined though they may be two; score and reasons."""

    a: Lot
    b: Lot
    rule: Rule
    score: float
    reasons: tuple[str, ...]


class Choice(NamedTuple):
    """What came of one sighting: the lot that it belongs to, or one of its own and what that may be."""

    part: Part
    best: int | None
    alone: Lot | None
    doubts: tuple[Doubt, ...]


class Choices(NamedTuple):
    """What came of sightings one by one, among which lots."""

    among: tuple[Lot, ...]
    of: dict[Member, Choice]


class Settled(NamedTuple):
    """What came of some names: their lots, what remains in doubt, and how sightings were told apart."""

    lots: tuple[Lot, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    choices: Mapping[Part, Choices] = MappingProxyType({})


def relation(a: Node, b: Node) -> str | None:
    """Say how two names may be one actor's, None where they can't."""
    if b.name in {*_born(a)} or a.name in {*_born(b)}:
        return "born"
    if a.shared & b.shared and bool(a.registered) != bool(b.registered):
        return "registry"
    found = [relate(one, other) for one in a.full for other in b.full]
    best = min((each for each in found if each), key=_RELATIONS.index, default=None)
    if best is None and a.acronyms & b.acronyms:
        return "acronym"
    return best


def _born(node: Node) -> Iterable[str]:
    return (" ".join((*name.given, "-".join(name.surname))) for name in node.born)


def settle(
    nodes: Mapping[str, Node],
    edges: Mapping[tuple[str, str], str],
    before: Mapping[Part, Choices] = MappingProxyType({}),
) -> Settled:
    """Settle a family: names that relations tie together, directly or through others.

    ``edges`` are keyed by both names in order. The outcome is a function of the set of sightings;
    ``before`` are choices made earlier, which hold still where nothing that they hang on has changed.
    """
    lots: list[Lot] = []
    doubts: list[Doubt] = []
    choices: dict[Part, Choices] = {}
    for name in sorted(nodes):
        node = nodes[name]
        for strand in node.strands:
            if (strand.kind == "person" and node.short) or (strand.kind == "organisation" and node.acronym):
                continue
            found = split(node, strand, before, full=True)
            lots += found.lots
            doubts += found.doubts
            choices |= found.choices
        if node.registered and not node.atoms:
            lots.append(_empty(node))
    if edges:
        for rule in _RELATIONS:
            if rule in edges.values():
                lots, more = _merge(lots, edges, rule)
                doubts += more
    return Settled(tuple(lots), tuple(doubts), choices)


def split(
    node: Node, strand: Strand, before: Mapping[Part, Choices] = MappingProxyType({}), *, full: bool
) -> Settled:
    """Tell namesakes apart: one lot each. ``full`` says whether it is more than a surname."""
    lots: list[Lot] = []
    whole = [Part(node.name, signature) for signature in strand.signatures]
    if strand.kind != "person" or node.registered or known.kind_of(node.name) or len(whole) == 1:
        return Settled((lot_of(node, strand.kind, whole),) if whole else ())
    prior = _prior(node) if full else _SAME - 0.25
    telling = [part for part in whole if part.signature.telling]
    for part in sorted(telling, key=lambda p: (-len(node.atoms[p.signature].members), p.signature.order)):
        lots = _into(lots, lot_of(node, strand.kind, [part]), prior)
    lots = _gather(lots, prior)
    doubts = [
        Doubt(a, b, "name", verdict.total(prior), verdict.reasons)
        for at, a in enumerate(lots)
        for b in lots[at + 1 :]
        if (verdict := evidence.weigh(a.profile, b.profile)).total(prior) > _DOUBTFUL
    ]
    choices: dict[Part, Choices] = {}
    for part in [part for part in whole if not part.signature.telling]:
        if len(lots) <= 1:
            lots = _into(lots, lot_of(node, strand.kind, [part]), prior)
            continue
        known_lots, earlier = tuple(lots), before.get(part)
        if earlier is None or earlier.among != known_lots:
            earlier = Choices(known_lots, {})
        chosen: dict[Member, Choice] = {}
        found: dict[int, list[Part]] = {}
        for ref, member in sorted(node.atoms[part.signature].members.items(), key=lambda it: it[1].order):
            choice = earlier.of.get(member)
            if choice is None:
                one = Part(node.name, part.signature, ref)
                choice = _choice(member, one, lambda one: lot_of(node, strand.kind, [one]), earlier.among)
            chosen[member] = choice
            if choice.best is not None:
                found.setdefault(choice.best, []).append(choice.part)
            elif choice.alone is not None:
                lots.append(choice.alone)
                doubts += choice.doubts
        choices[part] = Choices(earlier.among, chosen)
        for best, parts in found.items():
            lots[best] = join(lots[best], lot_of(node, strand.kind, parts), "name")
    return Settled(tuple(lots), tuple(doubts), choices)


def _prior(node: Node) -> float:
    """Say what one full name alone is worth: more, the fewer may bear it."""
    rare = any(
        len(name.given) > 1 or name.given[0] not in everywhere().given_names
        for name in node.full
        if name.given
    )
    return _SAME + (_RARE if rare else 0.0)


def _choice(member: Member, one: Part, lot: Callable[[Part], Lot], lots: Sequence[Lot]) -> Choice:
    """Pick the lot that a sighting clearly belongs to; else it is one of its own, and two are in doubt."""
    judged = [(at, other, evidence.weigh(member.profile, other.profile)) for at, other in enumerate(lots)]
    best, second = sorted(judged, key=lambda each: (-each[2].total(0.0), each[0]))[:2]
    if best[2].total(0.0) >= ENOUGH and best[2].total(0.0) - second[2].total(0.0) >= MARGIN:
        return Choice(one, best[0], None, ())
    alone = lot(one)
    doubts = (
        Doubt(alone, other, "name", verdict.total(0.0), verdict.reasons)
        for _, other, verdict in (best, second)
    )
    return Choice(one, None, alone, tuple(doubts))


def _into(lots: list[Lot], one: Lot, prior: float) -> list[Lot]:
    """Put a lot where it fits best, else beside the others."""
    scores = [evidence.weigh(one.profile, lot.profile).total(prior) for lot in lots]
    best = max(range(len(lots)), key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] < ENOUGH:
        return [*lots, one]
    return [*lots[:best], join(lots[best], one, "name"), *lots[best + 1 :]]


def _gather(lots: list[Lot], prior: float) -> list[Lot]:
    """Join lots that have come to belong together as they grew."""
    at = 0
    while at < len(lots):
        for other in range(at + 1, len(lots)):
            if evidence.weigh(lots[at].profile, lots[other].profile).total(prior) >= ENOUGH:
                lots = [
                    *lots[:at], join(lots[at], lots[other], "name"), *lots[at + 1 : other], *lots[other + 1 :]
                ]  # fmt: skip
                at = -1
                break
        at += 1
    return lots


def _merge(
    lots: list[Lot], edges: Mapping[tuple[str, str], str], rule: Rule
) -> tuple[list[Lot], list[Doubt]]:
    """Join lots whose names are related in one way, unless several would do and can't all be meant."""
    judged = _candidates(lots, edges, rule)
    doubts = []
    joined: dict[int, int] = {}
    for a, b, score, reasons in judged:
        if score >= ENOUGH and not _rivalled(a, b, score, judged, lots, edges):
            x, y = _find(joined, a), _find(joined, b)
            if x != y and _allowed(lots[x], lots[y], edges):
                lots[x] = join(lots[x], lots[y], rule)
                joined[y] = x
                continue
            if x == y:
                continue
        if score > _DOUBTFUL:
            doubts.append(Doubt(lots[a], lots[b], rule, score, reasons))
    return [lot for at, lot in enumerate(lots) if at not in joined], doubts


_Judged = tuple[int, int, float, tuple[str, ...]]


def _candidates(lots: list[Lot], edges: Mapping[tuple[str, str], str], rule: Rule) -> list[_Judged]:
    judged = []
    for a, one in enumerate(lots):
        for b in range(a + 1, len(lots)):
            other = lots[b]
            tied = any(edges.get((min(x, y), max(x, y))) == rule for x in one.names for y in other.names)
            if tied and _allowed(one, other, edges):
                verdict = evidence.weigh(one.profile, other.profile)
                same_language = one.profile.languages & other.profile.languages
                off = _ONE_LANGUAGE if same_language and rule in ("spelling", "frame", "acronym") else 0.0
                judged.append((a, b, verdict.total(_PRIOR[rule] - off), verdict.reasons))
    return sorted(judged, key=lambda each: (-each[2], each[0], each[1]))


def _rivalled(  # noqa: PLR0917  the pair and where it stands
    a: int, b: int, score: float, judged: list[_Judged], lots: list[Lot], edges: Mapping[tuple[str, str], str]
) -> bool:
    """Whether one of two lots would fit another one as well, which the other can't be."""
    for x, y, other, _ in judged:
        if (x, y) == (a, b) or other < ENOUGH or other <= score - MARGIN:
            continue
        shared = {a, b} & {x, y}
        if len(shared) == 1:
            rivals = sorted({a, b} ^ {x, y})
            if not _allowed(lots[rivals[0]], lots[rivals[1]], edges) or not _alike(lots, rivals):
                return True
    return False


def _alike(lots: list[Lot], pair: list[int]) -> bool:
    a, b = lots[pair[0]], lots[pair[1]]
    return evidence.weigh(a.profile, b.profile).total(_SAME) >= ENOUGH


def _allowed(a: Lot, b: Lot, edges: Mapping[tuple[str, str], str]) -> bool:
    """Whether every name of one lot may be every name of the other."""
    if a.kind != b.kind or (a.registered and b.registered):
        return False
    if not a.names.isdisjoint(b.names) and not (a.registered or b.registered):
        return False  # they were told apart
    return all((min(x, y), max(x, y)) in edges for x in a.names for y in b.names if x != y)


def _find(joined: dict[int, int], at: int) -> int:
    while at in joined:
        at = joined[at]
    return at


def join(a: Lot, b: Lot, rule: Rule) -> Lot:
    """Make one of two lots; it goes by its earliest sighting, or by its registered name."""
    first = min(a, b, key=lambda lot: lot.first)
    if a.registered:
        first = a
    elif b.registered:
        first = b
    weaker = min(a, b, key=lambda lot: lot.confidence)
    confidence = min(weaker.confidence, _CONFIDENCE[rule])
    return replace(
        first,
        names=a.names | b.names,
        parts=a.parts + b.parts,
        profile=evidence.together([a.profile, b.profile]),
        rule=rule if confidence < weaker.confidence else weaker.rule,
        confidence=confidence,
    )


def lot_of(node: Node, kind: EntityKind, parts: list[Part]) -> Lot:
    """Make a lot of parts of one name."""
    members: list[Member] = []
    profiles = []
    for part in parts:
        atom = node.atoms[part.signature]
        if part.ref is None:
            members.append(atom.earliest)
            profiles.append(atom.profile)
        else:
            members.append(atom.members[part.ref])
            profiles.append(members[-1].profile)
    if node.registered:
        profiles.append(node.declared)
    earliest = min(members, key=lambda member: member.order)
    return Lot(
        kind=kind,
        names=frozenset({node.name}),
        parts=tuple(parts),
        profile=evidence.together(profiles),
        first=earliest.order,
        title=earliest.sighting.name,
        role=earliest.sighting.role,
        registered=node.name if node.registered else None,
    )


def _empty(node: Node) -> Lot:
    """Stand for a registered actor whom no article names in full."""
    return Lot(
        kind=node.kind or "person",
        names=frozenset({node.name}),
        parts=(),
        profile=node.declared,
        first=("", node.name),
        title=node.registered[0],
        registered=node.name,
    )
