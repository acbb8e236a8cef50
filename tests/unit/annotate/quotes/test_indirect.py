"""Indirect speech: what is reported, by whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.quotes import indirect, marks, stretches

pytestmark = pytest.mark.model

# (language, text with the reported content between ⟦ and ⟧, speaker)
REPORTS = [
    # complement clauses
    ("fr", "La maire assure que ⟦les travaux finiront avant l'été⟧.", "La maire"),
    ("fr", "Le ministre a reconnu mardi que ⟦la situation était difficile⟧.", "Le ministre"),
    ("fr", "Il s'est demandé ⟦pourquoi personne n'avait réagi⟧.", "Il"),
    ("fr", "Le rapport conclut que ⟦le pont n'était plus entretenu depuis dix ans⟧.", "Le rapport"),
    ("fr", "Il a été annoncé que ⟦le stade fermerait en juin⟧.", None),
    ("en", "The mayor said Tuesday that ⟦the bridge would reopen in June⟧.", "The mayor"),
    ("en", "The minister, a former judge, told reporters ⟦she would not run again⟧.", "The minister"),
    ("en", "He wondered ⟦why nobody had called the police⟧.", "He"),
    ("en", "The report found that ⟦the pipes had been leaking for years⟧.", "The report"),
    # infinitives
    ("fr", "La ministre a promis de ⟦présenter un plan avant la fin du mois⟧.", "La ministre"),
    ("fr", "Le procureur accuse ⟦l'ancien directeur d'avoir détourné 300 000 euros⟧.", "Le procureur"),
    ("fr", "La mairie invite les habitants à ⟦limiter leur consommation d'eau⟧.", "La mairie"),
    ("fr", "L'armée a indiqué jeudi ⟦avoir frappé trois sites dans le sud⟧.", "L'armée"),
    ("fr", "Les habitants se plaignent de ⟦ne pas avoir été prévenus⟧.", "Les habitants"),
    ("en", "The union threatened ⟦to strike unless wages rise⟧.", "The union"),
    # noun phrases
    ("fr", "La direction a annoncé ⟦la fermeture de deux usines⟧.", "La direction"),
    ("en", "The president called ⟦the law a disaster⟧.", "The president"),
    # inside and after what they report
    ("fr", "⟦L'incendie est maîtrisé⟧, ont indiqué les pompiers jeudi matin.", "les pompiers"),
    ("fr", "Comme le rappelle le ministre, ⟦la loi sera votée en juin⟧.", "le ministre"),
    ("en", "⟦The storm weakened overnight⟧, forecasters said.", "forecasters"),
    ("en", "As the governor noted, ⟦the deficit has doubled⟧.", "the governor"),
    # prepositions
    ("fr", "Selon un sondage publié dimanche, ⟦62 % des Français souhaitent un référendum⟧.", "un sondage"),
    ("fr", "⟦Douze personnes ont été blessées⟧, selon la préfecture.", "la préfecture"),
    ("fr", "⟦Le bilan est, selon la préfecture, de douze blessés⟧.", "la préfecture"),
    ("fr", "Pour l'économiste Jean Dubois, ⟦la croissance restera faible⟧.", "l'économiste Jean Dubois"),
    ("en", "According to a study published Monday, ⟦one in five children is obese⟧.", "a study"),
    ("en", "⟦The plan, according to officials, will cost $3 million⟧.", "officials"),
    # nouns
    ("en", "Doctors were shocked by the senator's claim that ⟦vaccines are dangerous⟧.", "the senator's"),
]


def reports(parsed):
    views, _ = stretches.views(parsed, marks.pair(parsed.article))
    return indirect.find(views)


def spans(parse_text, language, text):
    found = reports(parse_text(language, text))
    return [(text[slice(*c.span)], text[slice(*c.speaker_span)] if c.speaker_span else None) for c in found]


@pytest.mark.parametrize(("language", "text", "speaker"), REPORTS, ids=[text for _, text, _ in REPORTS])
def test_a_report(parse_text, language, text, speaker):
    content = text[text.index("⟦") + 1 : text.index("⟧")]
    plain = text.replace("⟦", "").replace("⟧", "")
    [(span, who)] = spans(parse_text, language, plain)
    assert span == content
    assert who == speaker or (speaker and who and speaker.startswith(who))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Pour la première fois, le club jouera en Europe."),
        ("fr", "Pour le moment, rien n'est décidé."),
        ("fr", "Rappelons que le musée est fermé le lundi."),
        ("fr", "Il faut savoir que le musée est fermé le lundi."),
        ("fr", "La direction n'a pas précisé si des postes seraient supprimés."),
        ("fr", "Cette loi permet aux communes de lever un impôt."),
        ("en", "The article said nothing about the fire."),
        ("en", "This shows that the method works."),
        ("en", "The minister left the room after the vote."),
    ],
)
def test_nothing_is_reported(parse_text, language, text):
    assert spans(parse_text, language, text) == []


def test_a_second_verb_has_the_first_ones_source(parse_text):
    text = "Les syndicats exigent que la direction retire son projet et menacent de bloquer le site."
    assert spans(parse_text, "fr", text) == [
        ("la direction retire son projet", "Les syndicats"),
        ("bloquer le site", "Les syndicats"),
    ]


def test_a_participle_after_a_quotation_has_its_speaker(parse_text):
    text = "« Nous allons gagner », a prévenu l'entraîneur, ajoutant que son équipe était prête."
    assert spans(parse_text, "fr", text) == [("son équipe était prête", "l'entraîneur")]


def test_a_clause_keeps_the_quoted_words_in_it(parse_text):
    text = "La maire estime que le pont est « une honte » pour la ville."
    assert spans(parse_text, "fr", text) == [("le pont est « une honte » pour la ville", "La maire")]


def test_reports_inside_a_report_are_its_own(parse_text):
    text = "The mayor said that the police had promised to act."
    assert spans(parse_text, "en", text) == [("the police had promised to act", "The mayor")]


def test_nothing_is_reported_inside_a_quotation(parse_text):
    text = "« Le maire affirme que tout va bien. »"
    assert spans(parse_text, "fr", text) == []


WORDS = [
    "dit",
    "que",
    "selon",
    "Paul",
    ",",
    "a",
    "-t-il",
    "affirmé",
    "«",
    "»",
    "said",
    "that",
    ".",
    "pour",
    "qui",
    "de",
    ":",
    "“",
    "”",
    "according",
    "to",
    "le",
    "maire",
    ";",
    "(",
    "\n",
    "annonce",
    "ajoutant",
    "comme",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["fr", "en"]))
def test_any_text_gives_spans_within_it(parse_text, words, language):
    text = " ".join(words)
    if not text.strip():
        return
    for candidate in reports(parse_text(language, text)):
        for span in (candidate.span, candidate.cue_span, candidate.speaker_span):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert 0 < candidate.confidence <= 1
