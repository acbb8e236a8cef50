"""Quotations as newspapers phrase them, in every style of marks: what exactly was said, and how."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotate import layers
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Span

pytestmark = pytest.mark.model

DIRECT_FR = [
    # elided words before the marks
    "Le préfet a estimé qu’⟦« il faudra du temps pour reconstruire »⟧.",
    "Le syndicat s’est félicité d’⟦« une avancée historique »⟧.",
    # fragments after light words
    "Alain Ponsard, président de l’agglomération, se dit ⟦« sous le choc »⟧.",
    "Hélène Aubrac a ironisé sur ⟦« un congrès sans idées »⟧.",
    "L’élu souhaite ⟦« redonner du souffle au centre-ville »⟧.",
    "Une décision ⟦« incompréhensible »⟧, selon le maire.",
    "Une situation ⟦« intenable »⟧, dénonce le syndicat.",
    # what may stand between an inverted verb and its subject
    "⟦« Nous avons fait le maximum »⟧, a expliqué à la presse le commandant Philippe Roux.",
    "⟦« Nous avons fait le maximum »⟧, glisse, un peu gêné, le patron du bar.",
    "⟦« Le projet avance »⟧, a indiqué, lors d’une réunion mardi à Rennes, la présidente du conseil.",
    "⟦« Le projet avance »⟧, croit savoir un proche du dossier.",
    "⟦« On ne lâchera rien »⟧, assure-t-on du côté de la direction.",
    # no comma, no cue, nobody
    "⟦« Où sont passés les crédits ? »⟧ s’interroge un élu de l’opposition.",
    "⟦« On a tout perdu »⟧, et Lucie éclate en sanglots.",
    "Et la maire de conclure : ⟦« Nous y travaillons. »⟧",
    "Il a crié ⟦« au voleur »⟧ avant de s’enfuir.",
]
DIRECT_EN = [
    "⟦“We did our best,”⟧ Mayor Jane Hill told reporters outside City Hall on Monday.",
    "⟦“We did our best,”⟧ a spokesman for the company said in an emailed statement.",
    "Asked about the delay, Hill replied, ⟦“Ask the contractor.”⟧",
    "The crowd chanted ⟦“No more war!”⟧",
]
OTHERS = [
    ("fr", "mixed", "L’armée accuse ⟦l’opposition de « jouer avec les peurs »⟧."),
    ("fr", "mixed", "⟦Le groupe veut « tourner la page »⟧, selon son président."),
    ("fr", "indirect", "Le syndicat accuse ⟦le groupe Solvanor, propriétaire du site, d’avoir menti⟧."),
    ("fr", "indirect", "⟦Le prix a été attribué jeudi à Jeanne Alba⟧, a annoncé à Paris l’académie."),
    ("fr", "indirect", "⟦Le chantier, assure le maire, finira à temps⟧."),
    ("fr", "indirect", "Le groupe, qui emploie deux mille personnes, a annoncé ⟦la fermeture d’un site⟧."),
    ("fr", "indirect", "Le groupe a annoncé qu’⟦il fermerait un site⟧, sans préciser lequel."),
    ("fr", "indirect", "Le ministre a déclaré jeudi, à l’issue d’une réunion, que ⟦rien ne changerait⟧."),
    ("fr", "indirect", "De source policière, ⟦deux suspects sont recherchés⟧."),
    ("en", "mixed", "The mayor called ⟦it “a disgrace” and “an insult to workers.”⟧"),
    ("en", "mixed", "The mayor called ⟦the deal “a true gift” to his friends⟧."),
    ("en", "indirect", "The mayor said ⟦the pool would close⟧, a sign that money is short."),
    ("en", "indirect", "She claimed ⟦the plan was working⟧, though the figures tell another story."),
    ("en", "indirect", "The lawyer claimed ⟦to have heard a loud bang⟧."),
    ("en", "mixed", "The lawyer said ⟦her client, “very weak,” would not speak⟧."),
    ("en", "indirect", "He made it clear ⟦the pool would stay shut⟧."),
    # a negation before the infinitive
    ("en", "indirect", "The mayor promised ⟦not to close the school⟧."),
    ("en", "indirect", "The colonel told his officers ⟦never again to speak of the case⟧."),
    # what goes on behind an attribution, and what the writer adds
    ("en", "indirect", "⟦The bridge will be closed, the council said on Friday, unless it is repaired⟧."),
    ("en", "indirect", "⟦The pool will open, the council said, and the fees will rise⟧."),
    ("en", "indirect", "⟦The pool is safe⟧, the council said, although no report has been published."),
    ("en", "indirect", "⟦The road is safe⟧, the mayor said on Monday, as workers cleared the snow."),
    ("en", "indirect", "⟦The pool is safe⟧, the council said, a claim that the unions reject."),
    ("en", "indirect", "⟦Rents rose by nine percent⟧, per the report."),
    ("fr", "indirect", "⟦Le pont restera fermé, a indiqué le maire, parce que les piles sont rongées⟧."),
    ("fr", "indirect", "⟦Le pont restera fermé⟧, a-t-il ajouté, alors que les bus étaient détournés."),
    ("en", "indirect", "The firm announced ⟦it will hire in May, and it will train its clerks⟧."),
    ("en", "indirect", "He vowed ⟦to form a task force, which would include the army, to stop thefts⟧."),
    ("en", "indirect", "She explained ⟦how they make a film that moves people and demands respect⟧."),
    # quoted words that go on, or are listed
    ("en", "mixed", "The report says that ⟦“the fines are so light” that firms would rather pay⟧."),
    ("en", "mixed", "The mayor called ⟦the man a “liar,” a “bully,” “lazy” and a “thief.”⟧"),
    ("fr", "mixed", "La maire a affirmé que ⟦« les amendes sont si légères » que tout le monde triche⟧."),
    # what is no label, and where one ends
    ("en", "indirect", "The council condemned ⟦the launch⟧ as three missiles fell into the sea."),
    ("en", "indirect", "The plan was called ⟦a disaster⟧ by the mayor."),
]
SILENT = [
    ("fr", "La direction a refusé de répondre à nos questions."),
    ("fr", "Contactée, la société n’a pas donné suite."),
    ("fr", "Les « gilets jaunes » ont manifesté."),
    ("fr", "La chanson « Ne me quitte pas » a été reprise en chœur."),
    ("en", "The mayor declined to comment."),
    ("en", "The mayor asked not to be named."),
    ("en", "Neither candidate mentioned the poll."),
    ("en", "The company has not endorsed the plan."),
    ("en", "The so-called “bathroom bill” passed."),
    ("en", "A man nicknamed “the Duke” was arrested."),
]
OPENINGS = {
    "fr": ["La journée de mardi", "Le conseil a reçu la presse dans les locaux de la ville."],
    "en": ["An ordinary day", "The council met the press in the city hall."],
}
STYLES = {"fr": ("« ", " »"), "en": ("“", "”")}


def found(language, *paragraphs):
    parts = [*OPENINGS[language], *paragraphs]
    text, blocks, at = "\n\n".join(parts), [], 0
    for part in parts:
        blocks.append(Block("paragraph" if blocks else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    article = Article("a.txt", "a", "", text, tuple(blocks), language)
    quotes = layers.annotate_parsed(layers.parse(article, DEFAULT_PIPELINES)).quotes
    for quote in quotes:
        assert all(s is None or s.start < s.end for s in (quote.cue_span, quote.speaker_span))
    return [(quote.kind, text[slice(*quote.span)]) for quote in quotes]


def wanted(text, marks=""):
    content = text[text.index("⟦") + 1 : text.index("⟧")]
    return content.strip(marks), text.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize("straight", [False, True])
@pytest.mark.parametrize(
    ("language", "text"), [*(("fr", text) for text in DIRECT_FR), *(("en", text) for text in DIRECT_EN)]
)
def test_direct_quotations(language, text, straight):
    if straight:
        for mark in STYLES[language]:
            text = text.replace(mark, '"')
    content, text = wanted(text, ' "«»“”')
    assert [(kind, span.strip()) for kind, span in found(language, text)] == [("direct", content)]


@pytest.mark.parametrize(("language", "kind", "text"), OTHERS)
def test_reports(language, kind, text):
    content, text = wanted(text)
    trim = '.,"”'
    assert [(kind, span.strip(trim)) for kind, span in found(language, text)] == [(kind, content.strip(trim))]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_nothing_is_said(language, text):
    assert found(language, text) == []


INTERVIEW = (
    "À la tête de la ferme, Gaël Martineau a tout vu. Entretien.",
    "Combien de vaches avez-vous ?",
    "J’en ai quarante, et je les connais toutes.",
    "Votre père était-il éleveur ?",
    "Non, il était marin. Moi, je voulais rester à terre.",
    "Que répondez-vous à ceux qui vous critiquent ?",
    "Qu’ils viennent traire avec moi.",
)


def test_an_interview_without_marks_is_its_answers():
    assert found("fr", *INTERVIEW) == [("direct", answer) for answer in INTERVIEW[2::2]]


def test_an_explanation_that_asks_its_own_questions_is_none():
    paragraphs = (
        "Que s’est-il passé ?",
        "Le toit est tombé dans la nuit.",
        "Pourquoi ?",
        "La neige pesait lourd.",
        "Que faire ?",
        "Attendre le dégel.",
    )
    assert found("fr", *paragraphs) == []


WORDS = "La maire a dit que qu’ d' selon Jean Dupont le pont ferme vouloir fermer source une de -t-il ¶"
MARKS = "« » “ ” \" ' ‹ ‘ ’ , . : — ?"
PIECES = [*WORDS.split(), *MARKS.split()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=40))
def test_any_text_gives_words_for_what_it_names(pieces):
    paragraphs = [part.strip() for part in " ".join(pieces).split("¶") if part.strip()]
    for kind, words in found("fr", *paragraphs):
        assert kind in ("direct", "indirect", "mixed")
        assert words.strip()
