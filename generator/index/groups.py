"""Join what is linked: each thing names the earlier ones that it belongs with, and these make groups.

A group follows from its links and from nothing else; a change of some links looks at their groups only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.index.entry import Entry
from generator.index.order import since

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Kind", "Node", "update"]

Kind = Literal["copy", "echo", "story"]


class Node(NamedTuple):
    """What can be linked: a brief, or the ``number``-th quotation in one."""

    kind: Kind
    path: str
    number: int = 0


def update(
    change: Change, links: Mapping[Node, tuple[Node, ...]], gone: Collection[Node]
) -> tuple[set[Node], set[Node]]:
    """Set the links of some nodes to earlier ones; nodes in ``gone`` are no more.

    Returns the names of the groups that some of these nodes belonged to, and of those that they, and whoever
    was with them, belong to now. A group is named after its earliest node, and lists the latest first.
    """
    before: Mapping[Node, tuple[Node, ...]] = change.now("links")
    linked: Mapping[Node, tuple[Node, ...]] = change.now("linked")
    group_of: Mapping[Node, Node] = change.now("group_of")
    groups: Mapping[Node, tuple[Node, ...]] = change.now("groups")
    rows: dict[Node, tuple[Node, ...] | None] = {}
    back: dict[Node, set[Node]] = {}
    touched, calm = set(gone), set[Node]()
    for node, new in {**links, **dict.fromkeys(gone, ())}.items():
        old = before.get(node, ())
        if old == new:
            (touched if _moved(node.path, change) else calm).add(node)
            continue
        touched.add(node)
        rows[node] = new or None
        for other in old:
            back.setdefault(other, set(linked.get(other, ()))).discard(node)
        for other in new:
            back.setdefault(other, set(linked.get(other, ()))).add(node)
        touched.update(old, new)
    change.put("links", rows)
    change.put("linked", {node: tuple(sorted(others)) or None for node, others in back.items()})
    former = {group_of[node] for node in touched if node in group_of}
    as_before = {group_of[node] for node in calm if node in group_of} - former
    seeds = touched.union(*(groups[name] for name in former)) - set(gone)
    now: Mapping[Node, tuple[Node, ...]] = change.now("links")
    now_back: Mapping[Node, tuple[Node, ...]] = change.now("linked")
    by_path: Mapping[str, Entry] = change.now("by_path")
    found: dict[Node, tuple[Node, ...] | None] = dict.fromkeys(former)
    of: dict[Node, Node | None] = {node: None for name in former for node in groups[name]}
    current: set[Node] = set()
    seen: set[Node] = set()
    for seed in seeds:
        if seed in seen or not (seed in now or seed in now_back):
            continue
        members, heap = {seed}, [seed]
        while heap:
            node = heap.pop()
            for other in (*now.get(node, ()), *now_back.get(node, ())):
                if other not in members:
                    members.add(other)
                    heap.append(other)
        seen |= members
        ordered = tuple(
            sorted(members, key=lambda node: (since(by_path[node.path]), node.path, -node.number))
        )
        current.add(ordered[-1])
        found[ordered[-1]] = ordered
        of.update(dict.fromkeys(ordered, ordered[-1]))
    change.put("groups", found)
    change.put("group_of", of)
    return former | as_before, current | as_before


def _moved(path: str, change: Change) -> bool:
    """Whether a brief has another place among the others than it had."""
    old, new = change.old.get(path), change.new.get(path)
    return (old and since(old)) != (new and since(new))
