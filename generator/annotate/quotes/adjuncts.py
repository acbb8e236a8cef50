"""Phrases between an inverted verb and its subject: "a lancé *hier, devant l'usine*, la déléguée"."""

from __future__ import annotations

from generator.annotate.quotes import syntax
from generator.annotate.quotes.clauses import Clauses

__all__ = ["past"]

_ADJUNCTS = 4  # phrases between a verb and its subject
_INSERTED = 16  # tokens between two commas


def past(clauses: Clauses, position: int, stop: int) -> int:
    """Step over adverbs, times, prepositional phrases and insertions between commas."""
    doc = clauses.doc
    for _ in range(_ADJUNCTS):
        if position >= stop:
            break
        token = doc[position]
        if token.pos_ == "ADV" or clauses.folded[position] in clauses.words.times:
            position += 1
        elif token.pos_ == "ADP" and (after := _past_phrase(clauses, position, stop)) > position:
            position = after
        elif token.pos_ in ("DET", "ADJ") and position + 1 < stop and _timed(clauses, position + 1):
            position += 2
        elif clauses.folded[position] == "," and (insertion := _past_insertion(clauses, position, stop)):
            position = insertion
        else:
            break
    return position


def _timed(clauses: Clauses, position: int) -> bool:
    return clauses.folded[position] in clauses.words.times


def _past_insertion(clauses: Clauses, comma: int, stop: int) -> int | None:
    """Return what follows the second of two commas, where neither a finite verb nor a mark stands between."""
    for position in range(comma + 1, min(stop, comma + _INSERTED)):
        if clauses.folded[position] == ",":
            return position + 1 if position > comma + 1 else None
        if syntax.finite(clauses.doc[position]) or clauses.enclosing(position) is not None:
            return None
    return None


def _past_phrase(clauses: Clauses, position: int, stop: int) -> int:
    """Return where a preposition's phrase is over: its noun with the adjectives and genitives after it."""
    doc = clauses.doc
    n = position + 1
    while n < stop and doc[n].pos_ in ("DET", "NUM", "ADP", "PRON"):
        n += 1
    while n + 1 < stop and doc[n].pos_ == "ADJ" and doc[n + 1].pos_ in ("ADJ", "NOUN"):
        n += 1
    if n < stop and doc[n].pos_ in ("VERB", "AUX"):
        return position
    if n >= stop or doc[n].pos_ in ("PUNCT", "SCONJ", "CCONJ"):
        return n
    n += 1
    while n < stop and (
        doc[n].pos_ == "ADJ"
        or (doc[n].pos_ == "ADP" and doc[n].head.i > n and doc[n].head.head.i < n)
        or (doc[n].pos_ == "PROPN" and doc[n].dep_ in clauses.roles.name and doc[n].head.i < n)
    ):
        if doc[n].pos_ == "ADP" and doc[n - 1].pos_ == "PROPN" and clauses.speaks((n + 1, n + 2)):
            break  # "à l'AFP des sources policières": who speaks follows
        after = _past_phrase(clauses, n, stop) if doc[n].pos_ == "ADP" else n + 1
        if after == n:
            break
        n = after
    return n
