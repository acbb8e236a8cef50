"""Gather what all briefs have in common, and keep it true when one of them changes.

There is one way to an index, from the empty one as well as from yesterday's: take out what is gone,
put in what has come, and work out anew the rows that this touches. Each row follows from the entries
that belong to it and from nothing else, so that equal entries make equal tables, whatever came before.
Each module that owns some tables has an ``update`` for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.index import actors, calendar, copies, echoes, labels, lists, series, stories, ties, turns
from generator.index.brief import Brief
from generator.index.change import Change
from generator.index.entry import Entry, entry
from generator.index.facts import Fact
from generator.index.lists import NEWEST
from generator.index.shelves import shelf
from generator.index.tables import EMPTY, Index

__all__ = ["EMPTY", "NEWEST", "Index", "build", "join", "shelf", "update"]

FRONT = 20  # briefs on a leaf of the front index


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
    change = Change(index, gone, come)
    copies.update(change)  # first: who is a copy stands in the entries that all the others are made from
    lists.update(change, front)
    for tables in (actors, labels, calendar, echoes, ties, stories, series, turns):
        tables.update(change)
    return change.result()
