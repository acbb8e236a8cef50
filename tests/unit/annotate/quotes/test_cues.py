"""Cues: lexicons, inflection and the words that belong to a cue."""

from __future__ import annotations

import pytest

from generator import lexicon
from generator.annotate.quotes import cues

FRENCH = {
    "dire": {"dit", "disent", "disait", "dirait", "dise"},
    "promettre": {"promet", "promis", "promirent"},
    "annoncer": {"annonça", "annonçait", "annonceront"},
    "exiger": {"exigea", "exigeait", "exigent"},
    "révéler": {"révèle", "révélait", "révèlerait"},
    "rappeler": {"rappelle", "rappelait"},
    "maintenir": {"maintient", "maintint", "maintiendra", "maintenu"},
    "démentir": {"dément", "démenti", "démentait"},
    "reconnaître": {"reconnaît", "reconnait", "reconnu", "reconnaissent"},
    "poursuivre": {"poursuit", "poursuivait", "poursuivi"},
    "débattre": {"débat", "débattait", "débattu"},
    "conclure": {"conclut", "conclu", "concluait"},
    "prévoir": {"prévoit", "prévu", "prévoyait"},
    "avertir": {"avertit", "averti", "avertissaient"},
    "répondre": {"répond", "répondu", "répondit"},
    "appuyer": {"appuie", "appuyait"},
}
ENGLISH = {
    "say": {"says", "said", "saying"},
    "deny": {"denies", "denied", "denying"},
    "admit": {"admitted", "admitting"},
    "describe": {"describes", "described"},
    "write": {"wrote", "written", "writing"},
    "stress": {"stresses", "stressed"},
    "quip": {"quipped"},
    "foretell": {"foretold"},
    "be": {"is", "were"},
}


@pytest.mark.parametrize(("language", "table"), [("fr", FRENCH), ("en", ENGLISH)])
def test_verbs_inflect_by_their_tables(language, table):
    for infinitive, forms in table.items():
        assert forms <= cues.inflect(language, infinitive), infinitive


@pytest.mark.parametrize("language", lexicon.languages())
def test_every_language_has_a_broad_lexicon(language):
    lemmas = {
        lemma.strip()
        for group in lexicon.read(language, "cues", cues._Lexicon).verbs
        for lemma in group.lemmas.split(";")
    }
    assert len(lemmas) >= 250
    assert sum(" " in lemma for lemma in lemmas) >= 25  # of several words


def found(parse_text, language, text):
    [passage] = parse_text(language, text)
    return [(text[cue.span.start : cue.span.end], cue.kind, cue.sense) for cue in cues.find(passage)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La maire a annoncé un plan.", ("a annoncé", "verb", "announces")),
        ("fr", "« Jamais », a-t-elle déclaré.", ("a-t-elle déclaré", "verb", "states")),
        ("fr", "Le club a fait savoir qu'il renonçait.", ("a fait savoir", "verb", "states")),
        ("fr", "Elle s'est félicitée du vote.", ("s'est félicitée", "verb", "states")),
        ("fr", "Selon la mairie, tout va bien.", ("Selon", "preposition", "states")),
        ("fr", "D’après la mairie, tout va bien.", ("D’après", "preposition", "states")),
        ("en", "The mayor has promised to resign.", ("has promised", "verb", "promises")),
        ("en", "She pointed out that it rained.", ("pointed out", "verb", "states")),
        ("en", "He made it clear that he would stay.", ("made it clear", "verb", "states")),
        ("en", "According to police, nobody was hurt.", ("According to", "preposition", "states")),
    ],
)
def test_a_cue_takes_in_its_auxiliaries_and_fixed_words(parse_text, language, text, expected):
    assert expected in found(parse_text, language, text)


@pytest.mark.model
def test_fixed_words_are_no_cues_of_their_own(parse_text):
    texts = [text for text, _, _ in found(parse_text, "fr", "Le juge a fait remarquer que la loi a changé.")]
    assert texts == ["a fait remarquer"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Il marche sous la pluie."), ("en", "It rained all night.")]
)
def test_other_verbs_are_no_cues(parse_text, language, text):
    assert found(parse_text, language, text) == []
