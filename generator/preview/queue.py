"""Gather changes until they pause: a burst of a thousand files is one rebuild."""

from __future__ import annotations

__all__ = ["Changes"]


class Changes:
    """Paths that changed, and since when; time is handed in, in seconds of any steady clock.

    They are due after ``quiet`` seconds without another, ``burst`` seconds where there are several already,
    and after ``patience`` seconds at the latest, so that something which never stops writing does not put
    off a rebuild for ever.
    """

    def __init__(self, quiet: float = 0.008, burst: float = 0.04, patience: float = 1.0) -> None:
        self._quiet = quiet
        self._burst = burst
        self._patience = patience
        self._paths: set[str] = set()
        self._first = 0.0
        self._last = 0.0

    def add(self, path: str, now: float) -> None:
        """Note a change."""
        if not self._paths:
            self._first = now
        self._paths.add(path)
        self._last = now

    def due(self) -> float | None:
        """Return when the changes are due, or None where there are none."""
        if not self._paths:
            return None
        pause = self._burst if len(self._paths) > 1 else self._quiet
        return min(self._last + pause, self._first + self._patience)

    def take(self, now: float) -> frozenset[str]:
        """Return all changes if they are due, and forget them; otherwise nothing."""
        due = self.due()
        if due is None or now < due:
            return frozenset()
        paths = frozenset(self._paths)
        self._paths.clear()
        return paths
