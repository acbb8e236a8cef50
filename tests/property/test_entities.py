"""Entities: never raises, mentions stand in the text, in order, apart, and in no caption."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.annotate import entities, pipeline
from generator.annotate.parsed import Parsed, Passage
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Quote, Span
from tests.blank import parsed

LANGUAGES = ("fr", "en")
WORDS = """
Jean Dupont M. Mme Dr. Rep. le Le l’ d' de du des von al- Paris États-Unis U.S. R-Utah pro-Clinton ONU (ONU)
Conseil sécurité université University of the The Trump's ’s 's Bill Clinton Hillary président Président
ministre Défense , . : « » " ( ) - — & et and 45 ² qui who said O'Reilly W]e É I A20 🙂 rue mont agence SA Inc
2012 mardi Tuesday Français British N.C. St. maire mayor
"""
SEVERAL = ["La Poste", "Nations unies", "a déclaré", "\n", "\u00a0", "\u202f", "\u00ad"]
FRAGMENTS = st.lists(st.sampled_from(WORDS.split() + SEVERAL), max_size=25)
TEXTS = st.text() | FRAGMENTS.map(" ".join) | FRAGMENTS.map("".join)


def check(text, found):
    spans = [(span, each) for each in found for span in each.mentions]
    assert [each.id for each in found] == [f"E{n}" for n in range(1, len(found) + 1)]
    assert [each.mentions[0] for each in found] == sorted(each.mentions[0] for each in found)
    for each in found:
        assert list(each.mentions) == sorted(each.mentions)
        assert 0 < each.confidence <= 1
        assert each.role is None or text[slice(*each.role_span)] == each.role
        assert each.name in {text[slice(*span)] for span in each.mentions}
    end = 0
    for (start, stop), _ in sorted(spans, key=lambda pair: pair[0]):
        assert 0 <= end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
@example(text="", language="fr")
@example(text="M.Dupont", language="fr")
@example(text="Jean, ², maire", language="fr")
def test_any_tokens(text, language):
    article = parsed(text, language)
    found = entities.find(article)
    check(text, found)
    quotes = tuple(Quote(Span(0, 1), "direct", speaker=each.id) for each in found)
    marked = entities.mark(article, found, quotes)
    assert [each.name for each in marked] == [each.name for each in found]
    assert sum(each.key for each in marked) <= 6


@pytest.mark.model
@settings(max_examples=60)
@given(parts=st.lists(TEXTS, max_size=4), language=st.sampled_from(LANGUAGES))
def test_any_article(parts, language):
    caption = "Photo : Jean Dupont / AFP, Paris"
    blocks, passages, text = [], [], ""
    for n, part in enumerate([*parts, caption]):
        if not part.strip():
            continue
        start = len(text)
        text += part + "\n\n"
        kind = "caption" if part is caption else "paragraph" if n else "headline"
        blocks.append(Block(kind, Span(start, start + len(part))))
        if kind != "caption":
            doc = pipeline.load(DEFAULT_PIPELINES[language])(part)
            passages.append(Passage(blocks[-1], doc, language))
    article = Article(path="a", slug="a", title="", text=text, blocks=tuple(blocks), language=language)
    found = entities.find(Parsed(article, tuple(passages)))
    check(text, found)
    edge = text.index(caption)
    assert all(span.end <= edge for each in found for span in each.mentions)
    assert found == entities.find(Parsed(article, tuple(passages)))
