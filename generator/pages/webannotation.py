"""Hand a brief's annotations to other programs, in the W3C's Web Annotation Data Model.

Positions count code points of the brief's plain text, which is published beside it for this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.corrections.apply import EDITOR
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.index.names import key
from generator.model import Quantity, Span
from generator.pages import paths
from generator.pages.marks import why
from generator.pages.page import Page

__all__ = ["pages"]

_AROUND = 24  # code points before and after what is quoted, to tell it from its like

Node = dict[str, Any]

_SOFTWARE: Node = {"type": "Software", "name": "Brèves"}
_PERSON: Node = {"type": "Person", "nickname": EDITOR}


def pages(brief: Brief, index: Index, home: str) -> Iterator[Page]:
    """Yield a brief's plain text and the annotations that point into it."""
    entry = index.by_path[brief.article.path]
    yield Page(paths.text(entry.slug), "", brief.article.text)
    path = paths.annotated(entry.slug)
    url = (home or "../") + path
    items = list(_annotations(brief, entry, index, home or "../"))
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": url,
        "type": "AnnotationCollection",
        "label": entry.title,
        "generator": _SOFTWARE,
        "total": len(items),
        "first": {"id": f"{url}#items", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    # Valid JSON all the same, should a browser ever take this for HTML.
    yield Page(path, "", msgspec.json.encode(collection).decode().replace("<", "\\u003c"))


def _annotations(brief: Brief, entry: Entry, index: Index, before: str) -> Iterator[Node]:
    found = brief.annotations
    actors = {
        entity.id: before + paths.actor(actor)
        for entity in found.entities
        if (actor := index.actor(entry, key(entity))) is not None
    }
    target = _Target(brief.article.text, before, entry.slug)
    for entity in found.entities:
        if entity.id not in actors:
            continue  # hidden by the editors
        name = entity.id.lower()
        for number, mention in enumerate(entity.mentions, 1):
            body = [_told("tagging", entity.kind), _told("describing", why(entity.rule, entity.confidence))]
            body += _named(actors.get(entity.id))
            yield target.annotation(f"{name}-{number}", name, "identifying", mention, body, rule=entity.rule)
    for number, quote in enumerate(found.quotes, 1):
        body = [
            _told("tagging", f"{quote.kind} quotation"),
            _told("describing", why(quote.rule, quote.confidence)),
        ]
        speaker = _named(actors.get(quote.speaker or ""))
        if quote.speaker_rule == EDITOR:
            speaker = [{**node, "creator": _PERSON} for node in speaker]
        body += speaker
        yield target.annotation(f"q{number}", f"q{number}", "classifying", quote.span, body, rule=quote.rule)
    for number, quantity in enumerate(found.numbers, 1):
        body = [
            _told("tagging", "quantity"),
            _told("classifying", _quantity(quantity)),
            _told("describing", why(quantity.rule, quantity.confidence)),
        ]
        yield target.annotation(
            f"n{number}", f"n{number}", "classifying", quantity.span, body, rule=quantity.rule
        )
    for number, date in enumerate(found.dates, 1):
        body = [_told("tagging", "date"), _told("describing", why(date.rule, date.confidence))]
        if date.value:
            body.append(_told("classifying", date.value))
        yield target.annotation(f"d{number}", f"d{number}", "classifying", date.span, body, rule=date.rule)
    for number, note in enumerate(found.notes, 1):
        body = [_told("commenting", note.text) | {"format": "text/markdown"}]
        yield target.annotation(f"m{number}", f"m{number}", "commenting", note.span, body, rule=EDITOR)


class _Target:
    """Point at stretches of one text."""

    def __init__(self, text: str, before: str, slug: str) -> None:
        self._text = text
        self._source = before + paths.text(slug)
        self._page = before + paths.brief(slug)
        self._own = before + paths.annotated(slug)

    def annotation(
        self, name: str, anchor: str, motivation: str, span: Span, body: list[Node], *, rule: str
    ) -> Node:
        start, end = span
        text = self._text
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - _AROUND, 0) : start],
            "suffix": text[end : end + _AROUND],
        }
        return {
            "id": f"{self._own}#{name}",
            "type": "Annotation",
            "motivation": motivation,
            **({"creator": _PERSON} if rule == EDITOR else {}),
            "body": body,
            "target": {
                "source": self._source,
                "scope": f"{self._page}#{anchor}",
                "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
            },
        }


def _told(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _named(address: str | None) -> list[Node]:
    return [{"type": "SpecificResource", "purpose": "identifying", "source": address}] if address else []


def _quantity(found: Quantity) -> str:
    """Write a quantity's value, unit and what it counts, with its qualifier where it is not exact."""
    ends = found.value if isinstance(found.value, tuple) else (found.value,)
    written = "/".join("" if end is None else str(end) for end in ends)
    qualifier = "" if found.qualifier == "exact" else found.qualifier
    return " ".join(part for part in (qualifier, written, found.unit, found.of) if part)
