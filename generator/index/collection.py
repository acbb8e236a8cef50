"""Gather what all briefs have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.errors import ContentError
from generator.index import actors, calendar, labels, related, topics
from generator.index.actors import Actor
from generator.index.brief import Brief
from generator.index.calendar import Day
from generator.index.entry import Entry, entry
from generator.index.labels import Label
from generator.index.names import Key
from generator.index.topics import Topic

__all__ = ["Index", "build", "join"]


@dataclass(frozen=True, slots=True)
class Index:
    """What the site knows across its briefs; it keeps no article's text.

    ``entries`` are newest first, undated ones last, ties by slug; so are all lists inside the
    other members, which are sorted by key. ``by_path`` finds an entry by the path of its source; an
    article that is missing there cannot be published, and ``problems`` says why. ``topic_of`` finds
    the running figure of a figure by its brief's path and its number there. ``earlier`` and
    ``later`` tie the paths of briefs that belong to one story.
    """

    entries: tuple[Entry, ...]
    by_path: dict[str, Entry]
    actors: dict[Key, Actor]
    topics: dict[str, Topic]
    topic_of: dict[tuple[str, int], str]
    days: dict[str, Day]
    tags: dict[str, Label]
    sources: dict[str, Label]
    earlier: dict[str, tuple[str, ...]]
    later: dict[str, tuple[str, ...]]
    problems: tuple[ContentError, ...]


def build(briefs: Iterable[Brief]) -> Index:
    """Read all briefs once, in any order, keeping of each only what other pages show."""
    return join(entry(brief) for brief in briefs)


def join(entries: Iterable[Entry]) -> Index:
    """Build the index from entries in any order. Takes linear time (and sorting)."""
    published, problems = _settle_slugs(entries)
    published.sort(key=lambda entry: entry.slug)
    published.sort(key=lambda entry: entry.date or "", reverse=True)
    tied = related.earlier(published)
    running = topics.gather(published, tied)
    return Index(
        entries=tuple(published),
        by_path={entry.path: entry for entry in published},
        actors=actors.join(published),
        topics=running,
        topic_of=topics.places(running.values()),
        days=calendar.days(published),
        tags=labels.gather(published, lambda entry: entry.tags),
        sources=labels.gather(published, lambda entry: (entry.source,) if entry.source else ()),
        earlier=tied,
        later=related.later(published, tied),
        problems=tuple(problems),
    )


def _settle_slugs(entries: Iterable[Entry]) -> tuple[list[Entry], list[ContentError]]:
    """Give every entry a slug of its own.

    The oldest keeps the plain one, so that a later namesake moves nobody's page; a slug that a
    person chose is theirs or nobody's.
    """
    taken: dict[str, Entry] = {}
    published: list[Entry] = []
    problems: list[ContentError] = []
    in_order = sorted(entries, key=lambda entry: (not entry.slug_chosen, entry.date or "9999", entry.path))
    for candidate in in_order:
        other = taken.get(candidate.slug)
        if other is not None and candidate.slug_chosen:
            problems.append(
                ContentError(
                    f"the slug «{candidate.slug}» is taken by {other.path}",
                    path=candidate.path,
                    remedy="Give one of the two another slug in its front matter.",
                )
            )
            continue
        slug, number = candidate.slug, 2
        while slug in taken:
            slug, number = f"{candidate.slug}-{number}", number + 1
        settled = candidate if slug == candidate.slug else replace(candidate, slug=slug)
        taken[slug] = settled
        published.append(settled)
    return published, problems
