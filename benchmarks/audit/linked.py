"""The linked data, expanded by a JSON-LD processor: a term that a context does not define would vanish.

The contexts are not fetched: ``terms.json`` has what the site uses of schema.org's and of the Web
Annotation vocabulary's, and the types that schema.org gives each property.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from benchmarks.audit.measure import Measure, Missing, counted
from benchmarks.audit.sites import Site

__all__ = ["check"]

_TERMS = json.loads((Path(__file__).parent / "terms.json").read_bytes())
_SCHEMA = "http://schema.org/"
_KEYWORDS = frozenset(("@context", "@id", "@type", "@value", "@language", "@list"))


def check(*sites: Site) -> list[Measure]:
    """Return the terms that no context defines, and properties on types that do not have them."""
    try:
        from pyld import jsonld  # noqa: PLC0415 - optional
    except ImportError:
        raise Missing("pyld is not installed: pip install pyld") from None
    faults, documents = [], 0
    for site in sites:
        for path, found in _documents(site):
            documents += 1
            try:
                expanded = jsonld.expand(
                    found, {"documentLoader": _load, "base": f"{site.home or 'https://here.example/'}{path}"}
                )
            except jsonld.JsonLdError as error:
                faults.append(f"{path}: {error}")
                continue
            if not expanded:
                faults.append(f"{path}: nothing is left of it")
            faults += [f"{path}: {fault}" for fault in _unknown(found)]
            faults += [f"{path}: {fault}" for fault in _misplaced(expanded)]
    return [counted("unknown or misplaced terms in JSON-LD", faults, f"{documents} documents")]


def _documents(site: Site) -> Iterator[tuple[str, Any]]:
    for path in site.pages:
        tree = html.parse(str(site.folder / path))
        for script in tree.xpath("//script[@type='application/ld+json']"):
            yield path, json.loads(script.text)
    for file in sorted(site.folder.rglob("*.annotations.json")):
        yield file.relative_to(site.folder).as_posix(), json.loads(file.read_bytes())


def _load(address: str, _: Any) -> dict[str, Any]:
    """Hand the processor a context from the list."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": _context(address)},
    }


def _context(address: str) -> dict[str, Any]:
    return _TERMS["schema" if "schema.org" in address else "annotation"]


def _unknown(node: Any, known: frozenset[str] | None = None) -> Iterator[str]:
    """Yield the terms of a document, as written, that its context does not list."""
    if isinstance(node, list):
        for item in node:
            yield from _unknown(item, known)
    elif isinstance(node, dict):
        if "@context" in node:
            known = frozenset(_context(node["@context"])) | _KEYWORDS
        for term, value in node.items():
            if term not in (known or ()):
                yield f"unknown term {term}"
            if term in ("@type", "type") and value not in (known or ()):
                yield f"unknown type {value}"
            if term != "@context":
                yield from _unknown(value, known)


def _misplaced(node: Any) -> Iterator[str]:
    """Yield the properties that stand on a type which schema.org does not give them."""
    if isinstance(node, list):
        for item in node:
            yield from _misplaced(item)
    elif isinstance(node, dict):
        types = [kind.removeprefix(_SCHEMA) for kind in node.get("@type", ()) if kind.startswith(_SCHEMA)]
        for name, value in node.items():
            allowed = _TERMS["domains"].get(name.removeprefix(_SCHEMA))
            if name.startswith(_SCHEMA) and types and not set(types) & set(allowed or ()):
                yield f"{name.removeprefix(_SCHEMA)} on {', '.join(types)}"
            yield from _misplaced(value)
