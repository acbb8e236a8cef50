from dataclasses import replace

from generator.index import collection
from generator.index.calendar import periods
from generator.index.entry import Entry, Part
from generator.index.names import Key, slug


def entry(path, date=None, *, slug=None, parts=(), tags=(), chosen=False):
    return Entry(
        path=path,
        slug=slug or path,
        title=path,
        language="fr",
        date=date,
        source=None,
        author=None,
        tags=tags,
        standfirst="",
        parts=tuple(parts),
        quotes=(),
        figures=(),
        moments=(),
        slug_chosen=chosen,
    )


def part(name, kind="person", *, central=True):
    return Part(Key(kind, slug(name)), name, None, 1, central)


DATES = ("2024-01", None, "2024-01", "2024-01-02", "2023")


def test_newest_first_undated_last_ties_by_slug():
    index = collection.join(
        [
            entry("b", "2024-01"),
            entry("u"),
            entry("a", "2024-01"),
            entry("c", "2024-01-02"),
            entry("d", "2023"),
        ]
    )
    assert [found.path for found in index.entries] == ["c", "a", "b", "d", "u"]


def test_namesakes_get_numbers_and_the_oldest_keeps_its_page():
    index = collection.join(
        [entry("z", "2024", slug="same"), entry("a", "2025", slug="same"), entry("u", slug="same")]
    )
    assert {found.path: found.slug for found in index.entries} == {"z": "same", "a": "same-2", "u": "same-3"}


def test_a_number_never_lands_on_a_real_slug():
    index = collection.join(
        [entry("a", "2023", slug="x"), entry("b", "2024", slug="x-2"), entry("c", "2025", slug="x")]
    )
    assert len({found.slug for found in index.entries}) == 3


def test_a_slug_chosen_twice_is_a_problem_that_names_both_files():
    index = collection.join(
        [
            entry("a", "2024", slug="x", chosen=True),
            entry("b", slug="x", chosen=True),
            entry("c", "2020", slug="x"),
        ]
    )
    (problem,) = index.problems.values()
    assert "a" in str(problem)
    assert str(problem.path) == "b"
    assert problem.remedy
    assert {path: found.slug for path, found in index.by_path.items()} == {"a": "x", "c": "x-2"}


def test_actors_are_joined_by_name_whatever_its_accents():
    index = collection.join(
        [
            entry("a", parts=[part("Élysée", "organisation")]),
            entry("b", parts=[part("Elysee", "organisation")]),
        ]
    )
    (actor,) = index.profiles.values()
    assert len(actor.appearances) == 2
    assert actor.slug == "elysee"


def test_a_person_and_an_organisation_of_one_name_have_two_pages():
    index = collection.join(
        [entry("a", parts=[part("Orange"), part("Orange", "organisation"), part("Orange", "place")])]
    )
    assert sorted((actor.key.kind, actor.slug) for actor in index.actors.values()) == [
        ("organisation", "orange-organisation"),
        ("person", "orange"),
        ("place", "orange"),
    ]


def test_earlier_briefs_do_not_depend_on_later_ones():
    morel = part("Anne Morel")
    some = [entry(f"e{day}", f"2024-01-0{day}", parts=[morel], tags=("crue",)) for day in range(1, 8)]
    before, after = collection.join(some[:6]), collection.join(some)
    assert {path: after.earlier[path] for path in before.earlier} == before.earlier
    assert after.earlier["e7"] == ("e6", "e5", "e4", "e3")
    assert after.later["e1"] == ("e5", "e4", "e3", "e2")


def test_periods():
    assert periods("2024-02-03") == ("2024-02-03",)
    assert periods("2024-02-03T10:00:00+01:00") == ("2024-02-03",)
    assert periods("2024-02/2024-03") == ("2024-02", "2024-03")
    assert periods("199X") == periods("19") == periods(None) == periods("2024-W05") == ()


def test_the_calendar_brings_months_and_years():
    index = collection.join([entry("a", "2024-02-03"), entry("b", "2023")])
    assert sorted(index.days) == ["2023", "2024", "2024-02", "2024-02-03"]
    assert index.days["2024"].within == ("2024-02",)


def test_translations_find_one_another_whatever_their_spelling():
    found = collection.join(
        [
            replace(entry("fr.md", date="2026-01-01"), translation="Port rouvert"),
            replace(entry("en.md", date="2026-01-01"), translation="port rouvert", language="en"),
            entry("alone.md", date="2026-01-01"),
        ]
    )
    assert {name: [one.path for one in label.entries] for name, label in found.translations.items()} == {
        "port-rouvert": ["en.md", "fr.md"]
    }
    left, facts = collection.update(found, ["en.md"], ())
    assert ("translations", "port-rouvert") in facts
    assert len(left.translations["port-rouvert"].entries) == 1
