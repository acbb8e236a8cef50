"""What figures and number words are worth."""

from __future__ import annotations

import pytest

from generator.annotate.numbers import numerals

FRENCH = [
    ("1 234", 1234),
    ("1\u00a0234\u202f567", None),
    ("12\u202f345", 12345),
    ("1.234", 1234),
    ("2.700.000", 2700000),
    ("1'234", 1234),
    ("1’234’567", 1234567),
    ("3,5", 3.5),
    ("0.2", 0.2),
    ("1.4", 1.4),
    ("1.234,56", 1234.56),
    ("1 425,67", 1425.67),
    ("-5", -5),
    ("−3,2", -3.2),
    ("½", None),
    ("2½", 2.5),
    ("3/4", 0.75),
    ("2 1/2", 2.5),
    ("quatre-vingt-dix-sept mille", 97000),
    ("vingt et un", 21),
    ("vingt-et-une", 21),
    ("soixante et onze", 71),
    ("soixante-dix-huit", 78),
    ("quatre-vingts", 80),
    ("septante-trois", 73),
    ("nonante-neuf", 99),
    ("deux cent mille", 200000),
    ("dix-sept cents", 1700),
    ("mille neuf cent quatre-vingt-quatre", 1984),
    ("un million deux cent mille", 1200000),
    ("cent mille milliards", 10**14),
    ("un million mille deux cents", 1001200),
    ("deux millions et demi", 2500000),
    ("2,7 millions", 2700000),
    ("10 mille", 10000),
    ("un demi-million", 500000),
    ("une douzaine", 12),
    ("une centaine de milliers", 100000),
    ("trois douzaines", 36),
    ("deux tiers", 0.6667),
    ("la moitié", 0.5),
    ("trois quarts", 0.75),
    ("des dizaines", (20, None)),
    ("plusieurs centaines", (200, None)),
    ("des dizaines de milliers", (20000, None)),
    ("quelques milliers", (2000, None)),
    ("des millions", (2000000, None)),
]
ENGLISH = [
    ("1,234", 1234),
    ("1,234,567.89", 1234567.89),
    ("1.234", 1.234),
    ("3.5", 3.5),
    ("10\u00a0000", 10000),
    ("one and a half million", 1500000),
    ("half a million", 500000),
    ("a hundred and five", 105),
    ("two hundred thousand", 200000),
    ("nineteen hundred", 1900),
    ("twenty-one", 21),
    ("two-thirds", 0.6667),
    ("three quarters", 0.75),
    ("a dozen", 12),
    ("two dozen", 24),
    ("a couple dozen", 24),
    ("1.2 billion", 1.2e9),
    ("a million and a half", 1500000),
    ("one hundred and twenty-three thousand four hundred and six", 123406),
    ("tens of thousands", (20000, None)),
    ("several hundred", (200, None)),
    ("hundreds of thousands", (200000, None)),
    ("half of 1", 0.5),
]
CASES = [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH]


@pytest.mark.parametrize(("language", "text", "value"), [case for case in CASES if case[2] is not None])
def test_a_numeral_is_worth(language, text, value):
    found = numerals.scan(text, language)
    assert [text[n.start : n.end] for n in found] == [text]
    assert found[0].value == pytest.approx(value) if isinstance(value, float) else found[0].value == value


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "deux cents et trois", [200, 3]),
        ("fr", "deux, trois", [2, 3]),
        ("fr", "soixante vingt", [60, 20]),
        ("fr", "1500 et 2 000", [1500, 2000]),
        ("en", "five and six", [5, 6]),
        ("en", "twenty, thirty", [20, 30]),
        ("fr", "aucun chiffre", []),
        ("fr", "les cent premiers, les mille autres", [100, 1000]),
        ("en", "a man, the cat", []),
        ("fr", "123456789012345678901234567890", []),
    ],
)
def test_neighbours_stay_apart(language, text, values):
    assert [n.value for n in numerals.scan(text, language) if n.kind not in ("article", "one")] == values


@pytest.mark.parametrize(
    ("text", "value"), [("trois", 3), ("un", 1), ("12", 12), ("des dizaines", None), ("chat", None)]
)
def test_reads_a_whole_text_or_nothing(text, value):
    assert numerals.read(text, "fr") == value
