"""Dates by words alone, against an article of Thursday 5 July 2012; tenses are tested with the model."""

from __future__ import annotations

import pytest
import spacy

from generator.annotate import dates
from generator.annotate.parsed import Parsed, Passage
from generator.model import Article, Block, Span
from tests.blank import found_dates

FRENCH = [
    ("le 5 juillet 1962", "5 juillet 1962", "1962-07-05"),
    ("le 1er juin 2009", "1er juin 2009", "2009-06-01"),
    ("jeudi 5 juillet", "jeudi 5 juillet", "2012-07-05"),
    ("dimanche le 21 octobre 2012", "dimanche le 21 octobre 2012", "2012-10-21"),
    ("lundi 9, à Paris", "lundi 9", "2012-07-09"),
    ("le 29 février dernier", "29 février dernier", "2012-02-29"),
    ("le 16 juillet prochain", "16 juillet prochain", "2012-07-16"),
    ("en mars 1952", "mars 1952", "1952-03"),
    ("en septembre dernier", "septembre dernier", "2011-09"),
    ("en juin", "juin", "2012-06"),
    ("depuis 1998.", "1998", "1998"),
    ("depuis le 31 décembre", "31 décembre", "2011-12-31"),
    ("fin 2014", "fin 2014", "2014"),
    ("à la mi-juin", "mi-juin", "2012-06"),
    ("les 4 et 5 mai 2013", "4 et 5 mai 2013", "2013-05-04/2013-05-05"),
    ("les 21, 22 et 23 juillet", "21, 22 et 23 juillet", "2012-07-21/2012-07-23"),
    ("du 27 juillet au 12 août 2012", "27 juillet au 12 août 2012", "2012-07-27/2012-08-12"),
    ("du 28 décembre au 3 janvier 2013", "28 décembre au 3 janvier 2013", "2012-12-28/2013-01-03"),
    ("du 6 au 15 septembre l’an prochain", "6 au 15 septembre l’an prochain", "2013-09-06/2013-09-15"),
    ("entre novembre 2011 et mai 2012", "novembre 2011 et mai 2012", "2011-11/2012-05"),
    ("de 2008 à 2009", "2008 à 2009", "2008/2009"),
    ("la saison 2010-2011", "2010-2011", "2010/2011"),
    ("le 05/07/2012", "05/07/2012", "2012-07-05"),
    ("le 5.7.12", "5.7.12", "2012-07-05"),
    ("le 31/12/1999", "31/12/1999", "1999-12-31"),
    ("mercredi soir", "mercredi soir", "2012-07-04"),
    ("samedi dernier", "samedi dernier", "2012-06-30"),
    ("vendredi prochain", "vendredi prochain", "2012-07-06"),
    ("ce jeudi", "ce jeudi", "2012-07-05"),
    ("d'ici à mardi", "mardi", "2012-07-10"),
    ("la nuit de samedi à dimanche", "nuit de samedi à dimanche", "2012-06-30/2012-07-01"),
    ("avant-hier", "avant-hier", "2012-07-03"),
    ("cette semaine", "cette semaine", "2012-07-02/2012-07-08"),
    ("le week-end dernier", "le week-end dernier", "2012-06-30/2012-07-01"),
    ("le mois dernier", "le mois dernier", "2012-06"),
    ("l’an dernier", "l’an dernier", "2011"),
    ("l'année prochaine", "l'année prochaine", "2013"),
    ("il y a cinquante ans", "il y a cinquante ans", "1962"),
    ("il y a trois semaines", "il y a trois semaines", "2012-06-14"),
    ("dans les années 1980", "années 1980", "1980/1989"),
    ("au XIXe siècle", "XIXe siècle", "1801/1900"),
    ("à l'automne 2012", "automne 2012", "2012-09/2012-12"),
    ("le deuxième trimestre 2012", "deuxième trimestre 2012", "2012-04/2012-06"),
    ("les trois dernières années", "trois dernières années", "2009/2011"),
]
ENGLISH = [
    ("on June 16th of last year", "June 16th of last year", "2011-06-16"),
    ("Oct. 9", "Oct. 9", "2012-10-09"),
    ("Jan. 1, 2015", "Jan. 1, 2015", "2015-01-01"),
    ("5 July 2012", "5 July 2012", "2012-07-05"),
    ("since January 1st", "January 1st", "2012-01-01"),
    ("May 4 to 8, 2012", "May 4 to 8, 2012", "2012-05-04/2012-05-08"),
    ("in late September", "late September", "2012-09"),
    ("by the end of March 2013", "the end of March 2013", "2013-03"),
    ("Between 2007 and 2011", "2007 and 2011", "2007/2011"),
    ("between March and May", "March and May", "2012-03/2012-05"),
    ("in 2003", "2003", "2003"),
    ("the 2016 election", "2016", "2016"),
    ("the late 1990s", "late 1990s", "1990/1999"),
    ("Wednesday night", "Wednesday night", "2012-07-04"),
    ("last Monday", "last Monday", "2012-07-02"),
    ("next Friday", "next Friday", "2012-07-06"),
    ("yesterday morning", "yesterday morning", "2012-07-04"),
    ("last week", "last week", "2012-W26"),
    ("earlier this month", "earlier this month", "2012-07"),
    ("three weeks ago", "three weeks ago", "2012-06-14"),
    ("a year ago", "a year ago", "2011"),
    ("07/05/2012", "07/05/2012", "2012-07-05"),
    ("the 19th century", "19th century", "1801/1900"),
]
NOT_DATES = [
    ("fr", "Le 31 juin 2012"),
    ("fr", "plus de 2000 personnes et 2000 €"),
    ("fr", "la page 1984, l'article 1792 et 1500 m"),
    ("fr", "Mars a une lune"),
    ("fr", "12/2012/3 et 192.168.1.12"),
    ("en", "Theresa May said March was a name"),
    ("en", "a USA TODAY analysis"),
    ("en", "more than 2000 people paid $1999"),
]


@pytest.mark.parametrize(
    ("language", "text", "surface", "value"), [("fr", *c) for c in FRENCH] + [("en", *c) for c in ENGLISH]
)
def test_resolves(language, text, surface, value):
    found = found_dates(text, language, "2012-07-05")
    assert [(text[slice(*d.span)], d.value) for d in found] == [(surface, value)]


@pytest.mark.parametrize(("language", "text"), NOT_DATES)
def test_is_no_date(language, text):
    assert [text[slice(*d.span)] for d in found_dates(text, language, "2012-07-05")] in ([], ["juin 2012"])


@pytest.mark.parametrize(
    ("date", "text", "value"),
    [
        (None, "lundi", None),
        (None, "l'an dernier", None),
        (None, "le 5 juillet", None),
        ("2012-07", "lundi", None),
        ("2012-07", "cette semaine", None),
        ("2012-07", "le mois dernier", "2012-06"),
        ("2012-07", "le 30 juin", "2012-06-30"),
        ("2012", "le mois dernier", None),
        ("2012", "l'an dernier", "2011"),
        ("2012-07-05T08:30:00+02:00", "hier", "2012-07-04"),
    ],
)
def test_is_null_where_the_article_s_date_is_too_coarse(date, text, value):
    (found,) = found_dates(text, "fr", date)
    assert found.value == value
    assert value is not None or found.confidence <= 0.5


def test_refers_back_to_the_date_before():
    text = "Le 5 juillet 1962, fête. Ce jour-là, le lendemain et cette année-là."
    values = [d.value for d in found_dates(text, "fr", "2012-07-05")]
    assert values == ["1962-07-05", "1962-07-05", "1962-07-06", "1962"]


def test_the_line_that_gives_the_article_s_date_is_a_date():
    text = "Mali : une force\n\n5 juillet 2012\n\nLe sommet a eu lieu."
    headline, line = Span(0, 16), Span(18, 32)
    block = Block("paragraph", Span(34, len(text)))
    article = Article(
        path="a.txt",
        slug="a",
        title="Mali : une force",
        text=text,
        blocks=(Block("headline", headline), Block("caption", line), block),
        language="fr",
        date="2012-07-05",
    )
    passage = Passage(block, spacy.blank("fr")(text[34:]), "fr")
    (date,) = dates.find(Parsed(article, (passage,)))
    assert (date.span, date.value) == (line, "2012-07-05")
