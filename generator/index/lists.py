"""Keep the lists of all briefs: the newest, those of each month, what they sum up to."""

from __future__ import annotations

from generator.index import ledgers
from generator.index.change import Change
from generator.index.shelves import shelf

__all__ = ["NEWEST", "update"]

NEWEST = 100  # entries that the list of the newest holds
_ON_LEAF = 20  # briefs on a leaf of a month's ledger


def update(change: Change, front: int) -> None:
    """Keep the lists true; ``front`` is how many briefs a leaf of the front index holds."""
    index = change.index
    entries = change.entries(index.lists.get("all", ()), change.new.values())
    undated = change.entries(
        index.lists.get("undated", ()), (one for one in change.new.values() if not one.date)
    )
    change.put("lists", {"all": entries, "newest": entries[:NEWEST], "undated": undated})
    months = {
        month: change.entries(index.months.get(month, ()), coming)
        for month, coming in change.groups(lambda one: [(ledgers.month(one), one)])
    }
    change.put("months", {month: some or None for month, some in months.items()})
    change.put("sizes", {month: ledgers.size(some) if some else None for month, some in months.items()})
    places: dict[str, int | None] = dict.fromkeys(change.leaving)
    for month, some in months.items():
        for number, leaf in change.cut(shelf("ledger", month), some, _ON_LEAF).items():
            places |= {one.path: number or None for one in leaf}
    change.put("leaf_of", places)
    change.cut("front", entries, front)
    languages, totals = dict(index.languages), {"quotes": 0, "figures": 0, **index.totals}
    for sign, moved in ((-1, change.old), (1, change.new)):
        for one in moved.values():
            languages[one.language] = languages.get(one.language, 0) + sign
            totals["quotes"] += sign * len(one.quotes)
            totals["figures"] += sign * len(one.figures)
    change.put("languages", {language: number or None for language, number in languages.items()})
    change.put("totals", totals)
