"""What stands under a verb or noun of speech: a clause, an infinitive, a noun phrase."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import attributions, cues, extents, sources
from generator.annotate.quotes.candidate import Candidate, Cue, Usage
from generator.annotate.quotes.clauses import Clauses

__all__ = ["of_noun", "of_verb"]


def of_verb(clauses: Clauses, cue: Cue) -> Candidate | None:
    """Find what a verb of speech reports, the surest construction first."""
    tokens = _core(clauses, cue)
    source = sources.of_verb(clauses, tokens)
    if source is None and _writers_own(cue.token):
        return None
    for frame, finder in _FRAMES:
        for usage in cue.usages:
            if frame not in usage.frames:
                continue
            held = finder(clauses, cue, tokens, usage, source)
            if held is not None:
                return clauses.candidate(cue, held, source, frame, usage)
    return None


def of_noun(clauses: Clauses, cue: Cue) -> Candidate | None:
    """Find the clause or infinitive under a noun of speech."""
    return None


def _writers_own(token: Token) -> bool:
    """Whether a verb without a subject is the writer's call to the reader ("let us recall")."""
    return "Imp" in token.morph.get("Mood") or "1" in token.morph.get("Person")


def _core(clauses: Clauses, cue: Cue) -> list[Token]:
    """Return the cue's head and those of its fixed words that may govern what is said."""
    span = cues.tokens_of(clauses.passage, cue)
    roles = clauses.roles
    below = roles.open_clause | roles.object | roles.oblique | roles.clause
    return [cue.token, *(t for t in span if t.head is cue.token and t.dep_ in below)]


def _clause(
    clauses: Clauses, cue: Cue, tokens: list[Token], usage: Usage, source: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Find a finite clause after the cue: introduced by a complementizer, a question word or nothing."""
    roles, words, folded = clauses.roles, clauses.words, clauses.folded
    last = cues.tokens_of(clauses.passage, cue).end
    _, stop = clauses.sentence(cue.token.i)
    heads = [c for t in tokens for c in t.children if c.dep_ in roles.clause and last <= c.i < stop]
    opener = _opener(clauses, last, stop, heads[0] if heads else None)
    if not heads and opener != last:
        return None
    head = heads[0] if heads else None
    if opener is not None:
        start = opener + 1
    else:
        assert head is not None
        start = max(last, head.left_edge.i)
        if start > last and any(t.pos_ in ("VERB", "AUX") for t in clauses.doc[last:start]):
            start = last
        while start < head.i and folded[start] in words.whether | {","}:
            start += 1
    return start, extents.end(clauses, cue, head, start)


def _opener(clauses: Clauses, last: int, stop: int, head: Token | None) -> int | None:
    """Return where the complementizer stands: next to the cue, or before the clause that it opens."""
    words, folded = clauses.words, clauses.folded
    if last < stop and folded[last] in words.complementizers and clauses.doc[last].dep_ not in clauses.roles.determiner:
        return last
    if head is None:
        return None
    for position in range(last, head.i):
        if folded[position] in words.complementizers and clauses.doc[position].dep_ in clauses.roles.marker:
            return position
    return None


def _infinitive(
    clauses: Clauses, cue: Cue, tokens: list[Token], usage: Usage, source: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Find an infinitive complement."""
    roles, words, folded, order = clauses.roles, clauses.words, clauses.folded, clauses.order
    last = cues.tokens_of(clauses.passage, cue).end
    _, stop = clauses.sentence(cue.token.i)
    for head in (c for t in tokens for c in t.children):
        if not last <= head.i < stop or head.dep_ not in roles.open_clause | roles.adverbial | roles.clause:
            continue
        marker = next((c.i for c in head.lefts if folded[c.i] in words.infinitive_markers), None)
        if marker is None and (head.dep_ not in roles.open_clause or "Inf" not in head.morph.get("VerbForm")):
            continue
        if usage.via and (_plain(folded[marker]) if marker is not None else ".") not in usage.via:
            continue
        start = head.left_edge.i if marker is None else marker + (not order.infinitive_keeps_marker)
        if order.infinitive_keeps_subject:
            start = min([start, *(c.left_edge.i for c in tokens[0].children if c.dep_ in roles.object and c.i > last - 1)])
        return max(start, last), extents.end(clauses, cue, head, start)
    return None


def _plain(word: str) -> str:
    """Undo elision: lexicons write prepositions in full."""
    return word[:-1] + "e" if word.endswith("'") else word


def _noun(
    clauses: Clauses, cue: Cue, tokens: list[Token], usage: Usage, source: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Find a noun phrase that names what is said, under a finite verb with a source."""
    roles, folded = clauses.roles, clauses.folded
    if source is None or any(folded[c.i] in clauses.words.negations for c in cue.token.children):
        return None
    if cue.token.dep_ in roles.open_clause | roles.participle | roles.relative and "Fin" not in cue.token.morph.get("VerbForm"):
        return None
    last = cues.tokens_of(clauses.passage, cue).end
    for child in (c for t in tokens for c in t.children if c.i >= last):
        if child.dep_ in roles.object and child.pos_ != "PRON" and (not usage.via or "." in usage.via):
            return child.left_edge.i, extents.phrase_end(clauses, cue, child)
        if usage.via and child.dep_ in roles.oblique:
            for case in child.lefts:
                if case.dep_ in roles.case and _plain(folded[case.i]) in usage.via:
                    return case.i + 1, extents.phrase_end(clauses, cue, child)
        if usage.via and child.dep_ in roles.preposition and folded[child.i] in usage.via:
            for inner in child.children:
                if inner.dep_ in roles.prepositional_object:
                    return inner.left_edge.i, extents.phrase_end(clauses, cue, inner)
    return None


_FRAMES = (
    ("clause", _clause),
    ("infinitive", _infinitive),
    ("insert", attributions.around_verb),
    ("noun", _noun),
)
