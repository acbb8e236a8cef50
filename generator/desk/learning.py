"""What corrections tell of the rules: how often each is put right, and in what way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from generator.corrections.apply import EDITOR, apply
from generator.model import Annotations, Article, DateExpression, Entity, Quantity, Quote, Span

__all__ = ["LAYERS", "Lesson", "Lessons", "Score", "lessons"]

LAYERS = ("quote", "speaker", "number", "date", "actor")

_OF = {"quote": "quote", "speaker": "quote", "number": "number", "date": "date", "actor": "actor"}
_ASKED = {
    "quote": ("span", "kind", "cue_span"),
    "number": ("span", "value", "unit", "of", "qualifier"),
    "date": ("span", "value"),
    "actor": ("name", "kind", "role", "key", "mentions"),
}

M = TypeVar("M", Quote, Quantity, DateExpression)


class Lesson(msgspec.Struct, frozen=True):
    """A rule in articles that editors have corrected: of its ``marks``, how many were put right in what way.

    ``ways`` are what was changed (``removed``, ``span``, ``value``…); a mark may be changed in several.
    """

    layer: str
    rule: str
    marks: int
    corrected: int
    confirmed: int
    ways: dict[str, int]


class Score(msgspec.Struct, frozen=True):
    """A layer in the articles in which editors have corrected something of it.

    Of ``found`` marks, ``right`` ones were left alone or confirmed; editors have ``added`` others. What
    nobody has corrected counts as right, so that both figures are at best.
    """

    layer: str
    articles: int
    found: int
    right: int
    added: int

    @property
    def precision(self) -> float | None:
        """Of what was found, how much is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Of what there is, how much was found and right; None where there is nothing."""
        kept = self.found + self.added
        return self.right / kept if kept else None


class Lessons(msgspec.Struct, frozen=True):
    """All lessons, the rule corrected most first, and the scores of the layers."""

    articles: int
    rules: tuple[Lesson, ...]
    scores: tuple[Score, ...]


class _Fate(NamedTuple):
    """What became of a mark; ``rule`` is empty for one that an editor added, ``ways`` for one left alone."""

    layer: str
    rule: str
    ways: tuple[str, ...] = ()
    confirmed: bool = False


def lessons(articles: Iterable[tuple[Article, Annotations]]) -> Lessons:
    """Compare what rules found in articles with what editors made of it."""
    fates: list[_Fate] = []
    scores: dict[str, Counter[str]] = {layer: Counter() for layer in LAYERS}
    count = 0
    for article, before in articles:
        if not article.corrections:
            continue
        count += 1
        corrected = {one.layer for one in article.corrections}
        own = list(_fates(before, apply(article, before)))
        fates += own
        for layer in LAYERS:
            if _OF[layer] in corrected:
                scores[layer].update(_tally([fate for fate in own if fate.layer == layer]))
    return Lessons(
        count,
        tuple(sorted(_rules(fates), key=lambda one: (-one.corrected, one.layer, one.rule))),
        tuple(
            Score(layer, *(found[name] for name in ("articles", "found", "right", "added")))
            for layer, found in scores.items()
            if found["articles"]
        ),
    )


def _tally(fates: Sequence[_Fate]) -> dict[str, int]:
    by_rules = [fate for fate in fates if fate.rule]
    return {
        "articles": 1,
        "found": len(by_rules),
        "right": sum(not fate.ways for fate in by_rules),
        "added": len(fates) - len(by_rules),
    }


def _rules(fates: Iterable[_Fate]) -> Iterator[Lesson]:
    grouped: dict[tuple[str, str], list[_Fate]] = {}
    for fate in fates:
        grouped.setdefault((fate.layer, fate.rule), []).append(fate)
    for (layer, rule), some in grouped.items():
        ways = Counter(way for fate in some for way in fate.ways)
        changed = sum(bool(fate.ways) for fate in some)
        if rule and (changed or any(fate.confirmed for fate in some)):
            confirmed = sum(fate.confirmed for fate in some)
            yield Lesson(layer, rule, len(some), changed, confirmed, dict(sorted(ways.items())))


def _fates(before: Annotations, after: Annotations) -> Iterator[_Fate]:
    yield from _marks("quote", before.quotes, after.quotes)
    yield from _speakers(before.quotes, after.quotes)
    yield from _marks("number", before.numbers, after.numbers)
    yield from _marks("date", before.dates, after.dates)
    yield from _actors(before.entities, after.entities)


def _marks(layer: str, before: Sequence[M], after: Sequence[M]) -> Iterator[_Fate]:
    pairs = _pairs(before, after)
    for old, new in pairs:
        if new is None:
            yield _Fate(layer, old.rule, ("removed",))
        elif new.rule == EDITOR:
            ways = _changed(layer, old, new)
            yield _Fate(layer, old.rule, ways, confirmed=not ways)
        else:
            yield _Fate(layer, old.rule)
    known = {id(new) for _, new in pairs}
    yield from (_Fate(layer, "") for new in after if id(new) not in known)


def _speakers(before: Sequence[Quote], after: Sequence[Quote]) -> Iterator[_Fate]:
    for old, new in _pairs(before, after):
        if new is None or not (old.speaker or new.speaker):
            continue
        if new.speaker_rule != EDITOR:
            yield _Fate("speaker", old.speaker_rule or "none")
        elif new.speaker == old.speaker:
            yield _Fate("speaker", old.speaker_rule or "none", confirmed=True)
        else:
            way = "somebody else" if old.speaker and new.speaker else "nobody" if old.speaker else "somebody"
            yield _Fate("speaker", old.speaker_rule or "none", (way,))


def _actors(before: Sequence[Entity], after: Sequence[Entity]) -> Iterator[_Fate]:
    left = {entity.id: entity for entity in after}
    for old in before:
        new = left.pop(old.id, None)
        if new is None:
            merged = any(set(old.mentions) <= set(other.mentions) for other in after)
            yield _Fate("actor", old.rule, ("merged" if merged else "removed",))
        elif new.rule == EDITOR:
            ways = _changed("actor", old, new)
            yield _Fate("actor", old.rule, ways, confirmed=not ways)
        else:
            yield _Fate("actor", old.rule)
    yield from (_Fate("actor", "") for _ in left)


def _changed(layer: str, old: object, new: object) -> tuple[str, ...]:
    asked = _ASKED[layer]
    return tuple(name.removesuffix("_span") for name in asked if getattr(old, name) != getattr(new, name))


def _pairs(before: Sequence[M], after: Sequence[M]) -> list[tuple[M, M | None]]:
    """Find what became of each mark: the one after that shares most with it, each taken once."""
    shared = sorted(
        (-_common(old.span, new.span), at, to)
        for at, old in enumerate(before)
        for to, new in enumerate(after)
        if _common(old.span, new.span) > 0
    )
    partners: dict[int, int] = {}
    for _, at, to in shared:
        if at not in partners and to not in partners.values():
            partners[at] = to
    return [(old, after[partners[at]] if at in partners else None) for at, old in enumerate(before)]


def _common(one: Span, other: Span) -> float:
    """Return what two spans share, as a part of both together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0
