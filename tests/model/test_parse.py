"""Our way of loading and running a pipeline finds what spaCy's own finds, word by word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import spacy
import spacy.tokens

from generator.annotate import matrices, pipeline
from generator.annotate.expressions import Alternatives, compiled_lazily
from generator.config import DEFAULT_PIPELINES

_TEXTS = {
    "fr": (
        "L’ex-vice-premier ministre n’a-t-il pas, lui-même, entr’aperçu le porte-parole d’Aix-en-Provence ?",
        "Voir https://www.exemple.fr/a-b_c?d=e#f, www.exemple.fr et jean.dupont@exemple.fr : « Jusqu’où ? »",
        "Aujourd'hui, quelques-uns des après-midi du Puy-de-Dôme, p. ex. 12h30, coûtent 1 234,5 € (M. Dô).",
        "Saint-Étienne-du-Rouvray, Villeneuve-d'Ascq, L'Haÿ-les-Roses et SOUS-PRÉFÈTE; peut-être-là.",
        "e-mail, E-MAIL, télé-réalité, anti-américanisme, r'ouvrir, prud'homales, États-Unis, new-yorkais",
        "",
        " ",
        "Mot",
        "\u202f« Allons-y !\u00a0»\n—\u2028J’arrive… (peut-être)",
    ),
    "en": (
        "The prime minister’s ex-spokesman can't say who'll pay for the £1.2bn state-of-the-art bridge.",
        "See https://www.example.org/a-b_c?d=e#f, e.g. at 5p.m., or don’t.",
        "“We're gonna go,” said Ms. O'Neil-Day.",
        "There's been a well-known U.S.-led bid; it's 'really' over-the-top, isn't it?",
        "",
        " ",
        "Word",
    ),
}
_TOLD = (
    *("text", "idx", "norm_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_"),
    *("is_sent_start", "is_stop", "like_num", "has_vector"),
)


@cache
def _stock(language: str) -> spacy.Language:
    return spacy.load(DEFAULT_PIPELINES[language], exclude=["lemmatizer", "senter"])


def _told(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    return [(*(getattr(word, name) for name in _TOLD), str(word.morph), word.head.i) for word in doc]


def _texts(language: str) -> list[str]:
    """Return texts with the hard words above, and the paragraphs of our own samples."""
    content = Path(__file__).parents[2] / "content"
    samples = [path.read_text(encoding="utf-8") for path in sorted(content.rglob("*.md"))]
    paragraphs = [text for sample in samples for text in sample.split("\n\n")]
    return [*_TEXTS[language], *paragraphs[:: 1 if language == "fr" else 3]]


@pytest.mark.parametrize("language", sorted(_TEXTS))
def test_parses_equal_those_of_spacy(language):
    stock = _stock(language)
    ours = pipeline.load(DEFAULT_PIPELINES[language])
    stock.tokenizer.rules = ours.tokenizer.rules  # elided words before a quotation mark are our own
    texts = _texts(language)
    for text, found in zip(texts, pipeline.parse(ours, texts), strict=True):
        assert _told(found) == _told(stock(text)), text


@pytest.mark.parametrize("language", sorted(_TEXTS))
def test_a_parse_does_not_hang_on_its_neighbours(language):
    nlp = pipeline.load(DEFAULT_PIPELINES[language])
    together = pipeline.parse(nlp, _TEXTS[language])
    for text, doc in zip(_TEXTS[language], together, strict=True):
        (alone,) = pipeline.parse(nlp, [text])
        assert alone.tensor.tobytes() == doc.tensor.tobytes(), text
        assert _told(alone) == _told(doc)


def test_a_row_is_multiplied_the_same_wherever_it_stands():
    dice = np.random.default_rng(5)
    rows, weights = (dice.standard_normal(shape, dtype=np.float32) for shape in ((500, 288), (288, 96)))
    product = matrices.product(rows, weights)
    order = dice.permutation(len(rows))
    assert np.array_equal(matrices.product(rows[order], weights), product[order])
    assert np.array_equal(matrices.product(rows[7:8], weights), product[7:8])


def test_a_long_expression_matches_as_if_it_were_compiled():
    letters = "a-zéèà" + "".join(map(chr, range(0x1E00, 0x1EFF)))
    pattern = rf"(?iu)(?:^anti[-‐][{letters}]+$)|(?:^(?:r|entr)['’][{letters}][{letters}\]-]*$)|^a\|b[|)]$|x"
    taken = Alternatives.of(pattern)
    assert taken is not None
    whole = re.compile(pattern)
    for word in (
        "anti-gel",
        "ANTI-GEL",
        "anti-",
        "anti-9",
        "r’ouvrir",
        "R'É]",
        "a|b|",
        "a|b)",
        "a|b",
        "",
        "xy",
        "ax",
    ):
        found, expected = taken.match(word), whole.match(word)
        assert (found and found.span()) == (expected and expected.span()), word
    assert taken.search("ax") is not None  # anything else is done by the whole
    assert Alternatives.of("(a)|b") is None
    assert Alternatives.of("(?!a)b|c") is None


def test_only_long_expressions_wait():
    with compiled_lazily():
        short, long = re.compile("a|b"), re.compile("|".join(["[éàè]x"] * 20_000))
    assert isinstance(short, re.Pattern)
    assert isinstance(long, Alternatives)
    assert isinstance(re.compile("c" * 99_999), re.Pattern)
