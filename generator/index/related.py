"""Tie each brief to the earlier ones of its story, and those to what came since."""

from __future__ import annotations

from collections.abc import Sequence

from generator.index.entry import Entry
from generator.index.names import Key

__all__ = ["earlier", "later"]

_NEAREST = 40  # briefs looked at for each actor or tag: a story's last weeks, and linear time
_MOST = 4
_ENOUGH = 3  # points below which two briefs have nothing to do with one another
_CENTRAL, _ASIDE, _TAG = 3, 1, 2  # points for what two briefs share


def earlier(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Return, for each entry's path, the paths of related earlier entries, the closest first.

    ``entries`` are newest first; undated ones are tied to nothing. An entry's list depends on
    earlier entries alone, so a new brief leaves the lists of older ones as they are.
    """
    last: dict[Key | str, list[Entry]] = {}
    tied: dict[str, tuple[str, ...]] = {}
    for entry in reversed([entry for entry in entries if entry.date]):
        points: dict[str, int] = {}
        order: dict[str, int] = {}
        for what, weight in _shared(entry):
            seen = last.setdefault(what, [])
            for place, other in enumerate(reversed(seen[-_NEAREST:])):
                points[other.path] = points.get(other.path, 0) + weight
                order[other.path] = min(place, order.get(other.path, place))
            seen.append(entry)
        close = [path for path, sum_ in points.items() if sum_ >= _ENOUGH]
        close.sort(key=lambda path: (-points[path], order[path], path))
        tied[entry.path] = tuple(close[:_MOST])
    return tied


def later(entries: Sequence[Entry], tied: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Turn ``earlier`` round: for each path, the newest entries that name it as related."""
    since: dict[str, list[str]] = {}
    for entry in entries:
        for path in tied.get(entry.path, ()):
            followers = since.setdefault(path, [])
            if len(followers) < _MOST:
                followers.append(entry.path)
    return {path: tuple(followers) for path, followers in since.items()}


def _shared(entry: Entry) -> list[tuple[Key | str, int]]:
    actors: list[tuple[Key | str, int]] = [
        (part.key, _CENTRAL if part.central else _ASIDE) for part in entry.parts if part.central or part.role
    ]
    return actors + [(tag, _TAG) for tag in entry.tags]
