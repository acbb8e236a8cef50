"""Where the writer takes over from what is reported: his reserve, his comment, his next report."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import syntax
from generator.annotate.quotes.candidate import Cue
from generator.annotate.quotes.clauses import Clauses

__all__ = ["comments", "concedes", "others", "resumes", "says_on", "stages"]

_CONTESTED = 4  # tokens from a relative pronoun to a verb of speech
_COMMENT = 6  # tokens from a comma to the clause under the noun after it
_CLAUSE = 8  # tokens from a complementizer to its verb
_OTHER = 10  # tokens from a coordinator to another source's verb


def resumes(clauses: Clauses, cue: Cue, position: int, edge: int) -> bool:
    """Whether the reporting clause goes on at a comma or a coordinator."""
    roles, folded, doc = clauses.roles, clauses.folded, clauses.doc
    word, after = folded[position], position + 1
    if after >= len(doc):
        return False
    if word == ":" and (clauses.enclosing(after) or clauses.enclosing(position - 1)):
        return True
    if says_on(clauses, position):
        return False
    if word in clauses.words.coordinators and (
        _second_report(clauses, cue, after) or _same_auxiliary(clauses, cue, position)
    ):
        return True
    pause = clauses.pauses(position)
    if pause and folded[after] in clauses.words.coordinators:
        return resumes(clauses, cue, after, edge)
    if pause and doc[after].pos_ == "SCONJ" and _second_report(clauses, cue, after + 1):
        return True
    if (pause or word in clauses.words.gerund_markers) and _reports_on(clauses, after):
        return True
    if position < edge:
        return False
    if word in clauses.words.coordinators:
        if clauses.enclosing(position - 1) and clauses.enclosing(after):
            return False  # "it is “a big problem” but “nobody cares”"
        if _modal(doc[after]) and not any(_modal(child) for child in cue.token.lefts):
            return False  # "he said it was late, but would come"
        joined = [c for c in cue.token.children if c.dep_ in roles.conjunct and c.i > position and _finite(c)]
        return any(c.left_edge.i <= after and not _same_subject(clauses, cue, c) for c in joined)
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


def says_on(clauses: Clauses, position: int) -> bool:
    """Whether a coordinator and a complementizer stand here: "… and that …" is said as well."""
    words, doc = clauses.words, clauses.doc
    joint = position + 1 if clauses.pauses(position) else position
    if joint + 2 >= len(doc) or clauses.folded[joint] not in words.coordinators:
        return False
    if clauses.folded[joint + 1] not in words.complementizers:
        return False
    # Taken for a determiner, it is one where a noun and a bare verb follow ("and that decision cost …").
    verb = next((t for t in doc[joint + 2 : joint + 2 + _CLAUSE] if t.pos_ in ("AUX", "VERB")), None)
    modal = verb is not None and verb.pos_ == "AUX" and verb.i > joint + 2
    return doc[joint + 1].pos_ == "SCONJ" or (doc[joint + 1].pos_ == "DET" and modal)


def _participle(token: Token) -> bool:
    """Whether a present participle stands here, with which the writer comments."""
    return syntax.participle(token) and not syntax.past(token)


def _second_report(clauses: Clauses, cue: Cue, position: int) -> bool:
    """Whether a coordinated verb of speech stands here, maybe after a pronoun: the same source goes on."""
    for token in clauses.doc[position : position + 4]:
        if token.i in clauses.reporting and token.pos_ == "VERB":
            if (
                token.dep_ in clauses.roles.conjunct
                and token.head.dep_ in clauses.roles.relative
                and token.head.i > cue.token.i
            ):
                return False
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


def _same_subject(clauses: Clauses, cue: Cue, verb: Token) -> bool:
    """Whether a coordinated clause has the pronoun for its subject that what is said has, and the cue not."""
    said = next((c for c in cue.token.rights if c.dep_ in clauses.roles.clause and c.i < verb.i), None)
    pronouns = _pronoun(clauses, verb)
    return said is not None and bool(pronouns & _pronoun(clauses, said) - _pronoun(clauses, cue.token))


def _pronoun(clauses: Clauses, verb: Token) -> set[str]:
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    return {clauses.folded[c.i] for c in verb.lefts if c.dep_ in subjects and c.pos_ == "PRON"}


def _same_form(one: Token, other: Token) -> bool:
    return all(one.morph.get(name, []) == other.morph.get(name, []) for name in ("VerbForm", "Tense"))


def _modal(token: Token) -> bool:
    """Whether a verb stands here that only helps another, and has no tense: *would*, *could*."""
    return token.pos_ == "AUX" and syntax.finite(token) and not token.morph.get("Tense", [])


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


def comments(clauses: Clauses, position: int, stop: int) -> bool:
    """Whether the writer says what it means: a comma, a noun phrase and a clause ("…, a sign that …").

    The clause may be relative, of what somebody else says to it ("…, a charge that the army denies").
    """
    if not clauses.pauses(position):
        return False
    for token in clauses.doc[position + 1 : min(position + _COMMENT, stop)]:
        if clauses.folded[token.i] in clauses.words.complementizers:
            noun = clauses.doc[token.i - 1]
            told = token.dep_ in clauses.roles.marker or clauses.reporting.intersection(
                range(token.i + 1, token.i + _CONTESTED)
            )
            return noun.pos_ == "NOUN" and token.i > position + 1 and bool(told)
        if token.pos_ not in ("DET", "ADJ", "NOUN", "ADV"):
            return False
    return False


def others(clauses: Clauses, position: int, stop: int) -> bool:
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


def concedes(clauses: Clauses, position: int, stop: int) -> bool:
    """Whether the writer adds a reservation of his own: a comma and "although"."""
    return _follows(clauses, position, stop, clauses.words.concessions)


def stages(clauses: Clauses, position: int, stop: int) -> bool:
    """Whether the writer adds what went on meanwhile: a comma and "while"."""
    return _follows(clauses, position, stop, clauses.words.simultaneous)


def _follows(clauses: Clauses, position: int, stop: int, openings: tuple[str, ...]) -> bool:
    if not clauses.pauses(position):
        return False
    plain = " ".join(syntax.plain(word) for word in clauses.folded[position + 1 : min(position + 4, stop)])
    return any(plain == words or plain.startswith(words + " ") for words in openings)
