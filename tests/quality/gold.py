"""Gold articles: what a careful editor would mark, read from the two forms we have.

Our own articles (``tests/gold/<lang>/*.txt``) carry their annotations inline. A header names the
entities, a line of equals signs ends it, and the article follows::

    date: 2026-10-05
    person* Joe Biden (président américain) = Biden
    organisation? YouTube
    ====
    Biden n'a {"pas demandé de trêve|Biden|Biden|a dit}, {@samedi|2026-10-03}, pour {#129|129|otages} otages.

An entity line is its kind (``*``: key, ``?``: optional), its name, its role in parentheses, and
after ``=`` its other forms, separated by bars. Inline marks, each optional with a ``?`` after its
sign, may nest:

=====================================  =======================================================
``{"text|entity|speaker words|cue}``   a direct quote; ``{~`` indirect, ``{=`` mixed
``{#text|value unit|of}``              a number; before the value ``~`` about, ``>`` ``<`` ``>=``
                                       ``<=``; ``10..15`` a range, ``20..`` an open one
``{@text|ISO 8601}``                   a date
=====================================  =======================================================

Stand-off sets (``gold/*.json`` beside ``text/*.txt``) hold the same as offsets.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from generator.model import (
    Annotations,
    DateExpression,
    Entity,
    EntityKind,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Span,
)

__all__ = ["Gold", "GoldError", "compile_markup", "read_folder"]

_ENTITY = re.compile(r"(\w+)(\*?)(\??) ([^(=]+?)(?: \((.+?)\))?(?: = (.+))?")
_KINDS: dict[str, QuoteKind] = {'"': "direct", "~": "indirect", "=": "mixed"}
_QUALIFIERS: dict[str, Qualifier] = {
    "": "exact", "~": "about", ">": "more_than", "<": "less_than", ">=": "at_least", "<=": "at_most",
}  # fmt: skip
_VALUE = re.compile(r"(>=|<=|[~<>]?)(-?[\d.]+?)(\.\.(-?\d[\d.]*)?)?(?: (\S+))?")
_FAR = 10_000  # words inside the quote are its speaker or cue only where nothing else matches


class GoldError(ValueError):
    """A gold article that contradicts itself: a form, speaker or cue that its text does not hold."""


@dataclass(frozen=True)
class Gold:
    """One annotated article. ``optional`` holds what counts neither found nor missed.

    ``optional`` has (layer, span) for quotes, numbers and dates, and ("entities", id).
    """

    id: str
    language: str
    text: str
    source: bytes  # the file as Brèves reads it
    annotations: Annotations
    optional: frozenset[tuple[str, Any]] = frozenset()


@dataclass
class _Marks:
    """What the inline marks of one article come to."""

    text: str = ""
    quotes: list[tuple[Span, QuoteKind, list[str]]] = field(default_factory=list)
    numbers: list[tuple[Span, list[str]]] = field(default_factory=list)
    dates: list[tuple[Span, list[str]]] = field(default_factory=list)
    optional: set[tuple[str, Any]] = field(default_factory=set)


def compile_markup(name: str, language: str, markup: str) -> Gold:
    """Turn one of our own gold files into offsets; GoldError where it contradicts itself."""
    header, _, body = re.split(r"\n(=+)\n", markup, maxsplit=1)
    marks = _Marks()
    _strip(body.strip("\n"), 0, marks)
    date, lines = None, []
    for line in header.strip().splitlines():
        if line.startswith("date: "):
            date = line.removeprefix("date: ")
        else:
            lines.append(line)
    entities, optional, speakers = _entities(lines, marks.text)
    front = f"---\ndate: {date}\n---\n" if date else ""
    return Gold(
        name,
        language,
        marks.text,
        (front + marks.text + "\n").encode(),
        Annotations(
            entities=tuple(entities),
            quotes=tuple(
                _quote(marks.text, span, kind, fields, speakers) for span, kind, fields in marks.quotes
            ),
            numbers=tuple(_number(marks.text, span, fields) for span, fields in marks.numbers),
            dates=tuple(DateExpression(span, fields[0] or None) for span, fields in marks.dates),
        ),
        frozenset(marks.optional | {("entities", i) for i in optional}),
    )


def _strip(markup: str, at: int, marks: _Marks, *, inside: bool = False) -> int:
    """Append text to ``marks`` from ``at`` to the end, or to the bar or brace that ends a mark."""
    while at < len(markup):
        character = markup[at]
        if inside and character == "|":
            return at
        if character != "{":
            marks.text += character
            at += 1
            continue
        sign, start = markup[at + 1], len(marks.text)
        optional = markup[at + 2] == "?"
        order = len(marks.quotes)
        at = _strip(markup, at + 2 + optional, marks, inside=True)
        end = markup.find("}", at)
        if end < 0 or at == len(markup):
            raise GoldError(f"mark without an end: {marks.text[start:][:60]!r}")
        fields = markup[at + 1 : end].split("|")
        span = Span(start, len(marks.text))
        if sign in _KINDS:
            marks.quotes.insert(order, (span, _KINDS[sign], fields))  # before those nested in it
        elif sign in "#@":
            (marks.numbers if sign == "#" else marks.dates).append((span, fields))
        else:
            raise GoldError(f"unknown sign {sign!r} before {marks.text[start:][:60]!r}")
        if optional:
            layer = {"#": "numbers", "@": "dates"}.get(sign, "quotes")
            marks.optional.add((layer, span))
        at = end + 1
    return at


def _entities(lines: list[str], text: str) -> tuple[list[Entity], set[str], dict[str, str]]:
    """Return the entities, the ids of the optional ones, and the id that each form names."""
    found, forms, optional = [], [], set()
    for number, line in enumerate(lines, 1):
        match = _ENTITY.fullmatch(line.strip())
        if not match or match[1] not in get_args(EntityKind):
            raise GoldError(f"not an entity line: {line!r}")
        kind, key, free, name, role, others = match.groups()
        if role and role not in text:
            raise GoldError(f"role not in the text: {role!r}")
        ident = f"E{number}"
        if free:
            optional.add(ident)
        names = {name, *(others.split(" | ") if others else ())}
        for form in names:
            if not _words(text, form):
                raise GoldError(f"form not in the text: {form!r}")
            forms.append((form, ident))
        found.append((ident, name, kind, role, bool(key)))
    taken: list[Span] = []
    mentions: dict[str, list[Span]] = {ident: [] for ident, *_ in found}
    for form, ident in sorted(forms, key=lambda f: (-len(f[0]), f)):
        for span in _words(text, form):
            if not any(span.start < t.end and t.start < span.end for t in taken):
                taken.append(span)
                mentions[ident].append(span)
    entities = [
        Entity(ident, name, kind, tuple(sorted(mentions[ident])), role=role, key=key)
        for ident, name, kind, role, key in found
    ]
    if bare := [e.name for e in entities if not e.mentions]:
        raise GoldError(f"every mention belongs to another entity: {bare}")
    return entities, optional, dict(forms)


def _words(text: str, form: str) -> list[Span]:
    """Where ``form`` stands in the text as whole words."""
    edge_before = r"(?<!\w)" if form[0].isalnum() else ""
    edge_after = r"(?!\w)" if form[-1].isalnum() else ""
    return [Span(*m.span()) for m in re.finditer(edge_before + re.escape(form) + edge_after, text)]


def _nearest(text: str, words: str, span: Span) -> Span:
    """Return the occurrence of ``words`` nearest to a quote, in its own sentence where possible."""

    def distance(spot: Span) -> int:
        if spot.start >= span.start and spot.end <= span.end:
            return _FAR
        between = text[span.end : spot.start] if spot.start >= span.end else text[spot.end : span.start]
        crosses = re.search(r"[.!?…]\W*\s+\W*[A-ZÀ-Ý]|\n", between)
        return len(between) + (200 if crosses else 0)

    spots = _words(text, words)
    if not spots:
        raise GoldError(f"speaker or cue not in the text: {words!r}")
    return min(spots, key=distance)


def _quote(text: str, span: Span, kind: QuoteKind, fields: list[str], speakers: dict[str, str]) -> Quote:
    speaker, words, cue = (*fields, "", "", "")[:3]
    if speaker and speaker not in speakers:
        raise GoldError(f"unknown speaker {speaker!r}")
    return Quote(
        span,
        kind,
        speaker=speakers.get(speaker),
        speaker_span=_nearest(text, words, span) if words else None,
        cue_span=_nearest(text, cue, span) if cue else None,
    )


def _number(text: str, span: Span, fields: list[str]) -> Quantity:
    match = _VALUE.fullmatch(fields[0])
    if not match:
        raise GoldError(f"not a value: {fields[0]!r}")
    sign, low, dots, high, unit = match.groups()
    of = fields[1] if len(fields) > 1 and fields[1] else None
    if of and of not in text:
        raise GoldError(f"what is counted is not in the text: {of!r}")
    value: float | tuple[float, float | None] = float(low)
    qualifier = _QUALIFIERS[sign]
    if dots:
        value = (float(low), float(high) if high else None)
        qualifier = qualifier if sign else "range" if high else "at_least"
    return Quantity(span, value, unit=unit, of=of, qualifier=qualifier)


def _standoff(path: Path, text: str) -> Gold:
    raw = json.loads(path.read_text(encoding="utf-8"))
    span = lambda value: Span(*value) if value else None  # noqa: E731
    optional: set[tuple[str, Any]] = {
        ("entities", e["id"]) for e in raw.get("entities", []) if e.get("optional")
    }
    for layer in ("quotes", "numbers", "dates"):
        optional |= {(layer, Span(*x["span"])) for x in raw.get(layer, []) if x.get("optional")}
    return Gold(
        raw["id"],
        raw["lang"],
        text,
        text.encode(),
        Annotations(
            entities=tuple(
                Entity(
                    e["id"],
                    e["name"],
                    e["kind"],
                    tuple(Span(*m) for m in e["mentions"]),
                    e["role"],
                    key=e["key"],
                )
                for e in raw.get("entities", [])
            ),
            quotes=tuple(
                Quote(Span(*q["span"]), q["kind"], q["speaker"], span(q["speaker_span"]), span(q["cue_span"]))
                for q in raw.get("quotes", [])
            ),
            numbers=tuple(
                Quantity(Span(*n["span"]), n["value"], n["unit"], n["of"], qualifier=n["qualifier"])
                for n in raw.get("numbers", [])
            ),
            dates=tuple(DateExpression(Span(*d["span"]), d["value"]) for d in raw.get("dates", [])),
        ),
        frozenset(optional),
    )


def read_folder(folder: Path) -> list[Gold]:
    """Read every gold article of a folder, sorted by id: our own form, or text/ and gold/."""
    if (folder / "gold").is_dir():
        return [
            _standoff(path, (folder / "text" / f"{path.stem}.txt").read_text(encoding="utf-8"))
            for path in sorted((folder / "gold").glob("*.json"))
        ]
    articles = []
    for path in sorted(folder.glob("*.txt")):
        try:
            articles.append(compile_markup(path.stem, folder.name, path.read_text(encoding="utf-8")))
        except GoldError as error:
            raise GoldError(f"{path}: {error}") from error
    return articles
