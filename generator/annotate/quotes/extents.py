"""Where reported content ends."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import syntax
from generator.annotate.quotes.candidate import Cue
from generator.annotate.quotes.clauses import Clauses

__all__ = ["end", "infinitive_end", "phrase_end"]

_DATE = 5  # tokens from a preposition to a time
_COMMENT = 6  # tokens from a comma to the clause under the noun after it
_OTHER = 10  # tokens from a coordinator to another source's verb
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
            or _concedes(clauses, position, stop)
            or _comments(clauses, position, stop)
            or _others(clauses, position, stop)
            or _resumes(clauses, cue, position, edge)
        ):
            return _after_mark(clauses, position)
        if position >= own and (clauses.pauses(position) or clauses.folded[position] in _DASHES):
            return _after_mark(clauses, position)
    return stop


def _after_mark(clauses: Clauses, position: int) -> int:
    """Keep a closing mark that ends the content."""
    return position + 1 if clauses.enclosing(position) else position


def _bare(head: Token) -> bool:
    return not syntax.finite(head) and not any(syntax.finite(c) for c in head.children)


def _concedes(clauses: Clauses, position: int, stop: int) -> bool:
    """Whether the writer adds a reservation of his own: a comma and "although"."""
    if not clauses.pauses(position):
        return False
    plain = " ".join(syntax.plain(word) for word in clauses.folded[position + 1 : min(position + 4, stop)])
    return any(plain == words or plain.startswith(words + " ") for words in clauses.words.concessions)


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


def _comments(clauses: Clauses, position: int, stop: int) -> bool:
    """Whether the writer says what it means: a comma, a noun phrase and a clause ("…, a sign that …")."""
    if not clauses.pauses(position):
        return False
    for token in clauses.doc[position + 1 : min(position + _COMMENT, stop)]:
        if clauses.folded[token.i] in clauses.words.complementizers:
            noun = clauses.doc[token.i - 1]
            return noun.pos_ == "NOUN" and token.i > position + 1 and token.dep_ in clauses.roles.marker
        if token.pos_ not in ("DET", "ADJ", "NOUN", "ADV"):
            return False
    return False


def _others(clauses: Clauses, position: int, stop: int) -> bool:
    """Whether another source's report is coordinated here: "…, and the unions said that …"."""
    words, roles = clauses.words, clauses.roles
    after = position + 1
    if clauses.pauses(position) and after < stop and clauses.folded[after] in words.coordinators:
        after += 1
    elif clauses.folded[position] not in words.coordinators:
        return False
    verb = next((n for n in range(after, min(after + _OTHER, stop)) if clauses.doc[n].pos_ == "VERB"), None)
    if verb is None or verb not in clauses.reporting or verb + 1 >= stop:
        return False
    if clauses.folded[verb + 1] not in words.complementizers or not syntax.finite(clauses.doc[verb]):
        return False
    return any(t.dep_ in roles.subject and t.pos_ in ("NOUN", "PROPN") for t in clauses.doc[after:verb])


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


def _resumes(clauses: Clauses, cue: Cue, position: int, edge: int) -> bool:
    """Whether the reporting clause goes on at a comma or a coordinator."""
    roles, folded, doc = clauses.roles, clauses.folded, clauses.doc
    word, after = folded[position], position + 1
    if after >= len(doc):
        return False
    if word == ":" and (clauses.enclosing(after) or clauses.enclosing(position - 1)):
        return True
    if _says_on(clauses, position):
        return False
    if word in clauses.words.coordinators and (
        _second_report(clauses, cue, after) or _same_auxiliary(clauses, cue, position)
    ):
        return True
    pause = clauses.pauses(position)
    if pause and folded[after] in clauses.words.coordinators:
        return _resumes(clauses, cue, after, edge)
    if pause and doc[after].pos_ == "SCONJ" and _second_report(clauses, cue, after + 1):
        return True
    if (pause or word in clauses.words.gerund_markers) and _reports_on(clauses, after):
        return True
    if position < edge:
        return False
    if word in clauses.words.coordinators:
        joined = [c for c in cue.token.children if c.dep_ in roles.conjunct and c.i > position and _finite(c)]
        return any(c.left_edge.i <= after for c in joined)
    if pause and _participle(doc[after]):
        return True
    if pause:
        loose = roles.adverbial | roles.parataxis
        ends = {position, after}
        return any(
            c.dep_ in loose
            and c.i > position
            and c.left_edge.i in ends
            and (c.dep_ not in roles.conjunct or _finite(c))
            for c in cue.token.children
        )
    return False


def _says_on(clauses: Clauses, position: int) -> bool:
    """Whether a coordinator and a complementizer stand here: "… and that …" is said as well."""
    words = clauses.words
    joint = position + 1 if clauses.pauses(position) else position
    if joint + 1 >= len(clauses.doc) or clauses.folded[joint] not in words.coordinators:
        return False
    return clauses.folded[joint + 1] in words.complementizers and clauses.doc[joint + 1].pos_ == "SCONJ"


def _participle(token: Token) -> bool:
    """Whether a present participle stands here, with which the writer comments."""
    return syntax.participle(token) and not syntax.past(token)


def _second_report(clauses: Clauses, cue: Cue, position: int) -> bool:
    """Whether a coordinated verb of speech stands here, maybe after a pronoun: the same source goes on."""
    for token in clauses.doc[position : position + 4]:
        if token.i in clauses.reporting and token.pos_ == "VERB":
            return syntax.finite(token) or _same_form(cue.token, token)
        if token.pos_ not in ("PRON", "ADV", "AUX"):
            return False
    return False


def _same_auxiliary(clauses: Clauses, cue: Cue, position: int) -> bool:
    """Whether the cue's auxiliary comes back after a coordinator and stands nowhere in what is said."""
    own = {clauses.folded[c.i] for c in cue.token.lefts if c.dep_ in clauses.roles.auxiliary}
    after = clauses.doc[position + 1]
    if after.pos_ != "AUX" or clauses.folded[after.i] not in own:
        return False
    return not any(clauses.folded[n] in own for n in range(cue.token.i + 1, position))


def _same_form(one: Token, other: Token) -> bool:
    return all(one.morph.get(name, []) == other.morph.get(name, []) for name in ("VerbForm", "Tense"))


def _finite(token: Token) -> bool:
    bare = syntax.infinitive(token) and not any(map(syntax.finite, token.lefts))
    return not bare and token.pos_ in ("VERB", "AUX")


def _reports_on(clauses: Clauses, position: int) -> bool:
    """Whether a participle of speech stands here, which the source of the cue goes on with."""
    for token in clauses.doc[position : position + 3]:
        if token.i in clauses.reporting:
            gerund = token.i > 0 and clauses.folded[token.i - 1] in clauses.words.gerund_markers
            after = token.i > position and syntax.infinitive(token)  # "before adding that …"
            return gerund or after or _participle(token)
        if token.pos_ not in ("ADV", "ADP", "SCONJ", "CCONJ", "ADJ", "PRON"):
            return False
    return False


def infinitive_end(clauses: Clauses, cue: Cue, head: Token, start: int) -> int:
    """Return where a reported infinitive ends: at most where a clause would, and before an afterthought."""
    limit = end(clauses, cue, head, start)
    for position in range(head.i + 1, limit - 1):
        if clauses.pauses(position):
            after = clauses.doc[position + 1]
            relative = clauses.folded[after.i] in clauses.words.relative_pronouns
            if (
                relative
                or syntax.participle(after)
                or (
                    clauses.folded[after.i] in clauses.words.coordinators
                    and _clausal(clauses, after.i, limit)
                )
            ):
                return _after_mark(clauses, position)
    return limit


def _clausal(clauses: Clauses, position: int, limit: int) -> bool:
    """Whether a coordinator opens a clause with its own subject."""
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    return any(t.dep_ in subjects for t in clauses.doc[position : min(position + _DATE, limit)])


def phrase_end(clauses: Clauses, cue: Cue, head: Token) -> int:
    """Return where a noun phrase that names what is said ends: at most where a clause would."""
    roles, folded, doc = clauses.roles, clauses.folded, clauses.doc
    limit = end(clauses, cue, head, head.i)
    edge = min(limit, head.right_edge.i + 1)
    for position in range(head.i + 1, limit):
        if position + 1 >= len(doc) or (clauses.enclosing(position) and not clauses.pauses(position)):
            continue
        word, after = "," if clauses.pauses(position) else folded[position], position + 1
        if word in _DASHES or (word == "-" and doc[position].whitespace_ and doc[position - 1].whitespace_):
            return _after_mark(clauses, position)
        if word == "," and folded[after] in clauses.words.relative_pronouns:
            return _after_mark(clauses, position)
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
    if token.pos_ not in ("ADP", "SCONJ") or token.head != cue.token:
        return False
    after = clauses.doc[position + 1 : min(position + _DATE, limit)]
    return any(clauses.folded[t.i] in clauses.words.times or t.ent_type_ in ("DATE", "TIME") for t in after)
