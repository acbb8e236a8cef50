"""Quantities by words alone: value, unit, qualifier; what the parse adds is tested with the model."""

from __future__ import annotations

import pytest

from tests.blank import found_numbers

FRENCH = [
    ("Le film coûte 2,7 millions d'euros.", [("2,7 millions d'euros", 2700000, "EUR", "exact")]),
    (
        "Une perte de 1,2 Md€ et de 300 M€.",
        [("1,2 Md€", 1.2e9, "EUR", "exact"), ("300 M€", 3e8, "EUR", "exact")],
    ),
    ("Environ 40 % des voix.", [("40 %", 40, "%", "about")]),
    ("Plus de 45 minutes plus tard.", [("45 minutes", 45, "min", "more_than")]),
    ("Il a entre 10 et 15 ans.", [("10 et 15 ans", (10, 15), "year", "range")]),
    ("De 2 à 3 millions de foyers.", [("2 à 3 millions", (2000000, 3000000), None, "range")]),
    ("Une autonomie de 3 h 30.", [("3 h 30", 3.5, "h", "exact")]),
    ("Il mesurait 1m85 et pesait 80 kg.", [("1m85", 1.85, "m", "exact"), ("80 kg", 80, "kg", "exact")]),
    ("Une dose de 0.32mSv/h.", [("0.32mSv/h", 0.32, "mSv/h", "exact")]),
    ("Il fait -12 °C et 23 degrés.", [("-12 °C", -12, "°C", "exact"), ("23 degrés", 23, "°C", "exact")]),
    ("Pas moins de deux siècles.", [("deux siècles", 200, "year", "at_least")]),
    (
        "Trois personnes de 18, 24 et 26 ans.",
        [
            ("Trois", 3, None, "exact"),
            ("18", 18, "year", "exact"),
            ("24", 24, "year", "exact"),
            ("26 ans", 26, "year", "exact"),
        ],
    ),
    ("Coût : 500 dollars canadiens.", [("500 dollars canadiens", 500, "CAD", "exact")]),
    (
        "Soit 100 livres sterling ou 30 CHF.",
        [
            ("100 livres sterling", 100, "GBP", "exact"),
            ("30 CHF", 30, "CHF", "exact"),
        ],
    ),
    ("Jusqu'à 120 km/h.", [("120 km/h", 120, "km/h", "at_most")]),
    ("Près d'une centaine de kilomètres.", [("une centaine de kilomètres", 100, "km", "about")]),
    ("Une centaine de kilomètres.", [("Une centaine de kilomètres", 100, "km", "about")]),
    ("Quelque 200 voix contre 50.", [("200", 200, None, "about"), ("50", 50, None, "exact")]),
    ("Ils gagnent 3-1.", [("3-1", (3, 1), None, "exact")]),
    ("Un salarié sur dix.", [("Un salarié sur dix", 0.1, None, "exact")]),
    ("Le 100 m en 9 s 58.", [("100 m", 100, "m", "exact"), ("9 s 58", 9.58, "s", "exact")]),
    ("Le taux recule de 0,3 point à 7 %.", [("0,3 point", 0.3, "pp", "exact"), ("7 %", 7, "%", "exact")]),
    ("Elle supprime 84 postes sur 310.", [("84", 84, None, "exact"), ("310", 310, None, "exact")]),
    ("Trois élèves sur dix.", [("Trois élèves sur dix", 0.3, None, "exact")]),
    ("Quatorze lits sur vingt-deux.", [("Quatorze", 14, None, "exact"), ("vingt-deux", 22, None, "exact")]),
    ("Une hausse de 7 à 8 %.", [("7 à 8 %", (7, 8), "%", "range")]),
    ("Il a augmenté de 30 à 45 %.", [("30 à 45 %", (30, 45), "%", "range")]),
    ("Il passe de 30 à 45 %.", [("30", 30, "%", "exact"), ("45 %", 45, "%", "exact")]),
    ("Il mesure un mètre cinquante.", [("un mètre cinquante", 1.5, "m", "exact")]),
    ("Après une demi-heure.", [("une demi-heure", 0.5, "h", "exact")]),
    ("Onze malades au moins.", [("Onze", 11, None, "at_least")]),
    (
        "Une perte de 7 millions de dollars, contre un bénéfice de 6 millions.",
        [("7 millions de dollars", 7e6, "USD", "exact"), ("6 millions", 6e6, "USD", "exact")],
    ),
    ("Deux ans et demi de travaux.", [("Deux ans et demi", 2.5, "year", "exact")]),
]
ENGLISH = [
    ("It costs $1.2 billion.", [("$1.2 billion", 1.2e9, "USD", "exact")]),
    ("A haul of $1million and $2bn.", [("$1million", 1e6, "USD", "exact"), ("$2bn", 2e9, "USD", "exact")]),
    ("They paid £200k, or €3.5m.", [("£200k", 200000, "GBP", "exact"), ("€3.5m", 3500000, "EUR", "exact")]),
    (
        "More than $38million and $23 million.",
        [
            ("$38million", 38e6, "USD", "more_than"),
            ("$23 million", 23e6, "USD", "more_than"),
        ],
    ),
    ("Nearly half a percentage point.", [("half a percentage point", 0.5, "pp", "about")]),
    ("Less than half of 1 percent.", [("half of 1 percent", 0.5, "%", "less_than")]),
    ("A 14-year-old boy.", [("14-year", 14, "year", "exact")]),
    ("Men aged 55 to 65.", [("55 to 65", (55, 65), "year", "range")]),
    ("The 18- to 24-year-old men.", [("18- to 24-year", (18, 24), "year", "range")]),
    ("It took about a century.", [("a century", 100, "year", "about")]),
    ("Gifts of $3 million or more.", [("$3 million", 3e6, "USD", "at_least")]),
    ("Winds of up to 120 mph.", [("120 mph", 120, "mph", "at_most")]),
    ("A one-and-a-half-hour drive.", [("one-and-a-half-hour", 1.5, "h", "exact")]),
    ("One in five agree.", [("One in five", 0.2, None, "exact")]),
    ("They voted 19-15.", [("19", 19, None, "exact"), ("15", 15, None, "exact")]),
    ("She turned over 24,000 emails.", [("24,000", 24000, None, "exact")]),
    ("A row over a $40 debt.", [("$40", 40, "USD", "exact")]),
    ("After three hours of debate.", [("three hours", 3, "h", "exact")]),
    ("It costs half a million a day.", [("half a million", 500000, None, "exact")]),
    ("It pays 48 million and more than ever.", [("48 million", 48e6, None, "exact")]),
    ("Thefts rose 17 percent to 140.", [("17 percent", 17, "%", "exact"), ("140", 140, None, "exact")]),
    ("Dozens of rebels.", [("Dozens", (24, None), None, "at_least")]),
    (
        "It sold 60,000 barrels at 100 degrees Fahrenheit.",
        [
            ("60,000 barrels", 60000, "bbl", "exact"),
            ("100 degrees Fahrenheit", 100, "°F", "exact"),
        ],
    ),
]
NONE = [
    ("fr", "Rendez-vous à 7h44, à 15 heures ou vers 3 heures du matin."),
    ("fr", "Le G8, l'Airbus A380, BFM2 et la 4G."),
    ("fr", "L'article 49-3, la loi 1901, page 12, chapitre 4 et n° 3."),
    ("fr", "Tél. 01 42 68 53 00, www.exemple.fr/2012/05, a1@exemple.fr."),
    ("fr", "1. Première étape"),
    ("fr", "Ils sont les premiers, au XXe siècle, le 42e jour."),
    ("fr", "Un homme et une femme."),
    ("fr", "La ville est coupée en deux."),
    ("fr", "La note[1] de la version 12.10.4."),
    ("fr", "Il habite au 12, rue de la Paix, 75002 Paris."),
    ("fr", "L'agent 007 et le Covid-19."),
    ("fr", "Sur la D 37, il n'est arrivé qu'à 22 h."),
    ("fr", "Du 4 au 8 juillet 2012, en 1998 et dans les années 1980."),
    ("en", "The deal was worth six figures, she said."),
    ("en", "At 10:30 a.m., 5 p.m. EST or 7 o'clock."),
    ("en", "At 7.12 on Wednesday it was over; the sale opens at nine."),
    ("en", "It was twenty to six, then half past seven."),
    ("en", "The F-16 and the A330-200; the 21st, the twenty-first."),
    ("en", "Call (212) 555-1234 or 1-800-555-0199."),
    ("en", "Section 8, Article 1, Proposition 8, Route 66."),
    ("en", "No one saw a man and one another."),
    ("en", "On January 1, 2016, in the 1990s."),
    ("en", "The half-frozen second half of 24/7 news."),
]


@pytest.mark.parametrize(
    ("language", "text", "expected"), [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH]
)
def test_finds(language, text, expected):
    found = found_numbers(text, language)
    got = [(text[slice(*n.span)], n.value, n.unit, n.qualifier) for n in found]
    assert [(item[0], item[2], item[3]) for item in got] == [(item[0], item[2], item[3]) for item in expected]
    for item, wanted in zip(got, expected, strict=True):
        assert item[1] == (pytest.approx(wanted[1]) if isinstance(wanted[1], float) else wanted[1])


@pytest.mark.parametrize(("language", "text"), NONE)
def test_does_not_count(language, text):
    assert [text[slice(*n.span)] for n in found_numbers(text, language, "2012-07-05")] == []


def test_dollars_are_those_of_where_the_article_is():
    text = "Québec : un musée à 200 000 dollars\n\nLe coût est de deux cent mille dollars."
    assert {n.unit for n in found_numbers(text, "fr")} == {"CAD"}
    assert {n.unit for n in found_numbers(text.replace("Québec", "Paris"), "fr")} == {"USD"}


def test_crowns_are_those_of_where_the_article_is():
    text = "Oslo : un prix de huit millions\n\nIl est doté de 8 millions de couronnes."
    assert {n.unit for n in found_numbers(text, "fr")} >= {"NOK"}
    assert "SEK" in {n.unit for n in found_numbers(text.replace("couronnes", "couronnes suédoises"), "fr")}
    assert {n.unit for n in found_numbers(text.replace("Oslo", "Lyon"), "fr")} >= {"SEK"}


def test_every_quantity_names_its_rule_and_how_sure_it_is():
    for quantity in found_numbers("Environ 40 % de 12 élus, soit 3-1 ou 2 000 € par an.", "fr"):
        assert quantity.rule
        assert 0 < quantity.confidence <= 1


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("fr", "Chaque famille recevra 30 000 takas.", "BDT"),
        ("fr", "La licence coûte 40 levs.", "BGN"),
        ("en", "Each family will get 30,000 taka.", "BDT"),
        ("en", "The licence costs 40 leva.", "BGN"),
        ("fr", "La troupe des 300 leva le siège.", None),  # a verb
    ],
)
def test_money_of_smaller_countries_is_money(language, text, unit):
    assert [n.unit for n in found_numbers(text, language)] == [unit]
