"""Give every brief an address of its own."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import ContentError
from generator.index.entry import Entry

__all__ = ["settle"]


def settle(entries: Iterable[Entry]) -> tuple[dict[str, str], dict[str, ContentError]]:
    """Return the slug of each path, and what is wrong with those that get none.

    The oldest keeps the plain one, so that a later namesake moves nobody's page; a slug that a
    person chose is theirs or nobody's.
    """
    taken: dict[str, str] = {}
    problems: dict[str, ContentError] = {}
    in_order = sorted(entries, key=lambda entry: (not entry.slug_chosen, entry.date or "9999", entry.path))
    for entry in in_order:
        slug, number = entry.slug, 2
        if entry.slug_chosen and slug in taken:
            problems[entry.path] = ContentError(
                f"the slug «{slug}» is taken by {taken[slug]}",
                path=entry.path,
                remedy="Give one of the two another slug in its front matter.",
            )
            continue
        while slug in taken:
            slug, number = f"{entry.slug}-{number}", number + 1
        taken[slug] = entry.path
    return {path: slug for slug, path in taken.items()}, problems
