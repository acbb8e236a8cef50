"""Find articles that are one text, published by several: agency copy, whole or cut short.

The first published is the original, the others its copies. Whatever is counted counts the original alone, and
so that every table can tell, each copy's entry names its original.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from generator.index import groups, traces, trails
from generator.index.entry import Entry
from generator.index.groups import Node
from generator.index.order import day, since

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Mark", "update"]

_REACH = 4  # articles looked at under each hash
_BANDS = 2  # hashes that two articles share before they are compared
_SAME, _PART, _SHARE = (
    0.6,
    0.8,
    0.3,
)  # likeness of two texts; what of a cut one is in the other; how much is left
_DAYS = 4  # between a text and its copy; what returns every week is no copy


class Mark(NamedTuple):
    """An article's place in an order of articles."""

    since: str
    path: str


def update(change: Change) -> None:
    """Keep the tables of copies true, and with them the originals that entries name."""
    old, new = change.old, change.new
    rows, seeing = trails.renewed(
        change.index.alike,
        (pair for one in old.values() if _text(one) != _text(new.get(one.path)) for pair in _marks(one)),
        (pair for one in new.values() if _text(one) != _text(old.get(one.path)) for pair in _marks(one)),
        lambda _: _REACH,
    )
    change.put("alike", rows)
    alike: Mapping[int, Sequence[Mark]] = change.now("alike")
    by_path: Mapping[str, Entry] = change.now("by_path")
    again = {mark.path for mark in seeing} | change.new.keys()
    links = {
        Node("copy", path): tuple(Node("copy", other) for other in _earlier(by_path[path], alike, by_path))
        for path in sorted(again, key=lambda path: since(by_path[path]))
    }
    former, current = groups.update(
        change, links, {Node("copy", path) for path in change.old.keys() - change.new.keys()}
    )
    copies: dict[str, tuple[str, ...] | None] = {name.path: None for name in former}
    for name in current:
        *others, _ = change.now("groups")[name]
        copies[name.path] = tuple(node.path for node in reversed(others))
    change.put("copies", copies)
    _tell(change)


def _tell(change: Change) -> None:
    """Have every entry name its original."""
    found: Mapping[Node, Node] = change.now("group_of")
    moved = change.touched("copies")
    concerned = {*change.new, *moved}
    for path in moved:
        concerned.update(change.index.copies.get(path, ()), change.now("copies").get(path, ()))
    by_path: Mapping[str, Entry] = change.now("by_path")
    amended = {}
    for path in concerned & by_path.keys():
        original = found.get(Node("copy", path), Node("copy", path)).path
        original = "" if original == path else original
        if by_path[path].original != original:
            amended[path] = replace(by_path[path], original=original)
    change.amend(amended)


def _text(entry: Entry | None) -> tuple[object, ...]:
    """Return all that an entry's being a copy depends on."""
    return (entry.sketch, entry.date, entry.slug, entry.language) if entry else ()


def _marks(entry: Entry) -> Iterator[tuple[int, Mark]]:
    sketch = traces.unpacked(entry.sketch) if entry.date else None
    if sketch is not None:
        mark = Mark(since(entry), entry.path)
        for band in sketch.bands:
            yield band, mark


def _earlier(
    entry: Entry, alike: Mapping[int, Sequence[Mark]], by_path: Mapping[str, Entry]
) -> Iterator[str]:
    """Yield the paths of earlier articles that are the same text."""
    sketch = traces.unpacked(entry.sketch) if entry.date else None
    if sketch is None:
        return
    own = Mark(since(entry), entry.path)
    shared: Counter[str] = Counter()
    for band in sketch.bands:
        for mark in trails.before(alike[band], own, _REACH):
            shared[mark.path] += 1
    for path, bands in sorted(shared.items()):
        other = by_path[path]
        if bands >= _BANDS and other.language == entry.language and _near(entry, other):
            found = traces.unpacked(other.sketch)
            if found is not None and _same(sketch, found):
                yield path


def _same(one: traces.Sketch, other: traces.Sketch) -> bool:
    resemblance, contained = traces.likeness(one, other)
    share = min(one.size, other.size) / max(one.size, other.size)
    return resemblance >= _SAME or (contained >= _PART and share >= _SHARE)


def _near(one: Entry, other: Entry) -> bool:
    first, second = day(one.date), day(other.date)
    return first is not None and second is not None and abs(first - second) <= _DAYS
