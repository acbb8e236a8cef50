"""Clauses that a preposition gives to a source: "according to …", "selon …"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import attributions, cues, extents, profiles, sources, syntax
from generator.annotate.quotes.candidate import Candidate, Cue
from generator.annotate.quotes.clauses import Clauses

__all__ = ["of_preposition"]

_SURE = 0.9  # a preposition below it must open its clause


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
        span.start == attributions.skip_connective(clauses, begin)
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
    relative = folded[source[0]] in clauses.words.relative_pronouns
    if (
        not relative
        and usage.strength < _SURE
        and any(
            n in clauses.reporting
            and doc[n].head == doc[n]
            and clauses.enclosing(n) is None
            and _spoken(clauses, doc[n])
            for n in range(begin, stop)
        )
    ):
        return None  # who says it is the verb's subject
    held = clauses.enclosing(span.start - 1) or (
        clauses.enclosing(span.start - 2) if folded[span.start - 1] == "," else None
    )
    if held is not None and held[0] >= begin:
        # The quotation before is what the source says, unless it only ends a clause.
        first = attributions.skip_connective(clauses, begin)
        if usage.strength < _SURE or not attributions.fragment(clauses, held[0], begin):
            return None
        if not attributions.finite(clauses, first, held[0]):
            return None
        return clauses.candidate(cue, (first, held[1]), source, "scope", usage)
    stop = _semicolon(clauses, span.start, stop)
    held = _scope(clauses, span.start, head, source, (begin, stop))
    if held is None:
        return None
    return clauses.candidate(cue, (held[0], attributions.commented(clauses, *held)), source, "scope", usage)


def _spoken(clauses: Clauses, verb: Token) -> bool:
    """Whether a verb of speech has no subject that cannot speak: "les doublons menacent …"."""
    subjects = [c for c in verb.children if c.dep_ in clauses.roles.subject | clauses.roles.passive_subject]
    return not subjects or any(clauses.speaks(sources.phrase(clauses, c)) for c in subjects)


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
            return attributions.skip_connective(clauses, low), resumed
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
        start = attributions.skip_connective(clauses, low)
        if (
            rest[1] > rest[0]
            and not attributions.finite(clauses, low, first)
            and attributions.finite(clauses, *rest)
        ):
            return start, stop
        goes_on = folded[first - 1] == "," and (
            inner or (rest[1] > rest[0] and attributions.restarts(clauses, rest[0]))
        )
        return (start, stop) if goes_on else (start, first)
    start = _after_phrase(clauses, head, source, stop)
    if (
        low < first
        and not attributions.adverbial(clauses, low)
        and doc[clauses.trim(start, stop)[0] - 1].i < stop - 1
    ):
        verb = doc[clauses.trim(start, stop)[0]]
        if syntax.finite(verb) and not attributions.finite(clauses, low, first):
            return attributions.skip_connective(clauses, low), stop
    if clauses.trim(start, stop)[0] < stop and start < stop:
        return attributions.skip_connective(clauses, start), stop
    return attributions.skip_connective(clauses, low), first


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
        described = _described(clauses, head, (comma + 1, following), after) or _belongs(
            clauses, source, (comma + 1, following), after
        )
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


def _belongs(clauses: Clauses, source: tuple[int, int], held: tuple[int, int], after: int) -> bool:
    """Whether what stands between commas says which body a name is of: "selon Paul Roux, du CNRS, …"."""
    doc, (start, end) = clauses.doc, held
    own = profiles.words(clauses.passage.language).determiners.authorship
    return (
        doc[source[1] - 1].pos_ == "PROPN"
        and clauses.folded[start] in own
        and not any(syntax.finite(t) for t in doc[start:end])
        and any(syntax.finite(t) for t in doc[end:after])
    )


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
