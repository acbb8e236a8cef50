"""Cues: the verbs, nouns and prepositions that report speech, wherever they stand in a passage.

The lexicon gives verbs by their infinitive; the conjugation tables of the language turn each into
all its forms once, so that finding a cue is one look into a dictionary per token.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import spacy.tokens

from generator import lexicon
from generator.annotate.conjugation import inflect
from generator.annotate.parsed import Passage
from generator.annotate.quotes import syntax
from generator.annotate.quotes.candidate import Cue, CueKind, Usage
from generator.annotate.quotes.marks import MARK

__all__ = ["find", "inflect", "is_verb", "reflexive", "tokens_of"]

_GAP = 3  # words that may stand between a verb and the fixed words after it


@dataclass(frozen=True, slots=True)
class _Verbs:
    sense: str
    strength: float
    frames: str
    lemmas: str
    via: str = ""
    barred: str = ""
    hears: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    sense: str
    strength: float
    words: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    reflexives: tuple[str, ...]
    verbs: tuple[_Verbs, ...]
    nouns: tuple[_Words, ...]
    prepositions: tuple[_Words, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What may follow a first word: the fixed ``tail``, and what the whole then means."""

    tail: tuple[str, ...]
    reflexive: bool
    usage: Usage


@dataclass(frozen=True, slots=True)
class _Forms:
    reflexives: frozenset[str]
    verbs: dict[str, tuple[_Entry, ...]]
    nouns: dict[str, tuple[_Entry, ...]]
    prepositions: dict[str, tuple[_Entry, ...]]


@cache
def _forms(language: str) -> _Forms:
    words = lexicon.read(language, "cues", _Lexicon)
    reflexives = frozenset(map(syntax.plain, words.reflexives))
    verbs: dict[str, list[_Entry]] = {}
    for group in words.verbs:
        usage = Usage(
            group.sense,
            group.strength,
            frozenset(group.frames.split()),
            frozenset(group.via.split()),
            frozenset(group.barred.split()),
            group.hears,
        )
        for lemma in filter(None, (part.strip() for part in group.lemmas.split(";"))):
            first, *tail = map(syntax.plain, lemma.split())
            reflexive = first in reflexives
            if reflexive:
                first, *tail = tail
            entry = _Entry(tuple(tail), reflexive, usage)
            for form in inflect(language, first):
                verbs.setdefault(form, []).append(entry)
    return _Forms(
        reflexives,
        {form: tuple(entries) for form, entries in verbs.items()},
        _fixed(words.nouns),
        _fixed(words.prepositions),
    )


def is_verb(language: str, word: str) -> bool:
    """Whether a folded word can be a form of a verb of speech, whatever the tagger says."""
    return word in _forms(language).verbs


def reflexive(language: str, word: str) -> bool:
    """Whether a folded word is the reflexive pronoun that verbs of speech go with."""
    return syntax.plain(word) in _forms(language).reflexives


def _fixed(groups: tuple[_Words, ...]) -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = {}
    for group in groups:
        usage = Usage(group.sense, group.strength, frozenset())
        for words in filter(None, (part.strip() for part in group.words.split(";"))):
            first, *tail = map(syntax.plain, words.split())
            found.setdefault(first, []).append(_Entry(tuple(tail), False, usage))
    return {form: tuple(entries) for form, entries in found.items()}


def find(passage: Passage) -> tuple[Cue, ...]:
    """Find every word that may report speech, in text order; whether it does is the finder's to say."""
    forms = _forms(passage.language)
    labels = syntax.roles(passage.language)
    small = syntax.words(passage.language)
    found: list[Cue] = []
    words = syntax.folded(passage.doc)
    plain = [syntax.plain(word) for word in words]
    tables: tuple[tuple[CueKind, dict[str, tuple[_Entry, ...]]], ...] = (
        ("verb", forms.verbs),
        ("noun", forms.nouns),
        ("preposition", forms.prepositions),
    )
    taken = 0
    for token in passage.doc:
        if token.i < taken or (token.i and plain[token.i - 1] == "-" and not token.nbor(-1).whitespace_):
            continue  # taken, or the second part of a compound word ("so-called")
        for kind, table in tables:
            entries = table.get(words[token.i]) or table.get(plain[token.i])
            if entries is None or not _fits(token, kind, labels, small):
                continue
            if cue := _match(passage, token, kind, entries, plain):
                found.append(cue)
                taken = tokens_of(passage, cue).end
                break
    return tuple(found)


def _fits(token: spacy.tokens.Token, kind: CueKind, labels: syntax.Roles, small: syntax.Words) -> bool:
    """Whether the tagger lets this form be a cue of the kind; a verb it mistook has verbal children."""
    if kind == "preposition":
        return True
    if kind == "noun":
        return token.pos_ == "NOUN"
    if token.pos_ in ("VERB", "AUX") or syntax.gerund(token, small):
        return True
    if token.pos_ in ("DET", "PRON", "ADP", "PUNCT", "CCONJ", "SCONJ", "NUM"):
        return False
    verbal = labels.subject | labels.clause
    return (
        any(child.dep_ in verbal for child in token.children)
        or _mistaken(token, labels)
        or _coordinated(token, small)
    )


def _coordinated(token: spacy.tokens.Token, small: syntax.Words) -> bool:
    """Whether a noun is a verb that goes on with an infinitive: "a voté la grève et *menace* de …"."""
    doc, position = token.doc, token.i
    if not position or position + 2 >= len(doc) or syntax.fold(doc[position - 1]) not in small.coordinators:
        return False
    marked = syntax.fold(doc[position + 1]) in small.infinitive_markers
    return marked and any(map(syntax.infinitive, doc[position + 2 : position + 4]))


def _mistaken(token: spacy.tokens.Token, labels: syntax.Roles) -> bool:
    """Whether a word between a noun and what verbs of speech take is a verb that the tagger missed."""
    doc, position = token.doc, token.i
    if position == 0 or position + 1 >= len(doc):
        return False
    after = doc[position + 1]
    if after.text == ":" and doc[position - 1].text == ",":
        return not any(
            map(syntax.finite, doc[token.sent.start : position])
        )  # "Le maire, Paul Roux, tempère :"
    if doc[position - 1].pos_ not in ("PROPN", "NOUN"):
        return False
    if after.text == "." and syntax.closing(token):
        return True
    if after.pos_ == "AUX" and syntax.infinitive(after):
        return True
    if MARK.fullmatch(after.text):
        return not any(syntax.finite(t) for t in token.sent) or _only_verb(token)
    return doc[position - 1].pos_ == "PROPN" and after.dep_ in labels.marker and after.pos_ == "SCONJ"


def _only_verb(token: spacy.tokens.Token) -> bool:
    """Whether a clause has no verb but this word and what is quoted behind it: "…, the mayor X “…” and Y"."""
    doc = token.doc
    for before in reversed(doc[token.sent.start : token.i]):
        if before.pos_ in ("PUNCT", "CCONJ"):
            break
        if syntax.finite(before):
            return False
    closing = next((t.i for t in doc[token.i + 2 :] if MARK.fullmatch(t.text)), None)
    return closing is None or closing + 1 >= len(doc) or doc[closing + 1].pos_ in ("PUNCT", "CCONJ")


def _match(
    passage: Passage,
    token: spacy.tokens.Token,
    kind: CueKind,
    entries: tuple[_Entry, ...],
    words: list[str],
) -> Cue | None:
    labels = syntax.roles(passage.language)
    reflexives = _forms(passage.language).reflexives
    clitic = _clitic(token, words, reflexives, labels) if kind == "verb" else None
    best: dict[tuple[int, bool], list[_Entry]] = {}
    ends: dict[tuple[int, bool], int] = {}
    tailed = kind == "verb" and any(entry.tail for entry in entries)
    light = _light(passage, token.i) if tailed else frozenset()
    for entry in entries:
        if entry.reflexive != (clitic is not None):
            continue
        last = _tail(entry.tail, token.i, words, light)
        if last is not None:
            key = (len(entry.tail), entry.reflexive)
            best.setdefault(key, []).append(entry)
            ends[key] = max(ends.get(key, 0), last)
    if not best:
        return None
    key = max(best)
    first, last = token.i, ends[key]
    core = passage.doc[token.i : last + 1]
    head = core.root if kind == "verb" else token
    if kind == "verb":
        first = min([first, *(c.i for verb in (token, head) for c in _auxiliaries(verb, labels))])
        if clitic is not None:
            first = min(first, clitic)
    usages = tuple(dict.fromkeys(entry.usage for entry in best[key]))
    strongest = max(usages, key=lambda usage: usage.strength)
    tokens = passage.doc[first : last + 1]
    return Cue(passage.span(tokens), head, kind, strongest.sense, strongest.strength, usages)


def _light(passage: Passage, at: int) -> frozenset[int]:
    """Return the positions after a verb that adverbs, pronouns and times hold."""
    times = syntax.words(passage.language).times
    found: list[int] = []
    for token in passage.doc[at + 1 : at + 1 + _GAP]:
        if token.pos_ not in ("ADV", "PRON", "PART") and syntax.fold(token) not in times:
            break
        found.append(token.i)
    return frozenset(found)


def _tail(tail: tuple[str, ...], at: int, words: list[str], light: frozenset[int]) -> int | None:
    """Return where the fixed words after position ``at`` end, with ``light`` ones before them; else None."""
    if not tail:
        return at
    first, size = tail[0], len(tail)
    for start in range(at + 1, min(at + 2 + len(light), len(words) - size + 1)):
        if start > at + 1 and start - 1 not in light:
            return None
        if words[start] == first and (size == 1 or tuple(words[start : start + size]) == tail):
            return start + size - 1
    return None


def _auxiliaries(token: spacy.tokens.Token, labels: syntax.Roles) -> list[spacy.tokens.Token]:
    near = 6  # further away it is the parser's mistake
    return [c for c in token.lefts if c.dep_ in labels.auxiliary and token.i - c.i <= near]


def _clitic(
    token: spacy.tokens.Token, words: list[str], reflexives: frozenset[str], labels: syntax.Roles
) -> int | None:
    """Return the position of the verb's reflexive pronoun: right before it or before its auxiliary."""
    for position in (token.i, *(aux.i for aux in _auxiliaries(token, labels))):
        if position and words[position - 1] in reflexives and token.doc[position - 1].pos_ != "SCONJ":
            return position - 1
    return None


def tokens_of(passage: Passage, cue: Cue) -> spacy.tokens.Span:
    """Return the tokens from a cue's first to its last."""
    start, end = cue.span.start - passage.start, cue.span.end - passage.start
    span = passage.doc.char_span(start, end, alignment_mode="expand")
    return span if span is not None else passage.doc[cue.token.i : cue.token.i + 1]
