"""The words that denote who speaks, nearest to the cue in its clause."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes.clauses import Clauses

__all__ = ["of_verb", "phrase"]

_DEPTH = 6  # clauses to climb in search of a subject


def of_verb(clauses: Clauses, tokens: list[Token]) -> tuple[int, int] | None:
    """Find the source of a verbal cue: its subject, its agent, or the subject of what governs it."""
    roles = clauses.roles
    passive = any(t.dep_ in roles.passive_auxiliary for token in tokens for t in token.children)
    for token in tokens:
        if passive:
            if agent := _agent(clauses, token):
                return agent
            continue
        for child in token.children:
            if child.dep_ in roles.subject or (child.dep_ in roles.passive_subject and not passive):
                return _subject(clauses, child)
    if passive:
        return None
    return _governing(clauses, min(tokens, key=lambda t: t.i if t.head not in tokens else t.i + 10000))


def _agent(clauses: Clauses, token: Token) -> tuple[int, int] | None:
    roles = clauses.roles
    for child in token.children:
        if child.dep_ in roles.agent:
            inner = [c for c in child.children if c.dep_ in roles.prepositional_object]
            return phrase(clauses, inner[0] if inner else child)
    return None


def _subject(clauses: Clauses, subject: Token) -> tuple[int, int]:
    """Return the subject's phrase; a relative pronoun gives way to what it stands for."""
    words, roles = clauses.words, clauses.roles
    verb = subject.head
    if clauses.folded[subject.i] in words.relative_pronouns and verb.dep_ in roles.relative | roles.participle:
        return phrase(clauses, verb.head)
    return phrase(clauses, subject)


def _governing(clauses: Clauses, token: Token) -> tuple[int, int] | None:
    roles = clauses.roles
    dependent = roles.adverbial | roles.conjunct | roles.open_clause | roles.clause | roles.parataxis
    for _ in range(_DEPTH):
        head = token.head
        if head is token:
            return None
        if token.dep_ in roles.participle | roles.relative:
            return phrase(clauses, head)
        if token.dep_ not in dependent and token.dep_ not in roles.preposition | roles.prepositional_object:
            if head.pos_ in ("NOUN", "PROPN"):
                return phrase(clauses, head)
            return None
        for child in head.children:
            if child is not token and child.dep_ in roles.subject | roles.passive_subject:
                return _subject(clauses, child)
        token = head
    return None


def phrase(clauses: Clauses, head: Token) -> tuple[int, int]:
    """Return the noun phrase of a head without what is hung on by a comma, a relative or an apposition."""
    roles = clauses.roles
    cut = roles.relative | roles.apposition | roles.participle | roles.parataxis | roles.conjunct | roles.coordinator | roles.punctuation
    start = end = head.i
    for token in _within(head, cut):
        start, end = min(start, token.i), max(end, token.i)
    for position in range(head.i, end + 1):
        if clauses.folded[position] in (",", ";", "(", "«", "“", ":"):
            end = position - 1
            break
    for position in range(head.i, start - 1, -1):
        if clauses.folded[position] in (",", ";", ")", "»", "”", ":"):
            start = position + 1
            break
    while start < head.i and clauses.doc[start].dep_ in roles.case:
        start += 1
    return start, max(end, head.i) + 1


def _within(head: Token, cut: frozenset[str]) -> list[Token]:
    found, queue = [], [head]
    while queue:
        token = queue.pop()
        found.append(token)
        queue += [child for child in token.children if child.dep_ not in cut]
    return found
