"""Entities: the people, organisations and places that an article names."""

from __future__ import annotations

from generator.annotate.parsed import Parsed
from generator.model import Entity, Span

__all__ = ["find"]


def find(parsed: Parsed) -> tuple[Entity, ...]:
    """Find every named entity with all its mentions, in order of first mention."""
    kinds = {"PER": "person", "PERSON": "person", "LOC": "place", "GPE": "place", "ORG": "organisation", "FAC": "place"}
    found: dict[tuple[str, str], list[Span]] = {}
    for passage in parsed:
        for ent in passage.doc.ents:
            if kind := kinds.get(ent.label_):
                found.setdefault((ent.text, kind), []).append(passage.span(ent))
    return tuple(
        Entity(f"E{n}", name, kind, tuple(spans), rule="pipeline")  # type: ignore[arg-type]
        for n, ((name, kind), spans) in enumerate(found.items(), 1)
    )
