"""Show how far a build is: a bar where a terminal looks, plain lines otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from generator.build.progress import Progress, Silent

__all__ = ["shown"]

_LONG = 0.4  # seconds after which a stage is worth a bar or a line
_WORDS = {"read": "Reading", "annotate": "Annotating", "index": "Indexing", "pages": "Publishing"}


@contextmanager
def shown(*, quiet: bool) -> Iterator[Progress]:
    """Show progress on the standard error stream while the block runs."""
    if quiet:
        yield Silent()
        return
    progress = _Bar() if sys.stderr.isatty() else _Lines()
    try:
        yield progress
    finally:
        progress.close()


class _Lines:
    """A line for each stage of some length."""

    def __init__(self) -> None:
        self._stage = ""
        self._total: int | None = None
        self._began = time.monotonic()
        self._told = True

    def stage(self, name: str, total: int | None = None) -> None:
        self._stage, self._total = _WORDS.get(name, name), total
        self._began, self._told = time.monotonic(), False

    def advance(self, steps: int = 1) -> None:  # noqa: ARG002
        if not self._told and time.monotonic() - self._began > _LONG:
            self._told = True
            total = f" {self._total:,} article{'' if self._total == 1 else 's'}" if self._total else ""
            click.echo(f"{self._stage}{total}…", err=True)

    def note(self, message: str) -> None:
        click.echo(message, err=True)

    def close(self) -> None:
        """Nothing to clear away."""


class _Bar:
    """A bar for each stage of some length; rich is imported only then."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""
        self._total: int | None = None
        self._done = 0
        self._began = time.monotonic()

    def stage(self, name: str, total: int | None = None) -> None:
        self._stage, self._total, self._done = _WORDS.get(name, name), total, 0
        self._began = time.monotonic()
        if self._bar is not None:
            self._bar.reset(self._task, description=self._stage, total=total)

    def advance(self, steps: int = 1) -> None:
        self._done += steps
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done)
        elif time.monotonic() - self._began > _LONG:
            from rich import progress as bars  # noqa: PLC0415
            from rich.console import Console  # noqa: PLC0415

            self._bar = bars.Progress(
                bars.TextColumn("{task.description}"),
                bars.BarColumn(),
                bars.MofNCompleteColumn(),
                bars.TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task(self._stage, total=self._total, completed=self._done)

    def note(self, message: str) -> None:
        click.echo(message, err=True)

    def close(self) -> None:
        """Clear the bar away."""
        if self._bar is not None:
            self._bar.stop()
