"""Draw with whom an actor appears: the others in a ring around it, tied where they share briefs too.

A ring rather than forces. Libraries that lay graphs out place points without regard to the names beside
them, and end in sums of floating point that differ between machines. A dozen neighbours on two sides of
a ring leave every name its own line at any width; sorting them by their ties keeps the lines short, as in
the greedy step of Baur and Brandes, "Crossing Reduction in Circular Layouts" (2004).
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from generator.index.actors import Profile, companions, once
from generator.index.collection import Index
from generator.index.names import Key
from generator.pages import paths
from generator.pages.rows import Link
from generator.pages.wording import Wording

__all__ = ["Graph", "Label", "Neighbour", "Tie", "of_actor"]

_MOST = 12
_FEWEST = 3  # below, a line of text says it better
_BRIEFS = 2  # in one brief alone, everybody appears with everybody
_TIES = 18  # lines between neighbours
_WIDTH, _ROW, _RING = 360, 44, 56  # of the drawing, of one name, half of the ring's width
_LETTERS = 18  # in a line of a name
_LINES = 2
_THICKEST = 5

Pair = tuple[Key, Key]


class Label(NamedTuple):
    """A line of a name, and where its base line is."""

    text: str
    x: int
    y: int


class Neighbour(NamedTuple):
    """Someone who appears beside the actor, and where; ``beside`` are the neighbours that it is tied to."""

    link: Link
    briefs: int
    counted: str
    beside: tuple[Link, ...]
    x: int
    y: int
    start: bool  # on the left, so that the name ends at the point
    thick: int
    lines: tuple[Label, ...]


class Tie(NamedTuple):
    """A curve between two neighbours; ``x`` and ``y`` bend it, the further apart they are the more."""

    x1: int
    y1: int
    x2: int
    y2: int
    x: int
    y: int
    thick: int


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing with the actor at ``x``, ``y``; neighbours are those of most briefs first."""

    width: int
    height: int
    x: int
    y: int
    neighbours: tuple[Neighbour, ...]
    ties: tuple[Tie, ...]


def of_actor(profile: Profile, index: Index, words: Wording) -> Graph | None:
    """Return the actor's neighbours; None where too few briefs or too few neighbours make no picture."""
    near = companions(profile, _MOST) if profile.briefs >= _BRIEFS else []
    if len(near) < _FEWEST:
        return None
    ties = _ties(profile, [key for key, _ in near])
    order = _ordered([key for key, _ in near], ties)
    places, height = _ring(len(near))
    place = dict(zip(order, places, strict=True))
    strongest = max(ties.values(), default=1)
    links = {key: Link(index.actors[key].name, paths.actor(index.actors[key]), key.kind) for key, _ in near}
    neighbours = []
    for key, briefs in near:
        x, y = place[key]
        tied = [(one if two == key else two) for one, two in ties if key in (one, two)]
        neighbours.append(
            Neighbour(
                link=links[key],
                briefs=briefs,
                counted=words.plural("%(number)s brief", "%(number)s briefs", briefs),
                beside=tuple(links[other] for other, _ in near if other in tied),
                x=x,
                y=y,
                start=x < _WIDTH // 2,
                thick=_thick(briefs, near[0][1]),
                lines=_lines(links[key].text, x, y),
            )
        )
    return Graph(
        width=_WIDTH,
        height=height,
        x=_WIDTH // 2,
        y=height // 2,
        neighbours=tuple(neighbours),
        ties=tuple(
            _tie(place[one], place[two], height, _thick(number, strongest))
            for (one, two), number in ties.items()
        ),
    )


def _ties(profile: Profile, near: Sequence[Key]) -> dict[Pair, int]:
    """Return the pairs that most often share the actor's briefs, with the number of these."""
    chosen = set(near)
    together: Counter[Pair] = Counter()
    for entry, _ in once(profile.appearances):
        together.update(combinations(sorted({part.key for part in entry.parts} & chosen), 2))
    several = {pair: number for pair, number in together.items() if number >= _BRIEFS}
    strongest = sorted((several or together).items(), key=lambda item: (-item[1], item[0]))
    return dict(strongest[:_TIES])


def _ordered(near: Sequence[Key], ties: dict[Pair, int]) -> list[Key]:
    """Put next to each the one that has most to do with it and the ones before it."""
    left = list(near)
    order = [left.pop(0)]
    pull = dict.fromkeys(left, 0.0)
    while left:
        for key in left:
            pull[key] = pull[key] / 2 + ties.get(_pair(order[-1], key), 0)
        best = max(left, key=lambda key: (pull[key], -left.index(key)))
        left.remove(best)
        order.append(best)
    return order


def _pair(one: Key, two: Key) -> Pair:
    return (one, two) if one < two else (two, one)


def _ring(number: int) -> tuple[list[tuple[int, int]], int]:
    """Return places clockwise from the top right, and the drawing's height.

    Rows stand at equal distances on an ellipse; square roots are the same on every machine (IEEE 754).
    """
    right = (number + 1) // 2
    left = number - right
    height = right * _ROW + 8

    def side(count: int, sign: int) -> list[tuple[int, int]]:
        places = []
        for row in range(count):
            off = (2 * row + 1 - count) * _ROW // 2
            bent = sqrt(1 - (2 * off / (height + _ROW)) ** 2)
            places.append((_WIDTH // 2 + sign * round(_RING * bent), height // 2 + off))
        return places

    return side(right, 1) + side(left, -1)[::-1], height


def _tie(one: tuple[int, int], two: tuple[int, int], height: int, thick: int) -> Tie:
    apart = abs(one[1] - two[1])
    middle = (one[0] + two[0]) // 2
    bent = middle + (_WIDTH // 2 - middle) * 2 * apart // height
    return Tie(*one, *two, bent, (one[1] + two[1]) // 2, thick)


def _lines(name: str, x: int, y: int) -> tuple[Label, ...]:
    wrapped = textwrap.wrap(name, _LETTERS, max_lines=_LINES, placeholder="…") or [name[:_LETTERS]]
    beside = x + (9 if x > _WIDTH // 2 else -9)
    first = y + 4 - 7 * (len(wrapped) - 1)
    return tuple(Label(line, beside, first + 14 * number) for number, line in enumerate(wrapped))


def _thick(number: int, most: int) -> int:
    return 1 + (_THICKEST - 1) * number // max(most, 1) if number > 1 else 1
