"""An article that is annotated again, paragraph by paragraph changed, is annotated as if it were new."""

from __future__ import annotations

import pickle

import pytest

from generator.annotate import parses, pipeline
from generator.annotate.annotator import SpacyAnnotator
from generator.config import DEFAULT_PIPELINES, Config
from generator.model import Source
from generator.reading.articles import parse
from tests.quality.sets import ROOT

pytestmark = pytest.mark.model

_PARAGRAPHS = (
    "Le maire de Nérac, Paul Roux, a promis mardi 12 logements. « Nous les bâtirons », a-t-il dit.",
    "Selon l'association Toit, 40 familles attendent. Elle réclame « des actes ».",
    "Les travaux commenceront en juin.",
    "Les travaux commenceront en juin.",
)


def _article(paragraphs):
    source = "---\nlang: fr\ndate: 2026-03-12\n---\n" + "\n\n".join(["Nérac bâtit", *paragraphs])
    return parse(Source("a.md", source.encode(), ""), Config(root=ROOT))


def _edits():
    yield _PARAGRAPHS
    yield ("L'avocate Ida Puech a plaidé. Elle a demandé la relaxe.", *_PARAGRAPHS)
    yield _PARAGRAPHS[1:]
    yield (*_PARAGRAPHS[::-1], _PARAGRAPHS[0])


def test_an_edited_article_is_annotated_as_a_new_one():
    annotator = SpacyAnnotator(DEFAULT_PIPELINES)
    for paragraphs in _edits():
        article = _article(paragraphs)
        (again,) = annotator.annotate([article])
        (anew,) = SpacyAnnotator(DEFAULT_PIPELINES).annotate([article])
        assert again == anew


@pytest.fixture
def parsed(monkeypatch):
    """Count what is parsed."""
    told = []
    real = pipeline.parse
    monkeypatch.setattr(pipeline, "parse", lambda nlp, texts: told.append(list(texts)) or real(nlp, texts))
    return told


def test_only_what_is_new_is_parsed_and_no_parse_serves_twice(parsed):
    kept = parses.Parses()
    first, twin = kept.of(DEFAULT_PIPELINES["fr"], ["Un mot.", "Un mot."])
    assert first is not twin
    kept.of(DEFAULT_PIPELINES["fr"], ["Un mot.", "Deux mots."])
    assert parsed == [["Un mot.", "Un mot."], ["Deux mots."]]


def test_the_oldest_go_first(parsed):
    kept = parses.Parses(2)
    for text in ("Un.", "Deux.", "Trois.", "Deux.", "Un."):
        kept.of(DEFAULT_PIPELINES["fr"], [text])
    assert parsed == [["Un."], ["Deux."], ["Trois."], [], ["Un."]]


def test_nothing_is_carried_to_another_process():
    annotator = SpacyAnnotator(DEFAULT_PIPELINES)
    empty = len(pickle.dumps(annotator))
    list(annotator.annotate([_article(_PARAGRAPHS)]))
    assert len(pickle.dumps(annotator)) <= empty + 200
