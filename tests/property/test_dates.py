"""Dates: never raises, spans stand in the text, and any date in any form is read back."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from tests.blank import found_dates

ARTICLE_DATES = st.sampled_from(
    [None, "2012", "2012-07", "2012-07-05", "2012-07-05T08:30:00+02:00", "2012-99", "x"]
)
FRAGMENTS = st.sampled_from(
    [
        "5",
        "31",
        "juillet",
        "2012",
        "lundi",
        "du",
        "au",
        "4",
        "et",
        "le",
        "1er",
        "mai",
        "dernier",
        "prochain",
        "il y a",
        "trois",
        "ans",
        "semaines",
        "hier",
        "demain",
        "ce",
        "soir",
        "l'an dernier",
        "fin",
        "mi-",
        "en",
        "XXe siècle",
        "années 80",
        "05/07/2012",
        "2012-02-30",
        "30/02/2012",
        "July",
        "Monday",
        "last",
        "next",
        "week",
        "ago",
        "June 16th",
        "of last year",
        "the 1990s",
        ",",
        ".",
        "\n",
        "-",
        "–",
        "nuit de",
        "à",
        "29 février",
    ]
)
TEXTS = st.text() | st.lists(FRAGMENTS, max_size=20).map(" ".join)
_ONE = r"-?\d{4}(-W\d{2}|-\d{2}(-\d{2})?)?"
ISO = re.compile(rf"{_ONE}(/{_ONE})?")
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31))


@given(text=TEXTS, language=st.sampled_from(["fr", "en"]), date=ARTICLE_DATES)
@example(text="le 29 février dernier", language="fr", date="2012-07-05")
@example(text="il y a 9999 siècles", language="fr", date="2012-07-05")
@example(text="dans 9999 semaines", language="fr", date="2012-07-05")
def test_any_text(text, language, date):
    end = 0
    for expression in found_dates(text, language, date):
        start, stop = expression.span
        assert 0 <= end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert expression.value is None or ISO.fullmatch(expression.value)
        assert expression.rule
        end = stop


@pytest.mark.parametrize(
    ("language", "style"), [(lang, style) for lang in ("fr", "en") for style in ("full", "long")]
)
@given(day=DAYS)
def test_a_written_date_is_read_back(language, style, day):
    text = format_date(day, style, locale=language)
    assert [date.value for date in found_dates(text, language)] == [day.isoformat()]


@given(day=DAYS)
def test_figures_follow_the_order_of_the_language(day):
    (french,) = found_dates(f"{day:%d/%m/%Y}", "fr")
    (english,) = found_dates(f"{day:%m/%d/%Y}", "en")
    (iso,) = found_dates(day.isoformat(), "fr")
    assert {french.value, english.value, iso.value} == {day.isoformat()}


@given(article=DAYS, back=st.integers(0, 6))
def test_a_weekday_is_the_last_one(article, back):
    meant = article - dt.timedelta(days=back)
    (date,) = found_dates(format_date(meant, "EEEE", locale="fr"), "fr", article.isoformat())
    assert date.value == meant.isoformat()


@given(article=DAYS)
def test_relative_days(article):
    values = [d.value for d in found_dates("hier, aujourd'hui et demain", "fr", article.isoformat())]
    assert values == [(article + dt.timedelta(days=n)).isoformat() for n in (-1, 0, 1)]


@given(article=DAYS, away=st.integers(-40, 40))
def test_a_day_without_a_year_is_the_nearest(article, away):
    meant = article + dt.timedelta(days=away)
    (date,) = found_dates(format_date(meant, "d MMMM", locale="fr"), "fr", article.isoformat())
    assert date.value == meant.isoformat()
