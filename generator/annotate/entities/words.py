"""The words that the entities layer knows, prepared for look-up."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from generator import lexicon
from generator.annotate.quotes import nouns

__all__ = ["Words", "fold", "inflected", "letters", "plain", "words"]

_MARKS = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "\xad": None, "\u2011": "-", "\u200b": None})


@dataclass(frozen=True, slots=True)
class _Entities:
    """``entities.toml``."""

    articles: list[str]
    contractions: list[str]
    plural_articles: list[str]
    genitives: list[str]
    adjectives_follow: bool
    portfolios: list[str]
    particles: list[str]
    loose_particles: list[str]
    foreign_links: list[str]
    links: list[str]
    complements: list[str]
    conjunctions: list[str]
    organisation_heads: list[str]
    organisation_heads_lower: list[str]
    organisation_heads_direct: list[str]
    organisation_phrases: list[str]
    owned: list[str]
    possessives: list[str]
    lengthening: list[str]
    common_endings: list[str]
    demonym_endings: list[str]
    participle_endings: list[str]
    rubrics: list[str]
    sports: list[str]
    contests: list[str]
    organisation_words: list[str]
    corporate_words: list[str]
    place_heads: list[str]
    place_heads_named: list[str]
    place_heads_linked: list[str]
    describe_organisation: list[str]
    describe_place: list[str]
    apart: list[str]
    describe_other: list[str]
    other_heads: list[str]
    clubs: list[str]
    place_starts: list[str]
    not_names: list[str]
    place_prepositions: list[str]
    work_prepositions: list[str]
    place_nouns: list[str]
    municipal: list[str]
    person_verbs: list[str]
    person_nouns: list[str]
    organisation_nouns: list[str]
    nationalities: list[str]
    endings: dict[str, list[str]]
    relatives: list[str]
    place_words: list[str] | None = None
    seated: list[str] | None = None
    numbered: list[str] | None = None
    polled: list[str] | None = None


@dataclass(frozen=True, slots=True)
class _Titles:
    """``titles.toml``."""

    honorifics: list[str]
    ranks: list[str]
    post_nominals: list[str]
    roles: list[str]
    plural: str
    titles: list[str]
    role_joints: list[str]
    role_openers: list[str]
    copulas: list[str]
    functions: list[str]


@dataclass(frozen=True, slots=True)
class _GivenNames:
    """``given_names.toml``, one file for all languages."""

    names: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words of one language, by what they say about a name beside or around them."""

    language: str
    articles: frozenset[str]
    contractions: frozenset[str]
    plural_articles: frozenset[str]
    genitives: frozenset[str]
    adjectives_follow: bool
    portfolios: frozenset[str]
    particles: frozenset[str]
    loose_particles: frozenset[str]
    foreign_links: frozenset[str]
    links: frozenset[str]
    complements: frozenset[str]
    conjunctions: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_heads_lower: frozenset[str]
    organisation_heads_direct: frozenset[str]
    organisation_phrases: frozenset[str]
    owned: frozenset[str]
    possessives: frozenset[str]
    lengthening: frozenset[str]
    common_endings: tuple[str, ...]
    demonym_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    rubrics: frozenset[str]
    sports: frozenset[str]
    contests: frozenset[str]
    organisation_words: frozenset[str]
    corporate_words: frozenset[str]
    place_heads: frozenset[str]
    place_heads_named: frozenset[str]
    place_heads_linked: frozenset[str]
    place_words: frozenset[str]
    seated: frozenset[str]
    describe_organisation: frozenset[str]
    describe_place: frozenset[str]
    apart: frozenset[str]
    describe_other: frozenset[str]
    other_heads: frozenset[str]
    clubs: frozenset[str]
    polled: frozenset[str]  # nouns for the vote on who sits in a chamber
    numbered: frozenset[str]  # words of bodies that are told apart by ordinals
    place_starts: frozenset[str]
    not_names: frozenset[str]
    place_prepositions: frozenset[str]
    work_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    municipal: frozenset[str]
    person_verbs: frozenset[str]
    person_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    nationalities: frozenset[str]
    relatives: frozenset[str]
    honorifics: frozenset[str]
    post_nominals: frozenset[str]
    courtesies: frozenset[str]
    roles: frozenset[str]
    functions: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    role_joints: frozenset[str]
    role_openers: frozenset[str]
    copulas: frozenset[str]
    given_names: frozenset[str]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return text for comparing: no case, no accents, one kind of apostrophe and hyphen."""
    text = text.translate(_MARKS).casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return text for comparing function words: no case, one kind of apostrophe, accents kept."""
    return text.translate(_MARKS).casefold()


def letters(text: str) -> str:
    """Return the folded letters and digits of a text alone, for comparing names however spaced."""
    return "".join(c for c in fold(text) if c.isalnum())


def inflected(base: str, endings: dict[str, list[str]]) -> list[str]:
    """Return the forms of ``base`` by the longest ending of the table that it has."""
    ending = max((e for e in endings if base.endswith(e)), key=len, default=None)
    if ending is None:
        return [base]
    stem = base[: len(base) - len(ending)]
    return [base, *(stem + other for other in endings[ending])]


@cache
def words(language: str) -> Words:
    """Read the lexicons of a language. Raises ConfigError where one is missing or wrong."""
    entities = lexicon.read(language, "entities", _Entities)
    titles = lexicon.read(language, "titles", _Titles)
    given = lexicon.read("und", "given_names", _GivenNames)

    def folded(items: list[str]) -> frozenset[str]:
        return frozenset(fold(item) for item in items)

    def kept(items: list[str]) -> frozenset[str]:
        return frozenset(plain(item) for item in items)

    return Words(
        language=language,
        articles=kept(entities.articles),
        contractions=kept(entities.contractions),
        plural_articles=kept(entities.plural_articles),
        genitives=kept(entities.genitives),
        adjectives_follow=entities.adjectives_follow,
        portfolios=folded(entities.portfolios),
        particles=kept(entities.particles),
        foreign_links=kept(entities.foreign_links),
        loose_particles=kept(entities.loose_particles),
        links=kept(entities.links),
        complements=kept(entities.complements),
        conjunctions=kept(entities.conjunctions),
        organisation_heads=folded(entities.organisation_heads),
        organisation_heads_lower=folded(entities.organisation_heads_lower),
        organisation_heads_direct=folded(entities.organisation_heads_direct),
        organisation_words=folded(entities.organisation_words),
        corporate_words=folded(entities.corporate_words),
        organisation_phrases=folded(entities.organisation_phrases),
        owned=folded(entities.owned),
        possessives=kept(entities.possessives),
        lengthening=kept(entities.lengthening),
        common_endings=tuple(sorted(plain(ending) for ending in entities.common_endings)),
        demonym_endings=tuple(fold(ending) for ending in entities.demonym_endings),
        participle_endings=tuple(plain(ending) for ending in entities.participle_endings),
        rubrics=folded(entities.rubrics),
        sports=folded(entities.sports),
        contests=folded(entities.contests),
        place_heads=folded(entities.place_heads),
        place_heads_named=folded(entities.place_heads_named),
        place_heads_linked=folded(entities.place_heads_linked),
        place_words=folded(entities.place_words or []),
        seated=folded(entities.seated or []),
        describe_organisation=folded(entities.describe_organisation),
        describe_place=folded(entities.describe_place),
        apart=folded(entities.apart),
        describe_other=folded(entities.describe_other),
        other_heads=folded(entities.other_heads),
        clubs=folded(entities.clubs),
        numbered=folded(entities.numbered or []),
        polled=folded(entities.polled or []),
        place_starts=folded(entities.place_starts),
        not_names=folded(entities.not_names),
        place_prepositions=kept(entities.place_prepositions),
        work_prepositions=kept(entities.work_prepositions),
        place_nouns=folded(entities.place_nouns),
        municipal=folded(entities.municipal),
        person_verbs=folded(entities.person_verbs),
        person_nouns=folded(entities.person_nouns),
        organisation_nouns=folded(entities.organisation_nouns),
        nationalities=folded(
            [form for base in entities.nationalities for form in inflected(base, entities.endings)]
        ),
        relatives=kept(entities.relatives),
        honorifics=folded(titles.honorifics),
        post_nominals=folded(titles.post_nominals),
        courtesies=folded(titles.honorifics) - folded(titles.ranks),
        roles=folded([*titles.roles, *titles.ranks, *(role + titles.plural for role in titles.roles)]),
        functions=folded([*titles.roles, *titles.ranks, *titles.functions, *nouns.read(language).people]),
        titles=frozenset(tuple(fold(title).replace("'", "' ").split()) for title in titles.titles),
        role_joints=kept(titles.role_joints),
        role_openers=folded(titles.role_openers),
        copulas=kept(titles.copulas),
        given_names=folded(given.names),
    )
