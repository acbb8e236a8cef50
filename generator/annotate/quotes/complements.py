"""What stands under a verb or noun of speech: a clause, an infinitive, a noun phrase."""

from __future__ import annotations

from spacy.tokens import Span, Token

from generator.annotate.quotes import (
    adjuncts,
    attributions,
    cues,
    extents,
    infinitives,
    negation,
    nominals,
    sources,
    syntax,
)
from generator.annotate.quotes.candidate import Candidate, Cue
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
    hears = any(usage.hears for usage in cue.usages)
    if _aside_of(clauses, cue, span, source):
        return None
    if source is None and not hears and (_unspoken(clauses, cue) or sources.patient(clauses, cue)):
        return None
    if source is not None and _pointing(clauses, cue, source):
        return None
    if source is not None and cue.strength < _SURE and clauses.folded[source[1] - 1] in clauses.words.writers:
        return None
    for frame, finder in _FRAMES:
        for usage in cue.usages:
            if frame not in usage.frames:
                continue
            held = finder(clauses, Report(cue, span, tokens, usage, source))
            if held is not None:
                if frame == "insert" or usage.hears:
                    source = sources.behind(clauses, cue, usage) or source
                return clauses.candidate(cue, held, source, frame, usage)
    return None


def _aside_of(clauses: Clauses, cue: Cue, span: Span, source: tuple[int, int] | None) -> bool:
    """Whether a cue only describes: "Lee, asked about it, smiled", "so convincing that …"."""
    token = cue.token
    if span.start == 0 or len(span) > 1:
        return False
    if clauses.folded[span.start - 1] in clauses.words.conjunctive:
        return syntax.has(token, "Aspect", "Prog") or token.pos_ == "ADJ"
    told = any(usage.sense == "asks" for usage in cue.usages)
    return told and source is not None and source[1] == span.start - 1 and clauses.pauses(span.start - 1)


def _pointing(clauses: Clauses, cue: Cue, source: tuple[int, int]) -> bool:
    """Whether the subject is no more than "this": what was told shows something, nobody says it."""
    start, end = source
    alone = end == start + 1 and clauses.folded[start] in clauses.words.demonstratives
    return alone and cue.token.dep_ not in clauses.roles.relative


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
    head = next((c for c in clausal if words.zero_complementizer or not infinitives.infinite(c)), None)
    opener = _opener(clauses, last, stop, head)
    if opener is None and (opener := _past_adjuncts(clauses, report, stop)) is not None and head is None:
        verb = clauses.doc[opener].head
        head = verb if opener < verb.i < stop else None
    if opener is not None and _relative(clauses, report, opener):
        return None
    if opener is None and _aside(clauses, report):
        return None
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
    if folded[last : last + 1] and folded[last] in opens and negation.denied(clauses, report.cue):
        return None
    if opener is not None:
        start = opener + 1
    elif asked and head is None:
        start = last + (folded[last] in words.whether)
    elif head is None:
        return None
    else:
        start = max(last, _subject(clauses, report, head))
        if _opens(report.cue) and any(clauses.pauses(n) for n in range(last, head.i)):
            return None  # after the comma the main clause follows
        skipped = clauses.doc[last:start]
        if any(t.pos_ in ("VERB", "AUX") or clauses.enclosing(t.i) for t in skipped):
            start = last
        if not words.zero_complementizer and not _questions(clauses, start, head.i):
            return None
        while start < head.i and folded[start] in words.whether | {","}:
            start += 1
    return start, extents.end(clauses, report.cue, head, start)


def _relative(clauses: Clauses, report: Report, opener: int) -> bool:
    """Whether a comma parts the complementizer from an object of the cue, which it then describes."""
    if opener == 0 or clauses.folded[opener - 1] != ",":
        return False
    objects = [c for t in report.tokens for c in t.rights if c.dep_ in clauses.roles.object]
    return any(
        report.span.end <= c.i < opener and not clauses.speaks(sources.phrase(clauses, c)) for c in objects
    )


def _aside(clauses: Clauses, report: Report) -> bool:
    """Whether a cue and its subject are only compared with: ", as officials have told the paper, …"."""
    if report.source is None or not 0 < report.source[0] < report.span.start:
        return False
    before = report.source[0] - 1
    opens = before == clauses.sentence(before)[0] or clauses.pauses(before - 1)
    return opens and clauses.folded[before] in clauses.words.comparatives


def _subject(clauses: Clauses, report: Report, head: Token) -> int:
    """Return where a clause begins: with its subject, if the parser took that for the cue's object."""
    roles, start = clauses.roles, head.left_edge.i
    auxiliaries = [c for c in head.lefts if c.dep_ in roles.auxiliary]
    if any(c.dep_ in roles.subject | roles.passive_subject for c in head.lefts):
        return start
    if clauses.words.zero_complementizer and any(map(syntax.finite, (head, *auxiliaries))):
        objects = (c for t in report.tokens for c in t.rights if c.dep_ in roles.object)
        start = next((c.left_edge.i for c in objects if c.right_edge.i == start - 1), start)
    return start


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


def _past_adjuncts(clauses: Clauses, report: Report, stop: int) -> int | None:
    """Return the complementizer behind when, where or through whom it was said, whatever its tag.

    A verb right behind it would make it the subject of a relative clause.
    """
    last = report.span.end
    if report.usage.strength < _SURE:
        return None
    position = adjuncts.past(clauses, last, stop)
    if position + 1 >= stop or clauses.folded[position] not in clauses.words.complementizers:
        return None
    others = clauses.folded[position + 1 : stop]
    determines = clauses.doc[position].pos_ == "DET"
    if determines or clauses.doc[position + 1].pos_ in ("VERB", "AUX") or _restricted(clauses, position):
        return None
    timed = all(clauses.folded[n] in clauses.words.times for n in range(last, position))
    return position if timed or not clauses.words.complementizers & set(others) else None


def _restricted(clauses: Clauses, last: int) -> bool:
    """Whether a complementizer right after a negated verb only restricts it ("does nothing but")."""
    return last > 1 and clauses.folded[last - 2] in clauses.words.negations


_FRAMES = (
    ("clause", _clause),
    ("question", _clause),
    ("infinitive", infinitives.find),
    ("insert", attributions.around_verb),
    ("insert", attributions.after_colon),
    ("estimate", nominals.estimate),
    ("label", nominals.label),
    ("noun", nominals.find),
)
