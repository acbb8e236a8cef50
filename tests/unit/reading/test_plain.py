from __future__ import annotations

import pytest

LONG = (
    "Le port a rouvert mardi matin après trois jours de grève, selon la préfecture maritime, qui a salué un "
    "accord équilibré entre les dockers et la direction."
)


def kinds(blocks):
    return [kind for kind, _ in blocks]


def test_headline_paragraphs_and_subheadings(blocks):
    assert blocks(f"Le port rouvre\n\n{LONG}\n\nUn accord fragile\n\n{LONG}\n") == [
        ("headline", "Le port rouvre"),
        ("paragraph", LONG),
        ("heading", "Un accord fragile"),
        ("paragraph", LONG),
    ]


def test_only_the_first_line_of_the_first_chunk_is_the_headline(blocks):
    assert blocks(f"Port reopens; \nTwo weeks of talks end.\n\n{LONG}")[:2] == [
        ("headline", "Port reopens;"),
        ("paragraph", "Two weeks of talks end."),
    ]


def test_a_wrapped_headline_is_joined(parse):
    assert (
        parse(f"Le port rouvre après\ntrois jours de grève\n\n{LONG}").title
        == "Le port rouvre après trois jours de grève"
    )


def test_hard_wrapped_paragraphs_are_joined(blocks):
    text = (
        "The port reopens\n\n"
        "The port reopened on Tuesday morning after three days of strike, the\n"
        "Authority said in a statement. Members of the union welcomed the\n"
        "agreement.\n"
        "   A new paragraph follows without a blank line, as in old mail, and it\n"
        "is joined as well.\n"
    )
    assert kinds(blocks(text)) == ["headline", "paragraph", "paragraph"]
    assert blocks(text)[1][1].endswith(
        "the Authority said in a statement. Members of the union welcomed the agreement."
    )
    assert "\n" not in blocks(text)[2][1]


def test_without_blank_lines_every_line_is_a_paragraph(blocks):
    lines = ["Le port rouvre", LONG, "Court paragraphe.", LONG, "« Enfin », dit-il."]
    assert [text for _, text in blocks("\n".join(lines))] == lines


def test_a_sentence_broken_in_lines_is_mended(blocks):
    text = f"Titre\n\n{LONG}\n\nNote : ce journal écrit\nsouvent\nsur le port."
    assert blocks(text)[-1] == ("paragraph", "Note : ce journal écrit souvent sur le port.")


def test_list_items_keep_their_marks(blocks):
    found = blocks(f"Titre\n\n{LONG}\n\n- Un\n- Deux,\nla suite\n\n1. Trois\n2) Quatre\n• Cinq\n\n{LONG}")
    assert [text for kind, text in found if kind == "item"] == [
        "- Un", "- Deux, la suite", "1. Trois", "2) Quatre", "• Cinq",
    ]  # fmt: skip


def test_a_dash_without_blank_or_a_year_is_no_item(blocks):
    assert "item" not in kinds(
        blocks(f"Titre\n\n-5 degrés au sol.\n\n2012 fut une bonne année.\n\n1.5 million.\n\n{LONG}")
    )


def test_speech_and_introductions_stay_paragraphs(blocks):
    text = f"Titre\n\nHe said:\n\n« Oui »\n\n— Non\n\n{LONG}"
    assert kinds(blocks(text)) == ["headline", *["paragraph"] * 4]


def test_the_end_of_a_verse_is_no_heading(blocks):
    assert "heading" not in kinds(blocks(f"Titre\n\n{LONG}\n\nÔ port\nQui dors encor\nAu soleil\n\n{LONG}"))
    assert kinds(blocks(f"Titre\n\n{LONG}\n\nUn accord\n{LONG}\n\n{LONG}"))[2] == "heading"
    assert kinds(blocks(f"Titre\n\n{LONG}\n\n« Un accord »\n\n{LONG}"))[2] == "heading"


def test_the_questions_of_an_interview_are_no_headings(blocks):
    questions = ["Comment allez-vous ?", "Que ferez-vous ?", "Et après ?"]
    text = "\n\n".join(["Entretien", *(part for question in questions for part in (question, LONG))])
    assert "heading" not in kinds(blocks(text))
    assert kinds(blocks(f"Titre\n\n{LONG}\n\nQu'est-ce qu'un port ?\n\n{LONG}"))[2] == "heading"


def test_text_without_headline_gives_its_first_sentence(blocks):
    assert blocks(f"{LONG} {LONG} Fin.") == [("headline", LONG), ("paragraph", f"{LONG} Fin.")]


def test_no_character_is_lost(parse):
    text = f"Titre  «\u00a0a\u00a0»\n\n\t{LONG}\n2.  deux\n\n© AFP\n\n*  *\n\n--\n\n{LONG}\x0c{LONG}"
    assert "".join(parse(text).text.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("line", "date", "title"),
    [
        ("date 2023-12 Le titre", "2023-12", "Le titre"),
        (" date 2023 Le titre", "2023", "Le titre"),
        ("Date : 24/12/2023 - Le titre", "2023-12-24", "Le titre"),
        ("2023-12-24 – Le titre", "2023-12-24", "Le titre"),
        ("2023-12-24 Le titre", "2023-12-24", "Le titre"),
        ("[2023-12-24] Le titre", "2023-12-24", "Le titre"),
        ("24.12.2023 : Le titre", "2023-12-24", "Le titre"),
        ("2023-12 – Le titre", "2023-12", "Le titre"),
        ("24 décembre 2023 – Le titre", "2023-12-24", "Le titre"),
        ("December 24, 2023 | The title", "2023-12-24", "The title"),
        ("11 septembre 2001 : vingt ans après", None, "11 septembre 2001 : vingt ans après"),
        ("2011-12 : une saison", None, "2011-12 : une saison"),
        ("2024, année du dragon", None, "2024, année du dragon"),
        ("2024-02-30 – Le titre", None, "2024-02-30 – Le titre"),
        ("2023-12-24", "2023-12-24", "2023-12-24"),
        ("Date limite : 3 mars", None, "Date limite : 3 mars"),
    ],
)
def test_a_date_ahead_of_the_headline(parse, line, date, title):
    article = parse(f"{line}\n\nUn texte.")
    if line == "2023-12-24":
        assert (article.date, article.title) == (date, "Un texte.")
    else:
        assert (article.date, article.title) == (date, title)


def test_a_date_in_a_line_of_its_own(parse):
    article = parse(f"Lundi 4 mars 2024, 10h30\n\nLe titre\n\n{LONG}")
    assert (article.date, article.title) == ("2024-03-04", "Le titre")
    assert parse("2023-12-24").title == "2023-12-24"
