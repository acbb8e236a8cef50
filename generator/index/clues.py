"""What tells a brief's story from others: who acts, its tags, telling words, figures and days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.index.entry import Entry
from generator.index.names import slug
from generator.index.telling import stem

__all__ = ["Clue", "clues"]

# Points for sharing what is at the centre of both briefs; in one that names it in passing, a part of them.
_POINTS = {"person": 3.0, "organisation": 2.6, "place": 1.4}
_TAG, _WORD, _FIGURE, _DAY = 2.0, 1.2, 1.6, 0.7
_ASIDE = 0.5  # that part; also of a word that the headline leaves out
_NAMED = 2  # mentions that make somebody count who has no role


class Clue(NamedTuple):
    """What briefs of one story share: an actor's or a place's name, a tag, word, figure or day."""

    kind: Literal["actor", "tag", "word", "figure", "day"]
    name: str


def clues(entry: Entry) -> Iterator[tuple[Clue, float]]:
    """Yield an entry's clues, each once, with the points for sharing it.

    An actor is known by its name alone: what kind of thing a name is, articles do not always tell.
    """
    actors: dict[Clue, float] = {}
    for part in entry.parts:
        if part.central or part.role or part.mentions >= _NAMED:
            points = _POINTS[part.key.kind] * (1.0 if part.central else _ASIDE)
            actors.setdefault(Clue("actor", part.key.name), points)
    yield from actors.items()
    for name in dict.fromkeys(map(slug, entry.tags)):
        yield Clue("tag", name), _TAG
    told: dict[Clue, float] = {}
    for word in entry.telling.headline:
        told.setdefault(Clue("word", stem(word, entry.language)), _WORD)
    for word in entry.telling.lead:
        told.setdefault(Clue("word", stem(word, entry.language)), _WORD * _ASIDE)
    yield from told.items()
    for figure in entry.telling.figures:
        yield Clue("figure", figure), _FIGURE
    for day in entry.telling.days:
        yield Clue("day", day), _DAY
