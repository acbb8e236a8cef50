"""What numbers count or measure, with the real parsers."""

from __future__ import annotations

import pytest

from generator.annotate import dates, layers, numbers
from generator.config import DEFAULT_PIPELINES
from generator.model import Article, Block, Span

pytestmark = pytest.mark.model

CASES = [
    ("fr", "L'attentat a fait 12 morts et 150 blessés, dont 30 graves.", ["morts", "blessés", "blessés"]),
    ("fr", "Trois quarts des Français (76 %) sont favorables.", ["Français", "Français"]),
    ("fr", "La marge moyenne était de 14 euros.", ["marge moyenne"]),
    ("fr", "La machine est dotée d'un écran de 5 pouces.", ["écran"]),
    ("fr", "Un homme de 29 ans a été arrêté.", ["homme"]),
    ("fr", "Des vents soufflant à plus de 125 km/h.", ["vents"]),
    ("fr", "La ville veut réduire ses effectifs de 8 %.", ["effectifs"]),
    ("fr", "Le chômage a reculé de 0,3 point à 7,1 %.", ["chômage", "chômage"]),
    ("fr", "Le texte a été adopté par 289 voix contre 241.", ["voix", "voix"]),
    ("fr", "Le bilan est passé de 15 à 23 morts.", ["morts", "morts"]),
    ("fr", "Ils ont discuté pendant 12 heures.", [None]),
    ("fr", "Huit ans de recherches ont suivi.", ["recherches"]),
    ("fr", "La mère, 34 ans, est sauve.", ["mère"]),
    ("fr", "Les commandes ont chuté de 40 % en un an.", ["commandes"]),
    ("fr", "Une dizaine de tubes de gouache.", ["tubes de gouache"]),
    ("en", "Tom Young, 30, was shot.", ["Tom Young"]),
    ("en", "Police arrested three men, ages 19, 22 and 34.", ["men", "men", "men", "men"]),
    ("en", "Revenue rose 12 percent to $4.3 billion.", ["Revenue", "Revenue"]),
    ("en", "Two of the five officers were fired.", ["officers", "officers"]),
    ("en", "The 45-year-old father left.", ["father"]),
    ("en", "A 46-page report was released.", ["page"]),
    ("en", "It killed three times the number of people.", ["number of people"]),
    ("en", "The company cut 1,200 jobs, or 4% of its workforce.", ["jobs", "workforce"]),
]
TENSES = [
    ("fr", "Il rencontrera lundi la presse.", "2012-07-09"),
    ("fr", "Il a rencontré lundi la presse.", "2012-07-02"),
    ("fr", "La décision est tombée lundi.", "2012-07-02"),
    ("fr", "La loi est votée lundi.", "2012-07-09"),
    ("fr", "Le pont devrait rouvrir mercredi.", "2012-07-11"),
    ("fr", "Le typhon est attendu samedi.", "2012-07-07"),
    ("fr", "Le film sortira le 14 mars.", "2013-03-14"),
    ("fr", "Il avait été tourné en octobre.", "2011-10"),
    ("en", "The court will rule on Monday.", "2012-07-09"),
    ("en", "The court ruled on Monday.", "2012-07-02"),
    ("en", "The vote is scheduled for Tuesday.", "2012-07-10"),
    ("en", "The tour starts Friday.", "2012-07-06"),
    ("en", "He resigned in November.", "2011-11"),
]


def _annotated(text, language, date="2012-07-05"):
    block = Block("paragraph", Span(0, len(text)))
    article = Article(
        path="a.txt", slug="a", title=text, text=text, blocks=(block,), language=language, date=date
    )
    parsed = layers.parse(article, dict(DEFAULT_PIPELINES))
    found = dates.find(parsed)
    return found, numbers.find(parsed, found)


@pytest.mark.parametrize(("language", "text", "things"), CASES)
def test_counts(language, text, things):
    _, found = _annotated(text, language)
    assert [quantity.of for quantity in found] == things


@pytest.mark.parametrize(("language", "text", "value"), TENSES)
def test_the_tense_says_which_day(language, text, value):
    (date,), _ = _annotated(text, language)
    assert date.value == value


def test_an_article_agrees_on_its_weekdays():
    text = "A look at Monday's debate. The rivals will meet on Monday."
    found, _ = _annotated(text, "en")
    assert [date.value for date in found] == ["2012-07-09", "2012-07-09"]
