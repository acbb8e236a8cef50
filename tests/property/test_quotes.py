"""Whatever the marks: nothing raises, and what comes out fits the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotate import layers, quotes
from generator.annotate.quotes import marks
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Entity, Span

_MARKS = [*"«»“”„\"'‘’‹›", "''", "5'10\"", "l'", "90s"]
_BETWEEN = [" ", "\u00a0", "\n\n", ", ", ". ", " : ", "- ", "? ", "…", "\u200b"]
_WORDS = ["Anne Morel", " a dit ", "dit-il", " said ", " selon ", "Paul", " que ", "Le pont ferme", "he"]
_SCRAPS = st.sampled_from([*_MARKS, *_BETWEEN, *_WORDS])
_TEXTS = st.lists(_SCRAPS, max_size=40).map("".join)


def article(text, language):
    text = text.strip()
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block("paragraph" if blocks else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    return Article("a.txt", "a", "", text, tuple(blocks), language)


def entities(source):
    spans = []
    at = source.text.find("Anne Morel")
    while at >= 0:
        spans.append(Span(at, at + 10))
        at = source.text.find("Anne Morel", at + 10)
    return (Entity("E1", "Anne Morel", "person", tuple(spans)),) if spans else ()


@given(_TEXTS)
def test_stretches_nest_and_fit(text):
    source = article(text, "fr")
    found = marks.pair(source)
    assert found == marks.pair(source)
    for each in found:
        assert (
            0 <= each.outer.start <= each.inner.start < each.inner.end <= each.outer.end <= len(source.text)
        )
        inner = source.text[slice(*each.inner)]
        assert inner == inner.strip()
    for one in found:
        for other in found:
            apart = one.outer.end <= other.outer.start or other.outer.end <= one.outer.start
            within = other.outer.start <= one.outer.start and one.outer.end <= other.outer.end
            holds = one.outer.start <= other.outer.start and other.outer.end <= one.outer.end
            assert apart or within or holds


@given(_TEXTS)
def test_standard_marks_change_marks_only(text):
    source = article(text, "fr")
    again = marks.standard(source, "«»“”")
    assert len(again) == len(source.text)
    assert all(a == b or marks.MARK.fullmatch(b) for a, b in zip(again, source.text, strict=True))


@pytest.mark.model
@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=60)
@given(text=_TEXTS)
def test_nothing_raises_and_spans_fit(language, text):
    source = article(text, language)
    known = entities(source)
    parsed = layers.parse(source, DEFAULT_PIPELINES)
    found = quotes.find(parsed, known)
    assert found == quotes.find(parsed, known)
    previous = 0
    for quote in found:
        assert 0 <= quote.span.start < quote.span.end <= len(source.text)
        assert quote.span.start >= previous
        previous = quote.span.start
        assert 0 <= quote.confidence <= 1
        assert quote.speaker in {None, "E1"}
        if quote.kind == "direct":
            words = source.text[slice(*quote.span)]
            assert words == words.strip()
    direct = [quote.span for quote in found if quote.kind == "direct"]
    for one, other in pairwise(direct):
        assert one.end <= other.start
