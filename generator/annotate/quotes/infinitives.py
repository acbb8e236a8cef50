"""Infinitives under a verb of speech: "promises to …", "accuse … d'avoir …"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import cues, extents, syntax
from generator.annotate.quotes.candidate import Cue, Usage
from generator.annotate.quotes.clauses import Clauses, Report

__all__ = ["find", "infinite", "keeps_object"]

_REACH = 20  # tokens between a cue and an infinitive that the parser hung elsewhere
_SURE = 0.9


def find(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find an infinitive complement, after its marker."""
    order = clauses.order
    last = report.span.end
    _, stop = clauses.sentence(report.cue.token.i)
    if not clauses.speaks(report.source):
        return None
    if (
        report.usage.strength < _SURE
        and not syntax.finite(report.cue.token)
        and not _finite(clauses, report.cue)
    ):
        return None
    found = _under(clauses, report.tokens, report.usage, last, stop) or _after(
        clauses, report.usage, last, stop
    )
    if found is None or _silent(clauses, report.usage, found[1]):
        return None
    marker, head = found
    start = head.left_edge.i if marker is None else marker + (not order.infinitive_keeps_marker)
    start = _negation(clauses, last, start)
    if keeps_object(clauses, report.usage):
        held = clauses.roles.object | clauses.roles.prepositional_object
        span = report.span
        objects = [c.left_edge.i for t in span for c in t.children if c.dep_ in held and last <= c.i < head.i]
        own = clauses.roles.subject | clauses.roles.passive_subject
        objects += [c.left_edge.i for c in head.lefts if c.dep_ in own and c.left_edge.i >= last]
        start = min([start, *objects])
    return max(start, last), extents.infinitive_end(clauses, report.cue, head, start)


def _negation(clauses: Clauses, last: int, start: int) -> int:
    """Return where a negation before the marker begins: "promised not to close", "never again to"."""
    for position in range(start - 1, last - 1, -1):
        if clauses.folded[position] in clauses.words.negations:
            return position
        if clauses.doc[position].pos_ not in ("ADV", "PART"):
            break
    return start


def _silent(clauses: Clauses, usage: Usage, head: Token) -> bool:
    """Whether somebody only refuses to speak, or asks not to be named."""
    word = clauses.folded[head.i]
    return word in clauses.words.anonymities or (usage.sense == "refuses" and word in clauses.words.silences)


def keeps_object(clauses: Clauses, usage: Usage) -> bool:
    """Whether who is asked or accused is part of what is said."""
    return "patient" in usage.frames or (clauses.order.keeps_addressee and "addressee" not in usage.frames)


def _under(
    clauses: Clauses, tokens: tuple[Token, ...], usage: Usage, last: int, stop: int
) -> tuple[int | None, Token] | None:
    roles, words, folded = clauses.roles, clauses.words, clauses.folded
    below = [c for t in tokens for c in t.children]
    heard = [c for c in below if c.dep_ in roles.object and c.i >= last and clauses.speaks((c.i, c.i + 1))]
    addressed = [c for noun in heard for c in noun.rights if c.dep_ in roles.participle and infinite(c)]
    for head in (*below, *addressed):
        loose = roles.open_clause | roles.adverbial | roles.clause
        if not last <= head.i < stop or (head.dep_ not in loose and head not in addressed):
            continue
        marker = next((c.i for c in head.lefts if folded[c.i] in words.infinitive_markers), None)
        if marker and folded[marker - 1] in words.conjunctive:
            continue
        if marker and head.dep_ in roles.adverbial and not usage.via and _has_object(clauses, tokens, marker):
            continue  # a purpose: "a trouvé les mots pour apaiser …"
        if marker is None and (head.dep_ not in roles.open_clause | roles.clause or not infinite(head)):
            continue
        if not usage.via or (clauses.plain(marker) if marker is not None else ".") in usage.via:
            return marker, head
    return None


def _has_object(clauses: Clauses, tokens: tuple[Token, ...], marker: int) -> bool:
    below = (c for t in tokens for c in t.rights)
    return any(c.dep_ in clauses.roles.object and c.pos_ != "PRON" and c.i < marker for c in below)


def infinite(head: Token) -> bool:
    """Whether a verb is an infinitive, by itself or by its auxiliary."""
    return any(syntax.infinitive(token) for token in (head, *head.lefts))


def _after(clauses: Clauses, usage: Usage, last: int, stop: int) -> tuple[int | None, Token] | None:
    """Find a marker with an infinitive behind the cue and its addressee, whatever the parser hung them on."""
    doc = clauses.doc
    while last + 1 < stop and clauses.folded[last] in clauses.words.negations and not usage.via:
        last += 1  # "raconte n'avoir …"
    after = last
    while after + 1 < stop and not usage.via and doc[after].pos_ == "ADV":
        after += 1
    if after > last and after < stop and syntax.infinitive(doc[after]):
        last = after  # "dit cependant ne pas vouloir …"
    if last < stop and syntax.infinitive(doc[last]) and (not usage.via or "." in usage.via):
        return None, doc[last].head if doc[last].pos_ == "AUX" and doc[last].head.i > last else doc[last]
    for position in range(last, min(last + _REACH, stop - 1)):
        apart = doc[position].is_punct and not ("patient" in usage.frames and clauses.folded[position] == ",")
        if doc[position].pos_ in ("VERB", "AUX") or apart:
            return None
        if clauses.plain(position) in usage.via:
            for token in doc[position + 1 : min(position + 5, stop)]:
                if syntax.infinitive(token):
                    return position, token
                opens = (held := clauses.enclosing(token.i)) is not None and held[0] == token.i
                if token.pos_ not in ("ADV", "PRON", "PART") and not opens:
                    break
    return None


def _finite(clauses: Clauses, cue: Cue) -> bool:
    return any(syntax.finite(t) for t in cues.tokens_of(clauses.passage, cue))
