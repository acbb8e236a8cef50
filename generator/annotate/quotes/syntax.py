"""Roles in a clause, whatever labels the language's parser gives them.

The table ``syntax.toml`` of a language says which dependency labels stand for which role and which
small words open what, so that the finders speak of subjects and complement clauses only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import spacy.tokens

from generator import lexicon

_FOLDED = "breves.folded"
_MORPHS: dict[tuple[int, str, str], bool] = {}  # what was asked of a morphology; there are some hundreds

__all__ = [
    "HYPHENS",
    "Order",
    "Roles",
    "Words",
    "aged",
    "closing",
    "collectives",
    "counted",
    "documents",
    "finite",
    "fold",
    "folded",
    "gerund",
    "has",
    "having",
    "infinitive",
    "order",
    "participle",
    "past",
    "plain",
    "roles",
    "speaking",
    "speaking_endings",
    "words",
]

_PARTICIPLES = ("és", "ées")  # no finite form ends so in any language that is read
_CLOSING = 9  # tokens from the comma to a verb that ends its sentence
HYPHENS = frozenset({"-", "\u2010", "\u2011"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Dependency labels by role."""

    subject: frozenset[str]
    passive_subject: frozenset[str]
    expletive: frozenset[str]
    object: frozenset[str]
    oblique: frozenset[str]
    agent: frozenset[str]
    clause: frozenset[str]
    open_clause: frozenset[str]
    auxiliary: frozenset[str]
    passive_auxiliary: frozenset[str]
    predicate: frozenset[str]
    adverb: frozenset[str]
    copula: frozenset[str]
    marker: frozenset[str]
    conjunct: frozenset[str]
    coordinator: frozenset[str]
    relative: frozenset[str]
    participle: frozenset[str]
    adverbial: frozenset[str]
    parataxis: frozenset[str]
    case: frozenset[str]
    punctuation: frozenset[str]
    possessor: frozenset[str]
    determiner: frozenset[str]
    apposition: frozenset[str]
    name: frozenset[str]
    modifier: frozenset[str]
    preposition: frozenset[str]
    prepositional_object: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Small words by what they open."""

    complementizers: frozenset[str]
    whether: frozenset[str]
    interrogatives: frozenset[str]
    infinitive_markers: frozenset[str]
    content_relatives: frozenset[str]
    relative_pronouns: frozenset[str]
    coordinators: frozenset[str]
    pronouns: frozenset[str]
    negations: frozenset[str]
    silences: frozenset[str]
    refusals: frozenset[str]
    anonymities: frozenset[str]
    connectives: tuple[str, ...]
    topical: frozenset[str]  # before whom a sentence turns to
    times: frozenset[str]
    conjunctive: frozenset[str]  # words that make a conjunction with a complementizer
    gerund_markers: frozenset[str]
    gerund_endings: tuple[str, ...]
    being: frozenset[str]  # auxiliaries of the passive
    concessions: tuple[str, ...]
    simultaneous: tuple[str, ...]
    occasions: frozenset[str]
    circumstances: frozenset[str]
    agents: frozenset[str]
    demonstratives: frozenset[str]
    zero_complementizer: bool
    writers: frozenset[str]
    comparatives: frozenset[str]
    contractions: dict[str, str]
    clock: str  # how a time of day is written, as a regular expression


@dataclass(frozen=True, slots=True)
class Order:
    """Where things stand: whether the subject of an inserted cue always follows its verb."""

    inserted_verb_first: bool
    infinitive_keeps_marker: bool
    keeps_addressee: bool  # as part of the content: "urges *them to go*"
    headline_names_source: bool  # before a colon


@dataclass(frozen=True, slots=True)
class _Table:
    order: Order
    roles: Roles
    words: Words


@cache
def _table(language: str) -> _Table:
    return lexicon.read(language, "syntax", _Table)


def roles(language: str) -> Roles:
    """Return the labels of a language's parser, by role."""
    return _table(language).roles


def words(language: str) -> Words:
    """Return a language's small words, by use."""
    return _table(language).words


def order(language: str) -> Order:
    """Return a language's habits of order."""
    return _table(language).order


def has(token: spacy.tokens.Token, feature: str, value: str) -> bool:
    """Whether a token's morphology says so, in the terms of Universal Dependencies."""
    morph = token.morph
    asked = morph.key, feature, value  # type: ignore[attr-defined]  # missing in the stubs of spaCy
    known = _MORPHS.get(asked)
    if known is None:
        known = _MORPHS[asked] = value in morph.get(feature, [])
    return known


def aged(tokens: spacy.tokens.Span) -> bool:
    """Whether a phrase means somebody by an age alone: "the 67-year-old"."""
    return (
        len(tokens) > 2  # noqa: PLR2004
        and tokens[0].pos_ == "DET"
        and tokens[1].pos_ == "NUM"
        and tokens[-1].pos_ == "ADJ"
        and not any(token.is_punct and token.text not in HYPHENS for token in tokens)
    )


def finite(token: spacy.tokens.Token) -> bool:
    """Whether a token is a finite verb form, and not a participle that the tagger mistook for one."""
    return has(token, "VerbForm", "Fin") and not token.lower_.endswith(_PARTICIPLES)


def infinitive(token: spacy.tokens.Token) -> bool:
    """Whether a token is an infinitive."""
    return has(token, "VerbForm", "Inf")


def participle(token: spacy.tokens.Token) -> bool:
    """Whether a token is a participle, present or past."""
    return has(token, "VerbForm", "Part")


def gerund(token: spacy.tokens.Token, small: Words) -> bool:
    """Whether its form and the word before make a token a gerund ("en disant"), whatever the tag."""
    if not token.i or not small.gerund_endings or not token.lower_.endswith(small.gerund_endings):
        return False
    return fold(token.nbor(-1)) in small.gerund_markers


def past(token: spacy.tokens.Token) -> bool:
    """Whether a token is a past form."""
    return has(token, "Tense", "Past")


def plain(word: str) -> str:
    """Undo elision: lexicons may write a word in full or elided ("d'" is "de")."""
    return word[:-1] + "e" if word.endswith("'") else word


def having(doc: spacy.tokens.Doc, labels: frozenset[str]) -> Iterator[spacy.tokens.Token]:
    """Yield the tokens that have one of these dependency labels; to ask each by itself takes long."""
    wanted = {doc.vocab.strings[label] for label in labels}
    for position, label in enumerate(doc.to_array("DEP").tolist()):
        if label in wanted:
            yield doc[position]


def folded(doc: spacy.tokens.Doc) -> tuple[str, ...]:
    """Return the words of a document as lexicons write them; they are put together once."""
    held: tuple[str, ...] | None = doc.user_data.get(_FOLDED)
    if held is None:
        held = doc.user_data[_FOLDED] = tuple(map(fold, doc))
    return held


def fold(token: spacy.tokens.Token) -> str:
    """Return a token's text as lexicons write it: lower case, straight apostrophes."""
    return token.lower_.replace("’", "'")


@dataclass(frozen=True, slots=True)
class _Sources:
    people: str
    bodies: str
    documents: str
    endings: tuple[str, ...]


@cache
def speaking(language: str) -> frozenset[str]:
    """Return the common nouns that can be the source of what is said."""
    table = lexicon.read(language, "sources", _Sources)
    return frozenset(f"{table.people} {table.bodies} {table.documents}".split())


@cache
def collectives(language: str) -> frozenset[str]:
    """Return the common nouns for bodies that can be the source of what is said, named or not."""
    return frozenset(lexicon.read(language, "sources", _Sources).bodies.split())


@cache
def documents(language: str) -> frozenset[str]:
    """Return the common nouns for what is written or counted and can show something."""
    return frozenset(lexicon.read(language, "sources", _Sources).documents.split())


def counted(noun: spacy.tokens.Token) -> bool:
    """Whether a noun has a number before it."""
    return any(child.pos_ == "NUM" for child in noun.lefts)


def closing(token: spacy.tokens.Token) -> int | None:
    """Return where a document begins that ends its sentence with its verb: "…, tax records | show".

    Whatever the parser made of them: between the comma and the verb stands a noun phrase, no more.
    """
    doc, position = token.doc, token.i
    if position + 1 < len(doc) and doc[position + 1].text != ".":
        return None
    known = documents(doc.lang_)
    for n in range(position - 1, max(position - _CLOSING, 0), -1):
        if doc[n].text == ",":
            held = any(fold(each) in known for each in doc[n + 1 : position])
            return n + 1 if held and doc[n + 1].pos_ not in ("ADP", "CCONJ", "SCONJ") else None
        if doc[n].is_punct or doc[n].pos_ in ("VERB", "AUX", "PRON", "CCONJ") or doc[n].is_sent_start:
            break
    return None


@cache
def speaking_endings(language: str) -> tuple[str, ...]:
    """Return how nouns for people end, beyond those that are listed."""
    return lexicon.read(language, "sources", _Sources).endings
