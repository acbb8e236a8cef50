"""Tell whoever looks how far a build is; the building code itself prints nothing."""

from __future__ import annotations

import time
from typing import Protocol

__all__ = ["Laps", "Progress", "Silent"]


class Progress(Protocol):
    """What a build tells while it works. Called often: be quick."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage ("read", "annotate", "index", "pages") of ``total`` steps, if that is known."""

    def advance(self, steps: int = 1) -> None:
        """Go on within the stage."""

    def note(self, message: str) -> None:
        """Say something that cannot wait for the report, such as whom the build waits for."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Keep quiet."""

    def advance(self, steps: int = 1) -> None:
        """Keep quiet."""

    def note(self, message: str) -> None:
        """Keep quiet."""


class Laps:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = time.perf_counter()

    def end(self, stage: str) -> None:
        """Note how long it took since the last stage ended."""
        now = time.perf_counter()
        self.seconds[stage] = now - self._began
        self._began = now
