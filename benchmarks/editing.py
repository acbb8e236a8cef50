"""From a saved file to the new page: save articles while a generator watches, and ask for the page."""

from __future__ import annotations

import http.client
import statistics
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Story
from benchmarks.generators import Generator
from benchmarks.processes import Memory, running

__all__ = ["Edits", "measure"]

_PATIENCE = 600  # seconds for the first page, 120 for a changed one
_PORT = 8765
_PACE = 0.01  # seconds between looks: who asks all the time takes it from those who work


class Edits(NamedTuple):
    """Seconds from a saved article to its new page, and the memory meanwhile."""

    median: float
    slow: float  # the 95th of a hundred
    megabytes: float


def measure(generator: Generator, folder: Path, stories: list[Story], count: int) -> Edits | None:
    """Let it watch, and edit ``count`` articles, one after the other; None where it does not keep up.

    They are edited once before, since what is cached of them may come from another annotator.
    """
    edited = [stories[number * 37 % len(stories)] for number in range(count + 1)]
    for story in edited:
        generator.save(folder, story.edited("Neuf"))
    command = [part.format(port=_PORT) for part in generator.serve]
    with running(command, folder) as process:
        memory = Memory(process.pid)
        page = generator.page.format(stories[0].number)
        if not _shows(process, page, "</html>", _PATIENCE):
            memory.end()
            return None
        time.sleep(2)  # whatever follows the first page
        taken = []
        for number, story in enumerate(edited):  # the first loads what is loaded only once
            began = time.perf_counter()
            generator.save(folder, story.edited(f"N{number}"))
            if not _shows(process, generator.page.format(story.number), f"N{number} est parue", 120):
                memory.end()
                return None
            taken.append(time.perf_counter() - began)
            time.sleep(0.3)
    taken = sorted(taken[1:])
    return Edits(statistics.median(taken), taken[int(len(taken) * 0.95)], memory.end())


def _shows(process: subprocess.Popen[str], page: str, text: str, patience: float) -> bool:
    """Whether the page has this text before patience runs out."""
    end = time.perf_counter() + patience
    connection = http.client.HTTPConnection("127.0.0.1", _PORT, timeout=60)
    while time.perf_counter() < end and process.poll() is None:
        try:
            connection.request("GET", f"/{page}")
            if text in connection.getresponse().read().decode("utf-8", "replace"):
                return True
        except (OSError, http.client.HTTPException):
            connection.close()
        time.sleep(_PACE)
    return False
