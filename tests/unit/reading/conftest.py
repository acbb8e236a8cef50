from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import Config
from generator.model import Article, Source
from generator.reading import articles

Parse = Callable[..., Article]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    content = tmp_path / "content"
    content.mkdir()
    return Config(root=tmp_path, content=content, max_bytes=10_000)


@pytest.fixture
def parse(config: Config) -> Parse:
    """Parse a text as the file ``path``."""

    def parse(text: str | bytes, path: str = "article.txt", config: Config = config) -> Article:
        data = text.encode() if isinstance(text, str) else text
        return articles.parse(Source(path, data, hashlib.sha256(data).hexdigest()), config)

    return parse


@pytest.fixture
def blocks(parse: Parse) -> Callable[..., list[tuple[str, str]]]:
    """Return the kind and the text of each block."""

    def blocks(text: str | bytes, path: str = "article.txt") -> list[tuple[str, str]]:
        article = parse(text, path)
        return [(block.kind, article.text[slice(*block.span)]) for block in article.blocks]

    return blocks
