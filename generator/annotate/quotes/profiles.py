"""What an article shows of each entity besides its name: gender, number, the words that describe it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes import syntax
from generator.annotate.quotes.nouns import Nouns
from generator.annotate.quotes.stretches import View
from generator.model import Entity, Span

__all__ = ["Profile", "Pronouns", "Words", "apposed", "deeds", "read", "words"]

_BEFORE = 7  # tokens of a description before a name
_AFTER = 14  # tokens of an apposition after it
_JOINTS = 10  # tokens between a report and the name of who made it
_OLDEST = 100
_SAYS = 3  # letters of a word that says something
_INNER = frozenset({"NOUN", "ADJ", "ADP", "PROPN", "DET", "NUM"})


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Words that stand for somebody, by gender and number."""

    masculine: frozenset[str]
    feminine: frozenset[str]
    masculine_plural: frozenset[str]
    feminine_plural: frozenset[str]
    any: frozenset[str]
    any_plural: frozenset[str]
    neuter: frozenset[str]
    speaking: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Determiners:
    indefinite: frozenset[str]
    possessive: frozenset[str]
    resuming: frozenset[str]
    authorship: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Nouns:
    voices: str
    bodies: str
    places: str
    people: str
    alike: tuple[str, ...]
    feminine: str
    masculine: str


@dataclass(frozen=True, slots=True)
class _Table:
    pronouns: Pronouns
    determiners: _Determiners
    nouns: _Nouns


@dataclass(frozen=True, slots=True)
class _Genders:
    feminine: str
    masculine: str


@dataclass(frozen=True, slots=True)
class Words:
    """``speakers.toml``, with lists as sets, and the genders of given names."""

    pronouns: Pronouns
    determiners: _Determiners
    voices: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    people: frozenset[str]
    alike: dict[str, frozenset[str]]
    gender: dict[str, str]
    given: dict[str, str]
    nouns: Nouns

    def pronoun(self, word: str) -> bool:
        """Whether the word stands for somebody by itself."""
        sets = self.pronouns
        return any(
            word in words
            for words in (
                sets.masculine,
                sets.feminine,
                sets.masculine_plural,
                sets.feminine_plural,
                sets.any,
                sets.any_plural,
                sets.neuter,
                sets.speaking,
            )
        )


@cache
def words(language: str) -> Words:
    """Read a language's words for speakers."""
    table = lexicon.read(language, "speakers", _Table)
    genders = lexicon.read("und", "given_genders", _Genders)
    nouns = nouns_.read(language)
    return Words(
        table.pronouns,
        table.determiners,
        frozenset(table.nouns.voices.split()),
        frozenset(table.nouns.bodies.split()) | nouns.bodies.keys(),
        frozenset(table.nouns.places.split()) | nouns.places.keys(),
        frozenset(table.nouns.people.split()) | nouns.people.keys() | nouns.general,
        _alike(table.nouns.alike),
        _by_gender(table.nouns.feminine, table.nouns.masculine),
        _by_gender(genders.feminine, genders.masculine),
        nouns,
    )


def _alike(groups: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in groups:
        for word in group.split():
            found.setdefault(word, set()).update(group.split())
    return {word: frozenset(words - {word}) for word, words in found.items()}


def _by_gender(feminine: str, masculine: str) -> dict[str, str]:
    return {**dict.fromkeys(feminine.split(), "Fem"), **dict.fromkeys(masculine.split(), "Masc")}


@dataclass(slots=True)
class Profile:
    """One entity as the article shows it. ``heads`` are the nouns it is called by, ``terms`` all words."""

    entity: Entity
    heads: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)  # all its names, in lower case
    issued: set[str] = field(default_factory=set)  # nouns of what it wrote or said: its report
    genders: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)

    @property
    def gender(self) -> str | None:
        """Fem, Masc, or None where the article does not show it."""
        if not self.genders:
            return None
        (best, count), *rest = self.genders.most_common()
        return best if not rest or count > rest[0][1] else None

    @property
    def plural(self) -> bool:
        """Whether it is spoken of in the plural."""
        return self.numbers["Plur"] > self.numbers["Sing"]


def read(views: tuple[View, ...], entities: tuple[Entity, ...]) -> dict[str, Profile]:
    """Gather what stands around every mention of every entity."""
    profiles = {entity.id: Profile(entity) for entity in entities}
    spans = [(span, entity) for entity in entities for span in entity.mentions]
    number = 0
    for span, entity in sorted(spans, key=lambda pair: pair[0]):
        while number < len(views) and views[number].passage.block.span.end <= span.start:
            number += 1
        if number < len(views) and views[number].passage.start <= span.start:
            _observe(profiles[entity.id], views[number], span)
    for profile in profiles.values():
        _name(profile, words(views[0].passage.language) if views else None)
    return profiles


def _name(profile: Profile, vocabulary: Words | None) -> None:
    entity = profile.entity
    profile.names.update(
        part for part in entity.name.lower().replace("'", " ").replace("’", " ").split() if len(part) >= _SAYS
    )
    if vocabulary is None:
        return
    if entity.kind == "person":
        for part in entity.name.lower().split()[:-1] or entity.name.lower().split():
            if gender := vocabulary.given.get(part):
                profile.genders[gender] += 3
                break
    if entity.role:
        _describe(
            profile,
            [word.strip(",.") for word in entity.role.lower().replace("’", "'").replace("'", "' ").split()],
            vocabulary,
        )


def _describe(profile: Profile, described: list[str], vocabulary: Words) -> None:
    kinds = {"person": vocabulary.people, "organisation": vocabulary.bodies, "place": vocabulary.places}
    heads = kinds[profile.entity.kind]
    for word in described:
        if len(word) >= _SAYS:
            profile.terms.add(word)
        if word in heads:
            profile.heads.add(word)
        if profile.entity.kind == "person" and (
            gender := vocabulary.gender.get(word) or vocabulary.nouns.gender(word)
        ):
            profile.genders[gender] += 2


def _observe(profile: Profile, view: View, span: Span) -> None:
    doc, vocabulary = view.passage.doc, words(view.passage.language)
    first, last = view.token_at(span.start), view.token_at(span.end - 1) + 1
    folded = view.clauses.folded
    profile.forms.add(
        view.passage.text[span.start - view.passage.start : span.end - view.passage.start].lower()
    )
    before = _before(doc, first)
    _describe(profile, [folded[token.i] for token in before if token.pos_ != "DET"], vocabulary)
    for token in before[:1] or doc[max(0, first - 1) : first]:
        _agree(profile, token, person=profile.entity.kind == "person")
    if (
        first
        and profile.entity.kind == "person"
        and (title := vocabulary.nouns.titles.get(folded[first - 1]))
    ):
        profile.heads.add(title)
    if first and not before and (gender := vocabulary.gender.get(folded[first - 1])):
        profile.genders[gender] += 4
    if profile.entity.kind == "organisation":
        shown = (gender for token in doc[first:last] for gender in token.morph.get("Gender", []))
        profile.genders.update(list(shown)[:1])
        _issue(profile, view, first, last, vocabulary)
    if profile.entity.kind == "person":
        profile.heads.update(deeds(view, first, last))
        profile.heads.update(vocabulary.nouns.ages.get(_decade(doc, last), ()))
    if last + 1 < len(doc) and folded[last] in {",", "("}:
        letter = folded[last + 1].split("-")[0]  # "R-Ohio"
        seated = "-" in folded[last + 1] or (last + 2 < len(doc) and folded[last + 2].startswith("-"))
        if seated and letter in vocabulary.nouns.parties:
            profile.heads.add(vocabulary.nouns.parties[letter])
    after = _after(doc, folded, last, vocabulary)
    _describe(profile, [folded[token.i] for token in after if token.pos_ != "DET"], vocabulary)


def _decade(doc: Doc, last: int) -> int:
    """Return the decade of the age that stands behind a name, -1 where none does: "Anne Roux, 83 ans"."""
    if last + 1 >= len(doc) or doc[last].text not in {",", "("} or not doc[last + 1].text.isdecimal():
        return -1
    age = int(doc[last + 1].text[:4])
    return min(age // 10 * 10, _OLDEST) if age <= _OLDEST + 20 else -1


def apposed(view: View, last: int) -> frozenset[str]:
    """Return the nouns that an apposition behind a description calls somebody: "the mayor, a Democrat"."""
    vocabulary = words(view.passage.language)
    after = _after(view.passage.doc, view.clauses.folded, last, vocabulary)
    known = vocabulary.people
    return frozenset(view.clauses.folded[token.i] for token in after) & known


def deeds(view: View, first: int, last: int) -> frozenset[str]:
    """Return the nouns for who does, or undergoes, what the verb says of these tokens."""
    doc, roles = view.passage.doc, view.clauses.roles
    known = words(view.passage.language).nouns.deeds
    for token in doc[first:last]:
        if token.dep_ in roles.subject | roles.passive_subject and token.head.i >= last:
            return known.get(view.clauses.folded[token.head.i], frozenset())
    return frozenset()


def _issue(profile: Profile, view: View, first: int, last: int, vocabulary: Words) -> None:
    """Remember "rapport du BEA" and "the IMF report" as what these bodies issued."""
    doc, folded = view.passage.doc, view.clauses.folded
    made = vocabulary.voices - vocabulary.people
    if last < len(doc) and folded[last] in made:
        profile.issued.add(folded[last])
    start = first - 1
    while start >= 0 and doc[start].pos_ in ("DET", "ADJ"):
        start -= 1
    if start < 0 or folded[start] not in vocabulary.determiners.authorship:
        return
    for position in range(start, max(-1, start - _JOINTS), -1):
        if doc[position].is_punct or syntax.finite(doc[position]):
            return
        if folded[position] in made:
            profile.issued.add(folded[position])
            return


def _agree(profile: Profile, token: Token, *, person: bool) -> None:
    if token.pos_ not in ("DET", "ADP"):
        return
    for gender in token.morph.get("Gender", []):
        profile.genders[gender] += 1
    for number in token.morph.get("Number", []):
        if not person:
            profile.numbers[number] += 1


def _before(doc: Doc, first: int) -> list[Token]:
    """Return the description that leads up to a name: "le président américain" Joe Biden."""
    start = first
    if first and doc[first - 1].pos_ in ("DET", "ADP", "PART"):
        return []  # what stands before describes something else
    while start > 0 and first - start < _BEFORE:
        token = doc[start - 1]
        if token.pos_ not in _INNER and not (token.text == "," and start == first):
            break
        start -= 1
        if token.pos_ == "DET" and (start == 0 or doc[start - 1].pos_ != "ADP"):
            break
    held = [token for token in doc[start:first] if token.text != ","]
    while held and held[0].pos_ == "ADP":
        held.pop(0)
    return held if any(token.pos_ in ("NOUN", "PROPN", "ADJ") for token in held) else []


def _after(doc: Doc, folded: tuple[str, ...], last: int, vocabulary: Words) -> list[Token]:
    """Return the apposition after a name: Joe Biden, "président des États-Unis"."""
    if last >= len(doc) or folded[last] not in {",", "("}:
        return []
    held: list[Token] = []
    known = vocabulary.people | vocabulary.bodies | vocabulary.voices
    for token in doc[last + 1 : last + 1 + _AFTER]:
        if (token.pos_ not in _INNER and folded[token.i] not in known) or folded[token.i] in {
            ",",
            ")",
            ".",
            ";",
        }:
            break
        held.append(token)
    following = held[-1].i + 1 if held else last
    if held and held[0].pos_ == "DET" and following < len(doc) and doc[following].pos_ in ("VERB", "AUX"):
        return []  # the subject of the next clause
    return held if any(folded[token.i] in known for token in held[:4]) else []
