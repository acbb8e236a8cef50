"""Whatever the order of changes, the index is the one that its entries make."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.index import collection, copies, echoes, shelves, ties
from generator.index.entry import Entry, Figure, Moment, Part, Said
from generator.index.facts import Recorder
from generator.index.names import Key, slug
from generator.index.tally import Tally
from generator.index.telling import Telling
from generator.index.traces import Print, Sketch, packed

_PATHS = st.sampled_from([f"{letter}.md" for letter in "abcdefg"])
_KEYS = st.builds(
    lambda kind, name: Key(kind, slug(name)),
    st.sampled_from(["person", "organisation", "place"]),
    st.sampled_from(["Anna Berg", "Orly"]),
)
_PARTS = st.lists(
    st.builds(
        Part,
        _KEYS,
        st.sampled_from(["Anna Berg", "Orly", "ORLY"]),
        st.sampled_from([None, "maire", "porte-parole"]),
        st.integers(1, 3),
        st.booleans(),
        st.integers(0, 2),
    ),
    max_size=3,
    unique_by=lambda part: part.key,
)
_WORDS = "un port n est pas un parking on n y gare pas des gens"
_SPOKEN = st.sampled_from(
    [_WORDS, _WORDS[:31], f"{_WORDS} et puis voila tout", "rien a voir du tout avec le port"]
)
_PRINTS = st.lists(
    st.builds(Print, st.just(1), st.sampled_from([(1, 2), (1, 2, 3), (1, 9)])), min_size=1, max_size=1
)
_VOICES = st.sampled_from(
    [None, Key("person", "anna-berg"), Key("person", "orly"), Key("organisation", "orly")]
)
_SKETCHES = st.sampled_from(
    [b"", *(packed(Sketch(40, hashes)) for hashes in [tuple(range(20)), tuple(range(2, 22)), (1, 2, 50, 60)])]
)
_TELLING = st.builds(
    Telling,
    st.sampled_from([(), ("grève",), ("grèves", "port")]),
    st.sampled_from([(), ("quai",)]),
    st.sampled_from([(), ("412 EUR",)]),
    st.sampled_from([(), ("2026-02-01",)]),
)
_QUOTES = st.lists(
    st.builds(Said, st.just(1), _SPOKEN, st.just("direct"), _VOICES, st.none(),
              st.none(), st.just(()), st.just(1.0)),
    max_size=1,
)  # fmt: skip
_FIGURES = st.lists(
    st.builds(Figure, st.just(1), st.just("3"), st.integers(1, 3), st.sampled_from([None, "%", "day"]),
              st.sampled_from([None, "morts", "otages"]), st.just("exact"), st.just("3"), st.just(()),
              st.just(1.0)),
    max_size=1,
)  # fmt: skip
_MOMENTS = st.lists(
    st.builds(Moment, st.just(1), st.just("x"), st.sampled_from(["2026-03-01", "2026", "2026-03/2026-05"]),
              st.just("x")),
    max_size=1,
)  # fmt: skip
_TALLIES = st.lists(
    st.builds(
        Tally,
        number=st.integers(1, 3),
        sentence=st.integers(0, 1),
        thing=st.sampled_from(["killed", "fr:lit"]),
        noun=st.sampled_from(["", "children"]),
        unit=st.none(),
        low=st.sampled_from([3, 4, 500]),
        high=st.sampled_from([3, 4, 500]),
        qualifier=st.just("exact"),
        where=st.none() | _KEYS,
        near=_KEYS.map(lambda key: (key,)),
        words=st.sampled_from([("crue",), ("crue", "ville")]),
        events=st.sampled_from([(), ("flood",)]),
        era=st.none(),
        voice=st.sampled_from([None, "la mairie", "la police"]),
    ),
    max_size=3,
    unique_by=lambda tally: tally.number,
)
_ENTRIES = st.builds(
    Entry,
    path=_PATHS,
    slug=st.sampled_from(["x", "y", "x-2"]),
    title=st.sampled_from(["Un", "Deux"]),
    language=st.sampled_from(["fr", "en"]),
    date=st.sampled_from([None, "2026", "2026-03", "2026-03-01", "2026-03-02", "2026-05-01T10:00:00"]),
    source=st.sampled_from([None, "Gazette", "gazette"]),
    author=st.none(),
    tags=st.sampled_from([(), ("x",), ("X", "y")]),
    standfirst=st.just(""),
    parts=_PARTS.map(tuple),
    quotes=_QUOTES.map(tuple),
    figures=_FIGURES.map(tuple),
    moments=_MOMENTS.map(tuple),
    slug_chosen=st.booleans(),
    tallies=_TALLIES.map(tuple),
    telling=_TELLING,
    sketch=_SKETCHES,
    prints=_PRINTS.map(tuple),
).map(lambda one: one if one.quotes else replace(one, prints=()))
_CHANGES = st.lists(
    st.tuples(st.sets(_PATHS, max_size=2), st.lists(_ENTRIES, max_size=4, unique_by=lambda one: one.path)),
    max_size=5,
)


@pytest.fixture(autouse=True)
def _near_sighted(monkeypatch):
    """Let each brief look at so few others that a handful is enough to go beyond."""
    monkeypatch.setattr(copies, "_REACH", 2)
    monkeypatch.setattr(echoes, "_REACH", 2)
    monkeypatch.setattr(ties, "_REACH", dict.fromkeys(ties._REACH, 2))


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_CHANGES)
def test_an_updated_index_is_the_one_joined_anew(changes):
    index, standing = collection.EMPTY, {}
    for gone, come in changes:
        before = index
        index, facts = collection.update(index, gone, come, 2)
        for path in gone:
            standing.pop(path, None)
        standing |= {one.path: one for one in come}
        anew = collection.join(standing.values(), 2)
        for field in fields(index):
            new, right = getattr(index, field.name), getattr(anew, field.name)
            if field.name == "problems":
                new, right = ({path: str(found) for path, found in it.items()} for it in (new, right))
            nothing = {key: value for key, value in new.items() if key not in right}
            assert not any(nothing.values()), field.name
            assert {key: new[key] for key in right} == right, field.name
            if field.name != "problems":
                old = getattr(before, field.name)
                different = {key for key in {*old, *new} if old.get(key) != new.get(key)}
                assert {(field.name, key) for key in different} <= facts


def test_a_recorder_notes_rows_tables_and_their_presence():
    recorder = Recorder()
    index = recorder.lend(collection.EMPTY)
    index.by_path.get("a")
    assert "b" not in index.days
    assert list(index.tags) == []
    assert list(index.series.values()) == []
    assert recorder.take() == {("by_path", "a"), ("days?", "b"), ("tags?", None), ("series", None)}
    assert recorder.take() == frozenset()


def test_leaves_of_nothing():
    assert shelves.cut((), 3) == {shelves.FIRST: ()}
