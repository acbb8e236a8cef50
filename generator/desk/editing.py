"""From what an editor does on a page to a line in the file of corrections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError

from generator.corrections.anchors import Anchor, anchor, find
from generator.errors import ContentError
from generator.index.brief import Brief
from generator.model import CorrectionLayer, Span

__all__ = ["Action", "edited"]

_LAYERS: Mapping[str, CorrectionLayer] = {"q": "quote", "n": "number", "d": "date", "m": "note", "E": "actor"}
_ANCHOR = ("exact", "prefix", "suffix")


class Action(msgspec.Struct, forbid_unknown_fields=True):
    """A correction as the page sends it: of the mark ``at`` (q3, n2, d1, m1, E4), of quoted words, or both.

    With both, the mark is now of those words; one of another ``layer`` was not what it was taken for.
    ``forget`` takes back what an editor has said, so that rules decide again.
    """

    layer: CorrectionLayer
    at: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    values: dict[str, Any] = {}
    forget: bool = False


def edited(content: str, action: Action, brief: Brief, path: str) -> str:
    """Return a file of corrections after one more; it takes the place of an earlier one of the same words.

    Comments and order survive. Raises ValueError for what cannot be done, ContentError where the file
    is not TOML.
    """
    try:
        document = tomlkit.parse(content)
    except TOMLKitError as error:
        raise ContentError(f"is not TOML: {error}.", path=path, remedy="Mend it by hand first.") from error
    _File(document, brief.article.text).take(action, brief)
    return tomlkit.dumps(document)


class _File:
    """A file of corrections that is being edited."""

    def __init__(self, document: tomlkit.TOMLDocument, text: str) -> None:
        self._document: Any = document
        self._text = text

    def take(self, action: Action, brief: Brief) -> None:
        if not action.at and action.exact and action.layer != "note":
            self._retype(action.layer, self._quoted(action), brief)
        if action.layer == "actor" and (not action.at or action.at.startswith("E")):
            self._actor(action, brief)
            return
        was = _marked(action.at, brief) if action.at else None
        before = _LAYERS.get(action.at[:1], action.layer) if action.at else action.layer
        now = self._quoted(action) if action.exact else was
        if now is None:
            raise ValueError("Select some words, or a mark.")
        if action.forget:
            self._forget(before, now)
            return
        if action.layer == "note" and before != "note":
            was = None  # a note beside a mark
        elif was is not None and (before != action.layer or not _share(was, now)):
            self._forget(before, was)
            if before != "note":
                self._set(before, was, was, {"remove": True})
            was = None
        if action.layer == "actor":
            self._name(action, now, brief)
        else:
            self._set(action.layer, was or now, now, action.values)

    def _retype(self, layer: str, span: Span, brief: Brief) -> None:
        """Take away what the words were taken for so far, if they are now something else."""
        found = brief.annotations
        others: dict[str, Any] = {"number": found.numbers, "date": found.dates}
        for other, marks in others.items():
            if other != layer and any(self._alike(mark.span, span) for mark in marks):
                self._forget(other, span)
                self._set(other, span, span, {"remove": True})

    def _actor(self, action: Action, brief: Brief) -> None:
        """Say something of an actor wherever the article names it, or (with words) of one mention."""
        name = action.values.get("name") or action.exact
        if action.at:
            entity = next((one for one in brief.annotations.entities if one.id == action.at), None)
            if entity is None:
                raise ValueError("This actor is no longer on the page.")
            name = entity.name
        if action.forget:
            self._drop("actor", lambda table: name in (table.get("name"), table.get("rename")))
            return
        if action.exact:
            self._name(action, self._quoted(action), brief, name)
            return
        values = {key: value for key, value in action.values.items() if key != "name"}
        tables = self._tables("actor")
        for table in tables:
            if name in (table.get("name"), table.get("rename")) and not table.get("exact"):
                _fill(table, values)
                return
        tables.append(_table({"name": name, **values}))

    def _name(self, action: Action, span: Span, brief: Brief, name: str = "") -> None:
        """Say who or what some words name; everywhere, unless they are short for somebody or not the name."""
        words = self._text[slice(*span)]
        name = name or str(action.values.get("name") or words)
        values = {key: value for key, value in action.values.items() if key != "name"}
        taken = {self._text[slice(*each)] for one in brief.annotations.entities for each in one.mentions}
        own = words not in taken or any(one.name == words for one in brief.annotations.entities)
        everywhere = own and name == words and not values.get("remove")
        about = {} if everywhere else _given(anchor(span, self._text))
        for table in self._tables("actor"):
            if table.get("name") == name and all(table.get(key) == about.get(key) for key in _ANCHOR):
                _fill(table, values)
                return
        self._tables("actor").append(_table({"name": name, **about, **values}))

    def _set(self, layer: str, was: Span, now: Span, values: Mapping[str, Any]) -> None:
        """Correct what stands at ``was``, and say that it stands at ``now``."""
        tables = self._tables(layer)
        for table in tables:
            place = self._place(table)
            if place is not None and any(self._alike(place, span) for span in (was, now)):
                if not self._alike(place, now):
                    for key in _ANCHOR:
                        table.pop(key, None)
                    table.update(_given(anchor(now, self._text)))
                if "remove" in values:
                    for key in [key for key in table if key not in _ANCHOR]:
                        del table[key]
                else:
                    table.pop("remove", None)
                _fill(table, values)
                return
        tables.append(_table({**_given(anchor(now, self._text)), **values}))

    def _forget(self, layer: str, span: Span) -> None:
        def about(table: Any) -> bool:
            place = self._place(table)
            return place is not None and self._alike(place, span)

        self._drop(layer, about)

    def _drop(self, layer: str, which: Any) -> None:
        tables = self._document.get(layer, [])
        for at in reversed(range(len(tables))):
            if which(tables[at]):
                del tables[at]
        if layer in self._document and not tables:
            del self._document[layer]

    def _tables(self, layer: str) -> Any:
        if layer not in self._document:
            self._document[layer] = tomlkit.aot()
        return self._document[layer]

    def _place(self, table: Any) -> Span | None:
        places = find(Anchor(*(str(table.get(key, "")) for key in _ANCHOR)), self._text)
        return places[0] if len(places) == 1 else None

    def _alike(self, one: Span, other: Span) -> bool:
        return self._text[slice(*one)].strip() == self._text[slice(*other)].strip() and _share(one, other)

    def _quoted(self, action: Action) -> Span:
        about = Anchor(action.exact, action.prefix, action.suffix)
        places = find(about, self._text)
        if not places:
            places = find(Anchor(action.exact), self._text)
        if not places:
            raise ValueError("These words do not stand together in the article's text.")
        if len(places) > 1:
            raise ValueError("These words stand in several places: take some more of them.")
        return places[0]


def _marked(at: str, brief: Brief) -> Span:
    found = brief.annotations
    mentions = next((one.mentions for one in found.entities if one.id == at), ())
    if mentions:
        return next((one for one in mentions if one.start > len(brief.article.title)), mentions[0])
    layers: dict[str, Any] = {"q": found.quotes, "n": found.numbers, "d": found.dates, "m": found.notes}
    marks = layers.get(at[:1], ())
    number = int(at[1:]) if at[1:].isdecimal() else 0
    if not 0 < number <= len(marks):
        raise ValueError("This mark is no longer on the page.")
    span: Span = marks[number - 1].span
    return span


def _share(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _given(about: Anchor) -> dict[str, str]:
    return {name: value.strip() for name, value in about._asdict().items() if value.strip()}


def _fill(table: Any, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value


def _table(values: Mapping[str, Any]) -> Any:
    table = tomlkit.table()
    _fill(table, values)
    return table
