"""Draw over time in which way briefs bring something up: it speaks, it is spoken of, it is only named.

Plain stacked bars on whole numbers: a drawing library writes its colours and fonts into the file, which the
pages' security policy forbids and the dark scheme cannot change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.actors import Profile, once
from generator.index.entry import Entry, Part
from generator.pages import paths
from generator.pages.wording import Wording

__all__ = ["KINDS", "Bar", "Stretch", "Timeline", "of_actor", "of_entries"]

KINDS = ("speaks", "spoken", "named")  # from the axis upwards

_WIDTH, _HEIGHT = 360, 96  # of the drawing, without the line of labels beneath
_WIDEST = 44  # a bar with the space beside it
_MONTHS = 24  # months on one axis; a longer time is told by years
_YEARS = 24
_LABEL = 30  # of the drawing's width, for one label

Kind = int  # a place in KINDS


class Stretch(NamedTuple):
    """The part of a bar that one kind takes; ``y`` counts downwards."""

    kind: str
    y: int
    height: int


class Bar(NamedTuple):
    """A month or a year: ``counts`` are briefs, in the order of KINDS; ``tick`` is its label on the axis."""

    name: str
    href: str
    counts: tuple[int, ...]
    briefs: int
    tick: str
    x: int
    width: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart of bars, oldest first. ``kinds`` are those that occur; ``most`` is the highest bar's count."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    kinds: tuple[str, ...]
    most: int
    first: str
    last: str


def of_actor(profile: Profile, words: Wording) -> Timeline | None:
    """Return in which way the briefs name an actor, over time; None if they are all of one month."""
    return _drawn([(entry.date, _kind(part)) for entry, part in once(profile.appearances)], words)


def of_entries(entries: Iterable[Entry], words: Wording) -> Timeline | None:
    """Return how many briefs there are over time; None if they are all of one month."""
    articles = {entry.counted: entry for entry in entries}.values()
    return _drawn([(entry.date, KINDS.index("named")) for entry in articles], words)


def _kind(part: Part) -> Kind:
    return KINDS.index("speaks" if part.quotes else "spoken" if part.spoken else "named")


def _drawn(found: Iterable[tuple[str | None, Kind]], words: Wording) -> Timeline | None:
    dated = [(date[:7], kind) for date, kind in found if date and len(date) >= len("2026-10")]
    if len({month for month, _ in dated}) <= 1:
        return None
    first, last = min(dated)[0], max(dated)[0]
    months = _ordinal(last) - _ordinal(first) + 1
    if months <= _MONTHS:
        periods = [_month(number) for number in range(_ordinal(first), _ordinal(last) + 1)]
    else:
        years = range(int(first[:4]), int(last[:4]) + 1)
        periods = [f"{year:04}" for year in years][-_YEARS:]
    counts = {period: [0] * len(KINDS) for period in periods}
    for month, kind in dated:
        period = month[: len(periods[0])]
        if period in counts:
            counts[period][kind] += 1
    most = max(sum(each) for each in counts.values())
    step = min(_WIDTH // len(periods), _WIDEST)
    each = -(-_LABEL // step)  # how many bars share a label, rounded up
    bars = tuple(
        Bar(
            name=words.date(period),
            href=paths.date(period),
            counts=tuple(counts[period]),
            briefs=sum(counts[period]),
            tick=_tick(period, place, each, words),
            x=place * step + 2,
            width=step - 4,
            stretches=_stretches(counts[period], most),
        )
        for place, period in enumerate(periods)
    )
    present = tuple(kind for place, kind in enumerate(KINDS) if any(each[place] for each in counts.values()))
    return Timeline(step * len(periods), _HEIGHT, bars, present, most, bars[0].name, bars[-1].name)


def _stretches(counts: list[int], most: int) -> tuple[Stretch, ...]:
    """Pile the kinds up; each border is rounded by itself, so that equal bars end at equal heights."""
    stretches = []
    below = 0
    for kind, count in zip(KINDS, counts, strict=True):
        if count:
            bottom, top = (_HEIGHT * height // most for height in (below, below + count))
            stretches.append(Stretch(kind, _HEIGHT - top, top - bottom))
        below += count
    return tuple(stretches)


def _tick(period: str, place: int, each: int, words: Wording) -> str:
    if place % each:
        return ""
    return words.short_month(period) if len(period) == len("2026-10") else period


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(ordinal: int) -> str:
    return f"{ordinal // 12:04}-{ordinal % 12 + 1:02}"
