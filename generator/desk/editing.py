"""From what an editor does on a page to a line in the file of corrections."""

from __future__ import annotations

from typing import Any

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError

from generator.corrections.anchors import Anchor, anchor, find
from generator.errors import ContentError
from generator.index.brief import Brief
from generator.model import CorrectionLayer, Span

__all__ = ["Action", "Shown", "added", "row", "shown"]

_SHOWN = 160  # characters of a quotation in the list


class Action(msgspec.Struct, forbid_unknown_fields=True):
    """A correction as the page sends it: of the mark ``at`` (q3, n2, d1, E4), or of quoted words."""

    layer: CorrectionLayer
    at: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    values: dict[str, Any] = {}


class Shown(msgspec.Struct, frozen=True):
    """An annotation as the desk lists it."""

    at: str
    layer: str
    text: str
    kind: str = ""
    speaker: str = ""
    value: str = ""
    unit: str = ""
    of: str = ""
    key: bool = False
    rule: str = ""
    doubtful: bool = False


def shown(brief: Brief, doubtful: float) -> list[Shown]:
    """List the annotations of a brief, with what can be changed of them."""
    text, found = brief.article.text, brief.annotations
    names = {entity.id: entity.name for entity in found.entities}

    def words(span: Span) -> str:
        cut = " ".join(text[span.start : span.end].split())
        return cut if len(cut) <= _SHOWN else cut[:_SHOWN] + "…"

    listed = [
        Shown(
            f"q{number}",
            "quote",
            words(quote.span),
            quote.kind,
            names.get(quote.speaker or "", ""),
            rule=quote.rule,
            doubtful=min(quote.confidence, quote.speaker_confidence) < doubtful,
        )
        for number, quote in enumerate(found.quotes, 1)
    ]
    listed += [
        Shown(
            f"n{number}",
            "number",
            words(quantity.span),
            value=str(list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value),
            unit=quantity.unit or "",
            of=quantity.of or "",
            rule=quantity.rule,
            doubtful=quantity.confidence < doubtful,
        )
        for number, quantity in enumerate(found.numbers, 1)
    ]
    listed += [
        Shown(f"d{number}", "date", words(date.span), value=date.value or "", rule=date.rule)
        for number, date in enumerate(found.dates, 1)
    ]
    listed += [
        Shown(
            entity.id,
            "actor",
            entity.name,
            entity.kind,
            key=entity.key,
            rule=entity.rule,
            doubtful=entity.confidence < doubtful,
        )
        for entity in found.entities
    ]
    return listed


def row(action: Action, brief: Brief) -> dict[str, Any]:
    """Return the table that says in the file what an editor did. Raises ValueError, with what is wrong."""
    text = brief.article.text
    if action.layer == "actor":
        entity = next((one for one in brief.annotations.entities if one.id == action.at), None)
        if entity is None:
            raise ValueError("This actor is no longer on the page.")
        return {"name": entity.name, **action.values}
    if action.at:
        about = anchor(_span(action, brief), text)
    else:
        about = Anchor(action.exact, action.prefix, action.suffix)
        places = find(about, text) or find(about := Anchor(action.exact), text)
        if not places:
            raise ValueError("These words do not stand together in the article's text.")
        if len(places) > 1:
            raise ValueError("These words stand in several places: take some more of them.")
        about = anchor(places[0], text)
    given = {name: value for name, value in about._asdict().items() if value}
    return given | action.values


def added(content: str, layer: str, about: dict[str, Any], path: str) -> str:
    """Return a file of corrections with one more; it takes the place of an earlier one of the same words.

    Comments and order survive. Raises ContentError where the file is not TOML.
    """
    try:
        document = tomlkit.parse(content)
    except TOMLKitError as error:
        raise ContentError(f"is not TOML: {error}.", path=path, remedy="Mend it by hand first.") from error
    tables: Any = document.get(layer)
    if tables is None:
        tables = document[layer] = tomlkit.aot()
    same = ("name",) if layer == "actor" else ("exact", "prefix", "suffix")
    for table in tables:
        if all(table.get(name, "") == about.get(name, "") for name in same):
            table.update(about)
            break
    else:
        table = tomlkit.table()
        table.update(about)
        tables.append(table)
    return tomlkit.dumps(document)


def _span(action: Action, brief: Brief) -> Span:
    layers = {"q": brief.annotations.quotes, "n": brief.annotations.numbers, "d": brief.annotations.dates}
    found: Any = layers.get(action.at[:1], ())
    number = int(action.at[1:]) if action.at[1:].isdigit() else 0
    if not 0 < number <= len(found):
        raise ValueError("This mark is no longer on the page.")
    span: Span = found[number - 1].span
    return span
