"""Fill a cache without waiting for the pipelines, so that publishing can be measured by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.annotate.annotator import SpacyAnnotator
from generator.model import Annotations, Article, DateExpression, Entity, Quantity, Quote, Span

__all__ = ["Instant"]

_NAME = re.compile(r"\b[A-ZÉ][\wéèëï]+ [A-Z][\wéèëï]+\b|(?<=À )[A-Z][\w-]+")
_QUOTE = re.compile(r"« (.+?) »")
_NUMBER = re.compile(r"(?<![\w,-])\d{1,3}(?:,\d)?(?= (?:habitants|personnes|millions|%|pages|mois))")
_DATE = re.compile(r"\b(\d{1,2}) (mars|avril|mai)\b")
_MONTHS = {"mars": "03", "avril": "04", "mai": "05"}


class Instant(SpacyAnnotator):
    """Finds by patterns about as much as the pipelines do, under the pipelines' own keys."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """Annotate articles of the corpus."""
        for article in articles:
            text = article.text
            mentions: dict[str, list[Span]] = {}
            for found in _NAME.finditer(text):
                mentions.setdefault(found[0], []).append(Span(*found.span()))
            entities = tuple(
                Entity(
                    f"E{number}",
                    name,
                    "person" if " " in name else "place",
                    tuple(spans),
                    key=number < 4,
                    rule="pattern",
                )
                for number, (name, spans) in enumerate(mentions.items(), 1)
            )
            yield Annotations(
                entities=entities,
                quotes=tuple(
                    Quote(
                        Span(*found.span(1)), "direct", entities[0].id if entities else None, rule="pattern"
                    )
                    for found in _QUOTE.finditer(text)
                ),
                numbers=tuple(
                    Quantity(Span(*found.span()), float(found[0].replace(",", ".")), rule="pattern")
                    for found in _NUMBER.finditer(text)
                ),
                dates=tuple(
                    DateExpression(
                        Span(*found.span()), f"2026-{_MONTHS[found[2]]}-{int(found[1]):02}", "pattern"
                    )
                    for found in _DATE.finditer(text)
                ),
                pipeline="pattern",
            )
