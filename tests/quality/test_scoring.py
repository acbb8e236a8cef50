"""Our scorer on hand-made input, and against the scorer of the larger sets where that is present."""

import importlib.util
import json
from collections import Counter
from dataclasses import replace

import pytest

from generator.annotate.document import document, encode
from generator.model import Annotations, Article, DateExpression, Entity, Quantity, Quote, Span
from tests.quality.gold import Gold
from tests.quality.scoring import figures
from tests.quality.sets import SETS, annotate

_SCORER = SETS[-1].folder.parent / "score.py"
_TEXT = "Titre\n\nAnne Roy a dit mardi : « Il y a 12 blessés. » Roy est maire de Brest."


def _span(words: str, text: str = _TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _gold() -> Gold:
    return Gold(
        "a",
        "fr",
        _TEXT,
        _TEXT.encode(),
        Annotations(
            entities=(
                Entity(
                    "E1",
                    "Anne Roy",
                    "person",
                    (_span("Anne Roy"), Span(_TEXT.rindex("Roy"), _TEXT.rindex("Roy") + 3)),
                    key=True,
                ),
                Entity("E2", "Brest", "place", (_span("Brest"),)),
            ),
            quotes=(Quote(_span("Il y a 12 blessés."), "direct", "E1", _span("Anne Roy"), _span("a dit")),),
            numbers=(Quantity(_span("12"), 12, of="blessés"),),
            dates=(DateExpression(_span("mardi"), "2026-10-06"),),
        ),
    )


def test_gold_against_itself_is_perfect():
    gold = _gold()
    result = figures([gold], {"a": (_TEXT, gold.annotations)})
    assert set(result.values()) == {100.0}
    assert {"mention_f1", "said_f1", "number_of", "date_f1", "recall_direct"} <= result.keys()


def test_nothing_found_scores_nothing():
    result = figures([_gold()], {"a": (_TEXT, Annotations())})
    assert set(result.values()) == {0.0}


def test_a_text_without_headline_and_with_other_space_still_lines_up():
    gold = _gold()
    text = "Anne Roy a dit  mardi : «Il y a 12 blessés.»\nRoy est maire de Brest."
    quote = Quote(_span("«Il y a 12 blessés.»", text), "direct")
    assert figures([gold], {"a": (text, Annotations(quotes=(quote,)))})["quote_exact"] == 100.0


def test_a_quote_by_somebody_else_is_found_but_not_said():
    gold = _gold()
    wrong = replace(gold.annotations, quotes=(replace(gold.annotations.quotes[0], speaker="E2"),))
    result = figures([gold], {"a": (_TEXT, wrong)})
    assert (result["quote_f1"], result["said_f1"], result["speaker_acc"]) == (100.0, 0.0, 0.0)


def test_what_is_optional_counts_neither_found_nor_missed():
    gold = replace(_gold(), optional=frozenset({("entities", "E2"), ("numbers", _span("12"))}))
    without = replace(gold.annotations, entities=gold.annotations.entities[:1], numbers=())
    for mine in (gold.annotations, without):
        assert figures([gold], {"a": (_TEXT, mine)})["entity_f1"] == 100.0
    assert "number_f1" not in figures([gold], {"a": (_TEXT, without)})


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        (12, 12, True),
        (12, 13, False),
        ((20, None), (20, None), True),
        ((20, None), (30, None), False),
        (5, (5, 5), True),
    ],
)
def test_values(want, got, right):
    gold = _gold()
    gold = replace(gold, annotations=replace(gold.annotations, numbers=(Quantity(_span("12"), want),)))
    mine = replace(gold.annotations, numbers=(Quantity(_span("12"), got),))
    assert figures([gold], {"a": (_TEXT, mine)})["number_f1"] == (100.0 if right else 0.0)


@pytest.mark.model
@pytest.mark.skipif(not _SCORER.exists(), reason="the larger sets are not here")
@pytest.mark.parametrize(
    "gold_set", [s for s in SETS if not s.name.startswith(("own", "said", "new"))], ids=lambda s: s.name
)
def test_same_figures_as_the_other_scorer(gold_set):
    spec = importlib.util.spec_from_file_location("score", _SCORER)
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    articles = gold_set.read()[:8]
    mine = annotate(articles)
    count = Counter()
    for gold in articles:
        text, found = mine[gold.id]
        raw = json.loads((gold_set.folder / "gold" / f"{gold.id}.json").read_text())
        predicted = json.loads(encode(document(Article("", "", "", text, (), gold.language), found)))
        other.score_article(raw, predicted, gold.text, count, set(gold_set.kinds) or None)
    theirs = other.report(count)
    ours = figures(articles, mine, gold_set.kinds)
    shared = ours.keys() & theirs.keys()
    assert {"quote_f1", "speaker_acc"} <= shared
    assert {name: ours[name] for name in shared} == {name: theirs[name] for name in shared}
