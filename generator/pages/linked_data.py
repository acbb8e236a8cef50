"""Say in schema.org's terms what a page is about, as JSON-LD for a script element.

What is doubtful is left out: machines cannot see a mark's reserve. Addresses are absolute where the
site's is known, otherwise relative to the page, as JSON-LD 1.1 resolves them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from generator.index.actors import Profile
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.entry import Entry, Figure, Part, Said
from generator.pages import paths
from generator.pages.marks import DOUBTFUL
from generator.pages.rows import iso

__all__ = ["actor", "brief", "script"]

_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}
_PERCENT = "P1"  # UN/CEFACT Recommendation 20
_CURRENCY = len("EUR")
_LEAST = frozenset(("at_least", "more_than"))
_MOST = frozenset(("at_most", "less_than"))

Node = dict[str, Any]


def brief(found: Brief, entry: Entry, index: Index, home: str) -> str:
    """Return a brief as a NewsArticle: about its key actors, mentioning the others and its figures."""
    page = paths.brief(entry.slug)
    before = paths.beside(home, page)
    url = before + page
    return script(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "headline": entry.title,
            "inLanguage": entry.language,
            "datePublished": iso(entry.date),
            "description": entry.standfirst,
            "author": entry.author and {"@type": "Person", "name": entry.author},
            "publisher": entry.source and {"@type": "Organization", "name": entry.source},
            "isBasedOn": paths.web(found.article.source_url),
            "keywords": list(entry.tags),
            "about": [_part(part, index, before) for part in entry.parts if part.central],
            "mentions": [
                *(_part(part, index, before) for part in entry.parts if not part.central),
                *(_figure(figure, url) for figure in entry.figures if figure.confidence >= DOUBTFUL),
            ],
            "hasPart": [
                _quotation(said, index, before, url)
                for said in entry.quotes
                if said.kind != "indirect" and said.confidence >= DOUBTFUL
            ],
        }
    )


def actor(found: Profile, home: str, same_as: Sequence[str] = ()) -> str:
    """Return a person, an organisation or a place; ``same_as`` are pages of others about it."""
    page = paths.actor(found)
    url = paths.beside(home, page) + page
    roles = found.roles
    role = roles[0].text if roles else None
    person = found.key.kind == "person"
    return script(
        {
            "@context": "https://schema.org",
            "@type": _TYPES[found.key.kind],
            "@id": url,
            "url": url,
            "name": found.name,
            "jobTitle": role if person else None,
            "description": None if person else role,
            "sameAs": list(same_as),
        }
    )


def script(node: Node) -> str:
    """Return a node as JSON that no HTML parser can leave, without what is empty."""
    encoded = msgspec.json.encode(_full(node)).decode()
    return encoded.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _full(node: Node) -> Node:
    return {term: value for term, value in node.items() if value not in (None, "", [])}


def _part(part: Part, index: Index, before: str) -> Node:
    node = {
        "@type": _TYPES[part.key.kind],
        "@id": before + paths.actor(index.actors[part.key]),
        "name": part.name,
    }
    if part.role:
        node["jobTitle" if part.key.kind == "person" else "description"] = part.role
    return node


def _quotation(said: Said, index: Index, before: str, url: str) -> Node:
    node: Node = {"@type": "Quotation", "@id": f"{url}#q{said.number}", "text": said.text}
    if said.speaker is not None:
        speaker = index.actors[said.speaker]
        node["creator"] = {
            "@type": _TYPES[said.speaker.kind],
            "@id": before + paths.actor(speaker),
            "name": said.voice,
        }
    return node


def _figure(figure: Figure, url: str) -> Node:
    """Return a QuantitativeValue, or a MonetaryAmount where the unit is a currency."""
    unit = figure.unit or ""
    money = len(unit) == _CURRENCY and unit.isupper()
    node: Node = {
        "@type": "MonetaryAmount" if money else "QuantitativeValue",
        "@id": f"{url}#n{figure.number}",
        "name": figure.of,
        "description": figure.text,
    }
    if isinstance(figure.value, tuple):
        node["minValue"], node["maxValue"] = figure.value
    else:
        bound = (
            "minValue" if figure.qualifier in _LEAST
            else "maxValue" if figure.qualifier in _MOST
            else "value"
        )  # fmt: skip
        node[bound] = figure.value
    if money:
        node["currency"] = unit
    elif unit == "%":
        node["unitCode"] = _PERCENT
    elif unit:
        node["unitText"] = unit
    return _full(node)
