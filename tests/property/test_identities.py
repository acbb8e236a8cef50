"""Who is who does not depend on the order of articles, nor on how the collection came about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import identity
from generator.identity import Cast, Registered, Registry, Sighting
from generator.index.names import Key, slug

PEOPLE = [
    *("Joe Biden", "Joseph Biden", "Biden", "Beau Biden", "J. Biden", "Hunter Biden-Dumas", "Hunter Dumas"),
    *("Dumas", "Vladimir Poutine", "Vladimir Putin", "Poutine", "Putin", "Michel Martin", "Martin"),
    *("Paul Martin", "Xi Jinping", "Xi"),
]
ORGANISATIONS = [
    *("Bureau d'enquêtes et d'analyses", "BEA", "Bureau des eaux alpines", "Otan", "NATO"),
    *("Biden", "Martin SA"),
]
PLACES = ["Moscou", "Moscow", "États-Unis", "Biden"]
ROLES = [None, None, "maire de Lyon", "footballeur", "président", "actrice", "maire de Lille"]
SAME_FORMS = {"Bureau d'enquêtes et d'analyses": ("BEA",), "Bureau des eaux alpines": ("BEA",)}


@st.composite
def sighting(draw):
    kind = draw(st.sampled_from(["person", "person", "person", "organisation", "place"]))
    name = draw(st.sampled_from({"person": PEOPLE, "organisation": ORGANISATIONS, "place": PLACES}[kind]))
    born = draw(st.sampled_from([(), (), (), ("Dumas",)])) if kind == "person" else ()
    role = draw(st.sampled_from(ROLES)) if kind == "person" else None
    return Sighting(Key(kind, slug(name)), name, role, (name, *SAME_FORMS.get(name, ())), born)


@st.composite
def cast(draw):
    found = {each.local: each for each in draw(st.lists(sighting(), min_size=1, max_size=5))}
    return Cast(
        draw(st.sampled_from("abcdefgh")),
        draw(st.sampled_from(["fr", "en"])),
        draw(st.sampled_from([None, "1990-01-01", "2020-02-02", "2021-03-03"])),
        draw(st.sampled_from([(), ("x",), ("y",)])),
        tuple(found.values()),
    )


REGISTRY = Registry(
    (
        Registered("joe-biden", "person", "Joe Biden", aliases=("Joseph Biden",), apart=("Beau Biden",)),
        Registered("martin-a", "person", "Michel Martin", articles=("a",)),
        Registered("martin-b", "person", "Michel Martin"),
    )
)


@settings(max_examples=60)
@given(st.lists(st.tuples(cast(), st.booleans()), max_size=14), st.booleans())
def test_any_history_leads_where_a_fresh_start_does(edits, registered):
    registry = REGISTRY if registered else Registry()
    present: dict[str, Cast] = {}
    found = identity.resolve((), registry, language="fr")
    for change, comes in edits:
        before = found
        if comes:
            present[change.path] = change
            found = identity.update(found, (), [change])
        else:
            present.pop(change.path, None)
            found = identity.update(found, [change.path], ())
        fresh = identity.resolve(reversed(present.values()), registry, language="fr")
        links = found.links()
        assert links == fresh.links()
        assert found.proposals() == fresh.proposals()
        old = before.links()
        changed = {ref.path for ref in links.keys() | old.keys()
                   if (links.get(ref) and links[ref].key) != (old.get(ref) and old[ref].key)}  # fmt: skip
        assert changed <= found.moved
