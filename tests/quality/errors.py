"""List what is wrong with one layer on a gold folder, article by article.

python tests/quality/errors.py GOLD_DIR {entities,quotes,numbers,dates} [--only ID,ID] [--kinds direct,mixed]

``-`` is a miss, ``+`` an invention, ``~`` a difference. Without a layer, only the figures are printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model import Annotations, Span
from tests.quality.gold import Gold, read_folder
from tests.quality.scoring import figures
from tests.quality.sets import annotate

__all__ = ["LAYERS", "Difference", "differences"]

LAYERS = ("entities", "quotes", "numbers", "dates")
_FIELDS = {
    "quotes": ("kind", "speaker"),
    "numbers": ("value", "unit", "of", "qualifier"),
    "dates": ("value",),
}
_CONTEXT = 30
_EDGES = " .,;:!?…\u00a0\u202f"


@dataclass(frozen=True)
class Difference:
    """One thing that gold and Brèves say differently. ``severity`` is how badly it misleads a reader."""

    article: str
    layer: str
    sign: str  # "-", "+" or "~"
    line: str
    severity: float
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.sign}{' (optional)' if self.optional else ''} {self.line}"


def differences(
    gold: Gold, text: str, mine: Annotations, layer: str, kinds: Collection[str] = ()
) -> list[Difference]:
    """Compare one layer of one article, in text order."""
    shift = max(0, gold.text.find(text))
    kinds = kinds if layer == "quotes" else ()
    found = _entities(gold, mine, shift) if layer == "entities" else _spans(gold, mine, shift, layer, kinds)
    return list(found)


def _entities(gold: Gold, mine: Annotations, shift: int) -> Iterator[Difference]:
    def table(annotations: Annotations, by: int) -> dict[Span, Any]:
        return {Span(m.start + by, m.end + by): e for e in annotations.entities for m in e.mentions}

    theirs, ours = table(gold.annotations, 0), table(mine, shift)
    for span in sorted({*theirs, *ours}):
        want, got = theirs.get(span), ours.get(span)
        surface = gold.text[slice(*span)]
        free = want is not None and ("entities", want.id) in gold.optional
        if got is None and want is not None and not free:
            yield Difference(gold.id, "entities", "-", f"{surface!r} {want.kind} {want.name!r}", 1 + want.key)
        elif want is None and got is not None:
            around = gold.text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]
            line = f"{surface!r} {got.kind} {got.name!r} ({got.rule})  …{around!r}"
            yield Difference(gold.id, "entities", "+", line, got.confidence + got.key)
        elif want is not None and got is not None and want.kind != got.kind and not free:
            line = f"{surface!r} {want.kind} / {got.kind} {got.name!r} ({got.rule})"
            yield Difference(gold.id, "entities", "~", line, 0.5 + want.key)
    for name, one, other in (
        ("key missed", gold.annotations, mine),
        ("key invented", mine, gold.annotations),
    ):
        known = {e.name for e in other.entities if e.key}
        for entity in one.entities:
            if entity.key and entity.name not in known:
                yield Difference(gold.id, "entities", "~", f"{name}: {entity.name!r}", 0.8)


def _spans(
    gold: Gold, mine: Annotations, shift: int, layer: str, kinds: Collection[str]
) -> Iterator[Difference]:
    names = {e.id: e.name for e in gold.annotations.entities}
    our_names = {e.id: e.name for e in mine.entities}
    wanted = [x for x in getattr(gold.annotations, layer) if not kinds or x.kind in kinds]
    got = [x for x in getattr(mine, layer) if not kinds or x.kind in kinds]
    spots = [Span(x.span.start + shift, x.span.end + shift) for x in got]
    rest = set(range(len(got)))
    for want in wanted:
        free = (layer, want.span) in gold.optional
        surface = gold.text[slice(*want.span)]
        best = max(rest, key=lambda n: (_common(want.span, spots[n]), -n), default=None)
        if best is None or not _common(want.span, spots[best]):
            if not free:
                severity = 3.0 if getattr(want, "kind", "") == "direct" else 1.5
                yield Difference(
                    gold.id,
                    layer,
                    "-",
                    f"{surface!r} {_describe(want, layer, names, gold.text, 0)}",
                    severity,
                )
            continue
        rest.remove(best)
        have = got[best]
        words = gold.text[slice(*spots[best])]
        a, b = (_fields(x, layer, n) for x, n in ((want, names), (have, our_names)))
        if a != b or words.strip(_EDGES) != surface.strip(_EDGES):
            line = (
                f"{surface!r} / {words!r}\n      {_describe(want, layer, names, gold.text, 0)}"
                f"\n      {_describe(have, layer, our_names, gold.text, shift)}"
            )
            yield Difference(gold.id, layer, "~", line, (2 * have.confidence if a != b else 0.5), free)
    for n in sorted(rest):
        line = f"{gold.text[slice(*spots[n])]!r} {_describe(got[n], layer, our_names, gold.text, shift)}"
        yield Difference(gold.id, layer, "+", line, 2 * got[n].confidence)


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _fields(item: Any, layer: str, names: dict[str, str]) -> tuple[Any, ...]:
    values = (getattr(item, field) for field in _FIELDS[layer])
    return tuple(
        names.get(v, v) if isinstance(v, str) else tuple(v) if isinstance(v, list) else v for v in values
    )


def _describe(item: Any, layer: str, names: dict[str, str], text: str, shift: int) -> str:
    parts = [str(value) for value in _fields(item, layer, names)]
    if layer == "quotes":
        parts += [
            repr(text[span.start + shift : span.end + shift])
            for span in (item.speaker_span, item.cue_span)
            if span
        ]
        parts += filter(None, [item.speaker_rule])
    return " · ".join([*parts, *filter(None, [item.rule])])


def _print_set(folder: Path, layer: str | None, only: Collection[str], kinds: Sequence[str]) -> None:
    articles = [gold for gold in read_folder(folder) if not only or gold.id in only]
    mine = annotate(articles)
    for gold in articles if layer else ():
        print(f"== {gold.id}")
        for difference in differences(gold, *mine[gold.id], layer or "", kinds):
            print(f"  {difference}")
    for name, value in figures(articles, mine, kinds).items():
        print(f"{name:18} {value}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("layer", choices=LAYERS, nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--kinds", default="")
    args = parser.parse_args()
    _print_set(
        args.gold, args.layer, set(filter(None, args.only.split(","))), [*filter(None, args.kinds.split(","))]
    )


if __name__ == "__main__":
    main()
