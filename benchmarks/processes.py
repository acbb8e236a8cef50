"""Run a command; measure how long it takes and how much memory it and its children hold at once."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

__all__ = ["Cost", "Memory", "resident", "run", "running"]

_EVERY = 0.03  # seconds


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    megabytes: float


class Memory:
    """The most memory that a session of processes holds at once, sampled."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._ended = Event()
        self.peak = 0.0
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Stop sampling; return megabytes."""
        self._ended.set()
        self._thread.join()
        return self.peak

    def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, resident(self._session))
            if self._ended.wait(_EVERY):
                return


def resident(session: int) -> float:
    """Return the megabytes that a session's processes hold; 0 where the system does not tell (Linux does).

    What several share counts once.
    """
    kilobytes = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if int((place / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                told = (place / "smaps_rollup").read_text()
                kilobytes += int(told.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):
            continue
    return kilobytes * 1024 / 1_000_000


def run(command: list[str], folder: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises SystemExit, with what it said, where it fails."""
    began = time.perf_counter()
    with running(command, folder, env) as process:
        memory = Memory(process.pid)
        said = process.communicate()[0]
        seconds = time.perf_counter() - began
        peak = memory.end()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    return Cost(seconds, peak)


@contextmanager
def running(
    command: list[str], folder: Path | None = None, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Start a command in a session of its own, and end whatever of it still runs."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | (env or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
