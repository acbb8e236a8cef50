"""Tell whoever looks how far a build is; the building code itself prints nothing."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "Silent"]


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
