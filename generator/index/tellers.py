"""The quantities that an article tells, as they are compared with those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from generator.index import things
from generator.index.entry import Entry
from generator.index.names import Key
from generator.index.order import rank
from generator.index.tally import Tally
from generator.model import Qualifier

__all__ = ["Teller", "claims", "tellers"]

_MOST = 8  # tellers of one thing in one article
_ANCHORS = 6  # names under which one is looked for
_CURRENCY = len("EUR")
_LETTERS = 3  # a part of a name that tells something has at least as many
_ENDINGS = "aeiouys"  # in which spellings of a name differ between languages
_CHANCE = 10  # from which two numbers of one thing in one article are hardly the same by chance

_NONE: frozenset[str] = frozenset()


class Teller(NamedTuple):
    """A quantity in one article: a figure, with others there that repeat it.

    ``node`` are its path and its first number. ``bucket`` is what is counted, with its unit and of which
    year: others are not compared. ``near`` are parts of the names next to the figure, ``home`` of those that
    the article is about, ``titled`` of those in its title, ``around`` the first two; ``happening`` are the
    kinds of events that either speaks of.
    """

    rank: str
    path: str
    numbers: tuple[int, ...]
    node: tuple[str, int]
    bucket: str
    noun: str
    day: int
    low: float
    high: float | None
    middle: float
    qualifier: Qualifier
    language: str
    where: frozenset[str]
    near: frozenset[str]
    home: frozenset[str]
    titled: frozenset[str]
    around: frozenset[str]
    anchors: tuple[str, ...]
    words: frozenset[str]
    title: frozenset[str]
    events: frozenset[str]
    happening: frozenset[str]
    tags: frozenset[str]
    voices: tuple[str | None, ...]
    sentences: tuple[int, ...]
    lasting: bool
    harm: bool
    mounting: bool
    brief: bool
    owned: bool
    money: bool
    share: bool
    plain: bool  # nothing is known of what is counted but its name

    @property
    def number(self) -> int:
        """The first of its figures' numbers."""
        return self.numbers[0]


def tellers(entry: Entry) -> tuple[Teller, ...]:
    """Return the quantities that an article tells; none where it is undated."""
    day = _day(entry.date)
    if day is None or not entry.tallies:
        return ()
    scene = entry.scene
    home, titled = _names((*scene.titled, *scene.names)), _names(scene.titled)
    title, setting = _set(scene.title), _set(scene.events)
    tags = _set(entry.tags)
    groups: list[list[Tally]] = []
    for one in _clear(entry.tallies):
        same = next((group for group in groups if _repeats(one, group)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    place = rank(entry)
    found: list[Teller] = []
    counts: dict[str, int] = {}
    for group in groups:
        first = group[0]
        bucket = intern("|".join((first.thing, first.unit or "", first.era or "")))
        counts[bucket] = counts.get(bucket, 0) + 1
        if counts[bucket] > _MOST:
            continue
        where = next((one.where for one in group if one.where), None)
        own = [key for one in group for key in one.near]
        near = _names(own)
        events = _set(event for one in group for event in one.events)
        found.append(
            Teller(
                rank=place,
                path=entry.path,
                numbers=tuple(one.number for one in group),
                node=(entry.path, first.number),
                bucket=bucket,
                noun=intern(max(one.noun for one in group)),
                day=day,
                low=first.low,
                high=first.high,
                middle=first.low if first.high is None else (first.low + first.high) / 2,
                qualifier=first.qualifier,
                language=entry.language,
                where=_names((where,)) if where else _NONE,
                near=near,
                home=home,
                titled=titled,
                around=_shared(near | home),
                anchors=_anchors((*([where] if where else []), *own, *scene.titled, *scene.names)),
                words=_set(word for one in group for word in one.words),
                title=title,
                events=events,
                happening=_shared(events | setting),
                tags=tags,
                voices=tuple(dict.fromkeys(one.voice for one in group)),
                sentences=tuple(one.sentence for one in group),
                **_kind(first.thing, first.noun, first.unit),
            )
        )
    return tuple(found)


def claims(one: Teller, other: Teller) -> bool:
    """Whether two voices say two numbers of one thing in one sentence."""
    return (
        one.bucket == other.bucket
        and one.noun == other.noun
        and not set(one.sentences).isdisjoint(other.sentences)
        and None not in {*one.voices[:1], *other.voices[:1]}
        and not set(one.voices) & set(other.voices)
    )


def _clear(found: Sequence[Tally]) -> Iterator[Tally]:
    """Leave out measures of which one sentence gives several, and not whose each is."""
    for one in found:
        if not one.unit or all(
            other is one
            or (other.sentence, other.thing, other.unit, other.where, other.voice)
            != (one.sentence, one.thing, one.unit, one.where, one.voice)
            or (other.low, other.high) == (one.low, one.high)
            or other.noun != one.noun
            for other in found
        ):
            yield one


def _repeats(one: Tally, group: list[Tally]) -> bool:
    """Whether a figure says again what others of its article say."""
    first = group[0]
    if (one.thing, one.unit, one.era, one.low, one.high) != (
        first.thing,
        first.unit,
        first.era,
        first.low,
        first.high,
    ):
        return False
    if one.noun and first.noun and one.noun != first.noun:
        return False
    places = {it.where for it in group if it.where}
    return one.where is None or not places or one.where in places or one.low >= _CHANCE


@lru_cache(maxsize=10_000)
def _kind(thing: str, noun: str, unit: str | None) -> dict[str, bool]:
    """Return what is known of a concept."""
    known = things.everywhere()
    return {
        "lasting": not known.lasting.isdisjoint((*thing.split("/"), *noun.split("/"))),
        "harm": thing in known.harm,
        "mounting": thing in known.mounting,
        "brief": thing in known.brief,
        "owned": thing in known.owned,
        "money": unit is not None and unit.isupper() and len(unit) == _CURRENCY,
        "share": unit == "%",
        "plain": ":" in thing + noun or thing in known.passing,
    }


def _anchors(names: Iterable[Key]) -> tuple[str, ...]:
    """Return the parts of names under which a quantity is looked for, the nearest names first."""
    return tuple(dict.fromkeys(part for key in names for part in _parts(key)))[:_ANCHORS]


def _set(words: Iterable[str]) -> frozenset[str]:
    return _shared(frozenset(map(intern, words)))


def _names(keys: Iterable[Key]) -> frozenset[str]:
    return _shared(frozenset(part for key in keys for part in _parts(key)))


@lru_cache(maxsize=100_000)
def _shared(some: frozenset[str]) -> frozenset[str]:
    """Return the first set that was equal: articles name the same few things again and again."""
    return some


@lru_cache(maxsize=100_000)
def _parts(key: Key) -> tuple[str, ...]:
    return tuple(_folded(part) for part in key.name.split("-") if len(part) >= _LETTERS)


@lru_cache(maxsize=100_000)
def _folded(part: str) -> str:
    return part.rstrip(_ENDINGS) if len(part.rstrip(_ENDINGS)) >= _LETTERS else part


@lru_cache(maxsize=20_000)
def _day(value: str | None) -> int | None:
    """Return a date's day as a number, of a month or a year its first."""
    if not value:
        return None
    parts = [int(part) for part in value[:10].split("/")[0].split("-") if part.isdigit()]
    try:
        return date(*[*parts, 1, 1][:3]).toordinal()
    except (TypeError, ValueError):
        return None
