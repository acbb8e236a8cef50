"""Measure accuracy on a collection that editors have corrected: what rules say against what editors say.

A layer is measured in the articles in which editors have corrected something of it, and their version of
the whole layer is the gold. What they have not corrected therefore counts as right: the figures are what
accuracy is at best, and true where somebody has gone through the layer from end to end.
"""

from __future__ import annotations

from pathlib import Path

from generator import config as configuration
from generator.annotate.annotator import SpacyAnnotator
from generator.config import Config
from generator.corrections.apply import apply
from generator.errors import BrevesError
from generator.model import Annotations, Article
from generator.reading import articles, sources
from tests.quality.gold import Gold
from tests.quality.scoring import figures

__all__ = ["FIGURES", "measure"]

FIGURES = {
    "quote": ("quote_f1", "quote_p", "quote_exact", "said_f1", "speaker_acc"),
    "number": ("number_f1", "number_unit", "number_of", "number_qualifier"),
    "date": ("date_f1",),
    "actor": ("mention_f1", "entity_f1", "key_f1"),
}


def measure(content: Path) -> dict[str, tuple[int, dict[str, float]]]:
    """Return, by layer, the number of corrected articles in a folder and the figures of its marks."""
    config = _config(content)
    corrected = [article for article in _read(config) if article.corrections]
    found = list(zip(corrected, SpacyAnnotator(config.pipelines).annotate(corrected), strict=True))
    measured = {}
    for layer, names in FIGURES.items():
        those = [pair for pair in found if any(one.layer == layer for one in pair[0].corrections)]
        if those:
            gold = [_gold(article, annotations) for article, annotations in those]
            own = {article.path: (article.text, annotations) for article, annotations in those}
            all_figures = figures(gold, own, ())
            measured[layer] = (len(those), {name: all_figures[name] for name in names if name in all_figures})
    return measured


def _config(content: Path) -> Config:
    site = configuration.find(content.resolve().parent)
    return configuration.load(site.parent if site else content.resolve().parent)


def _read(config: Config) -> list[Article]:
    found = []
    for file in sources.listing(config).files:
        try:
            source = sources.read(config, file.path)
            found.append(articles.correct(articles.parse(source, config), source)[0])
        except BrevesError:
            continue  # what cannot be published cannot be measured
    return found


def _gold(article: Article, annotations: Annotations) -> Gold:
    return Gold(article.path, article.language, article.text, b"", apply(article, annotations))
