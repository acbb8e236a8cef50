"""A real article full of traps comes out as a person would read it. Skipped where it is not present."""

from collections import Counter

import pytest

from generator.annotate.annotator import SpacyAnnotator
from generator.config import DEFAULT_PIPELINES, Config
from generator.model import Source
from generator.reading.articles import parse
from tests.quality.sets import ROOT

_SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))

pytestmark = [pytest.mark.model, pytest.mark.skipif(not _SEEDS, reason="the seed article is not here")]


@pytest.fixture(scope="module")
def article():
    return parse(Source("seed.txt", _SEEDS[0].read_bytes(), ""), Config(root=ROOT))


@pytest.fixture(scope="module")
def found(article):
    return next(iter(SpacyAnnotator(DEFAULT_PIPELINES).annotate([article])))


@pytest.fixture(scope="module")
def said(article, found):
    """Every quote's words, in text order, with its kind, speaker and cue."""
    names = {entity.id: entity.name for entity in found.entities}
    return [
        (
            article.text[slice(*quote.span)],
            quote.kind,
            names.get(quote.speaker),
            article.text[slice(*quote.cue_span)] if quote.cue_span else None,
        )
        for quote in found.quotes
    ]


def _by_words(said, start):
    hits = [row for row in said if row[0].startswith(start)]
    assert len(hits) == 1, [row[0] for row in said]
    return hits[0]


def test_headline_is_told_from_the_date_before_it(article):
    assert article.title.startswith("Le président américain a insisté sur")
    assert article.text.startswith(article.title)


def test_date_keeps_its_precision(article):
    assert article.date == "2023-12"


def test_language(article):
    assert article.language == "fr"


def test_caption_is_no_text_to_annotate(article):
    captions = [article.text[slice(*b.span)] for b in article.blocks if b.kind == "caption"]
    assert captions == ["IDF Spokesperson"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Joe Biden", "person"),
        ("Benjamin Netanyahou", "person"),
        ("États-Unis", "place"),
        ("Israël", "place"),
        ("Gaza", "place"),
        ("Hamas", "organisation"),
        ("Maison Blanche", "organisation"),
    ],
)
def test_each_actor_stands_once(found, name, kind):
    assert [e.kind for e in found.entities if e.name == name or e.name.endswith(f" {name}")] == [kind]


def test_the_security_council_stands_once(found):
    assert (
        sum(e.name.startswith("Conseil de sécurité") and e.kind == "organisation" for e in found.entities)
        == 1
    )


@pytest.mark.parametrize(
    ("name", "role"),
    [("Joe Biden", "président américain"), ("Benjamin Netanyahou", "Premier ministre israélien")],
)
def test_roles(found, name, role):
    assert [e.role for e in found.entities if e.name == name] == [role]


def test_surnames_belong_to_the_full_name(article, found):
    biden = next(e for e in found.entities if e.name == "Joe Biden")
    forms = Counter(article.text[slice(*m)] for m in biden.mentions)
    assert forms == {"Joe Biden": 1, "Biden": article.text.count("Biden") - 1}


def test_no_title_clitic_or_credit_is_an_actor(article, found):
    surfaces = {e.name for e in found.entities} | {
        article.text[slice(*m)] for e in found.entities for m in e.mentions
    }
    wrong = ("premier ministre", "n’", "n'", "idf", "spokesperson", "l'", "d'", "d’")
    assert not [s for s in surfaces if s.casefold() in wrong or s.casefold().endswith((" n’", " n'"))]
    assert not [s for s in surfaces if "IDF" in s or s.startswith("Premier")]


def test_the_denial_is_bidens_through_the_inverted_pronoun(said):
    words, kind, speaker, cue = _by_words(said, "Je n'ai pas demandé de cessez-le-feu")
    assert (kind, speaker) == ("direct", "Joe Biden")
    assert "concédé" in cue
    assert words.rstrip('"') == "Je n'ai pas demandé de cessez-le-feu"


def test_the_declaration_is_the_white_houses(said):
    hits = [row for row in said if "ont discuté de la campagne militaire" in row[0]]
    assert [row[2] for row in hits] == ["Maison Blanche"]
    assert hits[0][0].rstrip('"').endswith("de son échelonnement")


def test_two_opening_marks_and_one_closing_are_read_as_a_person_would(article, found):
    """The words end with the sentence, and are the president's or the declaration's."""
    after = article.blocks[0].span.end
    start = article.text.index("permettre aux civils", after)
    hits = [quote for quote in found.quotes if quote.span.start < start < quote.span.end]
    assert hits
    names = {entity.id: entity.name for entity in found.entities}
    for quote in hits:
        words = article.text[slice(*quote.span)]
        assert words.removesuffix('"').endswith("zones de combat")
        assert words.removeprefix('"').startswith(("l'importance de", "Le président a insisté"))
        assert names.get(quote.speaker) in ("Joe Biden", "Maison Blanche")


def test_what_netanyahu_said_indirectly(said):
    words, kind, speaker, cue = _by_words(said, "Israël continuerait")
    assert (kind, speaker, cue) == ("indirect", "Benjamin Netanyahou", "a affirmé")
    assert words.endswith("détenus dans la bande de Gaza")


def test_the_length_of_the_call(article, found):
    call = [n for n in found.numbers if article.text[slice(*n.span)] == "45 minutes"]
    assert [(n.value, n.unit, n.qualifier) for n in call] == [(45, "min", "about")]
    assert "appel" in (call[0].of or "")


def test_the_hostages(article, found):
    assert [
        (n.value, n.unit, n.of, n.qualifier) for n in found.numbers if article.text[slice(*n.span)] == "129"
    ] == [(129, None, "otages", "exact")]


def test_the_two_men_and_nothing_else_are_counted(article, found):
    assert sorted(article.text[slice(*n.span)] for n in found.numbers) == ["129", "45 minutes", "deux"]
