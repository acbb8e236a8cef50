"""Parse a source into an article."""

from __future__ import annotations

from generator.config import Config
from generator.model import Article, Block, Source, Span

__all__ = ["parse"]


def parse(source: Source, config: Config) -> Article:
    """Parse one source. Raises ContentError, with the line, where it cannot be published."""
    text = source.data.decode().strip()
    blocks = []
    at = 0
    for part in text.split("\n\n"):
        start = text.index(part, at)
        at = start + len(part)
        if part:
            blocks.append(Block("paragraph" if blocks else "headline", Span(start, at)))
    language = "fr" if sum(text.count(w) for w in (" le ", " les ", " et ")) > sum(text.count(w) for w in (" the ", " and ")) else "en"
    return Article(
        path=source.path, slug=source.path.rsplit(".", 1)[0], title=text.split("\n")[0],
        text=text, blocks=tuple(blocks), language=language, digest=source.digest,
    )
