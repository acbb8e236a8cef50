"""A line of the registry always wins, and can undo any join."""

from __future__ import annotations

import pytest

from generator import identity
from generator.identity import Cast, Sighting, registry_file
from generator.identity.exchange import read_csv, read_jrc, write_csv
from generator.index.names import Key, slug


def article(path, *names):
    sightings = tuple(Sighting(Key("person", slug(name)), name, forms=(name,)) for name in names)
    return Cast(path, "fr", "2024-01-01", (), sightings)


def key_of(found, path, name, kind="person"):
    return found.key(path, Key(kind, slug(name)))


WRONG = {  # what an actor's entry says beside its name; names in articles a and b; whether they are one
    "aliases": ("aliases = ['Zorro']", "Bob Zed", "Zorro", True),
    "merge": ("merge = ['ana-roe']", "Bob Zed", "Ana Roe", True),
    "apart": ("apart = ['Biden']", "Joe Biden", "Biden", False),
    "apart in full": ("apart = ['Jean Dumas-Roy']", "Jean Dumas", "Jean Dumas-Roy", False),
    "articles": ("id = 'other'\narticles = ['b']", "Jean Dumas", "Jean Dumas", False),
    "articles by surname": ("name = 'Beau Biden'\narticles = ['b']", "Joe Biden", "Biden", False),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_line_decides(case):
    line, first, second, one = WRONG[case]
    name = "" if line.startswith("name") else f"name = '{first}'\n"
    registry = registry_file.parse(f"[[actor]]\n{name}{line}\n")
    assert not registry.problems
    casts = [article("a", first), article("b", second)]
    for known, expected in ((identity.Registry(), not one), (registry, one)):
        found = identity.resolve(casts, known)
        keys = {found.key(cast.path, cast.sightings[0].local) for cast in casts}
        assert (len(keys) == 1) is expected


def test_a_surname_finds_whom_the_registry_alone_knows():
    registry = registry_file.parse("[[actor]]\nname = 'Joe Biden'\nid = 'president-biden'")
    found = identity.resolve([article("a", "Biden")], registry)
    assert key_of(found, "a", "Biden") == Key("person", "president-biden")


def test_what_is_wrong_is_named_with_its_line_and_the_rest_holds():
    registry = registry_file.parse(
        "[[actor]]\nname = 'Ana'\n\n[[actor]]\nname = 'Bob'\nkin = 'person'\n\n"
        "[[actor]]\nname = 'Cy'\nwikidata = 'x'\n[[actor]]\nname = 'Ana'\n"
    )
    assert [actor.name for actor in registry.actors] == ["Ana"]
    assert [problem.line for problem in registry.problems] == [6, 10, 11]
    assert all(problem.remedy for problem in registry.problems)
    assert registry_file.parse("[[actor]\n").problems[0].line == 1


def test_edits_keep_comments_and_order():
    text = (
        "# ours\n[[actor]]\nname = 'Ana Roe'  # the mayor\naliases = [\n  'A. Roe',  # on posters\n]\n\n"
        "[[actor]]\nname = 'Bob Zed'\n"
    )
    changed = registry_file.change(text, Key("person", "ana-roe"), "Ana Roe", aliases=["Ana R."], hide=True)
    for part in ("# ours", "# the mayor", "# on posters"):
        assert part in changed
    first, second = registry_file.parse(changed).actors
    assert first.aliases == ("A. Roe", "Ana R.")
    assert first.hide
    assert second.name == "Bob Zed"
    again = registry_file.change(changed, Key("person", "ana-roe"), "Ana Roe", hide=None)
    assert not registry_file.parse(again).actors[0].hide
    assert registry_file.parse(registry_file.change("", Key("place", "x"), "Xanten")).actors[0].id == "x"


def test_a_comment_stays_with_the_entry_it_heads():
    text = "# ours\n\n[[actor]]\nname = 'Ana Roe'\n\n# about Bob\n[[actor]]\nname = 'Bob Zed'\n\n# the end\n"
    first = registry_file.change(text, Key("person", "ana-roe"), "Ana Roe", hide=True)
    assert first == text.replace("'Ana Roe'\n", "'Ana Roe'\nhide = true\n")
    second = registry_file.change(text, Key("person", "bob-zed"), "Bob Zed", hide=True)
    assert second == text.replace("'Bob Zed'\n", "'Bob Zed'\nhide = true\n")


@pytest.mark.parametrize(
    "text",
    [
        '[[actor]]\nname = \'Ana Roe\'\nnote = """\n[[actor]]\nname = \'Bob Zed\'\n"""\n',
        "actor = [{name = 'Ana Roe'}]\n",
        "[[actor]]\r\nname = 'Ana Roe'",
    ],
)
def test_entries_are_found_however_they_are_written(text):
    note = registry_file.parse(text).actors[0].note
    changed = registry_file.change(text, Key("person", "ana-roe"), "Ana Roe", hide=True)
    (actor,) = registry_file.parse(changed).actors
    assert (actor.name, actor.note, actor.hide) == ("Ana Roe", note, True)
    added = registry_file.parse(registry_file.change(changed, Key("person", "cy"), "Cy", hide=True))
    assert [one.name for one in added.actors] == ["Ana Roe", "Cy"]


def test_lists_of_names_come_in_and_go_out():
    actors, problems = read_jrc("1\tP\tu\tAna+Roe\n1\tP\tfr\tAnna+Rô\n2\tO\tu\tZed\nbad\n", "names.txt")
    assert [(each.kind, each.name, each.aliases) for each in actors] == [
        ("person", "Ana Roe", ("Anna Rô",)),
        ("organisation", "Zed", ()),
    ]
    assert [problem.line for problem in problems] == [4]
    text = registry_file.add("", actors)
    assert registry_file.add(text, actors) == text
    found = identity.resolve([article("a", "Anna Rô")], registry_file.parse(text))
    assert key_of(found, "a", "Anna Rô") == Key("person", "ana-roe")
    back, problems = read_csv(write_csv(found), "out.csv")
    assert not problems
    assert [(each.name, each.aliases) for each in back] == [("Ana Roe", ("Anna Rô",))]
