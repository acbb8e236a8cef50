"""Where reported content ends."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import resumptions, syntax
from generator.annotate.quotes.candidate import Cue
from generator.annotate.quotes.clauses import Clauses

__all__ = ["end", "infinitive_end", "phrase_end"]

_DATE = 5  # tokens from a preposition to a time
_FULL = frozenset({".", "!", "?", ";", ","})
_DASHES = frozenset({"—", "–", "―", "--"})


def end(clauses: Clauses, cue: Cue, head: Token | None, start: int) -> int:
    """Return where a reported clause ends: with its sentence, unless the reporting one goes on.

    The reporting clause goes on where something after a comma or a coordinator hangs on the cue, and,
    when it is itself a subordinate clause, where that one is over.
    """
    _, stop = clauses.sentence(max(start - 1, cue.token.i))
    edge = stop if head is None else min(stop, head.right_edge.i + 1)
    if head is not None and _before_main_verb(clauses, cue.token):
        stop = min(stop, max(edge, cue.token.right_edge.i + 1))
    floor = start if head is None else max(start, head.i)
    if (main := _main_verb(clauses, cue.token)) is not None and floor < main < stop:
        stop = next((n for n in range(floor + 1, main) if clauses.pauses(n)), stop)
        edge = min(edge, stop)
    for low, high in clauses.quoted:
        if (
            low == start
            and head is not None
            and low <= head.i < high
            and clauses.doc[min(high, stop - 1)].is_punct
        ):
            return high
    own = min(stop, max(edge, cue.token.right_edge.i + 1)) if _embedded(clauses, cue.token) else stop
    stop = _outside(clauses, floor, stop)
    said = head is None or _bare(head) or any(syntax.finite(t) for t in clauses.doc[start:floor])
    for position in range(floor, stop):
        said = said or syntax.finite(clauses.doc[position])
        if not said or (clauses.enclosing(position) and not clauses.pauses(position)):
            continue
        if (
            clauses.folded[position] == ";"
            or resumptions.concedes(clauses, position, stop)
            or resumptions.comments(clauses, position, stop)
            or resumptions.others(clauses, position, stop)
            or resumptions.resumes(clauses, cue, position, edge)
        ):
            return _after_mark(clauses, position)
        if position >= own and (clauses.pauses(position) or clauses.folded[position] in _DASHES):
            return _after_mark(clauses, position)
    return stop


def _main_verb(clauses: Clauses, token: Token) -> int | None:
    """Return the main verb that an opening participle leads up to: "Asked whether …, she said"."""
    opens = token.i == clauses.sentence(token.i)[0] and syntax.participle(token)
    return token.head.i if opens and token.dep_ in clauses.roles.adverbial else None


def _after_mark(clauses: Clauses, position: int) -> int:
    """Keep a closing mark that ends the content."""
    return position + 1 if clauses.enclosing(position) else position


def _bare(head: Token) -> bool:
    return not syntax.finite(head) and not any(syntax.finite(c) for c in head.lefts)


def _outside(clauses: Clauses, start: int, stop: int) -> int:
    """Return where the writer puts something in brackets that are not closed before ``stop``."""
    opened: int | None = None
    for position in range(start, stop):
        if clauses.enclosing(position) is not None:
            continue
        if clauses.folded[position] == "(":
            opened = position
        elif clauses.folded[position] == ")":
            opened = None
    if opened is None and stop - start > 1 and clauses.folded[stop - 1] in _FULL | {")"}:
        return _before_brackets(clauses, start, stop)
    return stop if opened is None or opened == start else opened


def _before_brackets(clauses: Clauses, start: int, stop: int) -> int:
    """Leave out a bracketed sentence at the very end."""
    last = stop - 1
    while last > start and clauses.folded[last] in _FULL:
        last -= 1
    if clauses.folded[last] != ")":
        return stop
    opening = next((n for n in range(last, start, -1) if clauses.folded[n] == "("), None)
    if opening is None or not any(syntax.finite(t) for t in clauses.doc[opening:last]):
        return stop
    return opening


def _embedded(clauses: Clauses, token: Token) -> bool:
    """Whether a cue stands in a subordinate clause."""
    roles = clauses.roles
    below = roles.relative | roles.participle | roles.adverbial | roles.prepositional_object
    for _ in range(4):
        if token.dep_ in below:
            return True
        if token.dep_ not in clauses.roles.conjunct | clauses.roles.open_clause:
            return False
        token = token.head
    return False


def _before_main_verb(clauses: Clauses, token: Token) -> bool:
    """Whether a cue describes a noun whose verb is still to come ("the man who says …, left")."""
    roles = clauses.roles
    if token.dep_ not in roles.relative:
        return False
    noun = token.head
    return noun.dep_ in roles.subject | roles.passive_subject and noun.head.i > token.right_edge.i


def infinitive_end(clauses: Clauses, cue: Cue, head: Token, start: int) -> int:
    """Return where a reported infinitive ends: at most where a clause would, and before an afterthought."""
    limit = end(clauses, cue, head, start)
    for position in range(head.i + 1, limit - 1):
        if clauses.pauses(position):
            after = clauses.doc[position + 1]
            if clauses.folded[after.i] in clauses.words.coordinators and _finite_next(
                clauses, after.i, limit
            ):
                return _after_mark(clauses, position)  # what the subject of the report did next
            relative = clauses.folded[after.i] in clauses.words.relative_pronouns
            if (
                (relative and not _goes_on(clauses, head, position, limit))
                or syntax.participle(after)
                or (
                    clauses.folded[after.i] in clauses.words.coordinators
                    and _clausal(clauses, after.i, limit)
                )
            ):
                return _after_mark(clauses, position)
    return limit


def _finite_next(clauses: Clauses, position: int, limit: int) -> bool:
    """Whether a finite verb follows a coordinator, behind its clitics, so that no infinitive goes on."""
    position += 1
    while position < limit and clauses.doc[position].pos_ in ("ADV", "PRON"):
        position += 1
    return position < limit and syntax.finite(clauses.doc[position])


def _goes_on(clauses: Clauses, head: Token, position: int, limit: int) -> bool:
    """Whether a reported infinitive goes on behind the second comma around a relative clause."""
    second = next((n for n in range(position + 1, limit) if clauses.pauses(n)), None)
    return (
        second is not None
        and second + 1 < limit
        and any(map(syntax.finite, clauses.doc[position + 1 : second]))
        and head.is_ancestor(clauses.doc[second + 1])
    )


def _clausal(clauses: Clauses, position: int, limit: int) -> bool:
    """Whether a coordinator opens a clause with its own subject."""
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    return any(t.dep_ in subjects for t in clauses.doc[position : min(position + _DATE, limit)])


def phrase_end(clauses: Clauses, cue: Cue, head: Token) -> int:
    """Return where a noun phrase that names what is said ends: at most where a clause would."""
    roles, folded, doc = clauses.roles, clauses.folded, clauses.doc
    limit, last = end(clauses, cue, head, head.i), clauses.sentence(head.i)[1]
    edge = min(limit, head.right_edge.i + 1)
    for position in range(head.i + 1, limit):
        if position + 1 >= len(doc) or (clauses.enclosing(position) and not clauses.pauses(position)):
            continue
        word, after = "," if clauses.pauses(position) else folded[position], position + 1
        if word in _DASHES or (word == "-" and doc[position].whitespace_ and doc[position - 1].whitespace_):
            return _after_mark(clauses, position)
        if word == ":" and any(position < other < last for other in clauses.reporting):
            return position  # what follows is reported on its own
        if word == "," and folded[after] in clauses.words.relative_pronouns | clauses.words.circumstances:
            return _after_mark(clauses, position)
        if any(c.left_edge.i == position for c in cue.token.rights if c.dep_ in roles.agent):
            return position
        if word in clauses.words.relative_pronouns:
            edge = max(edge, _relative_end(clauses, position, limit))
        if position < edge:
            continue
        if _dated(clauses, cue, position, limit) or _circumstance(clauses, cue, head, position):
            return position
        if word in clauses.words.coordinators and any(
            t.pos_ in ("VERB", "AUX") for t in doc[after : after + 3]
        ):
            return _after_mark(clauses, position)
        if (
            word == ","
            and clauses.enclosing(after) is None
            and doc[after].pos_ not in ("ADP", "NOUN", "DET")
            and doc[after].dep_ not in roles.modifier
        ):
            return _after_mark(clauses, position)
    return limit


def _relative_end(clauses: Clauses, position: int, limit: int) -> int:
    """Return where the verb of a relative clause ends, wherever the parser hung it, with what hangs on it."""
    verb = next((t for t in clauses.doc[position + 1 : limit] if syntax.finite(t)), None)
    if verb is None:
        return position
    return min(
        limit, max(verb.i, verb.head.i if verb.dep_ in clauses.roles.copula else 0, verb.right_edge.i) + 1
    )


def _circumstance(clauses: Clauses, cue: Cue, head: Token, position: int) -> bool:
    """Whether what starts here says where, when or what for something was said, not what."""
    roles, token = clauses.roles, clauses.doc[position]
    loose = roles.adverbial
    hung = [token, *token.ancestors]
    top = next((t for t in hung if t.head == cue.token and t.dep_ in loose and t != head), None)
    if top is None or syntax.infinitive(top) or top.is_ancestor(head):
        return False
    return top.left_edge.i == position


def _dated(clauses: Clauses, cue: Cue, position: int, limit: int) -> bool:
    """Whether a preposition or conjunction on the cue's own account says when it was said."""
    token = clauses.doc[position]
    if clauses.folded[position] in clauses.words.occasions:
        return cue.token in (token.head, token.head.head)
    if token.pos_ not in ("ADP", "SCONJ") or token.head != cue.token:
        return False
    after = clauses.doc[position + 1 : min(position + _DATE, limit)]
    return any(clauses.folded[t.i] in clauses.words.times or t.ent_type_ in ("DATE", "TIME") for t in after)
