"""What corrections tell of the rules."""

from __future__ import annotations

from generator.corrections.file import read
from generator.desk import lessons
from generator.model import Annotations, Article, Entity, Quantity, Quote, Span

TEXT = "Titre\n\n« Un bac. » « Deux ponts. » Anne Morel et Paul Sorel ont 3 bacs, 4 ponts et 5 quais."


def span(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def learned(toml):
    found, problems = read(toml.encode(), "x", TEXT)
    assert problems == ()
    article = Article("x.md", "x", "Titre", TEXT, (), "fr", corrections=found)
    annotations = Annotations(
        entities=(
            Entity("E1", "Anne Morel", "person", (span("Anne Morel"),), rule="name"),
            Entity("E2", "Paul Sorel", "person", (span("Paul Sorel"),), rule="name"),
        ),
        quotes=(
            Quote(span("Un bac."), "direct", "E1", rule="marks", speaker_rule="near"),
            Quote(span("Deux ponts."), "direct", "E1", rule="marks", speaker_rule="near"),
        ),
        numbers=tuple(Quantity(span(one), int(one), rule="digits") for one in "345"),
    )
    return lessons([(article, annotations)])


def test_corrections_are_counted_by_rule_and_way():
    found = learned(
        '[[quote]]\nexact = "Un bac."\nspeaker = "Paul Sorel"\n'
        '[[quote]]\nexact = "Deux ponts."\n'
        '[[quote]]\nexact = "ont 3 bacs"\n'
        '[[number]]\nexact = "3"\nvalue = 4\nunit = "km"\n'
        '[[number]]\nexact = "4"\nremove = true\n'
    )
    rows = {(one.layer, one.rule): (one.marks, one.corrected, one.confirmed, one.ways) for one in found.rules}
    assert rows == {
        ("number", "digits"): (3, 2, 0, {"removed": 1, "unit": 1, "value": 1}),
        ("quote", "marks"): (2, 0, 1, {}),
        ("speaker", "near"): (2, 1, 1, {"somebody else": 1}),
    }
    scores = {one.layer: (one.found, one.right, one.added) for one in found.scores}
    assert scores == {"quote": (2, 2, 1), "speaker": (2, 1, 0), "number": (3, 1, 0)}


def test_merged_and_removed_actors_are_told_apart():
    found = learned('[[actor]]\nname = "Anne Morel"\nmerge = "Paul Sorel"\n')
    (one,) = found.rules
    assert (one.layer, one.corrected, one.ways) == ("actor", 2, {"mentions": 1, "merged": 1})
    assert learned("").rules == ()
