"""Gather what all briefs have in common, and keep it true when one of them changes.

There is one way to an index, from the empty one as well as from yesterday's: take out what is gone,
put in what has come, and work out anew the rows that this touches. Each row follows from the entries
that belong to it and from nothing else, so that equal entries make equal tables, whatever came before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from generator.errors import ContentError
from generator.index import actors, calendar, labels, ledgers, related, shelves, slugs, topics
from generator.index.actors import Actor, Appearance, Profile
from generator.index.brief import Brief
from generator.index.calendar import Day
from generator.index.entry import Entry, entry
from generator.index.facts import Fact, differences
from generator.index.labels import Label
from generator.index.ledgers import Size
from generator.index.names import Key
from generator.index.order import merged, rank
from generator.index.related import Mark, Trail
from generator.index.shelves import Leaf
from generator.index.topics import Counted, Thing, Topic

__all__ = ["EMPTY", "NEWEST", "Index", "build", "join", "shelf", "update"]

T = TypeVar("T")
K = TypeVar("K")

NEWEST = 100  # entries that the list of the newest holds
FRONT = 20  # briefs on a leaf of the front index
_LABELS = {"tags": labels.tags, "sources": labels.sources, "translations": labels.translations}
_OF_ACTOR, _OF_LABEL, _OF_LEDGER, _OF_DAY, _OF_RANKS = 60, 50, 20, 100, 200  # items on leaves of other lists


@dataclass(frozen=True, slots=True)
class Index:
    """What the site knows across its briefs; it keeps no article's text. All lists are newest first.

    ``by_path`` finds an entry by the path of its source; an article that is missing there cannot be
    published, and ``problems`` says why. ``lists`` are ``all`` entries, the ``newest``, the ``undated``;
    ``months`` those of a month, or ``undated``, with ``sizes``. ``leaves`` are cut from the long lists that
    ``shelves`` has the numbers of leaves of: ``front``, the ranking of ``actors`` and ``places``, and, by the
    names that ``shelf`` gives them, the lists of actors, tags, sources, months' ledgers and what is said of
    dates; tags and sources have their names in ``headings``. ``leaf_of`` has the numbers of ledgers'
    leaves by path, apart from first ones. ``beside`` has the neighbours of a page of the calendar.
    ``translations`` has the briefs that say one thing in several languages. ``topic_of`` finds, by a
    brief's path and then a figure's number in it, the running figure that it belongs to. ``earlier``
    and ``later`` tie the paths of briefs that belong to
    one story. ``languages`` and ``totals`` count briefs, quotes and figures.

    The last members are there for ``update`` alone.
    """

    by_path: Mapping[str, Entry]
    lists: Mapping[str, tuple[Entry, ...]]
    months: Mapping[str, tuple[Entry, ...]]
    sizes: Mapping[str, Size]
    leaf_of: Mapping[str, int]
    shelves: Mapping[str, tuple[int, ...]]
    leaves: Mapping[Leaf, Sequence[Any]]
    actors: Mapping[Key, Actor]
    profiles: Mapping[Key, Profile]
    topics: Mapping[str, Topic]
    topic_of: Mapping[str, Mapping[int, str]]
    days: Mapping[str, Day]
    beside: Mapping[str, tuple[str | None, str | None]]
    headings: Mapping[str, str]
    tags: Mapping[str, Label]
    sources: Mapping[str, Label]
    translations: Mapping[str, Label]
    earlier: Mapping[str, tuple[str, ...]]
    later: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, int]
    totals: Mapping[str, int]
    problems: Mapping[str, ContentError]

    given: Mapping[str, Entry]  # by path, with the slugs that the articles ask for
    trails: Mapping[Trail, tuple[Mark, ...]]
    followers: Mapping[str, tuple[Mark, ...]]
    things: Mapping[Thing, tuple[Counted, ...]]
    told: Mapping[Thing, tuple[str, ...]]  # the topics of a thing

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, newest first."""
        return self.lists["all"]

    def actor(self, entry: Entry, local: Key) -> Actor | None:
        """Return who an actor of an article is on the site; None where editors hide it."""
        key = entry.actor(local)
        return None if key is None else self.actors.get(key)

    def ledger(self, entry: Entry) -> str:
        """Return the month, and the leaf of its ledger, that an entry's quotations and figures stand in."""
        number = self.leaf_of.get(entry.path)
        return f"{ledgers.month(entry)}/{number}" if number else ledgers.month(entry)


EMPTY = Index(**{field.name: {} for field in fields(Index)})


def build(briefs: Iterable[Brief]) -> Index:
    """Read all briefs once, in any order, keeping of each only what other pages show."""
    return join(entry(brief) for brief in briefs)


def join(entries: Iterable[Entry], front: int = FRONT) -> Index:
    """Build the index from entries in any order; ``front`` is how many a leaf of the front index holds."""
    return update(EMPTY, (), entries, front)[0]


def update(
    index: Index, gone: Collection[str], come: Iterable[Entry], front: int = FRONT
) -> tuple[Index, frozenset[Fact]]:
    """Return the index after the articles at some paths are gone and others have come, or come anew.

    Also returns every fact that differs. Takes the time of the rows touched, and a little for each entry.
    """
    change = _Change(index, gone, come)
    change.lists(front)
    change.actors()
    change.labels()
    change.calendar()
    change.stories()
    return change.result()


def shelf(kind: str, name: str) -> str:
    """Return the name of an actor's, a tag's or a source's list among the shelves."""
    return f"{kind}:{name}"


class _Change:
    """One update under way: ``tables`` are the new ones, each copied when it first changes."""

    def __init__(self, index: Index, gone: Collection[str], come: Iterable[Entry]) -> None:
        self._index = index
        self._tables: dict[str, dict[Any, Any]] = {}
        self._facts: set[Fact] = set()
        arrived = {one.path: one for one in come}
        self._settle(set(gone) - arrived.keys(), arrived)
        self._leaving = frozenset(self._old)

    def result(self) -> tuple[Index, frozenset[Fact]]:
        return replace(self._index, **self._tables), frozenset(self._facts)

    def _set(self, name: str, rows: Mapping[K, T | None]) -> None:
        """Put rows into a table (None: take them out), noting what differs."""
        before: Mapping[K, T] = getattr(self._index, name)
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = dict(before)
        for key, value in rows.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value
        self._facts.update(differences(name, before, table, rows))

    def _now(self, name: str) -> Mapping[Any, Any]:
        found: Mapping[Any, Any] = self._tables[name] if name in self._tables else getattr(self._index, name)
        return found

    def _settle(self, gone: Collection[str], arrived: Mapping[str, Entry]) -> None:
        """Find each entry's slug, and with it which entries are old and which new."""
        index = self._index
        self._set("given", {**dict.fromkeys(gone), **arrived})
        given: Mapping[str, Entry] = self._now("given")
        moved = [
            path for path in {*gone, *arrived} if _address(index.given.get(path)) != _address(given.get(path))
        ]
        if moved:
            settled, problems = slugs.settle(given.values())
            paths = {
                path
                for path in {*index.by_path, *settled, *arrived}
                if path in arrived or _slug(index.by_path.get(path)) != settled.get(path)
            }
            self._set("problems", {**dict.fromkeys(index.problems), **problems})
        else:
            settled = {path: index.by_path[path].slug for path in arrived if path in index.by_path}
            paths = set(arrived)
        rows: dict[str, Entry | None] = {}
        for path in sorted(paths):
            if path in settled:
                one = given[path]
                rows[path] = one if one.slug == settled[path] else replace(one, slug=settled[path])
            else:
                rows[path] = None
        self._old = {path: index.by_path[path] for path in rows if path in index.by_path}
        self._new = {path: one for path, one in rows.items() if one is not None}
        self._set("by_path", rows)

    def _groups(self, of: Callable[[Entry], Iterable[tuple[K, T]]]) -> Iterator[tuple[K, list[T]]]:
        """Yield every group that an old or a new entry belongs to, with what new ones bring to it."""
        groups: dict[K, list[T]] = {}
        for one in self._old.values():
            for key, _ in of(one):
                groups.setdefault(key, [])
        for one in self._new.values():
            for key, item in of(one):
                groups.setdefault(key, []).append(item)
        yield from groups.items()

    def _entries(self, listed: Iterable[Entry], coming: Iterable[Entry]) -> tuple[Entry, ...]:
        return merged(listed, self._leaving, coming, attrgetter("path"), rank)

    def _marks(self, listed: Iterable[T], coming: Iterable[T]) -> tuple[T, ...]:
        return merged(listed, self._leaving, coming, attrgetter("path"), attrgetter("rank"))

    def lists(self, front: int) -> None:
        index = self._index
        entries = self._entries(index.lists.get("all", ()), self._new.values())
        undated = self._entries(
            index.lists.get("undated", ()), (one for one in self._new.values() if not one.date)
        )
        self._set("lists", {"all": entries, "newest": entries[:NEWEST], "undated": undated})
        months = {
            month: self._entries(index.months.get(month, ()), coming)
            for month, coming in self._groups(lambda one: [(ledgers.month(one), one)])
        }
        self._set("months", {month: some or None for month, some in months.items()})
        self._set("sizes", {month: ledgers.size(some) if some else None for month, some in months.items()})
        places: dict[str, int | None] = dict.fromkeys(self._leaving)
        for month, some in months.items():
            for number, leaf in self._cut(shelf("ledger", month), some, _OF_LEDGER).items():
                places |= {one.path: number or None for one in leaf}
        self._set("leaf_of", places)
        self._cut("front", entries, front)
        languages, totals = dict(index.languages), {"quotes": 0, "figures": 0, **index.totals}
        for sign, moved in ((-1, self._old), (1, self._new)):
            for one in moved.values():
                languages[one.language] = languages.get(one.language, 0) + sign
                totals["quotes"] += sign * len(one.quotes)
                totals["figures"] += sign * len(one.figures)
        self._set("languages", {language: number or None for language, number in languages.items()})
        self._set("totals", totals)

    def _cut(self, name: str, items: Sequence[T], size: int) -> dict[int, Sequence[T]]:
        """Cut a list into leaves, and return them; where it is empty, there are none."""
        before = self._index.shelves.get(name, ())
        leaves = shelves.cut(items, size) if items else {}
        self._set("shelves", {name: tuple(leaves) or None})
        self._set("leaves", {(name, number): leaves.get(number) for number in {*before, *leaves}})
        return leaves

    def actors(self) -> None:
        index = self._index
        appearances: dict[Key, tuple[Appearance, ...]] = {}
        for key, coming in self._groups(lambda one: [(part.key, (one, part)) for part in one.parts]):
            before = index.profiles.get(key)
            appearances[key] = merged(
                before.appearances if before else (), self._leaving, coming, _path_of, _rank_of
            )
        found: dict[Key, Actor | None] = {}
        profiles: dict[Key, Profile | None] = {}
        for key in sorted({*appearances, *_namesakes(appearances)}):
            before = index.profiles.get(key)
            own = appearances.get(key, before.appearances if before else ())
            if not own:
                found[key] = profiles[key] = None
                continue
            person = Key("person", key.name)
            clash = key.kind == "organisation" and bool(appearances.get(person, person in index.profiles))
            found[key] = actor = actors.actor(key, own, clash=clash)
            profiles[key] = actors.profile(actor, own)
        self._set("actors", found)
        self._set("profiles", profiles)
        for key, own in appearances.items():
            self._cut(shelf(key.kind, key.name), own, _OF_ACTOR)
        everybody: Mapping[Key, Profile] = self._now("profiles")
        for name, kinds in (("actors", ("person", "organisation")), ("places", ("place",))):
            moved = [key for key in profiles if key.kind in kinds]
            if any(_standing(index.profiles.get(key)) != _standing(everybody.get(key)) for key in moved):
                some = [_standing(one) for key, one in everybody.items() if key.kind in kinds]
                self._cut(name, tuple(key for *_, key in sorted(some)), _OF_RANKS)

    def labels(self) -> None:
        for name, of in _LABELS.items():
            before: Mapping[str, Label] = getattr(self._index, name)
            rows: dict[str, Label | None] = {}
            for slug, coming in self._groups(lambda one, of=of: [(key, one) for key, _ in of(one)]):  # type: ignore[misc]
                was = before.get(slug)
                entries = self._entries(was.entries if was else (), coming)
                rows[slug] = Label(slug, dict(of(entries[0]))[slug], entries) if entries else None
                if name != "translations":
                    self._cut(shelf(name, slug), entries, _OF_LABEL)
            self._set(name, rows)
            self._set("headings", {shelf(name, slug): row and row.name for slug, row in rows.items()})

    def calendar(self) -> None:
        before = self._index.days
        published = dict(self._groups(lambda one: [(period, one) for period in calendar.periods(one.date)]))
        mentions = dict(self._groups(calendar.spoken))
        days: dict[str, Day] = {}
        for period in calendar.above({*published, *mentions}):
            was = before.get(period) or Day(period)
            days[period] = replace(
                was,
                published=self._entries(was.published, published.get(period, ())),
                mentions=self._marks(was.mentions, mentions.get(period, ())),
            )
        for period, day in days.items():
            self._cut(shelf("dates", period), day.mentions, _OF_DAY)
        children: dict[str, list[str]] = {}
        for period in days:
            if len(period) > len("2023"):
                children.setdefault(period[:-3], []).append(period)
        rows: dict[str, Day | None] = {}
        for period in sorted(days, key=lambda period: (-len(period), period)):  # what lies within first
            day = days[period]
            own = children.get(period, [])
            within = set(day.within).difference(own).union(child for child in own if rows[child])
            day = replace(day, within=tuple(sorted(within)))
            rows[period] = day if day.published or day.mentions or day.within else None
        self._set("days", rows)
        if any((period in before) != (day is not None) for period, day in rows.items()):
            known: Collection[str] = self._now("days")
            beside: dict[str, tuple[str | None, str | None] | None] = dict.fromkeys(rows)
            for length in sorted({len(period) for period in known}):
                line = sorted(period for period in known if len(period) == length)
                beside |= dict(zip(line, zip([None, *line], [*line[1:], None], strict=False), strict=False))
            self._set("beside", beside)

    def stories(self) -> None:
        index = self._index
        affected = set(self._new)
        trails: dict[Trail, tuple[Mark, ...] | None] = {}
        gone: dict[Trail, list[Mark]] = {}
        for one in self._old.values():
            for what, _ in related.shared(one):
                gone.setdefault(what, []).append(related.mark(one))
        for what, coming in self._groups(
            lambda one: [(shared, related.mark(one)) for shared in dict(related.shared(one))]
        ):
            trail = self._marks(index.trails.get(what, ()), coming)
            trails[what] = trail or None
            changed = set(gone.get(what, ())).symmetric_difference(coming)
            affected |= related.touched(trail, sorted(changed))
        self._set("trails", trails)
        everywhere: Mapping[Trail, tuple[Mark, ...]] = self._now("trails")
        by_path: Mapping[str, Entry] = self._now("by_path")
        tied: dict[str, tuple[str, ...] | None] = dict.fromkeys(self._old)
        tied |= {path: related.earlier(by_path[path], everywhere) or None for path in affected}
        self._set("earlier", tied)
        self._follow(tied, by_path)
        self._topics(tied, by_path)

    def _follow(self, tied: Iterable[str], by_path: Mapping[str, Entry]) -> None:
        """Turn ``earlier`` round: for each path, the newest entries that name it as related."""
        index = self._index
        earlier: Mapping[str, tuple[str, ...]] = self._now("earlier")
        leaving = frozenset(tied)
        coming: dict[str, list[Mark]] = {}
        for path in leaving:
            for other in index.earlier.get(path, ()):
                coming.setdefault(other, [])
        for path in leaving & by_path.keys():
            for other in earlier.get(path, ()):
                coming.setdefault(other, []).append(related.mark(by_path[path]))
        followers = {
            other: merged(
                index.followers.get(other, ()), leaving, marks, attrgetter("path"), attrgetter("rank")
            )
            or None
            for other, marks in coming.items()
        }
        self._set("followers", followers)
        self._set(
            "later",
            {
                other: tuple(mark.path for mark in marks[: related.MOST]) if marks else None
                for other, marks in followers.items()
            },
        )

    def _topics(self, tied: Iterable[str], by_path: Mapping[str, Entry]) -> None:
        index = self._index
        things: dict[Thing, tuple[Counted, ...] | None] = {
            thing: self._marks(index.things.get(thing, ()), coming) or None
            for thing, coming in self._groups(topics.counted)
        }
        self._set("things", things)
        earlier: Mapping[str, tuple[str, ...]] = self._now("earlier")
        everything: Mapping[Thing, tuple[Counted, ...]] = self._now("things")
        moved = {
            path for path in tied if path not in self._new and index.earlier.get(path) != earlier.get(path)
        }
        again = set(things)
        for path in moved & by_path.keys():
            again |= {thing for thing, _ in topics.counted(by_path[path])}
        rows: dict[str, Topic | None] = {}
        told: dict[Thing, tuple[str, ...] | None] = {}
        of: dict[str, dict[int, str]] = {}
        for thing in sorted(again):
            for slug in index.told.get(thing, ()):
                rows.setdefault(slug, None)
                for figure in index.topics[slug].figures:
                    of.setdefault(figure.path, dict(index.topic_of.get(figure.path, {}))).pop(
                        figure.number, None
                    )
        for thing in sorted(again):
            running = list(topics.topics(thing, everything.get(thing, ()), earlier, by_path))
            told[thing] = tuple(topic.slug for topic in running) or None
            for topic in running:
                rows[topic.slug] = topic
                for figure in topic.figures:
                    found = of.setdefault(figure.path, dict(index.topic_of.get(figure.path, {})))
                    found[figure.number] = topic.slug
        self._set("told", told)
        self._set("topics", rows)
        self._set("topic_of", {path: numbers or None for path, numbers in of.items()})


def _address(one: Entry | None) -> tuple[object, ...] | None:
    return (one.slug, one.slug_chosen, one.date) if one else None


def _slug(one: Entry | None) -> str | None:
    return one.slug if one else None


def _standing(one: Profile | None) -> tuple[Any, ...]:
    """Return what ranks an actor: how many briefs name it, how often, and its key."""
    return (-len(one.appearances), -one.mentions, one.key) if one else ()


def _namesakes(keys: Iterable[Key]) -> Iterator[Key]:
    """Yield the organisations whose slug depends on whether there is a person of that name."""
    for key in keys:
        if key.kind == "person":
            yield Key("organisation", key.name)


def _path_of(appearance: Appearance) -> str:
    return appearance[0].path


def _rank_of(appearance: Appearance) -> str:
    return rank(appearance[0])
