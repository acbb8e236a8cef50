"""The file of corrections beside an article: ``pont.corrections.toml`` beside ``pont.md``.

It is TOML with arrays of tables named after what they correct: ``[[quote]]``, ``[[number]]``, ``[[date]]``,
``[[actor]]`` and ``[[note]]``. docs/corrections.md shows each by example.
"""

from __future__ import annotations

import math
import re
import tomllib
from typing import Any

import msgspec

from generator.corrections.anchors import Anchor, find, nearest
from generator.errors import ContentError
from generator.model import Correction, Span
from generator.reading.markdown import check

__all__ = ["read"]

_LAYERS = ("quote", "number", "date", "actor", "note")
_HEAD = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_ISO = re.compile(r"-?\d{2,4}(-\d{2}(-\d{2})?)?(/-?\d{2,4}(-\d{2}(-\d{2})?)?)?")
_SEVERAL = 2
_MOST = 1e18  # what any program can count to
_LONGEST_NOTE = 4000  # characters


class _Quote(msgspec.Struct, forbid_unknown_fields=True):
    exact: str
    prefix: str = ""
    suffix: str = ""
    remove: bool = False
    kind: str | None = None
    speaker: str | None = None
    cue: str | None = None


class _Number(msgspec.Struct, forbid_unknown_fields=True):
    exact: str
    prefix: str = ""
    suffix: str = ""
    remove: bool = False
    value: float | int | list[float | int] | None = None
    unit: str | None = None
    of: str | None = None
    qualifier: str | None = None


class _Date(msgspec.Struct, forbid_unknown_fields=True):
    exact: str
    prefix: str = ""
    suffix: str = ""
    remove: bool = False
    value: str | None = None


class _Actor(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    remove: bool = False
    kind: str | None = None
    role: str | None = None
    key: bool | None = None
    rename: str | None = None
    merge: str | None = None


class _Note(msgspec.Struct, forbid_unknown_fields=True):
    exact: str
    text: str
    prefix: str = ""
    suffix: str = ""


_TYPES: dict[str, Any] = dict(zip(_LAYERS, (_Quote, _Number, _Date, _Actor, _Note), strict=True))
_CHOICES = {
    ("quote", "kind"): ("direct", "indirect", "mixed"),
    ("actor", "kind"): ("person", "organisation", "place"),
    ("number", "qualifier"): ("exact", "about", "more_than", "less_than", "at_least", "at_most", "range"),
}


def read(data: bytes, path: str, text: str) -> tuple[tuple[Correction, ...], tuple[ContentError, ...]]:
    """Return the corrections of a text, and what is wrong with others, with the line of each.

    ``path`` is the file's own, for the messages.
    """
    try:
        content = data.decode("utf-8-sig")
        tables = tomllib.loads(content)
    except UnicodeDecodeError:
        return (), (ContentError("is not UTF-8.", path=path, line=1, remedy="Save it as UTF-8."),)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else content.count("\n") + 1
        reason = _PLACE.sub("", str(error))
        return (), (ContentError(f"is not TOML: {reason}.", path=path, line=line, remedy="Mend this line."),)
    lines = _lines(content)
    found: list[Correction] = []
    problems: list[ContentError] = []
    for layer, rows in tables.items():
        if layer not in _LAYERS or not isinstance(rows, list):
            remedy = f"Write one of {', '.join(f'[[{name}]]' for name in _LAYERS)}."
            problems.append(
                ContentError(f"there is no correction «{layer}».", path=path, line=1, remedy=remedy)
            )
            continue
        for number, row in enumerate(rows):
            line = lines.get((layer, number), 1)
            try:
                found.append(_correction(layer, row, text, line))
            except (msgspec.ValidationError, ValueError, ContentError) as error:
                told = f"{error.problem}|{error.remedy}" if isinstance(error, ContentError) else str(error)
                problem, _, remedy = told.partition("|")
                problems.append(
                    ContentError(
                        f"[[{layer}]]: {problem}",
                        path=path,
                        line=line,
                        remedy=remedy or "docs/corrections.md shows what may stand here.",
                    )
                )
    return tuple(sorted(found, key=lambda one: one.line)), tuple(problems)


def _lines(content: str) -> dict[tuple[str, int], int]:
    """Return the line of each table, by its name and number."""
    counts: dict[str, int] = {}
    found: dict[tuple[str, int], int] = {}
    for number, line in enumerate(content.split("\n"), 1):
        head = _HEAD.match(line)
        if head:
            found[head[1], counts.get(head[1], 0)] = number
            counts[head[1]] = counts.get(head[1], 0) + 1
    return found


def _correction(layer: str, row: Any, text: str, line: int) -> Correction:
    values = msgspec.convert(row, type=_TYPES[layer])
    for (of, name), allowed in _CHOICES.items():
        given = getattr(values, name, None) if of == layer else None
        if given is not None and given not in allowed:
            raise ValueError(f"there is no {name} «{given}».|Write one of {', '.join(allowed)}.")
    span = _place(values, text) if values.exact else None
    about = {name: getattr(values, name) for name in row if name not in ("exact", "prefix", "suffix")}
    if layer == "date" and values.value and not _ISO.fullmatch(values.value):
        raise ValueError(f"«{values.value}» is no date.|Write it as 2024-02-03, 2024-02 or 2024.")
    if layer == "number" and not _countable(values.value):
        raise ValueError("the value is no number to count with.|Write it in figures: value = 1_290_000.")
    if layer == "note":
        if not values.text.strip() or len(values.text) > _LONGEST_NOTE:
            raise ValueError(f"a note has 1 to {_LONGEST_NOTE} characters.|Write text = with the note.")
        check(values.text, "")
    if isinstance(about.get("value"), list):
        if len(about["value"]) != _SEVERAL:
            raise ValueError("a range has two ends.|Write value = [10, 15].")
        about["value"] = tuple(about["value"])
    return Correction(layer=layer, span=span, values=about, line=line)  # type: ignore[arg-type]


def _countable(value: Any) -> bool:
    ends = value if isinstance(value, list) else [value]
    return all(end is None or (math.isfinite(end) and abs(end) < _MOST) for end in ends)


def _place(values: Any, text: str) -> Span:
    places = find(Anchor(values.exact, values.prefix, values.suffix), text)
    if not places:
        around = " with these words around it" if values.prefix or values.suffix else ""
        raise ValueError(
            f"«{_short(values.exact)}» does not stand in the article{around}."
            f"|{_perhaps(values.exact, text)}Copy the words from the article again, or delete the correction."
        )
    if len(places) > 1:
        raise ValueError(
            f"«{_short(values.exact)}» stands in {len(places)} places."
            "|Add prefix = or suffix = with the words before or after it."
        )
    return places[0]


def _perhaps(exact: str, text: str) -> str:
    found = nearest(exact, text)
    return f"Perhaps it is «{_short(' '.join(found.split()))}» now. " if found else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004  a line's worth
