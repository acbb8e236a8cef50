"""Annotate articles; spaCy is loaded only once there is something to annotate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from generator import lexicon
from generator.annotate import fingerprint
from generator.model import Annotations, Article

if TYPE_CHECKING:
    from generator.annotate.parses import Parses

__all__ = ["Annotator", "SpacyAnnotator"]

_TOGETHER = 30_000  # characters that are parsed at once


class Annotator(Protocol):
    """What a build needs of an annotator; tests put a fast fake in its place.

    It is pickled where several processes share the work.
    """

    @property
    def ready(self) -> bool:
        """Whether the next article is annotated at once, with nothing to load before."""

    def reads(self, language: str) -> bool:
        """Whether articles in this language can be annotated."""

    def fingerprint(self, languages: Iterable[str]) -> str:
        """Return what annotations of articles in these languages depend on besides the article itself."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """Annotate articles, one result each, in the order given."""


class SpacyAnnotator:
    """The real annotator. ``pipelines`` maps languages to installed spaCy pipelines."""

    def __init__(self, pipelines: dict[str, str]) -> None:
        known = lexicon.languages()
        self._pipelines = {language: name for language, name in pipelines.items() if language in known}
        self._parses: Parses | None = None

    @property
    def ready(self) -> bool:
        """Whether pipelines have been loaded."""
        return self._parses is not None

    def reads(self, language: str) -> bool:
        """Whether there are a pipeline and lexicons for this language."""
        return language in self._pipelines

    def fingerprint(self, languages: Iterable[str]) -> str:
        """Digest the code, versions, pipelines and lexicons that such articles' annotations depend on."""
        parts = [fingerprint.rules()]
        known = sorted(language for language in languages if self.reads(language))
        parts += [fingerprint.pipeline(self._pipelines[language], language) for language in known]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """Annotate articles, streaming, in order.

        An article in a language without a pipeline gets empty annotations; a paragraph in such a
        language is skipped. Raises PipelineError where a configured pipeline does not load.
        """
        for batch in _batches(articles):
            known = [article for article in batch if self.reads(article.language)]
            if known:
                from generator.annotate import layers, parses  # noqa: PLC0415  spaCy takes a second to import

                self._parses = self._parses or parses.Parses()
                parsed = iter(layers.parse_all(known, self._pipelines, self._parses))
            for article in batch:
                if self.reads(article.language):
                    yield layers.annotate_parsed(next(parsed), self._pipelines[article.language])
                else:
                    yield Annotations()


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size > _TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
