"""Noun phrases under a verb of speech that name what is said, and what it calls something."""

from __future__ import annotations

from spacy.tokens import Span, Token

from generator.annotate.quotes import extents, infinitives, negation, syntax
from generator.annotate.quotes.candidate import Usage
from generator.annotate.quotes.clauses import Clauses, Report

__all__ = ["estimate", "find", "label"]

_FIGURE = 6  # tokens from the preposition to a figure: "à un peu plus de 300"
_REACH = 20  # tokens between a cue and the word that joins a label to its thing


def find(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find a noun phrase that names what is said, under a finite verb with a source."""
    roles, folded = clauses.roles, clauses.folded
    if not clauses.speaks(report.source) or negation.denied(clauses, report.cue):
        return None
    if report.usage.sense == "shows" and not clauses.documents(report.source):
        return None
    if syntax.infinitive(report.cue.token):
        return None
    span = report.span
    last, core = span.end, {t.i for t in report.tokens}
    below = [c for t in span for c in t.children if c.i >= last and c.i not in core]
    objects = [
        c
        for c in below
        if c.dep_ in roles.object and c.pos_ != "PRON" and folded[c.i] not in clauses.words.times
    ]
    inverted = clauses.order.inserted_verb_first and report.source is not None
    own = range(*report.source) if inverted and report.source else ()
    objects = [c for c in objects if not _figure(c) and c.i not in own]
    objects += [c for c in below if c.dep_ in roles.open_clause and _gerund(c)]
    objects = objects or _past_time(clauses, last)
    asks = report.usage.sense == "denies" and clauses.documents(report.source)
    if asks and any(syntax.counted(one) for one in objects):
        return None  # "the poll questioned 700 voters"
    beside = (*below, *(c for one in objects for c in one.rights))
    if any(_case(clauses, c) in report.usage.barred for c in beside):
        return None
    for child in below:
        if (held := _prepositional(clauses, child, report.usage)) is not None:
            start, head = held
            if infinitives.keeps_object(clauses, report.usage) and objects and objects[0].i < child.i:
                start = objects[0].left_edge.i
            return start, extents.phrase_end(clauses, report.cue, head)
    if any(folded[c.i] in clauses.words.negations for one in objects[:1] for c in one.lefts):
        return None  # "offered no proof"
    if objects and (not report.usage.via or "." in report.usage.via):
        start = _past_day(clauses, max(objects[0].left_edge.i, last), objects[0].i)
        return start, extents.phrase_end(clauses, report.cue, objects[0])
    marked = clauses.enclosing(last)
    if clauses.passage.block.kind == "headline" and marked is not None and marked[0] == last:
        return last, extents.phrase_end(clauses, report.cue, clauses.doc[marked[1] - 1])
    if _fixed_preposition(span):
        if last + 1 < len(clauses.doc) and (marked := clauses.enclosing(last)) is not None:
            return last, extents.phrase_end(clauses, report.cue, clauses.doc[marked[1] - 1])
        for child in clauses.doc[last : last + 6]:
            if child.pos_ in ("NOUN", "PROPN", "VERB"):
                return last, extents.phrase_end(clauses, report.cue, child)
            if child.pos_ not in ("DET", "ADJ", "NUM", "ADP", "ADV") and child.dep_ not in roles.possessor:
                break
    return None


def estimate(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find what a source puts at a figure: "évalue les pertes à deux millions", "puts it at 20%"."""
    doc, start = clauses.doc, report.span.end
    if not clauses.speaks(report.source) or syntax.infinitive(report.cue.token):
        return None
    _, stop = clauses.sentence(report.cue.token.i)
    for position in range(start, min(start + _REACH, stop)):
        if clauses.pauses(position) or clauses.enclosing(position) or syntax.finite(doc[position]):
            return None
        if clauses.plain(position) not in report.usage.via:
            continue
        ahead = doc[position + 1 : min(position + _FIGURE, stop)]
        figure = next((t for t in ahead if t.like_num or any(map(str.isdigit, t.text))), None)
        if figure is not None:
            return start, extents.phrase_end(clauses, report.cue, figure)
    return None


def label(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find what a source calls something: the thing and its label, joined by nothing or by "as"."""
    roles, folded, doc = clauses.roles, clauses.folded, clauses.doc
    if not clauses.speaks(report.source) or syntax.infinitive(report.cue.token):
        return None
    start = report.span.end
    _, stop = clauses.sentence(report.cue.token.i)
    if start >= stop or (
        doc[start].pos_ in ("ADP", "PUNCT", "ADV", "SCONJ", "PART") and not clauses.enclosing(start)
    ):
        return None
    joins = report.usage.via - {"."}
    joint = next((n for n in range(start, min(start + _REACH, stop)) if folded[n] in joins), None)
    if joins and (joint is None or _clausal(clauses, joint)):
        return None
    below = [
        c
        for c in report.cue.token.rights
        if c.dep_ in roles.object | roles.clause | roles.open_clause | roles.predicate
    ]
    if not below and joint is None:
        return None
    head = max(below, key=lambda c: c.right_edge.i) if joint is None else doc[joint]
    held = clauses.enclosing(start)
    if held is not None and held[0] == start and head.i < held[1] and not joins:
        return start, extents.phrase_end(clauses, report.cue, doc[held[1] - 1])
    return start, extents.phrase_end(clauses, report.cue, head)


def _clausal(clauses: Clauses, joint: int) -> bool:
    """Whether the word that could join a label opens a clause ("as fighters fled")."""
    token = clauses.doc[joint]
    return token.dep_ in clauses.roles.marker and syntax.finite(token.head)


def _past_day(clauses: Clauses, start: int, head: int) -> int:
    """Step over a time that the parser took for part of the object: "la veille la fermeture"."""
    position = start + (clauses.doc[start].pos_ == "DET")
    while position < head and clauses.folded[position] in clauses.words.times:
        position += 1
    timed = clauses.folded[position - 1] in clauses.words.times and position > start
    return position if timed and clauses.doc[position].pos_ == "DET" else start


def _past_time(clauses: Clauses, last: int) -> list[Token]:
    """Find the object behind a time that the parser hung it on."""
    position = last
    while position < len(clauses.doc) and clauses.folded[position] in clauses.words.times:
        position += 1
    if position == last or position >= len(clauses.doc) or clauses.doc[position].pos_ != "DET":
        return []
    head = clauses.doc[position].head
    return [head] if head.dep_ in clauses.roles.object else []


def _figure(token: Token) -> bool:
    """Whether an object is no more than a number with its sign or a rank: nothing is said of it.

    Nor of what begins within one, as the tagger has it ("offers €412m for …").
    """
    if token.i and not token.nbor(-1).whitespace_ and token.nbor(-1).text[-1:].isdigit():
        return True
    tokens = [t for t in token.subtree if t.pos_ not in ("PUNCT", "DET", "ADV")]
    return all(
        t.pos_ in ("NUM", "SYM") or not any(map(str.isalpha, t.text)) or syntax.has(t, "NumType", "Ord")
        for t in tokens
    ) and bool(tokens)


def _gerund(token: Token) -> bool:
    """Whether a verb stands for the noun of what it does ("denies having …")."""
    return syntax.has(token, "Aspect", "Prog") and syntax.participle(token)


def _case(clauses: Clauses, token: Token) -> str:
    return next((clauses.plain(c.i) for c in token.lefts if c.dep_ in clauses.roles.case), "")


def _prepositional(clauses: Clauses, child: Token, usage: Usage) -> tuple[int, Token] | None:
    """Return where the content starts under one of the cue's prepositions, and its head."""
    roles, folded = clauses.roles, clauses.folded
    if not usage.via - {"."}:
        return None
    if child.dep_ in roles.oblique and child.dep_ not in roles.preposition:
        for case in child.lefts:
            if case.dep_ in roles.case and clauses.plain(case.i) in usage.via:
                return case.i + 1, child
    if child.dep_ in roles.preposition and folded[child.i] in usage.via:
        for inner in child.children:
            if inner.dep_ in roles.prepositional_object:
                return inner.left_edge.i, inner
    return None


def _fixed_preposition(span: Span) -> bool:
    """Whether the cue ends in a preposition of its own ("insist on")."""
    return len(span) > 1 and span[-1].pos_ == "ADP"
