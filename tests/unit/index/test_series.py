"""Which figures are one, told again; which sources disagree."""

from dataclasses import replace

import pytest

from generator.index import collection, tally
from generator.index.disagreements import disagreements
from generator.index.entry import Entry, Part
from generator.index.names import Key
from generator.index.sentences import Sentences
from generator.model import Annotations, Article, Block, Quantity, Span

GAZA = Key("place", "gaza")


def told(text, figure, of=None, *, unit=None, value=None, language="en"):
    """Return what one figure of a sentence tells; ``of`` is what the annotator says that it counts."""
    article = Article(
        "a.md", "a", "", text, (Block("paragraph", Span(0, len(text))),), language, date="2026-03-02"
    )
    start = text.index(figure)
    counted = Span(text.index(of), text.index(of) + len(of)) if of else None
    number = value if value is not None else int("".join(filter(str.isdigit, figure)))
    quantity = Quantity(Span(start, start + len(figure)), number, unit, of, counted)
    annotations = Annotations(numbers=(quantity,))
    return tally.tallies(article, annotations, Sentences(article, annotations), ())


@pytest.mark.parametrize(
    ("text", "figure", "of", "language", "known"),
    [
        ("There are 129 hostages still held in Gaza.", "129", "hostages", "en", ("held", "hostages")),
        ("They released 11 hostages on Monday.", "11", "hostages", "en", ("freed", "hostages")),
        ("Le groupe a libéré 11 otages lundi.", "11", "otages", "fr", ("freed", "hostages")),
        ("Le séisme a fait 31 morts.", "31", "morts", "fr", ("killed", "")),
        ("The quake killed 31 people.", "31", "people", "en", ("killed", "")),
        ("31 personnes ont été tuées.", "31", "personnes", "fr", ("killed", "")),
        ("31 civils ont été tués.", "31", "civils", "fr", ("killed", "civilians")),
        ("Le port a 340 grues.", "340", "grues", "fr", ("fr:grue", "")),
    ],
)
def test_what_is_counted_is_the_same_in_all_words(text, figure, of, language, known):
    (found,) = told(text, figure, of, language=language)
    assert (found.thing, found.noun) == known


@pytest.mark.parametrize(
    ("text", "figure", "of", "unit", "language"),
    [
        ("Il y a 31 morts, dont 12 enfants.", "12", "enfants", None, "fr"),
        ("The strike costs 400 euros a day.", "400 euros", "strike", "EUR", "en"),
        ("Unemployment fell by 2%.", "2%", "Unemployment", "%", "en"),
        ("Le chômage a reculé de 2 %.", "2 %", "chômage", "%", "fr"),
        ("Ils sont 108 otages, contre 129 otages avant.", "129", "otages", None, "fr"),
        ("Rescuers found 12 more bodies.", "12", "bodies", None, "en"),
        ("Anna is 31 years old.", "31 years", "Anna", "year", "en"),
        ("It happened 12 times.", "12", "times", None, "en"),
        ("Some 40 people spoke.", "40", "people", None, "en"),
    ],
)
def test_other_quantities_under_the_same_noun_are_left_out(text, figure, of, unit, language):
    assert told(text, figure, of, unit=unit, language=language) == ()


def test_whoever_says_a_figure_is_noted():
    (found,) = told("Ils sont 12 000 manifestants selon la police.", "12 000", "manifestants", language="fr")
    assert found.voice == "la police"


def hostages(number, value, *, source="Gazette", voice=None, where=GAZA, thing="held", qualifier="exact"):
    one = tally.Tally(
        1, 0, thing, "hostages", None, value, value, qualifier, where, (where,), (), (), None, voice
    )
    return Entry(
        f"{number}.md",
        f"brief-{number}",
        "Les otages",
        "fr",
        f"2026-03-{number:02}",
        source,
        None,
        (),
        "",
        (Part(where, where.name.title(), None, 2, central=True),),
        (),
        (),
        (),
        tallies=(one,),
    )


def test_a_figure_is_followed_from_brief_to_brief():
    index = collection.join([hostages(1, 129), hostages(3, 128), hostages(9, 117)])
    (series,) = index.series.values()
    assert [(point.path, point.low) for point in series.points] == [
        ("9.md", 117),
        ("3.md", 128),
        ("1.md", 129),
    ]
    assert series.moves
    assert series.where == GAZA
    assert index.series_of["1.md"] == {1: series.slug}


@pytest.mark.parametrize(
    "other",
    [
        hostages(3, 11, thing="freed"),
        hostages(3, 128, where=Key("place", "tarvik")),
        hostages(3, 60_000),
        replace(hostages(3, 128), date=None),
    ],
)
def test_what_is_another_quantity_is_not(other):
    assert not collection.join([hostages(1, 129), other]).series


def test_sources_disagree_where_their_numbers_cannot_meet():
    one, other = hostages(1, 129), replace(hostages(2, 117, source="Courrier"), date="2026-03-01")
    (series,) = collection.join([one, other]).series.values()
    (found,) = disagreements(series)
    assert (found.day, [point.low for point in found.points]) == ("2026-03-01", [117, 129])


@pytest.mark.parametrize(
    ("source", "value", "qualifier"),
    [("Gazette", 117, "exact"), ("Courrier", 100, "at_least"), ("Courrier", 120, "about")],
)
def test_news_of_one_source_and_open_numbers_are_no_disagreement(source, value, qualifier):
    other = replace(hostages(2, value, source=source, qualifier=qualifier), date="2026-03-01")
    (series,) = collection.join([hostages(1, 129), other]).series.values()
    assert list(disagreements(series)) == []
