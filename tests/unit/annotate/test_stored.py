"""Offsets of a text that is not composed fit it as its file has it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator.annotate.document import document
from generator.config import Config
from generator.model import Annotations, Entity, Quote, Source, Span
from generator.reading.articles import parse

_TEXT = "Le café d'Éloïse\n\nÉloïse Lefèvre a fermé. « Ça a été dur », dit-elle à Lefèvre.\n"


def _read(text: str):
    return parse(Source("a.txt", text.encode(), ""), Config(Path()))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_fit_the_text_as_it_is_stored(form):
    text = unicodedata.normalize(form, _TEXT)
    article = _read(text)
    assert article.text == _TEXT.strip()
    name, said = "Éloïse Lefèvre", "Ça a été dur"
    mention = Span(article.text.index(name), article.text.index(name) + len(name))
    quote = Span(article.text.index(said), article.text.index(said) + len(said))
    found = document(
        article,
        Annotations(entities=(Entity("E1", name, "person", (mention,)),), quotes=(Quote(quote, "direct"),)),
    )
    assert found.text == text.strip()
    (entity,), (spoken,) = found.entities, found.quotes
    assert found.text[slice(*entity.mentions[0])] == unicodedata.normalize(form, name)
    assert found.text[slice(*spoken.span)] == unicodedata.normalize(form, said)
    assert [found.text[slice(*block.span)] for block in found.blocks] == found.text.split("\n\n")


def test_an_accent_without_a_letter_is_kept():
    assert document(_read("\u0301Un\n\ne\u0301te\u0301 et \u0301"), Annotations()).text.startswith("\u0301Un")
