"""Gold articles for echoes, copies and stories, and the scores on them.

``tests/gold/stories/*.txt``: an article is ``== id language date source | tags #story``, then a headline
and a text, which go through the annotator. ``tests/gold/echoes/*.txt``: an article is ``== id language date
source``, then its quotations as ``speaker: words #echo`` (``?`` for a speaker who is not named).

Pairs (precision and recall over all pairs of things in one group) say how far to trust a link; B-cubed
counts by thing, so that a large group weighs no more than its members.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from generator.index import collection, entry, traces
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.entry import Entry, Part, Said
from generator.index.groups import Node
from generator.index.names import Key, slug
from generator.model import Source

FOLDER = Path(__file__).parents[1] / "gold"

Groups = Mapping[Hashable, Hashable]


def stories(half: str) -> tuple[Index, dict[str, str]]:
    """Annotate and link the articles of a half; return the index, and each article's story."""
    from generator import identity
    from generator.annotate.annotator import SpacyAnnotator
    from generator.config import DEFAULT_PIPELINES, Config
    from generator.index import packed
    from generator.reading.articles import parse

    articles, gold = [], {}
    for (path, language, date, source), tags, (title, *text) in _articles(FOLDER / "stories" / f"{half}.txt"):
        tag, _, story = tags.partition(" #")
        head = {"title": title, "date": date, "language": language, "source": source, "tags": f"[{tag}]"}
        lines = "\n".join(
            f"{key}: {value!r}" if key in ("title", "source") else f"{key}: {value}"
            for key, value in head.items()
        )
        articles.append(
            parse(
                Source(path, f"---\n{lines}\n---\n\n{' '.join(text)}\n".encode(), path), Config(root=FOLDER)
            )
        )
        gold[path] = story or path
    found = [
        entry.entry(Brief(article, annotations))
        for article, annotations in zip(
            articles, SpacyAnnotator(DEFAULT_PIPELINES).annotate(articles), strict=True
        )
    ]
    casts = [identity.Cast(one.path, one.language, one.date, one.tags, tuple(one.sightings)) for one in found]
    known = identity.resolve(casts)
    joined = [
        packed.join(one, tuple((part.key, known.key(one.path, part.key)) for part in one.parts), {})
        for one in found
    ]
    return collection.join(joined), gold


def echoes(half: str) -> tuple[Index, dict[tuple[str, int], str]]:
    """Link the quotations of a half; return the index, and each quotation's echo."""
    entries, gold = [], {}
    for (path, language, date, source), _, lines in _articles(FOLDER / "echoes" / f"{half}.txt"):
        quotes = []
        for number, line in enumerate(lines, 1):
            speaker, _, rest = line.partition(": ")
            text, _, echo = rest.partition(" #")
            kind = "organisation" if speaker.startswith("*") else "person"
            key = None if speaker == "?" else Key(kind, slug(speaker))
            quotes.append(Said(number, text, "direct", key, speaker, None, (), 1.0))
            gold[path, number] = echo or f"{path} {number}"
        parts = {
            said.speaker: Part(said.speaker, said.voice, None, 1, True) for said in quotes if said.speaker
        }
        prints = tuple(
            traces.Print(said.number, hashes) for said in quotes if (hashes := traces.prints(said.text))
        )
        entries.append(
            Entry(
                path=path, slug=path, title=path, language=language, date=date, source=source,
                author=None, tags=(), standfirst="", parts=tuple(parts.values()), quotes=tuple(quotes),
                figures=(), moments=(), prints=prints,
            )
        )  # fmt: skip
    return collection.join(entries), gold


def found_stories(index: Index, gold: Mapping[str, str]) -> dict[str, Hashable]:
    """Return which story each article was put to; itself where to none."""
    return {path: index.group_of.get(Node("story", path), path) for path in gold}


def found_echoes(index: Index, gold: Mapping[tuple[str, int], str]) -> dict[tuple[str, int], Hashable]:
    """Return which echo each quotation was put to; itself where to none."""
    return {place: index.echo_of.get(place[0], {}).get(place[1], place) for place in gold}


def pairs(found: Groups, gold: Groups) -> tuple[float, float]:
    """Return precision and recall over pairs of one group."""
    ours = {pair for pair in combinations(sorted(gold), 2) if found[pair[0]] == found[pair[1]]}
    right = {pair for pair in combinations(sorted(gold), 2) if gold[pair[0]] == gold[pair[1]]}
    both = len(ours & right)
    return both / len(ours) if ours else 1.0, both / len(right) if right else 1.0


def errors(found: Groups, gold: Groups) -> Iterator[str]:
    """Yield what was wrongly joined or kept apart."""
    for whole, other, label in ((found, gold, "JOINED"), (gold, found, "APART")):
        groups: dict[Hashable, dict[Hashable, list[Hashable]]] = {}
        for thing in sorted(gold):
            groups.setdefault(whole[thing], {}).setdefault(other[thing], []).append(thing)
        yield from (f"{label} {name}: {parts}" for name, parts in groups.items() if len(parts) > 1)


def _articles(path: Path) -> Iterator[tuple[list[str], str, list[str]]]:
    for block in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
        head, *lines = [line for line in block.splitlines() if line.strip()]
        about, _, rest = head.partition(" |")
        yield about.split(" ", 3), rest.strip(), lines
