"""Clauses that carry their attribution inside or after them: "…, she said"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import adjuncts, resumptions, sources, syntax
from generator.annotate.quotes.clauses import Clauses, Report

__all__ = [
    "adverbial",
    "after_colon",
    "around_verb",
    "commented",
    "finite",
    "fragment",
    "restarts",
    "skip_connective",
]

_SURE = 0.9  # a cue below it says nothing behind a colon
_NEAR = 5  # tokens in which a coordinated clause shows its subject
_PLACE = 4  # letters of a place in capitals
_DATELINE = 8  # tokens up to its dash
_DASHES = frozenset({"—", "–", "―", "-", "--"})
_BREAKS = frozenset({",", "—", "–", "-", "?", "!", "»", "”", '"'})


def after_colon(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find the clause behind the colon that ends a cue's own: "Le maire tempère : rien n'est décidé"."""
    mistaken = report.cue.token.pos_ not in ("VERB", "AUX")  # the tagger missed the verb
    if not clauses.speaks(report.source) or not (mistaken or any(map(syntax.finite, report.span))):
        return None
    if report.usage.strength < _SURE or clauses.passage.block.kind != "paragraph":
        return None
    stop = clauses.sentence(report.cue.token.i)[1]
    last = max(report.span.end, report.source[1] if report.source else 0)
    colon = adjuncts.past(clauses, last, stop)
    if colon + 1 >= stop or clauses.folded[colon] != ":":
        return None
    start, end = clauses.trim(colon + 1, stop)
    if end <= start or clauses.enclosing(start) is not None:
        return None
    return (start, stop) if finite(clauses, start, end) else None


def around_verb(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find what an inserted or trailing cue clause reports: the clause before or around it."""
    folded, span, source = clauses.folded, report.span, report.source
    if report.usage.strength < _SURE and not clauses.speaks(source):
        return None
    if source is None or not (any(map(syntax.finite, span)) or report.cue.token.pos_ == "NOUN"):
        return None
    inverted = source[0] >= span.start
    held_before = clauses.roles.subject | clauses.roles.passive_subject
    if (
        inverted
        and sources.passive(clauses, report.cue)
        and any(c.dep_ in held_before for c in report.cue.token.lefts)
    ):
        return None  # "La nouvelle, révélée hier, a été confirmée par la direction"
    if inverted and report.cue.token.dep_ in clauses.roles.participle:
        return None  # "a group called the Friends of the Bridge"
    if not inverted and (clauses.order.inserted_verb_first or source[1] < span.start - 2):
        return None
    first, last = min(span.start, source[0]), max(span.end, source[1])
    begin, stop = clauses.sentence(report.cue.token.i)
    if (opening := _comparison(clauses, first, begin)) is not None:
        return _compared(clauses, opening, last, begin, stop)
    for position in range(first - 1, begin, -1):
        if folded[position] in {";", ":"} and clauses.enclosing(position) is None:
            begin = position + 1
            break
    if first <= begin + 1 or folded[first - 1] not in _BREAKS or _attributed(clauses, begin, first):
        return None
    held = clauses.enclosing(first - 1) or clauses.enclosing(first - 2)
    if held is not None:
        return (skip_connective(clauses, begin), held[1]) if fragment(clauses, held[0], begin) else None
    resumed = _resumption(clauses, source, last, stop, inverted=inverted)
    if resumed is None:
        return None
    if folded[first - 2] in clauses.words.relative_pronouns:
        return resumed, stop
    final = inverted and source[1] - source[0] > 1
    held = _around(clauses, first, resumed, begin, stop, final=final)
    return held and (held[0], commented(clauses, max(held[0], resumed), held[1]))


def _attributed(clauses: Clauses, begin: int, first: int) -> bool:
    """Whether a sentence opens with a quotation that has a cue of its own."""
    held = clauses.enclosing(begin)
    if held is None or held[1] >= first - 1:
        return False
    return any(n in clauses.reporting for n in range(held[1], min(held[1] + 4, first - 1)))


def _comparison(clauses: Clauses, first: int, begin: int) -> int | None:
    """Return where "as" opens the cue's clause ("as she recalls, …"), with at most a pronoun between."""
    for position in range(first - 1, max(begin - 1, first - 3), -1):
        if clauses.folded[position] in clauses.words.comparatives:
            return position
        if clauses.doc[position].pos_ not in ("PRON", "DET", "ADV"):
            return None
    return None


def _compared(clauses: Clauses, opening: int, last: int, begin: int, stop: int) -> tuple[int, int] | None:
    """Return the clause beside a comparison: after its comma, else before it."""
    comma = next((n for n in range(last, stop) if clauses.pauses(n)), None)
    if comma is not None and not any(syntax.finite(t) for t in clauses.doc[last:comma]):
        before = clauses.doc[begin:opening]
        return (begin, stop) if any(syntax.finite(t) for t in before) else (comma + 1, stop)
    return None


def fragment(clauses: Clauses, opening: int, begin: int) -> bool:
    """Whether a quotation only ends a clause of the writer's, so that both together are reported."""
    before = clauses.doc[opening - 1] if opening > begin else None
    return before is not None and not before.is_punct and before.i not in clauses.reporting


def _resumption(
    clauses: Clauses, source: tuple[int, int], last: int, stop: int, *, inverted: bool
) -> int | None:
    """Return where an inserted clause is over: at punctuation; None where it has an object or a clause."""
    roles, doc, folded = clauses.roles, clauses.doc, clauses.folded
    while last < stop and folded[last] not in _BREAKS | {".", ";", ":", "…"}:
        token = doc[last]
        if inverted and _describes(clauses, token, source):
            last = token.right_edge.i + 1
            continue
        if token.pos_ in ("INTJ", "VERB", "AUX", "SCONJ") or (token.dep_ in roles.object and not inverted):
            return None
        last += 1
    return last


def _describes(clauses: Clauses, token: Token, source: tuple[int, int]) -> bool:
    """Whether a participle describes the source: "…, révèle une étude publiée lundi"."""
    hung = token.dep_ in clauses.roles.participle and source[0] <= token.head.i < source[1]
    return hung and syntax.participle(token)


def _around(
    clauses: Clauses, first: int, last: int, begin: int, stop: int, *, final: bool
) -> tuple[int, int] | None:
    """Return the clause that an attribution from ``first`` to ``last`` interrupts or follows.

    ``final``: what comes after a full clause and the attribution describes the source.
    """
    doc = clauses.doc
    start = skip_connective(clauses, begin)
    said = any(syntax.finite(t) for t in doc[begin:first]) or (
        clauses.passage.block.kind == "headline" and any(map(syntax.infinitive, doc[begin:first]))
    )
    rest = clauses.trim(last, stop)
    if clauses.enclosing(rest[0]) is not None and rest[1] > rest[0] and (said or adverbial(clauses, start)):
        return None  # the cue introduces words in marks
    over = rest[1] - rest[0] <= 1
    if over or (said and ((final and not _joins(clauses, rest[0])) or _turns(clauses, last, stop))):
        return (start, first) if said else None
    if start >= first or (not said and adverbial(clauses, start)):
        return last, stop
    return start, stop


def adverbial(clauses: Clauses, start: int) -> bool:
    """Whether what opens a sentence is no subject: a preposition, an adverb or a participle stands there."""
    token = clauses.doc[start]
    return token.pos_ in ("ADP", "ADV", "SCONJ", "VERB") or clauses.folded[start] in clauses.words.times


def _turns(clauses: Clauses, comma: int, stop: int) -> bool:
    """Whether the writer goes on by himself after an attribution and its comma."""
    token = clauses.doc[clauses.trim(comma, stop)[0]]
    return (
        resumptions.concedes(clauses, comma, stop)
        or resumptions.comments(clauses, comma, stop)
        or resumptions.stages(clauses, comma, stop)
        or resumptions.others(clauses, comma, stop)
        or (token.i in clauses.reporting and not syntax.finite(token))
    )


def _joins(clauses: Clauses, position: int) -> bool:
    """Whether what comes after a source is a clause, which can only belong to what is said."""
    return clauses.doc[position].pos_ == "SCONJ" or restarts(clauses, position)


def restarts(clauses: Clauses, position: int) -> bool:
    """Whether a coordinator opens a clause with a subject of its own, before any verb."""
    if clauses.folded[position] not in clauses.words.coordinators:
        return False
    for token in clauses.doc[position + 1 : position + 1 + _NEAR]:
        if token.dep_ in clauses.roles.subject | clauses.roles.passive_subject:
            return True
        if token.pos_ in ("VERB", "AUX"):
            break
    return False


def skip_connective(clauses: Clauses, begin: int) -> int:
    """Step over a connective and its comma at the start of a sentence."""
    begin, _ = clauses.trim(_skip_dateline(clauses, begin), len(clauses.doc))
    for connective in clauses.words.connectives:
        words = tuple(connective.split())
        end = begin + len(words)
        if clauses.folded[begin:end] == words and end < len(clauses.doc):
            return end + 1 if clauses.folded[end] == "," else begin
    return begin


def _skip_dateline(clauses: Clauses, begin: int) -> int:
    """Step over a place in capitals before a dash at the start of a sentence."""
    doc = clauses.doc
    if not doc[begin].is_upper or len(doc[begin]) < _PLACE:
        return begin
    for position in range(begin + 1, min(begin + _DATELINE, len(doc))):
        if clauses.folded[position] in _DASHES:
            return position + 1
    return begin


def commented(clauses: Clauses, start: int, end: int) -> int:
    """Return where the writer takes over with a comment or a reservation, or the end."""
    for n in range(start + 1, end):
        if (
            (resumptions.comments(clauses, n, end) or resumptions.concedes(clauses, n, end))
            and clauses.enclosing(n) is None
            and finite(clauses, start, n)
        ):
            return n
    return end


def finite(clauses: Clauses, start: int, end: int) -> bool:
    """Whether a finite verb stands among the tokens."""
    return any(syntax.finite(t) for t in clauses.doc[start:end])
