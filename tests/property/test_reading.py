"""Whatever bytes come in: an article whose blocks fit its text, or an error that names the file."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import Config
from generator.errors import ContentError
from generator.model import Source
from generator.reading import articles
from generator.reading.decoding import decode

CONFIG = Config(root=Path("site"), content_language="fr")

SUFFIXES = st.sampled_from(["txt", "md", "html"])
SCRAPS = st.sampled_from(
    [
        *(
            "---\n",
            "+++\n",
            "title: ",
            "date: 2023-02-30\n",
            "tags: [a, b]\n",
            "draft: true\n",
            "x = [",
            "&a *a !!b\n",
        ),
        *(
            "2023-12-24 – ",
            "date 2023-12 ",
            "5 juillet 2012. - ",
            "PARIS (AFP) — ",
            "Par Anne Dupont\n",
            "© AFP\n",
        ),
        *(
            "# ",
            "## ",
            "- ",
            "1. ",
            "> ",
            "    ",
            "```\n",
            "| a | b |\n|---|---|\n",
            "[^1]",
            "[^1]: note\n",
            "**",
            "*",
            "![x](y)",
        ),
        *(
            "<p>",
            "</p>",
            "<h1>",
            "<br>",
            "<br><br>",
            "<ul><li>",
            "<table><tr><td>",
            "<script>",
            "<a href='javascript:x'>",
        ),
        *(
            "<img alt='Légende'>",
            "<figure><img><figcaption>x</figcaption></figure>",
            "<!--",
            "<html lang=en>",
            "&nbsp;",
            "e&#x301;",
            "&#1;",
            "&#x2028;",
            "<q>",
        ),
        *(
            "\n",
            "\n\n",
            " \n",
            "\r\n",
            "\t",
            "\u00a0",
            "\u202f",
            "\x00",
            "\x0c",
            "\u2028",
            "\ufeff",
            "e\u0301",
            "« Oui »",
        ),
        *(
            "Le port rouvre",
            "selon la préfecture, le port a rouvert mardi matin.",
            "Lire aussi : ",
            "?",
            ": ",
        ),
    ]
)
TEXTS = st.lists(SCRAPS | st.text(max_size=8), max_size=30).map("".join)


def parse(data: bytes, suffix: str):
    """Return the article, or None where the file is refused as it should be."""
    source = Source(f"folder/article.{suffix}", data, hashlib.sha256(data).hexdigest())
    refused = None
    try:
        return articles.parse(source, CONFIG)
    except ContentError as error:
        refused = error
    assert refused.path == source.path
    assert refused.remedy
    assert refused.line is None or 1 <= refused.line <= data.count(b"\n") + data.count(b"\r") + 1
    return None


def check(article):
    """Blocks stand in order, do not overlap, and leave only white space between them."""
    at = 0
    for block in article.blocks:
        start, end = block.span
        assert article.text[at:start] == ("\n\n" if at else "")
        part = article.text[start:end]
        assert part
        assert part == part.strip()
        at = end
    assert at == len(article.text)
    assert article.blocks[0].kind == "headline"
    assert article.text[slice(*article.blocks[0].span)] == article.title
    assert unicodedata.is_normalized("NFC", article.text)
    spans = [block.span for block in article.blocks]
    for inline in article.inlines:
        part = article.text[slice(*inline.span)]
        assert part
        assert part == part.strip()
        assert any(start <= inline.span.start and inline.span.end <= end for start, end in spans)
        assert inline.href is None or not inline.href.lower().startswith(("javascript", "data", "vbscript"))
    numbers = {container.number: container.tag for block in article.blocks for container in block.containers}
    assert all(numbers[item.number] == item.tag for block in article.blocks for item in block.containers)
    assert article.slug
    assert article.slug.isascii()


@settings(deadline=None)  # libraries are imported at first use
@given(st.binary(max_size=300), SUFFIXES)
def test_any_bytes_are_read_or_refused(data, suffix):
    article = parse(data, suffix)
    if article is not None:
        check(article)


@settings(deadline=None)  # libraries are imported at first use
@given(TEXTS, SUFFIXES)
def test_any_text_is_read_or_refused(text, suffix):
    data = text.encode("utf-8", "replace")
    article = parse(data, suffix)
    if article is not None:
        check(article)
        assert parse(data, suffix) == article


@given(st.lists(st.sampled_from("aé œ«»\u00a0\u202f.-1\n\t\x0c"), min_size=1).map("".join))
def test_plain_text_loses_white_space_only(text):
    article = parse(text.encode(), "txt")
    if article is not None:
        assert "".join(article.text.split()) == "".join(text.split())


@given(
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_an_encoding_makes_no_difference(text, encoding):
    try:
        wanted = decode(text.encode(), "a.txt")
    except ContentError:
        return
    assert decode(text.encode(encoding), "a.txt") == wanted == unicodedata.normalize("NFC", text)


@given(
    st.text(st.sampled_from("Le port a rouvert à 8 h, «\u00a0enfin\u00a0» : œuvre, été, Noël, 5 €")).filter(
        str.strip
    )
)
def test_windows_1252_is_recognised(text):
    assert decode(f"{text}é ".encode("cp1252"), "a.txt") == f"{text}é "
