"""What is quoted in short articles, one for each way of quoting: its extent, its kind, its speaker.

The articles (``quotations/<language>.txt``) are marked up as our gold ones are; a line with ``%%``
opens each and says what it is about. What they do not mark is not quoted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.gold import compile_markup
from tests.quality.sets import annotate

pytestmark = pytest.mark.model

_FOLDER = Path(__file__).parent / "quotations"
_EDGES = " .,;:!?…\"'«»“”—–-\u00a0\u202f"


def _articles():
    for path in sorted(_FOLDER.glob("*.txt")):
        for section in path.read_text(encoding="utf-8").split("%% ")[1:]:
            name, markup = section.split("\n", 1)
            yield pytest.param(compile_markup(name, path.stem, markup), id=f"{path.stem}-{name}")


def _told(annotations, text, free):
    names = {entity.id: entity.name for entity in annotations.entities}
    return [
        (quote.kind, text[slice(*quote.span)].strip(_EDGES), names.get(quote.speaker))
        for quote in annotations.quotes
        if not any(quote.span.start < span.end and span.start < quote.span.end for span in free)
    ]


@pytest.mark.parametrize("article", [*_articles()])
def test_quotations(article):
    text, annotations = annotate([article])[article.id]
    free = [span for layer, span in article.optional if layer == "quotes"]
    assert _told(annotations, text, free) == _told(article.annotations, article.text, free)
