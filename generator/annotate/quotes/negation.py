"""Cues that are negated: who does not say whether says nothing."""

from __future__ import annotations

from generator.annotate.quotes import syntax
from generator.annotate.quotes.candidate import Cue
from generator.annotate.quotes.clauses import Clauses

__all__ = ["denied"]


def denied(clauses: Clauses, cue: Cue) -> bool:
    """Whether the cue is negated or refused: who does not say whether says nothing."""
    if syntax.infinitive(cue.token) and clauses.folded[cue.token.head.i] in clauses.words.refusals:
        return True
    negations = clauses.words.negations
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    return any(
        clauses.folded[c.i] in negations
        or (c.dep_ in subjects and clauses.folded[c.left_edge.i] in negations)
        for c in cue.token.lefts
    )
