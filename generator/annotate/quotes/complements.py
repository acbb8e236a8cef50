"""What stands under a verb or noun of speech: a clause, an infinitive, a noun phrase."""

from __future__ import annotations

from spacy.tokens import Span, Token

from generator.annotate.quotes import attributions, cues, extents, sources, syntax
from generator.annotate.quotes.candidate import Candidate, Cue, Usage
from generator.annotate.quotes.clauses import Clauses, Report

__all__ = ["of_noun", "of_verb"]

_REACH = 20  # tokens between a cue and a complement that the parser hung elsewhere
_NEAR = 8  # tokens between a noun and its clause
_SURE = 0.9


def of_verb(clauses: Clauses, cue: Cue) -> Candidate | None:
    """Find what a verb of speech reports, the surest construction first."""
    span = cues.tokens_of(clauses.passage, cue)
    tokens = _core(clauses, cue, span)
    source = sources.of_verb(clauses, cue, tokens)
    if source is None and (_unspoken(clauses, cue) or sources.patient(clauses, cue)):
        return None
    if source is not None and cue.strength < _SURE and clauses.folded[source[1] - 1] in clauses.words.writers:
        return None
    for frame, finder in _FRAMES:
        for usage in cue.usages:
            if frame not in usage.frames:
                continue
            held = finder(clauses, Report(cue, span, tokens, usage, source))
            if held is not None:
                return clauses.candidate(cue, held, source, frame, usage)
    return None


def of_noun(clauses: Clauses, cue: Cue) -> Candidate | None:
    """Find the clause or infinitive under a noun of speech whose source is told."""
    words, folded, roles = clauses.words, clauses.folded, clauses.roles
    token, usage = cue.token, cue.usages[0]
    _, stop = clauses.sentence(token.i)
    last = cues.tokens_of(clauses.passage, cue).end
    opener = None
    for position in range(last, min(last + _NEAR, stop - 1)):
        word = folded[position]
        if word in words.complementizers and clauses.doc[position].dep_ in roles.marker:
            opener = position
        elif folded[position + 1] in words.content_relatives:
            opener = position + 1
        if (
            opener is not None
            or clauses.doc[position].pos_ in ("VERB", "AUX")
            or clauses.doc[position].is_punct
        ):
            break
    if opener is None:
        return None
    source = sources.of_noun(clauses, token)
    if source is None:
        return None
    clause = clauses.doc[opener].head
    head = clause if clause.i > opener else None
    if token.dep_ in roles.subject and head is not None:
        return clauses.candidate(cue, (opener + 1, head.right_edge.i + 1), source, "clause", usage)
    return clauses.candidate(
        cue, (opener + 1, extents.end(clauses, cue, head, opener + 1)), source, "clause", usage
    )


def _unspoken(clauses: Clauses, cue: Cue) -> bool:
    """Whether a verb without a source reports nothing: the writer's own "let us recall", a weak passive."""
    if sources.passive(clauses, cue):
        return cue.strength < _SURE
    opening = cue.token.head == cue.token and cue.token.i == clauses.sentence(cue.token.i)[0]
    return opening or syntax.finite(cue.token) or bool(cue.token.morph.get("Mood", []))


def _core(clauses: Clauses, cue: Cue, span: Span) -> tuple[Token, ...]:
    """Return the cue's head and those of its fixed words that may govern what is said."""
    roles = clauses.roles
    below = roles.open_clause | roles.object | roles.oblique | roles.clause
    return (cue.token, *(t for t in span if t.head == cue.token and t.dep_ in below))


def _clause(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find a finite clause after the cue: introduced by a complementizer, a question word or nothing."""
    roles, words, folded = clauses.roles, clauses.words, clauses.folded
    if report.usage.strength < _SURE and syntax.infinitive(report.cue.token):
        return None
    last = report.span.end
    _, stop = clauses.sentence(report.cue.token.i)
    clausal = (c for t in report.tokens for c in t.children if c.dep_ in roles.clause and last <= c.i < stop)
    head = next((c for c in clausal if words.zero_complementizer or not _infinite(c)), None)
    opener = _opener(clauses, last, stop, head)
    if words.zero_complementizer and head is None and opener is None:
        head = _bare_clause(clauses, last, stop)
    if report.usage.strength < _SURE and not (
        clauses.speaks(report.source) or (opener is not None and clauses.nominal(report.source))
    ):
        return None
    asked = (
        last < stop
        and folded[last] in words.interrogatives | words.whether
        and "question" in report.usage.frames
    )
    opens = words.whether | words.interrogatives
    if folded[last : last + 1] and folded[last] in opens and _denied(clauses, report.cue):
        return None
    if opener is not None:
        start = opener + 1
    elif asked and head is None:
        start = last + (folded[last] in words.whether)
    elif head is None:
        return None
    else:
        start = max(last, head.left_edge.i)
        if _opens(report.cue) and any(clauses.pauses(n) for n in range(last, head.i)):
            return None  # after the comma the main clause follows
        if start > last and any(t.pos_ in ("VERB", "AUX") for t in clauses.doc[last:start]):
            start = last
        if not words.zero_complementizer and not _questions(clauses, start, head.i):
            return None
        while start < head.i and folded[start] in words.whether | {","}:
            start += 1
    return start, extents.end(clauses, report.cue, head, start)


def _opens(cue: Cue) -> bool:
    """Whether a cue is a participle without auxiliary ("asked about it, …")."""
    token = cue.token
    return syntax.participle(token) and syntax.past(token) and len(list(token.lefts)) == 0


def _bare_clause(clauses: Clauses, last: int, stop: int) -> Token | None:
    """Find the verb of a clause that begins right here with its subject, whatever the parser hung it on."""
    roles = clauses.roles
    for token in clauses.doc[last : min(last + _NEAR, stop)]:
        if token.dep_ in roles.subject | roles.passive_subject and token.left_edge.i == last:
            verb = token.head
            finite = [verb, *(c for c in verb.lefts if c.dep_ in roles.auxiliary)]
            return verb if token.i < verb.i < stop and any(map(syntax.finite, finite)) else None
    return None


def _addressed(clauses: Clauses, governor: Token, last: int) -> bool:
    """Whether a noun is whom the cue speaks to, so that what seems to describe it is said to it."""
    roles = clauses.roles
    cased = any(child.dep_ in roles.case for child in governor.lefts)
    return cased and governor.dep_ in roles.oblique and governor.head.i < last <= governor.i


def _denied(clauses: Clauses, cue: Cue) -> bool:
    """Whether the cue is negated: who does not say whether says nothing."""
    negations = clauses.words.negations
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    return any(
        clauses.folded[c.i] in negations
        or (c.dep_ in subjects and clauses.folded[c.left_edge.i] in negations)
        for c in cue.token.lefts
    )


def _questions(clauses: Clauses, start: int, end: int) -> bool:
    """Whether a clause without complementizer begins as a reported question."""
    asking = clauses.words.interrogatives | clauses.words.whether
    return any(clauses.folded[n] in asking for n in range(start, min(start + 3, end + 1)))


def _opener(clauses: Clauses, last: int, stop: int, head: Token | None) -> int | None:
    """Return where the complementizer stands: near the cue, or before the clause that it opens."""
    words, folded, roles = clauses.words, clauses.folded, clauses.roles
    if last < stop and folded[last] in words.complementizers and _restricted(clauses, last):
        return None
    for child in head.lefts if head is not None else ():
        if child.dep_ in roles.marker and folded[child.i] in words.complementizers and child.i >= last:
            return child.i
    for position in range(last, min(last + _REACH, stop)):
        token = clauses.doc[position]
        if folded[position] in words.complementizers:
            governor = token.head.head
            if token.head.dep_ in roles.relative and _addressed(clauses, governor, last):
                return position
            if (
                token.head.dep_ in roles.participle
                and last <= governor.i < position
                and folded[position - 1] != ","
            ):
                break  # it opens what the noun before it says
            if folded[position - 1] in words.conjunctive:
                break
            marks = token.dep_ in roles.marker and (
                head is None or token.head.i >= head.i or token.head.i < last
            )
            if marks or (position == last and token.pos_ == "SCONJ" and token.dep_ not in roles.object):
                return position
            if token.dep_ in roles.adverb and head is None and position + 1 < stop:
                return position
            if (
                token.pos_ == "SCONJ"
                and not words.zero_complementizer
                and (head is None or position < head.i)
            ):
                return position
        if (
            token.pos_ in ("VERB", "AUX")
            or position in clauses.reporting
            or folded[position] in {";", ":", "(", "«", "“", '"'}
        ):
            break
    return None


def _finite(clauses: Clauses, cue: Cue) -> bool:
    return any(syntax.finite(t) for t in cues.tokens_of(clauses.passage, cue))


def _restricted(clauses: Clauses, last: int) -> bool:
    """Whether a complementizer right after a negated verb only restricts it ("does nothing but")."""
    return last > 1 and clauses.folded[last - 2] in clauses.words.negations


def _infinitive(clauses: Clauses, report: Report) -> tuple[int, int] | None:
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
    found = _infinitive_under(clauses, report.tokens, report.usage, last, stop) or _infinitive_after(
        clauses, report.usage, last, stop
    )
    if found is None or _silent(clauses, report.usage, found[1]):
        return None
    marker, head = found
    start = head.left_edge.i if marker is None else marker + (not order.infinitive_keeps_marker)
    if _keeps_object(clauses, report.usage):
        held = clauses.roles.object | clauses.roles.prepositional_object
        span = report.span
        objects = [c.left_edge.i for t in span for c in t.children if c.dep_ in held and last <= c.i < head.i]
        own = clauses.roles.subject | clauses.roles.passive_subject
        objects += [c.left_edge.i for c in head.lefts if c.dep_ in own and c.left_edge.i >= last]
        start = min([start, *objects])
    return max(start, last), extents.infinitive_end(clauses, report.cue, head, start)


def _silent(clauses: Clauses, usage: Usage, head: Token) -> bool:
    """Whether somebody only refuses to speak, or asks not to be named."""
    word = clauses.folded[head.i]
    return word in clauses.words.anonymities or (usage.sense == "refuses" and word in clauses.words.silences)


def _keeps_object(clauses: Clauses, usage: Usage) -> bool:
    """Whether who is asked or accused is part of what is said."""
    return "patient" in usage.frames or (clauses.order.keeps_addressee and "addressee" not in usage.frames)


def _infinitive_under(
    clauses: Clauses, tokens: tuple[Token, ...], usage: Usage, last: int, stop: int
) -> tuple[int | None, Token] | None:
    roles, words, folded = clauses.roles, clauses.words, clauses.folded
    for head in (c for t in tokens for c in t.children):
        if not last <= head.i < stop or head.dep_ not in roles.open_clause | roles.adverbial | roles.clause:
            continue
        marker = next((c.i for c in head.lefts if folded[c.i] in words.infinitive_markers), None)
        if marker and folded[marker - 1] in words.conjunctive:
            continue
        if marker is None and (head.dep_ not in roles.open_clause | roles.clause or not _infinite(head)):
            continue
        if not usage.via or (clauses.plain(marker) if marker is not None else ".") in usage.via:
            return marker, head
    return None


def _infinite(head: Token) -> bool:
    """Whether a verb is an infinitive, by itself or by its auxiliary."""
    return any(syntax.infinitive(token) for token in (head, *head.lefts))


def _infinitive_after(
    clauses: Clauses, usage: Usage, last: int, stop: int
) -> tuple[int | None, Token] | None:
    """Find a marker with an infinitive behind the cue and its addressee, whatever the parser hung them on."""
    doc = clauses.doc
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


def _noun(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find a noun phrase that names what is said, under a finite verb with a source."""
    roles, folded = clauses.roles, clauses.folded
    if not clauses.speaks(report.source) or _denied(clauses, report.cue):
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
    objects += [c for c in below if c.dep_ in roles.open_clause and _gerund(c)]
    objects = objects or _past_time(clauses, last)
    for child in below:
        if (held := _prepositional(clauses, child, report.usage)) is not None:
            start, head = held
            if _keeps_object(clauses, report.usage) and objects and objects[0].i < child.i:
                start = objects[0].left_edge.i
            return start, extents.phrase_end(clauses, report.cue, head)
    if objects and (not report.usage.via or "." in report.usage.via):
        return max(objects[0].left_edge.i, last), extents.phrase_end(clauses, report.cue, objects[0])
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


def _label(clauses: Clauses, report: Report) -> tuple[int, int] | None:
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
    if joins and joint is None:
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


def _past_time(clauses: Clauses, last: int) -> list[Token]:
    """Find the object behind a time that the parser hung it on."""
    position = last
    while position < len(clauses.doc) and clauses.folded[position] in clauses.words.times:
        position += 1
    if position == last or position >= len(clauses.doc) or clauses.doc[position].pos_ != "DET":
        return []
    head = clauses.doc[position].head
    return [head] if head.dep_ in clauses.roles.object else []


def _gerund(token: Token) -> bool:
    """Whether a verb stands for the noun of what it does ("denies having …")."""
    return syntax.has(token, "Aspect", "Prog") and syntax.participle(token)


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


_FRAMES = (
    ("clause", _clause),
    ("question", _clause),
    ("infinitive", _infinitive),
    ("insert", attributions.around_verb),
    ("label", _label),
    ("noun", _noun),
)
