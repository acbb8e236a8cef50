from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from generator.pages.wording import catalogues, languages, wording

ROOT = Path(__file__).parents[3]
KEYWORDS = {"_": None, "words": None, "self": None, "plural": (1, 2)}


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2023", "2023", "2023"),
        ("2023-12", "décembre 2023", "December 2023"),
        ("2023-12-24", "24 décembre 2023", "December 24, 2023"),
        ("2023-12-01", "1er décembre 2023", "December 1, 2023"),
        ("2023-12-24T08:30:00+01:00", "24 décembre 2023", "December 24, 2023"),
        ("2023-01/2023-02", "janvier 2023 – février 2023", "January 2023 – February 2023"),
        ("199X", "199X", "199X"),
        ("2023-13", "2023-13", "2023-13"),
        (None, "", ""),
    ],
)
def test_dates_are_as_precise_as_known(value, french, english):
    assert wording("fr").date(value) == french
    assert wording("en").date(value) == english


@pytest.mark.parametrize(
    ("value", "unit", "french", "english"),
    [
        (1234.5, "%", "1\u202f234,5\u202f%", "1,234.5%"),
        (2_700_000, "EUR", "2\u202f700\u202f000\xa0€", "€2,700,000"),
        (12, "day", "12\xa0jours", "12 days"),
        (1, "day", "1\xa0jour", "1 day"),
        ((10, 15), "year", "10 – 15 ans", "10 – 15 years"),
        ((20, None), None, "20\xa0–", "20\xa0–"),
        (4.2, "m", "4,2\xa0m", "4.2\xa0m"),
    ],
)
def test_quantities_follow_the_readers_conventions(value, unit, french, english):
    assert wording("fr").quantity(value, unit).replace("\xa0%", "\u202f%") == french
    assert wording("en").quantity(value, unit) == english


def test_the_interface_falls_back():
    assert wording("eo", "fr").language == "fr"
    assert wording("eo").language == "en"


def messages():
    methods = [("pages/**.py", "python"), ("**.html", "jinja2")]
    found = set()
    for folder in ("generator", "templates"):
        for _, _, message, _, _ in extract_from_dir(
            ROOT / folder, methods, {"**.html": {"trim_blocks": "true"}}, keywords=KEYWORDS
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_catalogues_are_complete_and_hold_nothing_else(language):
    with (catalogues() / language / "LC_MESSAGES" / "breves.po").open("rb") as file:
        catalogue = read_po(file)
    known = {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id
    }
    assert known == messages()
    for message in catalogue:
        assert all(message.string if isinstance(message.string, tuple) else (message.string,)), message.id
