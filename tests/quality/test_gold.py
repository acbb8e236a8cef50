"""Our own gold articles hold together, and their compiler finds what an author got wrong."""

import pytest

from tests.quality.gold import GoldError, compile_markup
from tests.quality.sets import SETS

_OWN = [s for s in SETS if s.name.startswith(("own", "said", "new"))]


@pytest.mark.parametrize("gold_set", _OWN, ids=lambda s: s.name)
def test_every_article_compiles_and_every_span_is_within_it(gold_set):
    articles = gold_set.read()
    assert articles
    for article in articles:
        found = article.annotations
        spans = [m for e in found.entities for m in e.mentions]
        spans += [x.span for layer in (found.quotes, found.numbers, found.dates) for x in layer]
        assert all(0 <= s.start < s.end <= len(article.text) for s in spans), article.id
        assert not any(sign in article.text for sign in "{}|"), article.id


def _compile(body, header="person* Anne Roy (maire) = Roy"):
    return compile_markup("a", "fr", f"{header}\n====\n{body}")


def test_marks_become_spans_of_the_text():
    gold = _compile(
        'Titre\n\nAnne Roy, maire, dit : « {"Il y a {#?12|>=12|blessés} blessés|Roy|Anne Roy|dit} ».'
    )
    quote, number = gold.annotations.quotes[0], gold.annotations.numbers[0]
    assert gold.text[slice(*quote.span)] == "Il y a 12 blessés"
    assert gold.text[slice(*quote.speaker_span)] == "Anne Roy"
    assert (quote.kind, quote.speaker) == ("direct", "E1")
    assert (number.value, number.qualifier, number.of) == (12, "at_least", "blessés")
    assert gold.optional == {("numbers", number.span)}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Roy, maire", "form not in the text"),
        ("Anne Roy", "role not in the text"),
        ('Anne Roy, maire {"oui|Untel||}', "unknown speaker"),
        ('Anne Roy, maire {"oui|Roy|elle|}', "speaker or cue not in the text"),
        ("Anne Roy, maire {#douze|12|chats}", "what is counted"),
        ("Anne Roy, maire {#douze|douze|}", "not a value"),
        ("Anne Roy, maire {@mardi", "mark without an end"),
    ],
)
def test_contradictions_are_named(body, message):
    with pytest.raises(GoldError, match=message):
        _compile(body)
