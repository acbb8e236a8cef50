"""Rewriting quotation marks changes nothing but the marks, and hardly changes what is found."""

import pytest

from tests.quality import floors
from tests.quality.gold import compile_markup
from tests.quality.marks import STYLES, rewrite
from tests.quality.scoring import figures
from tests.quality.sets import SETS, annotate

_NAMES = dict.fromkeys("«»“”„‟\"'‘’‚‹›")
_OWN = [s for s in SETS if s.name.startswith(("own", "said", "new"))]
_QUOTED = [s for s in SETS if s.name != "polnear-en"]  # that one is long: `make accuracy` holds it to a point


def _bare(text):
    return "".join(text.translate({ord(c): None for c in _NAMES}).split())


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
@pytest.mark.parametrize("gold_set", _OWN, ids=lambda s: s.name)
def test_only_marks_change_and_spans_follow(style, gold_set):
    for article in gold_set.read():
        again = rewrite(article, style)
        assert _bare(again.text) == _bare(article.text)
        for layer in ("quotes", "numbers", "dates"):
            for old, new in zip(
                getattr(article.annotations, layer), getattr(again.annotations, layer), strict=True
            ):
                assert _bare(again.text[slice(*new.span)]) == _bare(article.text[slice(*old.span)])
        assert again.source.decode().strip().endswith(again.text.strip())


def test_a_quotation_within_a_quotation_gets_the_inner_marks():
    gold = compile_markup("a", "fr", "place Brest\n====\nÀ Brest, « il a dit “non” deux fois ».")
    assert [rewrite(gold, style).text[9:] for style in STYLES[:4]] == [
        "«\u00a0il a dit “non” deux fois\u00a0».",
        "“il a dit ‘non’ deux fois”.",
        "„il a dit ‚non‘ deux fois“.",
        "\"il a dit 'non' deux fois\".",
    ]


def test_inches_stay():
    gold = compile_markup("a", "fr", 'place Brest\n====\nÀ Brest, un écran de 5" et un "oui".')
    assert rewrite(gold, STYLES[0]).text.endswith('5" et un «\u00a0oui\u00a0».')


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
@pytest.mark.parametrize("gold_set", _QUOTED, ids=lambda s: s.name)
def test_quotes_are_found_whatever_their_marks(style, gold_set):
    if not gold_set.folder.is_dir():
        pytest.skip("this set is not here")
    articles = gold_set.read()
    base = figures(articles, annotate(articles))["quote_f1"]
    again = [rewrite(article, style) for article in articles]
    assert abs(figures(again, annotate(again))["quote_f1"] - base) <= 1.0 + floors.SLACK
