from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from generator.errors import ContentError
from generator.reading.slugs import slug_of

FRENCH = "Le port de Brest a rouvert mardi matin après trois jours de grève, selon la préfecture maritime."
ENGLISH = "The harbour opened again on Tuesday morning after three days of strike, the authority said."


def test_the_text_is_headline_and_blocks(parse):
    article = parse(f"Titre\n\n{FRENCH}\n\n© AFP\n")
    assert article.text == f"Titre\n\n{FRENCH}\n\n© AFP"
    assert [block.annotated for block in article.blocks] == [True, True, False]
    assert article.path == "article.txt"
    assert len(article.digest) == 64


def test_dates_are_looked_for_in_order(parse):
    body = f"Par Anne | 5 mars 2020\n\n4 mars 2020. - {FRENCH}"
    whole = f"---\ndate: 2024\n---\n2023-12-24 – Titre\n\n{body}"
    assert parse(whole, "2019-01-01.txt").date == "2024"
    assert parse(f"2023-12-24 – Titre\n\n{body}", "2019-01-01.txt").date == "2023-12-24"
    assert parse(f"Titre\n\n{body}", "2019-01-01.txt").date == "2020-03-05"
    assert parse(f"Titre\n\n4 mars 2020. - {FRENCH}", "2019-01-01.txt").date == "2020-03-04"
    assert parse(f"Titre\n\n{FRENCH}", "2019-01-01.txt").date == "2019-01-01"
    assert parse(f"Titre\n\n{FRENCH}").date is None


def test_a_dateline_stays_in_the_text(parse):
    assert "4 mars 2020. - Le port" in parse(f"Titre\n\n4 mars 2020. - {FRENCH}").text


def test_bylines_beneath_the_headline_are_captions(parse):
    article = parse(f"Titre\n\nPar Anne Dupont\n\nPublié le 3 mars 2024\n\n{FRENCH}")
    assert (article.author, article.date) == ("Anne Dupont", "2024-03-03")
    assert [block.kind for block in article.blocks] == ["headline", "caption", "caption", "paragraph"]
    assert parse(f"Titre\n\n{FRENCH}\n\nPar Anne Dupont\n\n{FRENCH}").author is None
    assert parse(f"Titre\n\nAnne Dupont\nLe 3 mars 2024 à 8h\n\n{FRENCH}").author == "Anne Dupont"
    assert parse(f"Titre\n\nAnne Dupont\n\n{FRENCH}").author is None


def test_a_signature_closes_the_article(parse):
    assert parse(f"Titre\n\n{FRENCH}\n\nAnne Dupont").blocks[-1].kind == "caption"
    assert (
        parse(f"Titre\n\n{FRENCH}\n\n*Propos recueillis par Anne Dupont.*", "a.md").blocks[-1].kind
        == "caption"
    )
    assert parse(f"Titre\n\n{FRENCH}\n\nAnne Dupont\n\n{FRENCH}").blocks[2].kind == "heading"


def test_rules_between_paragraphs_are_no_text(parse):
    assert parse(f"Titre\n\n{FRENCH}\n\n***\n\n{FRENCH}").blocks[2].kind == "caption"


def test_headings_of_markup_are_taken_at_their_word(parse):
    article = parse(f"# Titre\n\n{FRENCH}\n\n## Facebook\n\n{FRENCH}\n\nFacebook\n\n{FRENCH}", "a.md")
    assert [block.kind for block in article.blocks[2:6:2]] == ["heading", "caption"]


def test_a_given_title_is_not_repeated(parse):
    assert parse("---\ntitle: Le titre\n---\nLE TITRE.\n\nTexte").text == "LE TITRE.\n\nTexte"
    assert parse("---\ntitle: Le titre\n---\nTexte\n\nSuite.").text == "Le titre\n\nTexte\n\nSuite."


def test_front_matter_alone(parse):
    assert parse("---\ntitle: Le titre\ndraft: true\n---\n").text == "Le titre"
    with pytest.raises(ContentError, match="no text"):
        parse("---\ndate: 2024\n---\n\n")


@pytest.mark.parametrize(
    ("text", "language"), [(FRENCH, "fr"), (ENGLISH, "en"), ("Ok", "fr"), ("Порт открылся сегодня", "ru")]
)
def test_the_language_is_detected(parse, text, language):
    assert parse(text).language == language


def test_the_language_given_wins(parse, config):
    assert parse(ENGLISH, config=replace(config, content_language="de")).language == "de"
    assert (
        parse(f"---\nlanguage: it\n---\n{ENGLISH}", config=replace(config, content_language="de")).language
        == "it"
    )
    assert parse("Ok", config=replace(config, language="en")).language == "en"


def test_a_block_in_another_language_says_so(parse):
    article = parse(f"Le titre\n\n{FRENCH}\n\n« {ENGLISH} »\n\nYes, he said.\n\n{FRENCH}")
    assert [block.language for block in article.blocks] == [None, None, "en", None, None]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Le président a insisté : « Non ! »", "le-president-a-insiste-non"),
        ("L’été à l'œuvre", "l-ete-a-l-oeuvre"),
        ("The water's edge", "the-waters-edge"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("Порт", "port"),
        ("&amp; &#233;", "amp-233"),
        ("mot " * 40, "-".join(["mot"] * 15)),
        ("!!!", "file"),
    ],
)
def test_slugs(title, slug):
    assert slug_of(title, "folder/file.txt") == slug
    assert len(slug) <= 60


def test_a_slug_is_never_empty():
    assert slug_of("…", "«».txt") == "brief"


def test_a_given_slug_is_made_one(parse):
    assert parse("---\nslug: ../Été & <b>\n---\nTitre").slug == "ete-b"


def test_plain_text_needs_no_library_for_markup():
    program = """
import sys
from pathlib import Path
from generator.config import Config
from generator.model import Source
from generator.reading import articles
articles.parse(Source("a.txt", b"Headline\\n\\nText.", ""), Config(root=Path(), content_language="en"))
print(sorted({"lxml", "markdown", "nh3", "trafilatura", "yaml"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
