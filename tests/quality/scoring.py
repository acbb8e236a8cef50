"""Figures for predicted annotations against gold ones, in percent.

===============================  ==============================================================
mention_f1                       named mentions with the right kind, exact span
entity_f1                        entities of the right kind that share half of all mentions
key_f1                           the entities marked key
quote_f1, _loose, _exact         quote spans that share 80 %, 30 %, all of their characters
recall_direct, mixed, indirect   of the gold quotes of a kind, those found (80 %)
speaker_acc                      of the quotes found (30 %), those with the right speaker
said_f1                          quotes (80 %) with the right speaker: who said what
number_f1                        overlapping span, right value
number_unit, _of, _qualifier     of the numbers found, those with the right unit…
date_f1                          overlapping span, right value
===============================  ==============================================================

White space does not count when two texts are laid side by side, nor do quotation marks and
punctuation at either end of a quote. What is optional in the gold counts neither found nor missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.model import Annotations, Entity, Quote, Span
from tests.quality.gold import Gold

__all__ = ["HEADLINE_FIGURES", "SAID_FIGURES", "Tally", "figures"]

NEAR, FAR, TOUCH = 0.8, 0.3, 0.01
_EDGE = frozenset("\"'“”„‟«»‹›‘’`´()[]…,.;:!?—–- \u00a0\u202f")
_KINDS = ("direct", "mixed", "indirect")

# What the floors hold and the tables show.
SAID_FIGURES = (
    "quote_f1", "quote_p", "quote_loose", "quote_exact", "said_f1", "speaker_acc",
    "recall_direct", "recall_mixed", "recall_indirect",
)  # fmt: skip
HEADLINE_FIGURES = (
    "mention_f1", "entity_f1", "key_f1", *SAID_FIGURES,
    "number_f1", "number_unit", "number_of", "number_qualifier", "date_f1",
)  # fmt: skip


class _Range(NamedTuple):
    """A half-open range of positions that count characters other than white space."""

    start: int
    end: int


class _Ruler:
    """Lays a text out along positions that leave out white space, from ``origin`` on."""

    def __init__(self, text: str, origin: int = 0) -> None:
        self._text = text
        self._at = [origin]
        for character in text:
            self._at.append(self._at[-1] + (not character.isspace()))

    def measure(self, span: Span) -> _Range:
        return _Range(self._at[span.start], self._at[span.end])

    def measure_words(self, span: Span) -> _Range:
        """Leave out what stands at either end without being part of the wording."""
        start, end = span
        while start < end and self._text[start] in _EDGE:
            start += 1
        while end > start and self._text[end - 1] in _EDGE:
            end -= 1
        return self.measure(Span(start, end))


def _origin(gold: str, mine: str) -> int | None:
    """Where one text begins within the other, white space left out; None where neither holds the other."""
    one, other = ("".join(text.split()) for text in (gold, mine))
    if (at := one.find(other)) >= 0:
        return at
    return -other.find(one) if one in other else None


def _shared(a: _Range, b: _Range) -> float:
    """Intersection over union."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0


def _match(
    rows: int, columns: int, score: Callable[[int, int], float], least: float
) -> list[tuple[int, int]]:
    """Pair rows with columns one to one, greedily, the best scores first."""
    cells = [(score(i, j), i, j) for i in range(rows) for j in range(columns)]
    pairs: list[tuple[int, int]] = []
    rest_i, rest_j = set(range(rows)), set(range(columns))
    for value, i, j in sorted(cells, key=lambda cell: -cell[0]):
        if value < least:
            break
        if i in rest_i and j in rest_j:
            rest_i.remove(i)
            rest_j.remove(j)
            pairs.append((i, j))
    return pairs


def _match_ranges(a: Sequence[_Range], b: Sequence[_Range], least: float) -> list[tuple[int, int]]:
    return _match(len(a), len(b), lambda i, j: _shared(a[i], b[j]), least)


class Tally:
    """Running counts over the articles of a set."""

    def __init__(self, kinds: Collection[str] = ()) -> None:
        """``kinds`` limits the quotes to those that the gold set annotates."""
        self.kinds = frozenset(kinds)
        self.counts: Counter[str] = Counter()

    def add(self, gold: Gold, text: str, mine: Annotations) -> None:
        """Count one article; ``mine`` indexes ``text``, which may lack the headline or have more."""
        origin = _origin(gold.text, text)
        if origin is None:
            self.counts["unaligned"] += 1
            origin, text, mine = 0, "", Annotations()
        theirs, ours = _Ruler(gold.text), _Ruler(text, origin)
        speakers = self._entities(gold, theirs, mine, ours)
        self._quotes(gold, theirs, mine, ours, speakers)
        self._values("number", gold, theirs, mine, ours)
        self._values("date", gold, theirs, mine, ours)

    def _count(self, name: str, hit: int, gold: int, found: int) -> None:
        self.counts[f"{name} hit"] += hit
        self.counts[f"{name} gold"] += gold
        self.counts[f"{name} found"] += found

    def _entities(self, gold: Gold, theirs: _Ruler, mine: Annotations, ours: _Ruler) -> Mapping[str, str]:
        """Count entities; return which of ours stands for which gold one, by id."""
        free = {
            theirs.measure(m)
            for e in gold.annotations.entities
            if ("entities", e.id) in gold.optional
            for m in e.mentions
        }

        def touches(spot: _Range) -> bool:
            return any(_shared(spot, other) > 0 for other in free)

        def spots(entity: Entity, ruler: _Ruler) -> frozenset[_Range]:
            return frozenset(ruler.measure(m) for m in entity.mentions)

        wanted = [
            (e, spots(e, theirs))
            for e in gold.annotations.entities
            if ("entities", e.id) not in gold.optional
        ]
        got = [(e, spots(e, ours)) for e in mine.entities]
        got = [(e, s) for e, s in got if not s or not all(map(touches, s))]
        typed = {(e.kind, spot) for e, s in wanted for spot in s}
        typed_mine = {(e.kind, spot) for e, s in got for spot in s if not touches(spot)}
        self._count("mention", len(typed & typed_mine), len(typed), len(typed_mine))

        def overlap(i: int, j: int) -> float:
            a, b = wanted[i][1], got[j][1]
            return len(a & b) / (len(a | b) or 1)

        def same(i: int, j: int) -> float:
            return overlap(i, j) if wanted[i][0].kind == got[j][0].kind else 0.0

        self._count("entity", len(_match(len(wanted), len(got), same, 0.5)), len(wanted), len(got))
        pairs = _match(len(wanted), len(got), overlap, TOUCH)
        self._count(
            "key",
            sum(wanted[i][0].key and got[j][0].key for i, j in pairs),
            sum(e.key for e, _ in wanted),
            sum(e.key for e, _ in got),
        )
        return {wanted[i][0].id: got[j][0].id for i, j in pairs}

    def _quotes(
        self, gold: Gold, theirs: _Ruler, mine: Annotations, ours: _Ruler, speakers: Mapping[str, str]
    ) -> None:
        wanted = [q for q in gold.annotations.quotes if not self.kinds or q.kind in self.kinds]
        got = [q for q in mine.quotes if not self.kinds or q.kind in self.kinds]
        at = [theirs.measure_words(q.span) for q in wanted]
        at_mine = [ours.measure_words(q.span) for q in got]
        free = [("quotes", q.span) in gold.optional for q in wanted]
        spare = {j for i, j in _match_ranges(at, at_mine, FAR) if free[i]}
        wanted, at = _keep(wanted, free), _keep(at, free)
        taken = [j in spare for j in range(len(got))]
        got, at_mine = _keep(got, taken), _keep(at_mine, taken)
        near, far = _match_ranges(at, at_mine, NEAR), _match_ranges(at, at_mine, FAR)

        scored = {e.id for e in gold.annotations.entities if ("entities", e.id) not in gold.optional}

        def right(want: Quote, have: Quote) -> bool:
            if want.speaker in scored:
                return have.speaker is not None and speakers.get(want.speaker or "") == have.speaker
            if gold.annotations.entities and have.speaker is not None:
                return False
            if want.speaker_span is None or have.speaker_span is None:
                return want.speaker_span is have.speaker_span
            return _shared(theirs.measure(want.speaker_span), ours.measure(have.speaker_span)) > 0

        sure = {(i, j) for i, j in far if right(wanted[i], got[j])}
        size = (len(wanted), len(got))
        self._count("quote", len(near), *size)
        self._count("quote_loose", len(far), *size)
        self._count("quote_exact", sum(at[i] == at_mine[j] for i, j in near), *size)
        self._count("said", sum(pair in sure for pair in near), *size)
        self._count("speaker", len(sure), len(far), len(far))
        found = {i for i, _ in near}
        for i, quote in enumerate(wanted):
            self._count(quote.kind, i in found, 1, 0)

    def _values(self, name: str, gold: Gold, theirs: _Ruler, mine: Annotations, ours: _Ruler) -> None:
        layer = name + "s"
        wanted, got = list(getattr(gold.annotations, layer)), list(getattr(mine, layer))
        at, at_mine = [theirs.measure(x.span) for x in wanted], [ours.measure(x.span) for x in got]
        free = [(layer, x.span) in gold.optional for x in wanted]
        spare = {j for i, j in _match_ranges(at, at_mine, TOUCH) if free[i]}
        wanted, at = _keep(wanted, free), _keep(at, free)
        taken = [j in spare for j in range(len(got))]
        got, at_mine = _keep(got, taken), _keep(at_mine, taken)
        pairs = _match_ranges(at, at_mine, TOUCH)
        good = [(wanted[i], got[j]) for i, j in pairs if _same_value(wanted[i].value, got[j].value)]
        self._count(name, len(good), len(wanted), len(got))
        self._count(f"{name}_span", len(pairs), len(wanted), len(got))
        if name == "number":
            self._count("unit", sum(a.unit == b.unit for a, b in good), len(good), 0)
            self._count("of", sum(_same_thing(a.of, b.of) for a, b in good), len(good), 0)
            self._count("qualifier", sum(a.qualifier == b.qualifier for a, b in good), len(good), 0)

    def figures(self) -> dict[str, float]:
        """Return every figure that the gold has something to say about."""
        out: dict[str, float] = {}
        for name, label in (
            ("mention", "mention_f1"), ("entity", "entity_f1"), ("key", "key_f1"), ("quote", "quote_f1"),
            ("quote_loose", "quote_loose"), ("quote_exact", "quote_exact"), ("said", "said_f1"),
            ("number", "number_f1"), ("number_span", "number_span_f1"), ("date", "date_f1"),
            ("date_span", "date_span_f1"),
        ):  # fmt: skip
            hit, gold, found = (self.counts[f"{name} {part}"] for part in ("hit", "gold", "found"))
            if gold:
                out[label] = _percent(2 * hit, gold + found)
                out[f"{name}_p"], out[f"{name}_r"] = _percent(hit, found), _percent(hit, gold)
        for name, label in (
            *((kind, f"recall_{kind}") for kind in _KINDS),
            ("speaker", "speaker_acc"), ("unit", "number_unit"), ("of", "number_of"),
            ("qualifier", "number_qualifier"),
        ):  # fmt: skip
            if self.counts[f"{name} gold"]:
                out[label] = _percent(self.counts[f"{name} hit"], self.counts[f"{name} gold"])
        return out


def figures(
    gold: Iterable[Gold], mine: Mapping[str, tuple[str, Annotations]], kinds: Collection[str] = ()
) -> dict[str, float]:
    """Score a whole set; ``mine`` maps an article's id to its text and annotations."""
    tally = Tally(kinds)
    for article in gold:
        tally.add(article, *mine[article.id])
    return tally.figures()


def _keep(items: Sequence[Any], drop: Sequence[bool]) -> list[Any]:
    return [item for item, dropped in zip(items, drop, strict=True) if not dropped]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _same_value(a: Any, b: Any) -> bool:
    """Whether two values agree to one percent; a bare number stands for a range from it to it."""
    if isinstance(a, tuple | list) or isinstance(b, tuple | list):
        a, b = (x if isinstance(x, tuple | list) else (x, x) for x in (a, b))
        return len(a) == len(b) and all(map(_same_value, a, b))
    if a is None or b is None:
        return a is b
    try:
        return abs(float(a) - float(b)) <= 0.01 * max(1e-9, abs(float(a)))
    except ValueError:  # a date
        return str(a) == str(b)


def _same_thing(a: str | None, b: str | None) -> bool:
    """Whether two phrases for what is counted have a word in common, or both are missing."""
    if not a or not b:
        return not a and not b
    one, other = (
        {w.strip("'’.,").lower() for w in x.replace("'", " ").replace("’", " ").split()} for x in (a, b)
    )
    return bool(one & other)
