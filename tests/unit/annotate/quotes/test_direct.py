"""Who is quoted, and by which words: hand-written sentences through the real pipelines."""

from __future__ import annotations

import pytest

from generator.annotate import layers
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Span

pytestmark = pytest.mark.model


def quotes(text, language):
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block("paragraph" if blocks else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    article = Article("a.txt", "a", "", text, tuple(blocks), language)
    found = layers.annotate_parsed(layers.parse(article, DEFAULT_PIPELINES))
    names = {entity.id: entity.name for entity in found.entities}
    return [(q.kind, text[slice(*q.span)], names.get(q.speaker)) for q in found.quotes]


def fr(body):
    return quotes(f"Le pont de Valmont ferme\n\n{body}", "fr")


def en(body):
    return quotes(f"Bridge at Dunmore closes\n\n{body}", "en")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "La maire Claire Dumas a déclaré : « Le pont est fermé. »",
            ("direct", "Le pont est fermé.", "Claire Dumas"),
        ),
        ("« Le pont est fermé », a déclaré Claire Dumas.", ("direct", "Le pont est fermé", "Claire Dumas")),
        (
            "Selon Claire Dumas, « le pont est fermé depuis lundi ».",
            ("direct", "le pont est fermé depuis lundi", "Claire Dumas"),
        ),
        (
            "« Le pont est fermé », explique un ingénieur, Paul Renard.",
            ("direct", "Le pont est fermé", "Paul Renard"),
        ),
        (
            "Claire Dumas dirige la ville. « Nous fermons le pont », lui a-t-elle répondu.",
            ("direct", "Nous fermons le pont", "Claire Dumas"),
        ),
    ],
)
def test_french_attributions(body, wanted):
    assert wanted in fr(body)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("“The bridge is closed,” said Claire Hughes.", ("direct", "The bridge is closed,", "Claire Hughes")),
        (
            "“The bridge is closed,” Claire Hughes said Monday.",
            ("direct", "The bridge is closed,", "Claire Hughes"),
        ),
        ("Claire Hughes said: “The bridge is closed.”", ("direct", "The bridge is closed.", "Claire Hughes")),
        (
            "“The bridge is closed,” Paul Reed, the chief engineer, told reporters.",
            ("direct", "The bridge is closed,", "Paul Reed"),
        ),
    ],
)
def test_english_attributions(body, wanted):
    assert wanted in en(body)


def test_a_quotation_interrupted_by_its_cue_is_two():
    found = fr("« Le pont est fermé », a dit Claire Dumas, « et il le restera tout le mois ».")
    assert [(text, who) for _, text, who in found] == [
        ("Le pont est fermé", "Claire Dumas"),
        ("et il le restera tout le mois", "Claire Dumas"),
    ]


def test_a_cue_inside_the_marks_splits_them():
    found = fr("Claire Dumas est venue. « Moi, dit-elle, je ne fermerai jamais ce pont. »")
    assert [text for _, text, _ in found] == ["Moi", "je ne fermerai jamais ce pont."]


def test_a_free_standing_quotation_continues_the_last():
    found = en("“The bridge is closed,” said Claire Hughes. “It will reopen in May.”")
    assert [(text, who) for _, text, who in found][-1] == ("It will reopen in May.", "Claire Hughes")


@pytest.mark.parametrize(
    "body",
    [
        "Le film « La Traversée » sort mercredi dans les salles de Valmont.",
        "L'opération « Ponts propres » commence lundi.",
        "Les « vraies » raisons restent inconnues.",
    ],
)
def test_titles_and_names_are_no_quotations(body):
    assert fr(body) == []


@pytest.mark.parametrize("marks", ["«»", "“”", '""', "„“", "‹›"])
def test_the_style_of_marks_changes_nothing(marks):
    body = "Claire Dumas a dit : «Le pont est fermé.» «Il rouvrira», a-t-elle ajouté."
    body = body.replace("«", marks[0]).replace("»", marks[1])
    assert [(text, who) for _, text, who in fr(body)] == [
        ("Le pont est fermé.", "Claire Dumas"),
        ("Il rouvrira", "Claire Dumas"),
    ]


def test_quoted_words_inside_a_report_make_it_mixed():
    assert fr("Claire Dumas affirme que le pont est « trop vieux » pour les camions.") == [
        ("mixed", "le pont est « trop vieux » pour les camions", "Claire Dumas")
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "« On a tenu bon jusqu'au bout », positive devant les élus Jean Dupont.",
            ("direct", "On a tenu bon jusqu'au bout", "Jean Dupont"),
        ),
        ("Jean Dupont affirme qu’« il pleut trop ».", ("direct", "il pleut trop", "Jean Dupont")),
    ],
)
def test_the_construction_is_a_cue_whatever_the_verb(body, wanted):
    assert wanted in fr(body)
