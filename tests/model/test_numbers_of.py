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
    ("fr", "Durée du chantier : 22 mois.", ["chantier"]),
    ("fr", "Le budget du club, 5,4 millions d'euros, est voté.", ["budget"]),
    ("fr", "Le titre a perdu 3 %, à 7,48 euros.", ["titre", "titre"]),
    ("fr", "L'action a terminé à 39,84 euros.", ["action"]),
    ("fr", "La prime, dotée de 8 millions de couronnes, est versée.", ["prime"]),
    ("fr", "La ville a dépensé 3 millions d'euros pour la piscine.", ["piscine"]),
    ("fr", "Plus de 500 sapeurs-pompiers sont mobilisés.", ["sapeurs-pompiers"]),
    ("fr", "Il a tiré huit lancers francs.", ["lancers"]),
    ("fr", "Cormeil exploite 4,1 GW de parcs éoliens.", ["parcs"]),
    ("fr", "À 58 ans, Didier Fauconnet comparaissait.", ["Didier Fauconnet"]),
    ("fr", "La conductrice de la voiture, 23 ans, est sauve.", ["conductrice"]),
    ("fr", "Il a été condamné à trois ans de prison.", ["prison"]),
    ("fr", "Ils ont gelé deux années de suite.", [None]),
    ("en", "Tom Young, 30, was shot.", ["Tom Young"]),
    ("en", "Man, 31, charged in shooting", ["Man"]),
    ("en", "Daniel Amaro, 43, was one of the four who voted.", ["Daniel Amaro", None]),
    ("en", "The union wants a 28% increase.", ["increase"]),
    ("en", "He broke a $900 window on a 300-mile drive.", ["window", "drive"]),
    ("en", "Revenue fell 17.4 percent to $612 million in the first quarter.", ["Revenue", "Revenue"]),
    ("en", "It raised $5m in Paris.", [None]),
    ("en", "It paid $185 million in fines.", ["fines"]),
    ("en", "It would spend $12 million on television ads.", ["television ads"]),
    ("en", "They found murders up 10.8 percent.", ["murders"]),
    ("en", "They drilled a hole 66 cm wide.", ["hole"]),
    ("en", "It posted revenue of $22 billion, up 2 percent.", ["revenue", "revenue"]),
    ("en", "The unemployment rate, at 8.1 percent, is high.", ["unemployment rate"]),
    ("en", "The death toll rose to 45.", ["death toll"]),
    ("en", "It has 50 percent among likely voters.", ["likely voters"]),
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
    ("fr", "Il est mort lundi.", "2012-07-02"),
    ("fr", "Les syndicats doivent être reçus lundi.", "2012-07-09"),
    ("fr", "Ils disent avoir été reçus lundi.", "2012-07-02"),
    ("fr", "Le pont devrait rouvrir mercredi.", "2012-07-11"),
    ("fr", "Le typhon est attendu samedi.", "2012-07-07"),
    ("fr", "Le film sortira le 14 mars.", "2013-03-14"),
    ("fr", "Il avait été tourné en octobre.", "2011-10"),
    ("fr", "Des heurts sont survenus ce week-end.", "2012-06-30/2012-07-01"),
    ("fr", "Un concert aura lieu ce week-end.", "2012-07-07/2012-07-08"),
    ("fr", "Il est arrivé cet hiver.", "2011-12/2012-03"),
    ("fr", "Il a dit que le pont fermerait en mars.", "2013-03"),
    ("en", "The court will rule on Monday.", "2012-07-09"),
    ("en", "She said that it would open on Monday.", "2012-07-09"),
    ("en", "The court ruled on Monday.", "2012-07-02"),
    ("en", "The vote is scheduled for Tuesday.", "2012-07-10"),
    ("en", "The tour starts Friday.", "2012-07-06"),
    ("en", "The offer is above Friday's close.", "2012-06-29"),
    ("en", "He resigned in November.", "2011-11"),
    ("fr", "D'après les chiffres publiés lundi par la mairie, la dette augmente.", "2012-07-02"),
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le musée ouvre aussi le mercredi."),
        ("en", "He plays every Monday."),
        ("en", "A million years ago, ice fell."),
        ("en", "She said that night work harmed health."),
    ],
)
def test_a_habit_or_an_age_of_the_earth_is_no_date(language, text):
    assert _annotated(text, language)[0] == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Springfield, 12, the gap is small.", [(12, None, "exact")]),
        ("I am 66.", [(66, "year", "exact")]),
        ("Calum Reid, then 19, was hurt.", [(19, "year", "exact")]),
        ("Half are under 18.", [(0.5, None, "exact"), (18, "year", "less_than")]),
        ("It raised $5m over six years.", [(5e6, "USD", "exact"), (6, "year", "exact")]),
        ("He worked for over six years.", [(6, "year", "more_than")]),
        ("A man in his 20s left.", []),
        ("It draws 12,000 in Phoenix.", [(12000, None, "exact")]),
        ("Polls show a 14-point lead.", [(14, "pp", "exact")]),
        ("He scored 14 points.", [(14, None, "exact")]),
        ("A magnitude 6.2 earthquake struck.", [(6.2, None, "exact")]),
        ("The House passed it 348-77.", [(348, None, "exact"), (77, None, "exact")]),
        ("They lost 24-31.", [((24, 31), None, "exact")]),
    ],
)
def test_reads(text, found):
    assert [(n.value, n.unit, n.qualifier) for n in _annotated(text, "en")[1]] == found


def test_an_article_agrees_on_its_weekdays():
    text = "A look at Monday's debate. The rivals will meet on Monday."
    found, _ = _annotated(text, "en")
    assert [date.value for date in found] == ["2012-07-09", "2012-07-09"]
