"""Where reported content ends."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes.candidate import Cue
from generator.annotate.quotes.clauses import Clauses

__all__ = ["end", "phrase_end"]


def end(clauses: Clauses, cue: Cue, head: Token | None, start: int) -> int:
    """Return where a reported clause ends: with its sentence, unless the reporting one goes on.

    The reporting clause goes on where something after a comma or a coordinator hangs on the cue.
    """
    _, stop = clauses.sentence(max(start - 1, cue.token.i))
    edge = stop if head is None else min(stop, head.right_edge.i + 1)
    floor = start if head is None else max(start, head.i)
    for position in range(floor, stop):
        if clauses.enclosing(position):
            continue
        if clauses.folded[position] == ";" or _resumes(clauses, cue, head, position, edge):
            return position
    return stop


def _resumes(clauses: Clauses, cue: Cue, head: Token | None, position: int, edge: int) -> bool:
    """Whether the reporting clause goes on at a comma or a coordinator."""
    roles, folded, doc = clauses.roles, clauses.folded, clauses.doc
    word = folded[position]
    after = position + 1
    if after >= len(doc):
        return False
    if word == ":" and clauses.enclosing(after):
        return True
    outside = position >= edge
    if word in clauses.words.coordinators and outside:
        joined = [c for c in cue.token.children if c.dep_ in roles.conjunct and c.i > position]
        return any(c.left_edge.i <= after for c in joined)
    if word != ",":
        return False
    nxt = doc[after]
    if outside:
        loose = roles.adverbial | roles.conjunct | roles.parataxis
        return any(c.dep_ in loose and c.i > position and c.left_edge.i in (after, position) for c in cue.token.children)
    return False


def phrase_end(clauses: Clauses, cue: Cue, head: Token) -> int:
    """Return where a noun phrase that names what is said ends."""
    _, stop = clauses.sentence(cue.token.i)
    edge = min(stop, head.right_edge.i + 1)
    for position in range(edge, stop):
        if clauses.enclosing(position):
            continue
        word = clauses.folded[position]
        if word in {",", ";", ":", "—", "–", "("} or word in clauses.words.coordinators:
            return position
    return stop
