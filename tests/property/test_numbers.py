"""Numbers: never raises, spans stand in the text, and what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from num2words import num2words

from generator.annotate.numbers import numerals
from tests.blank import found_dates, found_numbers

LANGUAGES = ("fr", "en")
FRAGMENTS = st.sampled_from(
    [
        "3",
        "12",
        "1 234",
        "1.234",
        "1,234",
        "2.700.000",
        "0,5",
        "-5",
        "½",
        "3/4",
        "10-15",
        "6-1",
        "7h44",
        "2012",
        "quatre-vingt",
        "vingt et un",
        "deux",
        "mille",
        "millions",
        "de",
        "d'",
        "euros",
        "€",
        "$",
        "M€",
        "bn",
        "%",
        "half",
        "a",
        "dozen",
        "hundreds of",
        "thousands",
        "one",
        "un",
        "une",
        "centaine",
        "des",
        "dizaines",
        "plus de",
        "entre",
        "et",
        "à",
        "to",
        "between",
        "and",
        "km/h",
        "°C",
        "ans",
        "heures",
        "years",
        "-old",
        "5 juillet",
        "(",
        ")",
        ".",
        ",",
        "\n",
        "\u00a0",
        "\u202f",
        "’",
        "«",
        "»",
        "n°",
        "[1]",
        "le",
        "lundi",
        "June 5",
        "sur",
        "dix",
        "in five",
        "h",
        "m",
        "1m85",
        "x",
    ]
)
TEXTS = (
    st.text() | st.lists(FRAGMENTS, max_size=25).map(" ".join) | st.lists(FRAGMENTS, max_size=25).map("".join)
)


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
@example(text="", language="fr")
@example(text="3 h 99 km 5 pourcent", language="fr")
def test_any_text(text, language):
    found = found_numbers(text, language, "2012-07-05")
    dates = [date.span for date in found_dates(text, language, "2012-07-05")]
    end = 0
    for quantity in found:
        start, stop = quantity.span
        assert 0 <= end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert not any(first < stop and start < last for first, last in dates)
        if quantity.of_span is not None:
            assert text[slice(*quantity.of_span)] == quantity.of
        if isinstance(quantity.value, tuple):
            assert len(quantity.value) == 2
        end = stop


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10**12 - 1))
def test_spelled_numbers_are_read_back(language, number):
    assume(number > 1)  # one is an article too
    text = num2words(number, lang=language).replace(",", "")
    assert [(n.start, n.end, n.value) for n in numerals.scan(text, language)] == [(0, len(text), number)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(1000, 10**15), mark=st.sampled_from([" ", "\u00a0", "\u202f", "'", "’"]))
def test_grouped_numbers_are_read_back(language, number, mark):
    text = f"{number:,}".replace(",", mark)
    assert [n.value for n in numerals.scan(text, language)] == [number]


@given(number=st.integers(1000, 10**15))
def test_the_mark_of_thousands_is_the_language_s(number):
    assert [n.value for n in numerals.scan(f"{number:,}", "en")] == [number]
    assert [n.value for n in numerals.scan(f"{number:,}".replace(",", "."), "fr")] == [number]


@given(whole=st.integers(0, 10**6), decimals=st.integers(0, 99))
def test_decimals_are_read_back(whole, decimals):
    text = f"{whole}.{decimals:02d}"
    assert numerals.scan(text, "en")[0].value == pytest.approx(float(text))
    assert numerals.scan(text.replace(".", ","), "fr")[0].value == pytest.approx(float(text))


@given(number=st.integers(1, 9999), scale=st.sampled_from([("millions", 10**6), ("milliards", 10**9)]))
def test_multipliers_and_money(number, scale):
    word, factor = scale
    (quantity,) = found_numbers(f"Il faut {number} {word} d'euros.", "fr")
    assert (quantity.value, quantity.unit) == (number * factor, "EUR")


@given(low=st.integers(1, 500), high=st.integers(1, 500))
def test_a_range_is_ordered(low, high):
    assume(low < high)
    (quantity,) = found_numbers(f"Il y en a entre {low} et {high} %.", "fr")
    assert (quantity.value, quantity.unit, quantity.qualifier) == ((low, high), "%", "range")
