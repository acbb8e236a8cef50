"""The pages of a site, in units that are made and made again each by itself.

There is a unit for each row of some of the index's tables, so that rows that come and go bring and take
their pages. What a unit yields follows from the facts that it reads of the index, from its brief, and
from the configuration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.config import Config
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.facts import Fact
from generator.index.names import Key
from generator.index.shelves import FIRST, Leaf
from generator.pages import (
    actors,
    brief,
    dates,
    echoes,
    exports,
    feeds,
    ledgers,
    lists,
    paths,
    search,
    series,
    sitemaps,
    stories,
    webannotation,
)
from generator.pages.page import Page
from generator.pages.wording import Wording, wording

__all__ = ["Plan", "Unit", "plan"]


class Unit(NamedTuple):
    """Pages that are made together: a family, and for which row of its table."""

    family: str
    key: Any

    @property
    def long(self) -> bool:
        """Whether this takes about as long as all other units together, on a large site."""
        return self.family == "export"

    @property
    def late(self) -> bool:
        """Whether this holds something of every brief: what a person at work can wait for."""
        return self.family in _LATE


@dataclass(frozen=True, slots=True)
class Plan:
    """What pages are made with, besides the index."""

    config: Config
    words: Wording
    home: str
    read: Callable[[str], Brief]  # a brief by its path
    same_as: Mapping[Key, Sequence[str]]  # pages of others about actors

    @classmethod
    def of(
        cls,
        config: Config,
        read: Callable[[str], Brief],
        same_as: Mapping[Key, Sequence[str]] = MappingProxyType({}),
    ) -> Plan:
        """Plan a site."""
        return cls(config, wording(config.language), paths.home(config.base_url), read, same_as)

    def units(self, index: Index) -> Iterator[Unit]:
        """Yield all units of a site, briefs first, in a settled order."""
        for family, table in _TABLES.items():
            rows = getattr(index, table)
            yield from (Unit(family, key) for key in sorted(rows) if self._has(family, key))
        yield from self._fixed()

    def changed(self, facts: Iterable[Fact]) -> Iterator[Unit]:
        """Yield the units whose rows have come or gone."""
        for table, key in facts:
            if key is not None:
                for family in _FAMILIES.get(table, ()):
                    if self._has(family, key):
                        yield Unit(family, key)

    def of_brief(self, path: str) -> Unit:
        """Return the unit of a brief's own page."""
        return Unit("brief", path)

    def stands(self, unit: Unit, index: Index) -> bool:
        """Whether the site has a unit, given that some site of these settings might."""
        table = _TABLES.get(unit.family)
        return table is None or unit.key in getattr(index, table)

    def make(self, unit: Unit, index: Index) -> Iterator[Page]:
        """Yield the pages of a unit."""
        yield from _MAKERS[unit.family](self, unit.key, index)

    def _has(self, family: str, key: Any) -> bool:
        if family.startswith("feed"):
            return bool(self.home) and not (family == "feed of actor" and key.kind == "place")
        # These have a first page even where nothing is on it.
        return not (
            family == "leaf" and key[1] == FIRST and (key[0] in _ALWAYS or key[0].startswith("dates:"))
        )

    def _fixed(self) -> Iterator[Unit]:
        for name in _ALWAYS:
            yield Unit("opening", name)
        for name in ("quotes", "figures", "calendar", "tags", "sources", "search"):
            yield Unit("opening", name)
        yield Unit("constant", "")
        yield Unit("search actors", "")
        if self.home:
            yield Unit("feeds of site", "")
            yield Unit("maps", "")
        for name in exports.NAMES:
            yield Unit("export", name)


def plan(index: Index, found: Iterable[Brief], config: Config) -> Iterator[Page]:
    """Yield every page of a site of few articles, whose briefs are at hand."""
    briefs = {one.article.path: one for one in found}
    whole = Plan.of(config, briefs.__getitem__)
    for unit in whole.units(index):
        yield from whole.make(unit, index)


def _brief(plan: Plan, path: str, index: Index) -> Iterator[Page]:
    one = plan.read(path)
    yield brief.page(one, index, wording(one.article.language, plan.config.language), plan.home)
    yield from webannotation.pages(one, index, plan.home)


def _leaf(plan: Plan, leaf: Leaf, index: Index) -> Iterator[Page]:
    name, number = leaf
    kind, _, of = name.partition(":")
    if name == "front":
        yield lists.front(number, index, plan.config, plan.words)
    elif name in ("actors", "places"):
        yield actors.table(name, number, index, plan.words)
    elif name == "stories":
        yield stories.table(number, index, plan.words)
    elif kind == "stories":
        yield stories.page(of, number, index, plan.words)
    elif kind == "dates":
        yield dates.date(of, number, index, plan.words)
    elif kind == "ledger":
        yield from ledgers.month(of, number, index, plan.words)
    elif kind in ("tags", "sources"):
        yield lists.label(kind, of, number, index, plan.words, home=plan.home)
    else:
        key: Key = Key(kind, of)  # type: ignore[arg-type]  # the kind that the shelf was named after
        yield actors.page(key, number, index, plan.words, home=plan.home, same_as=plan.same_as.get(key, ()))


def _opening(plan: Plan, name: str, index: Index) -> Iterator[Page]:
    if name in _ALWAYS:
        yield from _leaf(plan, (name, FIRST), index)
    elif name == "calendar":
        yield dates.calendar(index, plan.words)
    elif name == "search":
        yield search.page(index, plan.words)
    elif name in ("quotes", "figures"):
        yield {"quotes": ledgers.quotes, "figures": ledgers.figures}[name](index, plan.words)
    else:
        yield {"tags": lists.tags, "sources": lists.sources}[name](index, plan.words)


def _day(plan: Plan, period: str, index: Index) -> Iterator[Page]:
    yield dates.date(period, FIRST, index, plan.words)


def _series(plan: Plan, slug: str, index: Index) -> Iterator[Page]:
    yield series.page(slug, index, plan.words)


_ALWAYS = ("front", "actors", "places", "stories")
_TABLES = {
    "brief": "by_path",
    "leaf": "leaves",
    "day": "days",
    "echo": "echoes",
    "series": "series",
    "search": "months",
    "feed of actor": "profiles",
    "feed of tag": "tags",
    "feed of source": "sources",
}
_FAMILIES: dict[str, list[str]] = {}
for _family, _table in _TABLES.items():
    _FAMILIES.setdefault(f"{_table}?", []).append(_family)
_LATE = frozenset(("search", "search actors", "maps", "export"))
_MAKERS: dict[str, Callable[[Plan, Any, Index], Iterator[Page]]] = {
    "brief": _brief,
    "leaf": _leaf,
    "day": _day,
    "echo": lambda plan, slug, index: iter((echoes.page(slug, index, plan.words),)),
    "series": _series,
    "search": lambda _, month, index: iter((search.month(month, index),)),
    "feed of actor": lambda plan, key, index: iter((feeds.actor(key, index, plan.config, plan.home),)),
    "feed of tag": lambda plan, slug, index: iter((feeds.tag(slug, index, plan.config, plan.home),)),
    "feed of source": lambda plan, slug, index: iter((feeds.source(slug, index, plan.config, plan.home),)),
    "opening": _opening,
    "constant": lambda plan, _, __: sitemaps.constant(plan.config, plan.words),
    "search actors": lambda _, __, index: iter((search.actors(index),)),
    "feeds of site": lambda plan, _, index: feeds.site(index, plan.config, plan.home),
    "maps": lambda plan, _, index: sitemaps.maps(index, plan.config, plan.home),
    "export": lambda _, name, index: iter((exports.page(name, index),)),
}
