from __future__ import annotations

import pytest

from generator.errors import ContentError


def tagged(article):
    return [(inline.tag, article.text[slice(*inline.span)], inline.href) for inline in article.inlines]


def read(parse, text):
    article = parse(f"# Titre\n\n{text}", "a.md")
    return article, [(block.kind, article.text[slice(*block.span)]) for block in article.blocks[1:]]


def test_the_title_is_the_first_heading(parse):
    assert parse("# Le *port*\n\nTexte", "a.md").title == "Le port"
    assert parse("---\ntitle: Le port\n---\n# Le port\n\nTexte", "a.md").text == "Le port\n\nTexte"
    assert parse("---\ntitle: Le port\n---\n# Autre\n\nTexte", "a.md").text == "Le port\n\nAutre\n\nTexte"
    assert parse("Le port\n\nTexte", "a.md").title == "Le port"


def test_inlines_index_the_text(parse):
    article, _ = read(
        parse, "Un *mot*, un **[lien](https://a.example/b)** et `code`.\nH<sub>2</sub>O ![](x.png)"
    )
    assert tagged(article) == [
        ("em", "mot", None),
        ("strong", "lien", None),
        ("a", "lien", "https://a.example/b"),
        ("code", "code", None),
        ("sub", "2", None),
    ]


def test_only_harmless_links_survive(parse):
    article, _ = read(
        parse,
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](../c.md#d) [d](mailto:a@b.example) "
        "[e](vbscript:x) "
        '<a href="java\tscript:alert(1)">f</a> [g](//h.example/i) [h](JavaScript:x)',
    )
    assert [href for _, _, href in tagged(article)] == ["../c.md#d", "mailto:a@b.example", "//h.example/i"]
    assert article.text == "Titre\n\na b c d e f g h"


def test_scripts_and_frames_leave_nothing(parse):
    _, found = read(
        parse,
        "Avant\n\n<script>alert(1)</script>\n\n<style>p{}</style>\n\n<iframe src='x'>dedans</iframe>\n\n"
        "<p onclick='x()'>Après <b>tout</b></p>",
    )
    assert found == [("paragraph", "Avant"), ("paragraph", "Après tout")]


def test_lists_quotations_tables_and_code(parse):
    article, found = read(
        parse,
        "- un\n- deux\n\n    suite\n\n> cité\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "```\nx = 1\n\n  y\n```\n\nFin",
    )
    assert found == [
        ("item", "un"), ("item", "deux"), ("item", "suite"), ("paragraph", "cité"),
        ("cell", "A"), ("cell", "B"), ("cell", "1"), ("cell", "2"),
        ("code", "x = 1\n\n  y"), ("paragraph", "Fin"),
    ]  # fmt: skip
    shapes = [tuple(container.tag for container in block.containers) for block in article.blocks[1:]]
    assert shapes[:5] == [("ul", "li"), ("ul", "li"), ("ul", "li"), ("blockquote",), ("table", "tr", "th")]
    one, two, more = (block.containers for block in article.blocks[1:4])
    assert one[0] == two[0]
    assert one[1] != two[1]
    assert two == more


def test_notes_are_called_by_raised_figures_and_follow_the_text(parse):
    _, found = read(parse, "Brest[^1] rouvre.\n\n[^1]: Une note.")
    assert found == [("paragraph", "Brest\u202f¹ rouvre."), ("item", "Une note.")]


def test_pictures_become_captions(parse):
    _, found = read(parse, "![Le port vu du ciel](a.jpg)\n\nTexte ![IMG_1.jpg](b.jpg) suivi.\n\n© AFP")
    assert found == [("caption", "Le port vu du ciel"), ("paragraph", "Texte suivi."), ("caption", "© AFP")]


def test_a_bold_line_is_a_heading(parse):
    _, found = read(parse, "**Un accord**\n\n**Anne a dit oui.**\n\n**Non :** texte")
    assert [kind for kind, _ in found] == ["heading", "paragraph", "paragraph"]


def test_quotation_marks_and_spaces_are_not_rewritten(parse):
    article, _ = read(parse, "« Oui », \"non\" -- 'peut-être'... 1\u202f000\u00a0€")
    assert article.text.endswith("« Oui », \"non\" -- 'peut-être'... 1\u202f000\u00a0€")


def test_a_block_may_name_its_language(parse):
    article = parse(
        '---\nlanguage: fr\n---\n# Titre\n\n<p lang="en-GB">Yes</p>\n\n<div lang="fr">Oui</div>', "a.md"
    )
    assert [block.language for block in article.blocks] == [None, "en", None]


def test_nesting_beyond_all_measure_is_refused(parse):
    with pytest.raises(ContentError):
        parse("> " * 2000 + "fond", "a.md")
    assert parse("> " * 20 + "fond", "a.md").text == "fond"


@pytest.mark.parametrize("text", ["[" * 5000, "![a](" * 5000, "[^1]" * 5000 + "\n\n[^1]: x"])
def test_what_would_take_minutes_is_refused(parse, text):
    with pytest.raises(ContentError, match=r"Close them|Split"):
        parse(text, "a.md")
