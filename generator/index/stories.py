"""Follow running stories: each brief goes on from the earlier one that it is tied to most closely.

A story is a tree of such briefs, so that it neither depends on the order of reading nor runs together with
another over what both share in passing. What its ties have in common names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.index import groups, shelves
from generator.index.clues import Clue
from generator.index.entry import Entry
from generator.index.groups import Node
from generator.index.names import Key
from generator.index.names import slug as slug_of
from generator.index.order import rank
from generator.index.ties import Tie

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["BRIEFS", "Story", "update"]

BRIEFS = 3  # that make a story; of two, each shows the other
_ON_LEAF = 40  # briefs on a page of a story
_LISTED = 100  # stories on a page of all
_CLUES = 12  # of a story, kept
_WHO = 3  # of actors, beside the name of a story
_COMING = 4  # actors that a brief brings into its story, named
_SHARE = 2  # the part of a story's briefs, one in so many, that have the tag which names it


@dataclass(frozen=True, slots=True)
class Story:
    """Briefs on one matter, newest first; ``clues`` is what ties them, the strongest first.

    ``language`` is that of its name, ``who`` the people and organisations among the clues; ``first`` and
    ``last`` are its dates.
    """

    slug: str
    name: str
    language: str
    paths: tuple[str, ...]
    clues: tuple[Clue, ...]
    who: tuple[Key, ...]
    first: str | None
    last: str | None


def update(change: Change) -> None:
    """Keep the stories true, where ties or briefs are others."""
    ties: Mapping[str, tuple[Tie, ...]] = change.now("ties")
    by_path: Mapping[str, Entry] = change.now("by_path")
    moved = change.touched("ties") | change.new.keys()
    links = {Node("story", path): _onwards(ties.get(path, ())) for path in sorted(moved & by_path.keys())}
    gone = {Node("story", path) for path in change.old.keys() - change.new.keys()}
    former, current = groups.update(change, links, gone)
    members: Mapping[Node, tuple[Node, ...]] = change.now("groups")
    other = {path for path in moved if not _tells_the_same(path, change)}
    same = {
        name
        for name in former & current
        if members[name] is change.index.groups[name]
        and other.isdisjoint(node.path for node in members[name])
    }
    former, current = former - same, current - same
    rows: dict[str, Story | None] = {}
    of: dict[str, str | None] = {}
    debuts: dict[str, tuple[Key, ...] | None] = {}
    named: dict[Node, str | None] = dict.fromkeys(former)
    for name in former:
        slug = change.index.told_stories.get(name)
        if slug is not None:
            rows[slug] = None
            of.update(dict.fromkeys(change.index.stories[slug].paths))
            debuts.update(dict.fromkeys(change.index.stories[slug].paths))
    for name in current:
        paths = tuple(node.path for node in members[name])
        if len(paths) >= BRIEFS:
            slug = named[name] = by_path[name.path].slug
            rows[slug] = _story(slug, [by_path[path] for path in paths], _clues(paths, ties))
            of.update(dict.fromkeys(paths, slug))
            debuts.update(_debuts([by_path[path] for path in reversed(paths)]))
    change.put("told_stories", named)
    change.put("stories", rows)
    change.put("story_of", of)
    change.put("debuts", debuts)
    # By itself, so that the pages of its briefs need not follow all else that becomes of a story.
    change.put("story_names", {slug: story and (story.name, story.language) for slug, story in rows.items()})
    stories: Mapping[str, Story] = change.now("stories")
    if rows:
        change.cut("stories", sorted(stories, key=lambda slug: _newest(stories[slug], by_path)), _LISTED)
    told: Mapping[Node, str] = change.now("told_stories")
    for slug, story in {**rows, **{told[name]: stories[told[name]] for name in same if name in told}}.items():
        entries = tuple(by_path[path] for path in story.paths) if story else ()
        change.cut(shelves.shelf("stories", slug), entries, _ON_LEAF)


def _tells_the_same(path: str, change: Change) -> bool:
    """Whether a brief has kept what a story shows of it, and what ties it to the story."""
    old, new = change.index.by_path.get(path), change.now("by_path").get(path)
    ties: list[tuple[Tie, ...]] = [change.index.ties.get(path, ()), change.now("ties").get(path, ())]
    before, now = ([tie.reasons for tie in some[:1]] for some in ties)
    return old is not None and new is not None and before == now and _shown(old) == _shown(new)


def _shown(entry: Entry) -> tuple[object, ...]:
    parts = tuple((part.key, part.central, bool(part.role)) for part in entry.parts)
    return entry.slug, entry.title, entry.language, entry.date, entry.tags, parts


def _story(slug: str, entries: Sequence[Entry], clues: tuple[Clue, ...]) -> Story:
    name, language = _name(entries)
    parts = {part.key.name: part.key for entry in entries for part in entry.parts}
    who = (parts.get(clue.name) for clue in clues if clue.kind == "actor")
    return Story(
        slug=slug,
        name=name[:1].upper() + name[1:],
        language=language,
        paths=tuple(entry.path for entry in entries),
        clues=clues,
        who=tuple(key for key in who if key and key.kind != "place")[:_WHO],
        first=entries[-1].date,
        last=entries[0].date,
    )


def _debuts(entries: Iterable[Entry]) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Yield, by path, who comes into a story with each of its briefs, given oldest first."""
    known: set[Key] = set()
    for entry in entries:
        parts = (part for part in entry.parts if part.key.kind != "place" and (part.central or part.role))
        new = [part.key for part in parts if part.key not in known]
        known.update(new)
        yield entry.path, tuple(new[:_COMING])


def _name(entries: Sequence[Entry]) -> tuple[str, str]:
    """Name a story by a tag that many of its briefs share and that is no mere section, else by how it began.

    A tag of several words is taken for a name. Also returns the language of the words.
    """
    having: dict[str, list[tuple[str, str]]] = {}
    for entry in reversed(entries):
        for tag in entry.tags:
            if "-" in slug_of(tag):
                having.setdefault(slug_of(tag), []).append((tag, entry.language))
    most = max(having, key=lambda tag: (len(having[tag]), tag), default="")
    if most and _SHARE * len(having[most]) >= len(entries) and len(having[most]) > 1:
        return having[most][0]
    return entries[-1].title, entries[-1].language


def _onwards(ties: Sequence[Tie]) -> tuple[Node, ...]:
    """Return what a brief goes on from."""
    return next(((Node("story", tie.path),) for tie in ties if tie.close), ())


def _newest(story: Story, by_path: Mapping[str, Entry]) -> tuple[str, str]:
    return rank(by_path[story.paths[0]]), story.slug


def _clues(paths: Sequence[str], ties: Mapping[str, Sequence[Tie]]) -> tuple[Clue, ...]:
    """Return what ties a story together, what most ties rest on first."""
    counts: Counter[Clue] = Counter()
    for path in paths:
        for tie in ties.get(path, ())[:1]:
            for place, clue in enumerate(tie.reasons):
                counts[clue] += len(tie.reasons) - place
    return tuple(sorted(counts, key=lambda clue: (-counts[clue], clue))[:_CLUES])
