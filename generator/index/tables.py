"""The tables of the index: what the site knows across its briefs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from generator.errors import ContentError
from generator.index import ledgers
from generator.index.actors import Actor, Profile
from generator.index.calendar import Day
from generator.index.clues import Clue
from generator.index.copies import Mark as Copy
from generator.index.echoes import Echo, Place
from generator.index.entry import Entry
from generator.index.groups import Node
from generator.index.labels import Label
from generator.index.ledgers import Size
from generator.index.names import Key
from generator.index.series import Following, Series
from generator.index.shelves import Leaf
from generator.index.stories import Story
from generator.index.tellers import Teller
from generator.index.ties import Mark, Step, Tie
from generator.index.turns import Turn

__all__ = ["EMPTY", "Index"]


@dataclass(frozen=True, slots=True)
class Index:
    """What the site knows across its briefs; it keeps no article's text. All lists are newest first.

    ``by_path`` finds an entry by the path of its source; an article that is missing there cannot be
    published, and ``problems`` says why. ``lists`` are ``all`` entries, the ``newest``, the ``undated``;
    ``months`` those of a month, or ``undated``, with ``sizes``. ``leaves`` are cut from the long lists that
    ``shelves`` has the numbers of leaves of: ``front``, the ranking of ``actors`` and ``places``,
    ``stories``, and, by the names that ``shelf`` gives them, the lists of actors, tags, sources, stories,
    months' ledgers and what is said of dates; tags and sources have their names in ``headings``.
    ``leaf_of`` has the numbers of ledgers' leaves by path, apart from first ones. ``beside`` has the
    neighbours of a page of the calendar. ``translations`` has the briefs that say one thing in several
    languages. ``series_of`` finds, by a brief's path and then a figure's number in it, the series that it
    belongs to, and ``turns``, likewise, what a brief shows of that. ``copies`` has, by the path of an
    original, those of its copies, the oldest first; ``echoes`` the quotations that several articles
    carry, ``echo_of``, as ``series_of``, where. ``ties`` has, by a brief's path, the earlier briefs that
    it is tied to, and why; ``earlier`` and ``later`` are their paths alone, both ways. ``stories`` has
    what runs through several briefs, ``story_of`` finds it by path, ``story_names`` has their names with
    the language of these, ``debuts`` the actors that come into a story with a brief, by its path.
    ``languages`` and ``totals`` count briefs, quotes and figures.

    The last members are there for ``collection.update`` alone.
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
    series: Mapping[str, Series]
    series_of: Mapping[str, Mapping[int, str]]
    turns: Mapping[str, Mapping[int, Turn]]
    days: Mapping[str, Day]
    beside: Mapping[str, tuple[str | None, str | None]]
    headings: Mapping[str, str]
    tags: Mapping[str, Label]
    sources: Mapping[str, Label]
    translations: Mapping[str, Label]
    copies: Mapping[str, tuple[str, ...]]
    echoes: Mapping[str, Echo]
    echo_of: Mapping[str, Mapping[int, str]]
    ties: Mapping[str, tuple[Tie, ...]]
    stories: Mapping[str, Story]
    story_of: Mapping[str, str]
    story_names: Mapping[str, tuple[str, str]]
    debuts: Mapping[str, tuple[Key, ...]]
    earlier: Mapping[str, tuple[str, ...]]
    later: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, int]
    totals: Mapping[str, int]
    problems: Mapping[str, ContentError]

    given: Mapping[str, Entry]  # by path, with the slugs that the articles ask for
    trails: Mapping[Clue, tuple[Step, ...]]
    followers: Mapping[str, tuple[Mark, ...]]
    alike: Mapping[int, tuple[Copy, ...]]
    heard: Mapping[int, tuple[Place, ...]]
    links: Mapping[Node, tuple[Node, ...]]
    linked: Mapping[Node, tuple[Node, ...]]
    groups: Mapping[Node, tuple[Node, ...]]
    group_of: Mapping[Node, Node]
    told_echoes: Mapping[Node, tuple[str, ...]]
    told_stories: Mapping[Node, str]
    tellers: Mapping[str, tuple[Teller, ...]]  # by path
    beaten: Mapping[tuple[str, str], tuple[Teller, ...]]  # by what is counted and a name beside it
    following: Mapping[str, tuple[Following, ...]]  # by path
    followed: Mapping[tuple[str, int], tuple[tuple[str, int], ...]]  # by path and number

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
