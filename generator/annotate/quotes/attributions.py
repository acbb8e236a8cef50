"""Clauses that carry their attribution inside or after them: "…, she said", "according to …"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import adjuncts, cues, extents, resumptions, sources, syntax
from generator.annotate.quotes.candidate import Candidate, Cue
from generator.annotate.quotes.clauses import Clauses, Report

__all__ = ["after_colon", "around_verb", "of_preposition"]

_SURE = 0.9  # a preposition below it must open its clause
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
    return (start, stop) if _finite(clauses, start, end) else None


def around_verb(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Find what an inserted or trailing cue clause reports: the clause before or around it."""
    folded, span, source = clauses.folded, report.span, report.source
    if report.usage.strength < _SURE and not clauses.speaks(source):
        return None
    if source is None or not any(syntax.finite(t) for t in span):
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
        return (_skip_connective(clauses, begin), held[1]) if _fragment(clauses, held[0], begin) else None
    resumed = _resumption(clauses, source, last, stop, inverted=inverted)
    if resumed is None:
        return None
    if folded[first - 2] in clauses.words.relative_pronouns:
        return resumed, stop
    final = inverted and source[1] - source[0] > 1
    held = _around(clauses, first, resumed, begin, stop, final=final)
    return held and (held[0], _commented(clauses, max(held[0], resumed), held[1]))


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


def _fragment(clauses: Clauses, opening: int, begin: int) -> bool:
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
    start = _skip_connective(clauses, begin)
    said = any(syntax.finite(t) for t in doc[begin:first]) or (
        clauses.passage.block.kind == "headline" and any(map(syntax.infinitive, doc[begin:first]))
    )
    rest = clauses.trim(last, stop)
    if clauses.enclosing(rest[0]) is not None and rest[1] > rest[0] and (said or _adverbial(clauses, start)):
        return None  # the cue introduces words in marks
    over = rest[1] - rest[0] <= 1
    if over or (said and ((final and not _joins(clauses, rest[0])) or _turns(clauses, last, stop))):
        return (start, first) if said else None
    if start >= first or (not said and _adverbial(clauses, start)):
        return last, stop
    return start, stop


def _adverbial(clauses: Clauses, start: int) -> bool:
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
    return clauses.doc[position].pos_ == "SCONJ" or _restarts(clauses, position)


def _restarts(clauses: Clauses, position: int) -> bool:
    """Whether a coordinator opens a clause with a subject of its own, before any verb."""
    if clauses.folded[position] not in clauses.words.coordinators:
        return False
    for token in clauses.doc[position + 1 : position + 1 + _NEAR]:
        if token.dep_ in clauses.roles.subject | clauses.roles.passive_subject:
            return True
        if token.pos_ in ("VERB", "AUX"):
            break
    return False


def _skip_connective(clauses: Clauses, begin: int) -> int:
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


def of_preposition(clauses: Clauses, cue: Cue) -> Candidate | None:
    """Find the clause that "according to" and its like give to a source."""
    doc, folded = clauses.doc, clauses.folded
    span = cues.tokens_of(clauses.passage, cue)
    begin, stop = clauses.sentence(span.start)
    head = _object(clauses, span.start, span.end)
    if span.end + 1 < stop and folded[span.end] in clauses.words.content_relatives:
        return _of_relative(clauses, cue, span.start, stop)
    if doc[span.end - 1].pos_ == "NOUN" and span.end < len(doc) and doc[span.end].pos_ == "ADJ":
        head = doc[span.end - 1]  # "de source policière"
    if head is None or head.i >= stop or folded[head.i] in clauses.words.content_relatives:
        return None
    usage = cue.usages[0]
    source = sources.phrase(clauses, head)
    if head.i >= span.end:
        source = max(source[0], span.end), source[1]
    opening = (
        span.start == _skip_connective(clauses, begin)
        or folded[span.start - 1] in (",", ";", "(", "—", "–", "»", "”")
        or doc[span.start - 1].pos_ in ("CCONJ", "SCONJ")
    )
    if head.i < span.end and not opening:
        return None
    if usage.strength < _SURE and any(ch.isdigit() for word in folded[slice(*source)] for ch in word):
        return None  # "for a turnover of 2.9 million"
    thought = usage.sense == "thinks" and clauses.documents(source)
    if not clauses.speaks(source) or (usage.strength < _SURE and (not opening or thought)):
        return None
    if usage.strength < _SURE and any(
        n in clauses.reporting and doc[n].head == doc[n] and clauses.enclosing(n) is None
        for n in range(begin, stop)
    ):
        return None  # who says it is the verb's subject
    held = clauses.enclosing(span.start - 1) or (
        clauses.enclosing(span.start - 2) if folded[span.start - 1] == "," else None
    )
    if held is not None and held[0] >= begin:
        # The quotation before is what the source says, unless it only ends a clause.
        first = _skip_connective(clauses, begin)
        if usage.strength < _SURE or not _fragment(clauses, held[0], begin):
            return None
        if not _finite(clauses, first, held[0]):
            return None
        return clauses.candidate(cue, (first, held[1]), source, "scope", usage)
    stop = _semicolon(clauses, span.start, stop)
    held = _scope(clauses, span.start, head, source, (begin, stop))
    if held is None:
        return None
    return clauses.candidate(cue, (held[0], _commented(clauses, *held)), source, "scope", usage)


def _commented(clauses: Clauses, start: int, end: int) -> int:
    """Return where the writer takes over with a comment or a reservation, or the end."""
    for n in range(start + 1, end):
        if (
            (resumptions.comments(clauses, n, end) or resumptions.concedes(clauses, n, end))
            and clauses.enclosing(n) is None
            and _finite(clauses, start, n)
        ):
            return n
    return end


def _of_relative(clauses: Clauses, cue: Cue, position: int, stop: int) -> Candidate | None:
    """Read "a report according to which …": what stands before is the source."""
    before = position - 2 if clauses.folded[position - 1] == "," else position - 1
    source = sources.ending(clauses, before)
    if source is None or not clauses.speaks(source):
        return None
    relative = position + len(cues.tokens_of(clauses.passage, cue))
    verb = clauses.doc[relative].head
    end = extents.end(clauses, cue, verb if verb.i > relative else None, relative + 1)
    return clauses.candidate(cue, (relative + 1, min(end, stop)), source, "relative", cue.usages[0])


def _semicolon(clauses: Clauses, position: int, stop: int) -> int:
    for n in range(position, stop):
        if clauses.folded[n] == ";" and clauses.enclosing(n) is None:
            return n
    return stop


def _object(clauses: Clauses, first: int, after: int) -> Token | None:
    """Return the head of the noun phrase after a preposition."""
    doc, roles = clauses.doc, clauses.roles
    for position in range(after - 1, first - 1, -1):
        for child in doc[position].children:
            if child.dep_ in roles.prepositional_object and child.i >= after:
                return child
    head = doc[first].head
    if head.i >= after:
        return head
    for token in doc[after : after + 4]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
    return None


def _scope(
    clauses: Clauses, first: int, head: Token, source: tuple[int, int], sentence: tuple[int, int]
) -> tuple[int, int] | None:
    """Return the clause around an attribution that starts at ``first``."""
    doc, roles, folded = clauses.doc, clauses.roles, clauses.folded
    begin, stop = sentence
    low = _clause_start(clauses, first, begin)
    if folded[source[0]] in clauses.words.relative_pronouns:
        low = first
    subjects = roles.subject | roles.passive_subject | roles.expletive
    if any(t.dep_ in subjects and t.i < first for t in doc[low:first]):
        rest = clauses.trim(max(source[1], min(head.right_edge.i + 1, stop)), stop)
        if (resumed := _resumes(clauses, first, source[1], stop)) is not None:
            return _skip_connective(clauses, low), resumed
        inner = [
            t
            for t in doc[rest[0] : rest[1]]
            if low <= t.head.i < first
            and t.dep_
            not in roles.conjunct
            | roles.adverbial
            | roles.apposition
            | roles.punctuation
            | roles.modifier
            | roles.parataxis
        ]
        start = _skip_connective(clauses, low)
        if rest[1] > rest[0] and not _finite(clauses, low, first) and _finite(clauses, *rest):
            return start, stop
        goes_on = folded[first - 1] == "," and (inner or (rest[1] > rest[0] and _restarts(clauses, rest[0])))
        return (start, stop) if goes_on else (start, first)
    start = _after_phrase(clauses, head, source, stop)
    if low < first and not _adverbial(clauses, low) and doc[clauses.trim(start, stop)[0] - 1].i < stop - 1:
        verb = doc[clauses.trim(start, stop)[0]]
        if syntax.finite(verb) and not _finite(clauses, low, first):
            return _skip_connective(clauses, low), stop
    if clauses.trim(start, stop)[0] < stop and start < stop:
        return _skip_connective(clauses, start), stop
    return _skip_connective(clauses, low), first


def _resumes(clauses: Clauses, first: int, last: int, stop: int) -> int | None:
    """Return the end of a clause that goes on with an infinitive or a complement behind an insertion.

    "Elle devrait, selon nos informations, demander …", "il s'agit, d'après lui, de …".
    """
    doc, folded = clauses.doc, clauses.folded
    if first < 2 or folded[first - 1] != "," or last + 1 >= stop or folded[last] != ",":  # noqa: PLR2004
        return None
    hangs = syntax.infinitive(doc[last + 1]) or folded[last + 1] in clauses.words.infinitive_markers
    open_verb = doc[first - 2].pos_ in ("VERB", "AUX", "ADV") or syntax.finite(doc[first - 2])
    return stop if hangs and open_verb else None


def _finite(clauses: Clauses, start: int, end: int) -> bool:
    return any(syntax.finite(t) for t in clauses.doc[start:end])


def _clause_start(clauses: Clauses, first: int, begin: int) -> int:
    """Return where the clause begins that holds the attribution: its sentence, or after a subordinator."""
    at = first - 2 if first > begin and clauses.folded[first - 1] == "," else first - 1
    opens = clauses.words.complementizers | clauses.words.relative_pronouns | clauses.words.coordinators
    if at >= begin and clauses.folded[at] in opens:
        return first
    for position in range(first - 1, begin, -1):
        if clauses.folded[position] == ";" and clauses.enclosing(position) is None:
            return position + 1
    return begin


def _after_phrase(clauses: Clauses, head: Token, source: tuple[int, int], stop: int) -> int:
    """Return where the clause starts after an opening attribution: past its comma and appositions."""
    folded = clauses.folded
    commas = [n for n in range(source[1], stop) if folded[n] == "," and clauses.enclosing(n) is None]
    for n, comma in enumerate(commas):
        following = commas[n + 1] if n + 1 < len(commas) else None
        if following is None:
            return comma + 1
        after = commas[n + 2] if n + 2 < len(commas) else stop
        described = _described(clauses, head, (comma + 1, following), after)
        if not (described or _apposition(clauses, head, comma + 1, following)):
            return comma + 1
    return max(source[1], min(head.right_edge.i + 1, stop))


def _described(clauses: Clauses, head: Token, held: tuple[int, int], after: int) -> bool:
    """Whether a noun for people, bodies or an age between commas says who a name is.

    The clause must begin behind it, with its verb before the next comma.
    """
    doc, (start, end) = clauses.doc, held
    if head.pos_ != "PROPN" or doc[start].pos_ not in ("DET", "NOUN", "NUM", "ADJ"):
        return False
    if any(syntax.finite(t) for t in doc[start:end]) or clauses.enclosing(start) is not None:
        return False
    if not any(syntax.finite(t) for t in doc[end:after]):
        return False
    noun = next((n for n in range(start, end) if doc[n].pos_ == "NOUN"), None)
    if noun is None:
        return doc[start].pos_ == "NUM"
    aged = doc[start].pos_ == "NUM" and clauses.folded[noun] in clauses.words.times
    return aged or clauses.speaks((noun, noun + 1))


def _apposition(clauses: Clauses, head: Token, start: int, end: int) -> bool:
    """Whether what stands between two commas describes the noun before it: no article, no verb."""
    first = clauses.doc[start]
    if clauses.folded[start] in clauses.words.relative_pronouns:
        return True
    if head.pos_ == "NOUN" and all(token.pos_ == "PROPN" for token in clauses.doc[start:end]):
        return clauses.speaks((head.i, head.i + 1))  # "pour son président, Paul Roux,"
    if (
        first.pos_ in ("DET", "PRON", "ADP", "ADV", "SCONJ", "CCONJ")
        and first.dep_ not in clauses.roles.relative
    ):
        return (
            head.is_ancestor(first)
            and first.pos_ == "DET"
            and clauses.doc[start:end].root.dep_ in clauses.roles.apposition
        )
    held = clauses.doc[start:end]
    return head.is_ancestor(held.root) and not any(syntax.finite(t) for t in held)
