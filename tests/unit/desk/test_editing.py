"""From a click to the file: the text of corrections and of the registry after an edit."""

from __future__ import annotations

import tomllib

import pytest

from generator.desk.editing import Action, edited
from generator.desk.registering import Statement, registered
from generator.identity import registry_file
from generator.index import collection
from generator.index.brief import Brief
from generator.model import Annotations, Article, DateExpression, Entity, Note, Quantity, Quote, Span

TEXT = "Le pont rouvre\n\nAnne Morel a dit : « Le pont tiendra bon. » Morel attend 300 camions le 3 mars."


def span(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


BRIEF = Brief(
    Article("pont.md", "pont", "Le pont rouvre", TEXT, (), "fr"),
    Annotations(
        entities=(Entity("E1", "Anne Morel", "person", (span("Anne Morel"), span("Morel", 1))),),
        quotes=(Quote(span("Le pont tiendra bon."), "direct", "E1"),),
        numbers=(Quantity(span("300"), 300), Quantity(span("3", 1), 3)),
        dates=(DateExpression(span("3 mars"), "2026-03-03"),),
        notes=(Note(span("camions"), "Vides."),),
    ),
)


MENTION = {"exact": "Morel", "prefix": "bon. » "}


def after(content="", **action):
    values = action.pop("values", {})
    return tomllib.loads(edited(content, Action(values=values, **action), BRIEF, "pont.corrections.toml"))


def test_comments_order_and_earlier_words_survive():
    content = '# Mine.\n[[date]]\nexact = "3 mars"\nvalue = "2026"  # no\n\n[[quote]]\nexact = "tiendra"\n'
    text = edited(content, Action("date", at="d1", values={"value": "2027"}), BRIEF, "x")
    assert text == content.replace('"2026"', '"2027"')


def test_a_mark_is_given_other_words_and_keeps_its_entry():
    first = after(layer="quote", at="q1", exact="Le pont tiendra", values={"kind": "mixed"})
    assert first == {"quote": [{"exact": "Le pont tiendra", "kind": "mixed"}]}
    brief = Brief(BRIEF.article, Annotations(quotes=(Quote(span("Le pont tiendra"), "mixed"),)))
    content = '[[quote]]\nexact = "Le pont tiendra"\nkind = "mixed"\n'
    text = edited(content, Action("quote", at="q1", exact="tiendra bon"), brief, "x")
    assert tomllib.loads(text) == {"quote": [{"exact": "tiendra bon", "kind": "mixed"}]}


def test_words_elsewhere_leave_the_mark_removed():
    found = after(layer="number", at="n1", exact="camions", values={"value": 7})
    assert found["number"] == [{"exact": "300", "remove": True}, {"exact": "camions", "value": 7}]


def test_what_was_taken_for_a_number_is_a_date():
    found = after(layer="date", exact="300", values={"value": "0300"})
    assert found == {
        "number": [{"exact": "300", "remove": True}],
        "date": [{"exact": "300", "value": "0300"}],
    }


def test_an_actor_is_corrected_everywhere_and_a_mention_alone():
    assert after(layer="actor", at="E1", values={"key": True}) == {
        "actor": [{"name": "Anne Morel", "key": True}]
    }
    taken = after(layer="actor", at="E1", **MENTION, values={"remove": True})["actor"][0]
    assert (taken["name"], taken["exact"], taken["remove"]) == ("Anne Morel", "Morel", True)
    other = after(layer="actor", **MENTION, values={"kind": "place"})["actor"][0]
    assert (other["name"], other["exact"], other["kind"]) == ("Morel", "Morel", "place")
    assert after(layer="actor", exact="camions", values={"kind": "organisation"}) == {
        "actor": [{"name": "camions", "kind": "organisation"}]
    }


def test_a_note_is_deleted_and_a_decision_taken_back():
    content = '[[note]]\nexact = "camions"\ntext = "Vides."\n\n[[number]]\nexact = "300"\nvalue = 3\n'
    assert "note" not in after(content, layer="note", at="m1", forget=True)
    assert "number" not in after(content, layer="number", at="n1", forget=True)
    assert after(layer="note", at="E1", values={"text": "x"})["note"][0]["exact"] == "Anne Morel"


@pytest.mark.parametrize(
    ("action", "problem"),
    [
        (Action("quote", at="q9"), "no longer"),
        (Action("note", exact="nulle part"), "do not stand together"),
        (Action("note", exact="pont"), "several places"),
        (Action("actor", at="E9"), "no longer"),
        (Action("quote"), "Select"),
    ],
)
def test_what_cannot_be_done_is_told(action, problem):
    with pytest.raises(ValueError, match=problem):
        edited("", action, BRIEF, "x")


def state(*articles):
    briefs = []
    for number, names in enumerate(articles):
        text = "\n\n".join(names)
        entities = tuple(
            Entity(f"E{at}", name, "person", (Span(text.index(name), text.index(name) + len(name)),))
            for at, name in enumerate(names, 1)
        )
        article = Article(f"{number}.md", f"a{number}", f"Titre {number}", text, (), "fr")
        briefs.append(Brief(article, Annotations(entities=entities)))
    return collection.build(briefs)


def said(text, say, one, other=""):
    index = state(["Anne Morel", "A. Morel"], ["Jean Petit"])
    statement = Statement(say, one, other)
    return registered(text, statement, registry_file.parse(text), index)


def test_two_are_merged_below_what_a_person_wrote():
    text = '# Ours.\n[[actor]]\nname = "Anne Morel"  # maire\nwikidata = "Q1"\n'
    merged = said(text, "merge", "person/anne-morel", "person/a-morel")
    assert merged.startswith(text)
    assert tomllib.loads(merged)["actor"] == [
        {"name": "Anne Morel", "wikidata": "Q1", "aliases": ["A. Morel"]}
    ]


def test_one_is_hidden_shown_and_kept_apart():
    hidden = said("", "hide", "person/jean-petit")
    assert tomllib.loads(hidden)["actor"] == [{"name": "Jean Petit", "kind": "person", "hide": True}]
    assert "hide" not in said(hidden, "show", "person/jean-petit")
    apart = said("", "apart", "person/anne-morel", "person/jean-petit")
    assert tomllib.loads(apart)["actor"][0]["apart"] == ["Jean Petit"]


@pytest.mark.parametrize(
    ("say", "one", "other", "problem"),
    [
        ("merge", "person/anne-morel", "person/anne-morel", "one already"),
        ("merge", "person/anne-morel", "place/jean-petit", "not one"),
        ("merge", "anne-morel", "person/jean-petit", "from the list"),
        ("show", "person/anne-morel", "", "does not hide"),
    ],
)
def test_what_the_registry_cannot_say_is_told(say, one, other, problem):
    with pytest.raises(ValueError, match=problem):
        said("", say, one, other)
