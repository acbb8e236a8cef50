"""A line of the registry always wins, and can undo any join."""

from __future__ import annotations

import pytest

from generator import identity
from generator.identity import Cast, Sighting, registry_file
from generator.identity.exchange import read_csv, read_jrc, write_csv
from generator.index.names import Key, slug


def article(path, *actors, language="fr", date="2024-01-01"):
    sightings = []
    for name, *role in actors:
        kind, _, name = name.rpartition(":")
        sightings.append(
            Sighting(Key(kind or "person", slug(name)), name, role[0] if role else None, (name,))
        )
    return Cast(path, language, date, (), tuple(sightings))


def key_of(found, path, name, kind="person"):
    return found.key(path, Key(kind, slug(name)))


WRONG = [
    ("aliases", [article("a", ("Bob Zed",)), article("b", ("Zorro",))], "name = 'Bob Zed'\naliases = ['Zorro']", True),
    ("merge", [article("a", ("Bob Zed",)), article("b", ("Ana Roe",))], "name = 'Bob Zed'\nmerge = ['ana-roe']", True),
    ("apart", [article("a", ("Joe Biden",)), article("b", ("Biden",))], "name = 'Joe Biden'\napart = ['Biden']", False),
    ("apart in full", [article("a", ("Jean Dumas",)), article("b", ("Jean Dumas-Roy",))],
     "name = 'Jean Dumas'\napart = ['Jean Dumas-Roy']", False),
    ("articles", [article("a", ("Jean Dumas",)), article("b", ("Jean Dumas",))],
     "name = 'Jean Dumas'\nid = 'other'\narticles = ['b']", False),
    ("articles by surname", [article("a", ("Joe Biden",)), article("b", ("Biden",))],
     "name = 'Beau Biden'\narticles = ['b']", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("casts", "line", "one"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_a_line_decides(casts, line, one):
    registry = registry_file.parse(f"[[actor]]\n{line}\n")
    assert not registry.problems
    for known, expected in ((identity.Registry(), not one), (registry, one)):
        found = identity.resolve(casts, known)
        keys = {found.key(cast.path, cast.sightings[0].local) for cast in casts}
        assert (len(keys) == 1) is expected


def test_a_surname_finds_whom_the_registry_alone_knows():
    registry = registry_file.parse("[[actor]]\nname = 'Joe Biden'\nid = 'president-biden'")
    found = identity.resolve([article("a", ("Biden",))], registry)
    assert key_of(found, "a", "Biden") == Key("person", "president-biden")


def test_what_is_wrong_is_named_with_its_line_and_the_rest_holds():
    registry = registry_file.parse(
        "[[actor]]\nname = 'Ana'\n\n[[actor]]\nname = 'Bob'\nkin = 'person'\n\n[[actor]]\nname = 'Cy'\nwikidata = 'x'\n"
        "[[actor]]\nname = 'Ana'\n"
    )
    assert [actor.name for actor in registry.actors] == ["Ana"]
    assert [problem.line for problem in registry.problems] == [6, 10, 11]
    assert all(problem.remedy for problem in registry.problems)
    assert registry_file.parse("[[actor]\n").problems[0].line == 1


def test_edits_keep_comments_and_order():
    text = "# ours\n[[actor]]\nname = 'Ana Roe'  # the mayor\naliases = [\n  'A. Roe',  # on posters\n]\n\n[[actor]]\nname = 'Bob Zed'\n"
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


def test_lists_of_names_come_in_and_go_out():
    actors, problems = read_jrc("1\tP\tu\tAna+Roe\n1\tP\tfr\tAnna+Rô\n2\tO\tu\tZed\nbad\n", "names.txt")
    assert [(each.kind, each.name, each.aliases) for each in actors] == [
        ("person", "Ana Roe", ("Anna Rô",)),
        ("organisation", "Zed", ()),
    ]
    assert [problem.line for problem in problems] == [4]
    text = registry_file.add("", actors)
    assert registry_file.add(text, actors) == text
    found = identity.resolve([article("a", ("Anna Rô",))], registry_file.parse(text))
    assert key_of(found, "a", "Anna Rô") == Key("person", "ana-roe")
    back, problems = read_csv(write_csv(found), "out.csv")
    assert not problems
    assert [(each.name, each.aliases) for each in back] == [("Ana Roe", ("Anna Rô",))]
