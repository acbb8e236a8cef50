"""Gold articles for figures that move, and the score on them.

``tests/gold/series/*.txt``: an article is ``== date language source | tags``, its headline, its text. A
figure that belongs to a series is ``{12=name}``; all others belong to none.

The score is B-cubed (Bagga and Baldwin, 1998) over the figures that either side puts into a series, and each
figure's own company is not counted: a figure that is rightly left alone earns nothing, and a long series
weighs by its length and not by its square, as it would if pairs were counted. Precision is, for each
figure found in a series, the share of the others there that belong with it; recall, for each figure of
the gold, the share of the others of its series that were found with it. Figures that the annotator has
missed lack in the recall.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import identity
from generator.identity import Cast
from generator.index import collection, packed
from generator.index.brief import Brief
from generator.index.entry import Entry, entry
from generator.model import Annotations, Article, Source, Span

FOLDER = Path(__file__).parents[1] / "gold" / "series"
_MARK = re.compile(r"\{([^{}=]+)=([a-z0-9-]+)\}")

Place = tuple[str, int]  # an article's path, and which figure of it
Gold = dict[Place, str]


class Half(NamedTuple):
    """Annotated articles, and the series of their figures; ``missed`` were not found as figures."""

    entries: list[Entry]
    gold: Gold
    missed: list[tuple[str, str, str]]


def read(half: str) -> Half:
    """Annotate a half of the gold articles."""
    from generator.config import Config
    from generator.reading.articles import parse

    articles, marks = [], []
    for path, text, labels in _articles(half):
        articles.append(parse(Source(path, text.encode(), path), Config(root=FOLDER)))
        marks.append(labels)
    entries, gold, missed = [], {}, []
    annotated = _annotated(articles)
    for article, found, labels in zip(articles, annotated, marks, strict=True):
        entries.append(entry(Brief(article, found)))
        for span, name in _spans(article, labels):
            number = _figure(found, span)
            if number is None:
                missed.append((article.path, article.text[span.start : span.end], name))
            else:
                gold[article.path, number] = name
    return Half(_joined(entries), gold, missed)


def _annotated(articles: Sequence[Article]) -> Iterable[Annotations]:
    from generator.annotate.annotator import SpacyAnnotator
    from generator.config import DEFAULT_PIPELINES

    return SpacyAnnotator(DEFAULT_PIPELINES).annotate(articles)


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """Say who is who, as a build does first."""
    casts = [Cast(one.path, one.language, one.date, one.tags, tuple(one.sightings)) for one in entries]
    known = identity.resolve(casts)
    return [
        packed.join(one, tuple((part.key, known.key(one.path, part.key)) for part in one.parts), {})
        for one in entries
    ]


def found(entries: Sequence[Entry]) -> dict[Place, str]:
    """Return the series that each figure is put into, where it is."""
    index = collection.join(entries)
    return {
        (path, number): name for path, numbers in index.series_of.items() for number, name in numbers.items()
    }


def score(found: Mapping[Place, str], half: Half) -> tuple[float, float]:
    """Return precision and recall."""
    lost = {(path, -number): name for number, (path, _, name) in enumerate(half.missed, 1)}
    gold = {**half.gold, **lost}
    return _share(found, gold), _share(gold, found)


def errors(found: Mapping[Place, str], half: Half) -> Iterator[str]:
    """Describe what was wrongly joined and what kept apart."""
    titles = {one.path: one for one in half.entries}

    def told(place: Place) -> str:
        one = titles[place[0]]
        figure = one.figures[place[1] - 1]
        return f"    {one.date} {one.language} {figure.text} [{figure.of}] {figure.sentence[:90]}"

    for whole, other, label in ((found, half.gold, "JOINED"), (half.gold, found, "APART")):
        for name, places in sorted(_groups(whole).items()):
            parts = {other.get(place) or place for place in places}
            if len(parts) > 1:
                yield f"{label} {name}"
                yield from (f"  {other.get(place)}{told(place)}" for place in sorted(places))
    yield from (f"MISSED {path} {text} {name}" for path, text, name in half.missed)


def _share(one: Mapping[Place, str], other: Mapping[Place, str]) -> float:
    shares = []
    for places in _groups(one).values():
        for place in places if len(places) > 1 else ():
            same = sum(other.get(place) == other.get(it) for it in places) if place in other else 1
            shares.append((same - 1) / (len(places) - 1))
    return sum(shares) / len(shares) if shares else 1.0


def _groups(series: Mapping[Place, str]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = {}
    for place, name in series.items():
        groups.setdefault(name, []).append(place)
    return groups


def _figure(found: Annotations, span: Span) -> int | None:
    for number, quantity in enumerate(found.numbers, 1):
        if quantity.span.start < span.end and span.start < quantity.span.end:
            return number
    return None


def _spans(article: Article, labels: Sequence[tuple[str, str]]) -> Iterator[tuple[Span, str]]:
    """Find the marked words again, one after the other."""
    at = 0
    for words, name in labels:
        start = article.text.index(words, at)
        at = start + len(words)
        yield Span(start, at), name


def _articles(half: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    text = (FOLDER / f"{half}.txt").read_text(encoding="utf-8")
    for number, block in enumerate(re.split(r"(?m)^== ", text)[1:], 1):
        head, title, *body = [line for line in block.splitlines() if line.strip()]
        words, _, tags = head.partition(" | ")
        date, language, source = words.split(maxsplit=2)
        plain = [_MARK.sub(r"\1", line) for line in (title, *body)]
        matter = f"title: {plain[0]!r}\ndate: {date}\nlanguage: {language}\nsource: {source}\ntags: [{tags}]"
        whole = f"---\n{matter}\n---\n\n" + "\n\n".join(plain[1:]) + "\n"
        labels = [match.groups() for line in (title, *body) for match in _MARK.finditer(line)]
        yield f"{half}-{number:03}.md", whole, labels
