"""Words a second that are annotated cold, by Brèves with all that it adds and by the stock pipelines alone.

``python -m benchmarks.annotating ours|stock fr|en COUNT`` prints words, seconds and megabytes.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import stories
from generator import config as configuration
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Source
from generator.reading import articles as reading

__all__ = ["Pace", "measure"]


class Pace(NamedTuple):
    """Words a second on one core, and the memory of the process."""

    words: float
    megabytes: float


def measure(whose: str, language: str, count: int) -> Pace:
    """Annotate ``count`` articles in a process of its own, on one core, after a few to warm up."""
    command = [sys.executable, "-m", "benchmarks.annotating", whose, language, str(count)]
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | threads)
    words, seconds, megabytes = map(float, said.stdout.split())
    return Pace(words / seconds, megabytes)


def _articles(language: str, count: int) -> list[Article]:
    """Return our own articles in the language, and as many made-up ones (which are French) as asked for."""
    root = Path(__file__).parents[1]
    config = configuration.load(root)
    places = [*config.content.rglob("*.*"), *(root / "tests" / "gold" / language).glob("*.txt")]
    texts = [(path.name, path.read_bytes()) for path in sorted(places) if path.is_file()]
    texts += [(f"{story.number}.md", story.brief().encode()) for story in stories(count)]
    found = [
        reading.parse(Source(name, data, hashlib.sha256(data).hexdigest()), config) for name, data in texts
    ]
    return [article for article in found if article.language == language]


def _main(whose: str, language: str, count: int) -> None:
    articles = _articles(language, count)
    words = sum(len(article.text.split()) for article in articles)
    if whose == "stock":
        import spacy  # noqa: PLC0415  only what is measured is loaded

        nlp = spacy.load(DEFAULT_PIPELINES[language])
        texts = [article.text for article in articles]
        list(nlp.pipe(texts[:3]))
        began = time.process_time()
        for _ in nlp.pipe(texts):
            pass
    else:
        from generator.annotate import pool  # noqa: PLC0415
        from generator.annotate.annotator import SpacyAnnotator  # noqa: PLC0415

        annotator = SpacyAnnotator(dict(DEFAULT_PIPELINES))
        list(pool.annotate(annotator, articles[:3], jobs=1))
        began = time.process_time()
        for _ in pool.annotate(annotator, articles, jobs=1):
            pass
    seconds = time.process_time() - began
    print(words, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
