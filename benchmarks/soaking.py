"""Rebuild many times in one process, an article changed each time.

``python -m benchmarks.soaking FOLDER TIMES`` prints the megabytes held after a tenth of the rebuilds
and after all of them.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from benchmarks.corpus import Story, stories
from benchmarks.generators import BREVES
from benchmarks.instant import Instant
from generator import config as configuration
from generator.preview import Session

__all__ = ["soak"]


def soak(folder: Path, found: list[Story], times: int) -> tuple[float, float]:
    """Rebuild; return the megabytes early and at the end."""
    config = configuration.load(folder)
    session = Session(lambda: config, Instant(config.pipelines))
    session.build()
    early = 0.0
    for number in range(times + 1):
        story = found[number * 37 % len(found)]
        BREVES.save(folder, story.edited(f"S{number}"))
        session.build(frozenset({str(folder / BREVES.article.format(story.number))}))
        if number == times // 10:
            early = _resident()
    return early, _resident()


def _resident() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1_000_000


if __name__ == "__main__":
    place = Path(sys.argv[1])
    count = sum(1 for _ in (place / "content").iterdir())
    print(*soak(place, list(stories(count)), int(sys.argv[2])))
