from __future__ import annotations

import pytest

LONG = (
    "Le port a rouvert mardi matin après trois jours de grève, selon la préfecture maritime, qui a salué un "
    "accord équilibré entre les dockers et la direction."
)
PAGE = f"""<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8">
<title>Le port rouvre | Le Quotidien</title>
<meta property="og:site_name" content="Le Quotidien"><meta name="author" content="Anne Dupont">
<meta property="article:published_time" content="2024-03-05T08:30:00+01:00">
<meta name="keywords" content="port, grève">
<link rel="canonical" href="https://quotidien.example/port"></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav><article><h1>Le port rouvre</h1>
<p>{LONG} <a href="https://a.example/">Un lien</a>.</p>
<figure><img src="/media/1234" alt="x"><figcaption>Le port. <em>Crédits</em> : la mairie</figcaption></figure>
<h2>Un accord</h2>
<p>« {LONG} », a dit <em>la maire</em>.</p>
<p><img src=x onerror="alert(1)">Un autre point de vue
existe, dit-on au port.</p><script>alert(1)</script><ul><li>Quatre pour cent</li></ul>
<p lang="en">The port said that it would welcome ships from the first day of April.</p>
</article><footer>Mentions légales © 2019</footer></body></html>"""


def test_a_page(parse):
    article = parse(PAGE, "a.html")
    assert article.title == "Le port rouvre"
    assert article.date == "2024-03-05T08:30:00+01:00"
    assert (article.language, article.author, article.tags) == ("fr", "Anne Dupont", ("port", "grève"))
    assert (article.source_name, article.source_url) == ("Le Quotidien", "https://quotidien.example/port")
    assert [(block.kind, article.text[slice(*block.span)][:24]) for block in article.blocks] == [
        ("headline", "Le port rouvre"),
        ("paragraph", LONG[:24]),
        ("caption", "Le port. Crédits : la ma"),
        ("heading", "Un accord"),
        ("paragraph", f"« {LONG}"[:24]),
        ("paragraph", "Un autre point de vue ex"),
        ("item", "Quatre pour cent"),
        ("paragraph", "The port said that it wo"),
    ]
    assert article.blocks[-1].language == "en"
    assert "alert" not in article.text


def test_front_matter_wins(parse):
    article = parse(f"---\ntitle: Autre titre\ndate: 2020\nlanguage: en\nsource: X\n---\n{PAGE}", "a.html")
    assert (article.title, article.date, article.language, article.source_name) == (
        "Autre titre",
        "2020",
        "en",
        "X",
    )
    assert article.author == "Anne Dupont"


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Titre &amp; co</h1><p>Un court texte.</p>",
        "<html><body><h1>Titre &amp; co</h1><div>Un court texte.</div></body></html>",
        '<?xml version="1.0" encoding="utf-8"?><html><body><h1>Titre &amp; co</h1><p>Un court texte.</p>',
        "<title>Titre &amp; co</title><p>Un court texte.</p>",
        "Titre & co\n\nUn court texte.",
    ],
)
def test_little_text_is_read_too(parse, text):
    assert parse(text, "a.htm").text == "Titre & co\n\nUn court texte."


def test_breaks(blocks):
    html = "<h1>T</h1><p>Une phrase.<br>Une autre.</p><p>Une<br>ligne</p><p>a<br><br>b</p>"
    assert [text for _, text in blocks(html, "a.html")] == [
        "T",
        "Une phrase.",
        "Une autre.",
        "Une ligne",
        "a",
        "b",
    ]


def test_a_year_in_the_footer_is_no_date(parse):
    assert (
        parse(f"<html><body><article><h1>T</h1><p>{LONG}</p></article><footer>© 2019</footer>", "a.html").date
        is None
    )


def test_dates_in_the_future_do_not_depend_on_today(parse):
    page = '<html><head><meta property="article:published_time" content="2089-05-01"></head><p>Oui</p>'
    assert parse(page, "a.html").date == "2089-05-01"


@pytest.mark.parametrize(
    "text", ["<html><body></body></html>", "<script>x</script>", "<!-- -->", "<div>" * 5000]
)
def test_pages_without_text_are_refused(parse, text):
    from generator.errors import ContentError

    with pytest.raises(ContentError, match="no text"):
        parse(text, "a.html")


def test_a_reference_to_a_control_character_is_no_text(parse):
    assert "port a rouvert" in parse(PAGE.replace("port a", "port&#8; a"), "a.html").text
