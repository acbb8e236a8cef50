"""Who speaks in short articles, by name, pronoun, description, office, kinship or document.

The articles (``speakers/<language>.txt``) are marked up as our gold ones are; a line with ``%%``
opens each and says what it is about.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.gold import compile_markup
from tests.quality.sets import annotate

pytestmark = pytest.mark.model

_FOLDER = Path(__file__).parent / "speakers"
_ENOUGH = 0.3  # of the characters of two quotations that stand for each other


def _articles():
    for path in sorted(_FOLDER.glob("*.txt")):
        for section in path.read_text(encoding="utf-8").split("%% ")[1:]:
            name, markup = section.split("\n", 1)
            yield pytest.param(compile_markup(name, path.stem, markup), id=f"{path.stem}-{name}")


def _speakers(annotations):
    names = {entity.id: entity.name for entity in annotations.entities}
    return {quote.span: names.get(quote.speaker) for quote in annotations.quotes}


def _common(one, other):
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


@pytest.mark.parametrize("article", [*_articles()])
def test_speakers(article):
    _, annotations = annotate([article])[article.id]
    ours, theirs = _speakers(annotations), _speakers(article.annotations)
    told = {}
    for span, speaker in theirs.items():
        found = [s for s in ours if _common(s, span) >= _ENOUGH]
        assert found, f"not found: {article.text[slice(*span)]!r}"
        told[article.text[slice(*span)]] = speaker, ours[found[0]]
    wanted = {words: want for words, (want, _) in told.items()}
    assert {words: got for words, (_, got) in told.items()} == wanted
