"""An annotator without a language pipeline: patterns instead of grammar, fast and predictable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.build.progress import Silent
from generator.model import Annotations, Article, DateExpression, Entity, Quantity, Quote, Span

__all__ = ["FakeAnnotator", "Interrupting"]

_NAME = re.compile(r"\b[A-ZÉ]\w+(?: [A-ZÉ]\w+)+")
_QUOTE = re.compile(r"[«“](.+?)[»”]")
_NUMBER = re.compile(r"(?<![\d-])(\d{1,4})(?![\d-])(?: ([a-z]+))?")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class FakeAnnotator:
    """Names are runs of capitalised words; who is named last is quoted; numbers count the next word.

    ``version`` stands for everything that a real annotator's results depend on besides the article;
    an article that says FAIL cannot be annotated.
    """

    ready = True

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []

    def reads(self, language: str) -> bool:
        return language in ("fr", "en")

    def fingerprint(self, languages: Iterable[str]) -> str:
        return f"{self.version} {sorted(languages)}"

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        for article in articles:
            self.asked.append(article.title)
            if "FAIL" in article.text:
                raise ValueError("asked to fail")
            yield self._annotate(article.text)

    def _annotate(self, text: str) -> Annotations:
        mentions: dict[str, list[Span]] = {}
        for found in _NAME.finditer(text):
            mentions.setdefault(found[0], []).append(Span(*found.span()))
        kind = "person" if self.version == "1" else "organisation"
        entities = tuple(
            Entity(f"E{number}", name, kind, tuple(spans), key=number == 1, rule="fake")
            for number, (name, spans) in enumerate(mentions.items(), 1)
        )
        speaker = entities[-1].id if entities else None
        return Annotations(
            entities=entities,
            quotes=tuple(
                Quote(Span(*found.span(1)), "direct", speaker, rule="fake") for found in _QUOTE.finditer(text)
            ),
            numbers=tuple(
                Quantity(
                    Span(*found.span(1)),
                    int(found[1]),
                    of=found[2],
                    of_span=Span(*found.span(2)) if found[2] else None,
                    rule="fake",
                )
                for found in _NUMBER.finditer(text)
            ),
            dates=tuple(
                DateExpression(Span(*found.span()), found[0], rule="fake") for found in _DATE.finditer(text)
            ),
            pipeline="fake",
        )


class Interrupting(Silent):
    """Stops a build after some steps, as Ctrl-C does."""

    def __init__(self, steps: int) -> None:
        self._steps = steps

    def advance(self, steps: int = 1) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise KeyboardInterrupt
