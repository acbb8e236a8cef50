"""The time to link articles whose annotations are known: who is who, echoes, copies, stories, series.

``python -m benchmarks.linking N EDITS`` prints, in seconds of one core, what linking N articles takes
and the median and 95th percentile of taking one changed article in, and the megabytes held.
"""

from __future__ import annotations

import gc
import hashlib
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Story, stories
from benchmarks.generators import BREVES
from benchmarks.instant import Instant
from generator.build.library import Library
from generator.config import Config
from generator.identity import registry
from generator.index import packed
from generator.index.brief import Brief
from generator.index.entry import entry
from generator.model import Source
from generator.reading import articles

__all__ = ["Linked", "measure"]


class Linked(NamedTuple):
    """Seconds of one core to link all, and to take one changed article in; megabytes held."""

    everything: float
    median: float
    slow: float  # the 95th of a hundred
    megabytes: float


def measure(count: int, edits: int) -> Linked:
    """Link a made-up corpus, then change ``edits`` of its articles one after the other."""
    config = Config(Path())
    annotator = Instant(config.pipelines)

    def known(story: Story) -> bytes:
        data = BREVES.write(story).encode()
        source = Source(f"{story.number:05}.md", data, hashlib.sha256(data).hexdigest())
        article = articles.parse(source, config)
        return packed.dump(entry(Brief(article, next(iter(annotator.annotate([article]))))))

    cached = [known(story) for story in stories(count)]
    anew = [
        known(story.edited(f"N{number}"))
        for number, story in enumerate(stories(count))
        if number % max(1, count // edits) == 0
    ][: edits + 1]
    gc.collect()
    library = Library(config.per_page, registry.EMPTY, config.language)
    began = time.process_time()
    library.change((), map(packed.load, cached))
    everything = time.process_time() - began
    taken = []
    for data in anew:
        began = time.process_time()
        library.change((), [packed.load(data)])
        taken.append(time.process_time() - began)
    taken = sorted(taken[1:])  # the first loads what is loaded only once
    return Linked(everything, statistics.median(taken), taken[int(len(taken) * 0.95)], _resident())


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1_000_000


if __name__ == "__main__":
    print(*measure(int(sys.argv[1]), int(sys.argv[2])))
