"""Quotation marks are paired as a reader pairs them."""

from __future__ import annotations

import pytest

from generator.annotate.quotes import marks
from generator.model import Article, Block, Span


def article(text, *, language="fr"):
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block("paragraph", Span(at, at + len(part))))
        at += len(part) + 2
    return Article("a.txt", "a", "", text, tuple(blocks), language)


def found(text, depth=0):
    return [text[slice(*each.inner)] for each in marks.pair(article(text)) if each.depth == depth]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il a dit « oui » puis « non ».", ["oui", "non"]),
        ("Il a dit «oui» puis «\u00a0non\u00a0».", ["oui", "non"]),
        ('Il a dit "oui" puis "non".', ["oui", "non"]),
        ('Il a dit " oui " puis " non ".', ["oui", "non"]),
        ("He said “yes” and ”no”.", ["yes", "no"]),
        ("Er sagte „ja“ und »nein«.", ["ja", "nein"]),
        ("He said ``yes'' and ''no''.", ["yes", "no"]),
        ("He said ‘the miners’ hands were cold’ and left.", ["the miners’ hands were cold"]),
        ("She said 'it's late' and left.", ["it's late"]),
        (
            "'Un', 'deux' et : 'Trois sans fin.\n\nLe reste 'suit' ici.",
            ["Un", "deux", "Trois sans fin.", "suit"],
        ),
        ("'Un.\n\n'Deux.\n\n'Trois.' Fin.", ["Un.\n\n'Deux.\n\n'Trois."]),
        ('La clé de 12" coûte "trop cher" ici.', ["trop cher"]),
        ("Il dit qu''il part' demain.", ["il part"]),
        ("In the '90s the dogs' owners sang.", []),
        ("L'homme qu’on n'a pas vu, d'ailleurs.", []),
        ("« Un « mot » dedans »", ["Un « mot » dedans"]),
        ("« Une phrase sans fin.\n\nUne autre « entière » suit.", ["Une phrase sans fin.", "entière"]),
        ('"Une phrase sans fin.\n\nUne autre "entière" suit.', ["Une phrase sans fin.", "entière"]),
        ("“First part.\n\n“Second part.”\n\nThe end.", ["First part.\n\n“Second part."]),
        (
            "« Premier paragraphe.\n\n» Second paragraphe. »\n\nFin.",
            ["Premier paragraphe.\n\n» Second paragraphe."],
        ),
        (
            "“The door stayed shut.\n\n“Nobody came, love,” she said. “Nobody at all.”",
            ["The door stayed shut.", "Nobody came, love,", "Nobody at all."],
        ),
        (
            "„The door was shut, with ‚keep out‘ on it.\n\n„Nobody came,“ she said.\n\n„We left‚ I think.“",
            ["The door was shut, with ‚keep out‘ on it.", "Nobody came,", "We left‚ I think."],
        ),
        (
            "' … when you call it a ‘secret list,’ nobody reads it,' he said.",
            [
                "… when you call it a ‘secret list,’ nobody reads it,",
            ],
        ),
        ("Ils ont promis : nous partirons ». Puis rien.", ["nous partirons"]),
        ("", []),
        ("«", []),
        ("»»»«««\"\"\"'''", []),
    ],
)
def test_outer_stretches(text, wanted):
    assert found(text) == wanted


def test_two_marks_open_and_one_closes():
    text = 'Le texte suit. "La ville a rappelé "l\'importance de fermer le pont". De son côté, rien.'
    assert found(text) == ["La ville a rappelé \"l'importance de fermer le pont"]


def test_a_stray_mark_stays_in_its_paragraph():
    text = 'Un " égaré ici.\n\nElle a dit "oui".\n\nIl a dit "non".'
    assert found(text)[-2:] == ["oui", "non"]


def test_inner_stretches_have_depth():
    assert found("“He said ‘no’ twice,” she said.", depth=1) == ["no"]


@pytest.mark.parametrize("style", ["«»“”", "“”‘’", "„“‚‘", "\"\"''", "‹›“”"])
def test_every_style_pairs_alike(style):
    text = "Il dit : «Je ne cite que “ce mot” ici», puis «rien d'autre». Elle répond : «C'est l'été.»"
    roles = dict(zip("«»“”", style, strict=True))
    again = "".join(roles.get(ch, ch) for ch in text)
    assert [each.inner for each in marks.pair(article(again)) if not each.depth] == [
        each.inner for each in marks.pair(article(text)) if not each.depth
    ]


def test_standard_marks_keep_every_offset():
    text = 'Il dit "je cite" et montre un écran de 15".'
    again = marks.standard(article(text), "«»“”")
    assert again == 'Il dit «je cite» et montre un écran de 15".'
    assert len(again) == len(text)
