"""No word of a real article may be lost: annotations are measured against the whole text."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest

from generator.config import Config
from generator.model import Article, Source
from generator.reading import articles

SHARED = Path(__file__).parents[3] / "shared"
CONFIG = Config(root=SHARED)

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")


def parse(file: Path) -> Article:
    data = file.read_bytes()
    return articles.parse(Source(file.name, data, hashlib.sha256(data).hexdigest()), CONFIG)


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("folder", "language"), [("fr", "fr"), ("en", "en"), ("polnear", "en")])
def test_the_whole_text_survives_in_its_language(folder, language):
    files = sorted((SHARED / "gold" / folder / "text").glob("*.txt"))
    assert files
    for file in files:
        article = parse(file)
        assert squeeze(article.text) == squeeze(unicodedata.normalize("NFC", file.read_text("utf-8"))), (
            file.name
        )
        assert article.language == language, file.name
        assert {block.language for block in article.blocks} == {None}, file.name


def test_subheadings_are_no_captions():
    for file in sorted((SHARED / "gold" / "fr" / "text").glob("*.txt")):
        assert "caption" not in {block.kind for block in parse(file).blocks}, file.name


def test_the_seed():
    (file,) = (SHARED / "seeds").glob("*.txt")
    article = parse(file)
    assert article.title.startswith("Le président américain a insisté sur")
    assert (article.date, article.language) == ("2023-12", "fr")
    whole = squeeze(file.read_text("utf-8"))
    assert squeeze(article.text) == whole.removeprefix("date2023-12")
    captions = [article.text[slice(*block.span)] for block in article.blocks if not block.annotated]
    assert captions == ["IDF Spokesperson"]
