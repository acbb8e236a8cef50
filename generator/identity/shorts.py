"""Settle surnames and acronyms that stand alone: whose they are, if anybody's who is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.identity import evidence
from generator.identity.cast import Ref
from generator.identity.evidence import ENOUGH, Verdict
from generator.identity.families import MARGIN, Doubt, Lot, Part, Settled, join, lot_of, split
from generator.identity.language_data import everywhere
from generator.identity.nodes import Node, Signature, Strand

__all__ = ["Circle", "Given", "settle"]

_ALONE, _SURE, _LIKELY, _SINGLE = 0.5, 0.9, 0.75, 0.6
_LONG_AGO, _OFF = 10, -0.75  # years after which a surname alone hardly means the same
_NEAR = 5
_ACROSS = 0.25  # one surname as two languages write it


class Given(NamedTuple):
    """What goes to an actor known by a full name, and how sure that is."""

    part: Part
    lot: Lot
    confidence: float


class Circle(NamedTuple):
    """What came of short names that sound alike."""

    names: frozenset[str]
    given: tuple[Given, ...]
    settled: Settled


def settle(nodes: Mapping[str, Node], candidates: Mapping[str, Sequence[tuple[Lot, bool]]]) -> Circle:
    """Give the sightings of short names to known actors; what remains is told apart as namesakes are.

    ``candidates`` are the actors whom a name may mean, and whether it is known to stand for them.
    A short name never ties two actors together: each sighting goes to one of them or to none.
    """
    given: list[Given] = []
    doubts: list[Doubt] = []
    lots: list[Lot] = []
    for name in sorted(nodes):
        left, more_given, more_doubts = _name(nodes[name], candidates.get(name, ()))
        given += more_given
        doubts += more_doubts
        for lot in sorted(left, key=lambda lot: lot.first):
            at = next((at for at, other in enumerate(lots) if _same(lot, other)), None)
            if at is None:
                lots.append(lot)
            else:
                lots[at] = join(lots[at], lot, "spelling")
    return Circle(frozenset(nodes), tuple(given), Settled(tuple(lots), tuple(doubts)))


def _same(a: Lot, b: Lot) -> bool:
    if a.kind != b.kind or not a.names.isdisjoint(b.names):
        return False
    across = not a.profile.languages & b.profile.languages
    return evidence.weigh(a.profile, b.profile).total(_ACROSS if across else -_ACROSS) >= ENOUGH


def _name(node: Node, candidates: Sequence[tuple[Lot, bool]]) -> tuple[list[Lot], list[Given], list[Doubt]]:
    lots: list[Lot] = []
    given: list[Given] = []
    doubts: list[Doubt] = []
    for strand in node.strands:
        person = strand.kind == "person" and node.short
        if not person and not (strand.kind == "organisation" and node.acronym):
            continue
        fitting = sorted(
            (each for each in candidates if each[0].kind == strand.kind), key=lambda each: each[0].first
        )
        left: list[Signature] = []
        for signature in strand.signatures:
            if not fitting:
                left.append(signature)
            elif len(fitting) == 1:
                lot, known = fitting[0]
                part = Part(node.name, signature)
                confidence, verdict = _only(node, signature, lot, known=known)
                if confidence:
                    given.append(Given(part, lot, confidence))
                    continue
                left.append(signature)
                one = lot_of(node, strand.kind, [part])
                doubts.append(Doubt(one, lot, "short", verdict.total(0.0), verdict.reasons))
            else:
                rest = _several(node, signature, [lot for lot, _ in fitting], given)
                for ref, second, verdict in rest:
                    one = lot_of(node, strand.kind, [Part(node.name, signature, ref)])
                    lots.append(replace(one, rule="short", confidence=_SINGLE))
                    doubts.append(Doubt(one, second, "short", verdict.total(0.0), verdict.reasons))
        if left:
            settled = split(node, Strand(strand.kind, tuple(left)), full=False)
            lots += settled.lots
            doubts += settled.doubts
    return lots, given, doubts


def _only(node: Node, signature: Signature, lot: Lot, *, known: bool) -> tuple[float, Verdict]:
    """Say how surely a short name means the only actor it may mean; 0 where it had better not."""
    profile = node.atoms[signature].profile
    verdict = evidence.weigh(profile, lot.profile)
    apart = _apart(profile.years, lot.profile.years)
    score = verdict.total(_ALONE if known else 0.0) + (_OFF if apart > _LONG_AGO else 0.0)
    common = node.name in everywhere().given_names
    alone = apart <= _NEAR and not verdict.against and not common
    if score >= ENOUGH and (verdict.support or lot.registered or alone):
        return (_SURE if verdict.support >= ENOUGH else _LIKELY), verdict
    return 0.0, verdict


def _several(
    node: Node, signature: Signature, lots: Sequence[Lot], given: list[Given]
) -> list[tuple[Ref, Lot, Verdict]]:
    """Give each sighting to the actor whom it clearly means; return the others with the likeliest."""
    rest = []
    members = node.atoms[signature].members
    for ref in sorted(members):
        profile = members[ref].profile
        ranked = []
        for lot in lots:
            verdict = evidence.weigh(profile, lot.profile)
            apart = _apart(profile.years, lot.profile.years)
            when = _OFF if apart > _LONG_AGO else (0.25 if apart <= 1 else 0.0)
            ranked.append((verdict.total(when), lot, verdict))
        ranked.sort(key=lambda each: (-each[0], each[1].first))
        score, lot, verdict = ranked[0]
        if verdict.support >= ENOUGH and score >= ENOUGH and score - ranked[1][0] >= MARGIN:
            given.append(Given(Part(node.name, signature, ref), lot, _LIKELY))
        else:
            rest.append((ref, lot, verdict))
    return rest


def _apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> int:
    if a is None or b is None:
        return 0
    return max(0, a[0] - b[1], b[0] - a[1])
