"""What the layer knows without a text: words, places, acronyms."""

from __future__ import annotations

import pytest

from generator.annotate.entities.acronyms import abbreviates
from generator.annotate.entities.gazetteer import gazetteer
from generator.annotate.entities.words import fold, inflected, letters, plain, words


def test_folding():
    assert fold("L’Élysée") == "l'elysee"
    assert plain("À") == "à"
    assert letters("SUD-PTT") == letters("Sud PTT")


def test_adjectives_inflect_by_their_longest_ending():
    endings = {"en": ["en", "ens", "enne", "ennes"], "": ["", "s"]}
    assert set(inflected("italien", endings)) == {"italien", "italiens", "italienne", "italiennes"}
    assert set(inflected("kurde", endings)) == {"kurde", "kurdes"}
    assert {"israelienne", "bulgares", "francais"} < words("fr").nationalities
    assert {"israelis", "french"} < words("en").nationalities


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("fr", "États-Unis", "country"),
        ("fr", "Etats-Unis", "country"),
        ("fr", "Londres", "city"),
        ("fr", "Bretagne", "region"),
        ("fr", "Maison Blanche", "organisation"),
        ("en", "U.S.", "country"),
        ("en", "Mass.", "region"),
        ("en", "White House", "organisation"),
        ("en", "Georgia", "country"),
        ("fr", "Le monde", None),
        ("en", "us", None),
        ("fr", "Nice-sur-Rien", None),
        ("fr", "Union européenne", "organisation"),
    ],
)
def test_known_names(language, name, kind):
    known = gazetteer(language).find(name)
    assert (known and known.kind) == kind


def test_names_of_one_country_or_body_are_one():
    french = gazetteer("fr")
    assert french.find("Etats-Unis") == french.find("États-Unis")
    assert french.find("ONU").identity == french.find("Nations unies").identity
    english = gazetteer("en")
    assert english.find("Britain").identity == english.find("United Kingdom").identity


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("ARS", "agence régionale de santé", True),
        ("Febelfin", "Fédération belge du secteur financier", True),
        ("CPI", "Cour pénale internationale", True),
        ("ONU", "Cour pénale internationale", False),
        ("Union", "Union européenne", True),
        ("Otan", "Ota", False),
    ],
)
def test_abbreviations(short, long, expected):
    assert abbreviates(short, long) is expected
