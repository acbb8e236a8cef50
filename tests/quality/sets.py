"""The gold sets there are, and what Brèves finds in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.annotate.annotator import SpacyAnnotator
from generator.annotate.stored import as_stored
from generator.config import DEFAULT_PIPELINES, Config
from generator.model import Annotations, Source
from generator.reading.articles import parse
from tests.quality.gold import Gold, read_folder

__all__ = ["ROOT", "SETS", "GoldSet", "annotate", "present"]

ROOT = Path(__file__).resolve().parents[2]
_OWN = ROOT / "tests" / "gold"
_BESIDE = ROOT.parent / "shared" / "gold"  # larger sets, of texts that are not ours to publish


@dataclass(frozen=True)
class GoldSet:
    """A folder of gold articles; ``kinds`` are the kinds of quotes it annotates (all where empty).

    ``said``: only who said what is annotated in full, names no further than speakers need them.
    """

    name: str
    folder: Path
    kinds: tuple[str, ...] = ()
    said: bool = False

    def read(self) -> list[Gold]:
        """Read its articles, sorted by id."""
        return _read(self.folder)


SETS = (
    GoldSet("own-fr", _OWN / "fr"),
    GoldSet("own-en", _OWN / "en"),
    GoldSet("said-fr", _OWN / "said" / "fr", said=True),
    GoldSet("said-en", _OWN / "said" / "en", said=True),
    GoldSet("new-fr", _OWN / "new" / "fr"),
    GoldSet("wikinews-fr", _BESIDE / "fr"),
    GoldSet("news-en", _BESIDE / "en", ("direct", "mixed")),
    GoldSet("polnear-en", _BESIDE / "polnear"),
)


def present() -> list[GoldSet]:
    """Return the sets whose folder exists."""
    return [gold_set for gold_set in SETS if gold_set.folder.is_dir()]


def annotate(articles: Iterable[Gold]) -> dict[str, tuple[str, Annotations]]:
    """Read and annotate articles as a build would; map their ids to text and annotations."""
    articles = list(articles)
    config = Config(root=ROOT)
    parsed = [parse(Source(f"{article.id}.txt", article.source, ""), config) for article in articles]
    found = SpacyAnnotator(DEFAULT_PIPELINES).annotate(parsed)
    stored = (as_stored(article, annotations) for article, annotations in zip(parsed, found, strict=True))
    return {
        gold.id: (article.text, annotations)
        for gold, (article, annotations) in zip(articles, stored, strict=True)
    }


@cache
def _read(folder: Path) -> list[Gold]:
    return read_folder(folder)
