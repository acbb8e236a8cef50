"""Corrections: found again, applied last, and told apart from what rules found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corrections.anchors import Anchor, anchor, find
from generator.corrections.apply import EDITOR, apply
from generator.corrections.file import read
from generator.model import Annotations, Article, Entity, Quantity, Quote, Span

TEXT = (
    "Le pont rouvre\n\n"
    "Anne Morel a dit : « Le pont tiendra. » Selon la mairie, 300 personnes ont traversé.\n\n"
    "« Le pont tiendra », a répété Paul Sorel. Elle attend 40 camions."
)


def span(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def corrected(toml, **layers):
    found, problems = read(toml.encode(), "pont.corrections.toml", TEXT)
    assert problems == ()
    article = Article("pont.md", "pont", "Le pont rouvre", TEXT, (), "fr", corrections=found)
    return apply(article, Annotations(**layers))


MOREL = Entity("E1", "Anne Morel", "person", (span("Anne Morel"),))
SOREL = Entity("E2", "Paul Sorel", "person", (span("Paul Sorel"),))
FIRST = Quote(span("Le pont tiendra. "), "direct", "E2", confidence=0.4)
SECOND = Quote(span("Le pont tiendra", 1), "direct", "E2")


def test_this_is_not_a_quote():
    done = corrected('[[quote]]\nexact = "Le pont tiendra."\nremove = true\n', quotes=(FIRST, SECOND))
    assert done.quotes == (SECOND,)


def test_the_speaker_is_somebody_else():
    done = corrected(
        '[[quote]]\nexact = "Le pont tiendra"\nprefix = "dit : «"\nspeaker = "anne morel"\n',
        entities=(MOREL, SOREL),
        quotes=(FIRST, SECOND),
    )
    first, second = done.quotes
    assert (first.speaker, first.speaker_rule, first.speaker_confidence) == ("E1", EDITOR, 1)
    assert (first.span, first.rule, first.confidence) == (FIRST.span, FIRST.rule, 1)
    assert second == SECOND


def test_nobody_and_somebody_new():
    toml = '[[quote]]\nexact = "300 personnes ont traversé"\nspeaker = "la mairie"\nkind = "indirect"\n'
    done = corrected(toml + '[[quote]]\nexact="« Le pont tiendra »"\nspeaker=""\n', quotes=(SECOND,))
    added, silenced = done.quotes
    assert TEXT[slice(*added.span)] == "300 personnes ont traversé"
    (new,) = done.entities
    assert (new.name, added.speaker, new.mentions) == ("la mairie", new.id, (span("la mairie"),))
    assert silenced.speaker is None


def test_a_number_keeps_what_is_not_corrected():
    done = corrected(
        '[[number]]\nexact = "300"\nvalue = 1_290_000\n',
        numbers=(Quantity(span("300"), 300, of="personnes"),),
    )
    (number,) = done.numbers
    assert (number.value, number.of, number.rule, number.confidence) == (1_290_000, "personnes", EDITOR, 1)


def test_actors_are_merged_made_key_and_removed():
    quotes = (FIRST, SECOND)
    done = corrected(
        '[[actor]]\nname = "Anne Morel"\nkey = true\nmerge = "Paul Sorel"\n',
        entities=(MOREL, SOREL),
        quotes=quotes,
    )
    (only,) = done.entities
    assert (only.key, len(only.mentions)) == (True, 2)
    assert {quote.speaker for quote in done.quotes} == {"E1"}
    done = corrected(
        '[[actor]]\nname = "Paul Sorel"\nremove = true\n', entities=(MOREL, SOREL), quotes=quotes
    )
    assert done.entities == (MOREL,)
    assert {quote.speaker for quote in done.quotes} == {None}


@pytest.mark.parametrize(
    ("toml", "line", "problem", "remedy"),
    [
        (
            "[[quote]]\nexact = 'Le pont coulera'\n",
            1,
            "does not stand",
            "Perhaps it is «Le pont rouvre» now. Copy",
        ),
        ("[[quote]]\nexact = 'Rien de tel'\n", 1, "does not stand", "Copy"),
        ("\n[[quote]]\nexact = 'Le pont tiendra'\n", 2, "2 places", "prefix"),
        ("[[quote]]\nexact = 'Le pont tiendra'\nsuffix = 'nulle part'\n", 1, "around it", "Copy"),
        ("[[quote]]\nexact = 'mairie'\nkind = 'shouted'\n", 1, "no kind «shouted»", "direct, indirect"),
        ("[[quote]]\nexact = 'mairie'\nspeakr = 'X'\n", 1, "speakr", "docs/corrections.md"),
        ("[[date]]\nexact = 'mairie'\nvalue = 'demain'\n", 1, "no date", "2024"),
        ("[[number]]\nexact = '300'\nvalue = [1]\n", 1, "two ends", "[10, 15]"),
        ("[[sayings]]\nexact = '300'\n", 1, "«sayings»", "[[quote]]"),
        ("[[quote]]\nexact = \n", 2, "not TOML", "Mend"),
        ("[[number]]\nexact = '300'\nvalue = inf\n", 1, "no number", "in figures"),
        ("[[note]]\nexact = '300'\ntext = ' '\n", 1, "1 to 4000", "text ="),
    ],
)
def test_what_is_wrong_is_told_with_its_line(toml, line, problem, remedy):
    found, (error,) = read(toml.encode(), "pont.corrections.toml", TEXT)
    assert found == ()
    assert (str(error.path), error.line) == ("pont.corrections.toml", line)
    assert problem in error.problem
    assert remedy in error.remedy


def test_anchors_read_typed_signs_and_any_space():
    (found,) = find(Anchor('tiendra. "  Selon\nla'), TEXT)
    assert TEXT[slice(*found)] == "tiendra. » Selon la"


@given(st.text("ab c\n«»’", min_size=1, max_size=60), st.data())
def test_an_anchor_finds_its_span_again(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start].isspace() or text[end - 1].isspace():
        return
    made = anchor(Span(start, end), text)
    assert Span(start, end) in find(made, text)


def test_a_mention_is_somebody_elses():
    toml = '[[actor]]\nname = "la mairie"\nkind = "organisation"\nexact = "Anne Morel"\n'
    done = corrected(toml, entities=(MOREL, SOREL), quotes=(Quote(FIRST.span, "direct", "E1"),))
    assert [(one.name, one.mentions) for one in done.entities] == [
        ("Paul Sorel", SOREL.mentions),
        ("la mairie", MOREL.mentions),
    ]
    assert done.quotes[0].speaker is None


def test_words_within_a_mark_are_what_it_is_of():
    done = corrected('[[quote]]\nexact = "pont"\nprefix = "dit : « Le"\n', quotes=(FIRST, SECOND))
    assert [TEXT[slice(*quote.span)] for quote in done.quotes] == ["pont", "Le pont tiendra"]


def test_a_note_stands_beside_its_words():
    done = corrected('[[note]]\nexact = "40 camions"\ntext = "*Vides.*"\n')
    (note,) = done.notes
    assert (TEXT[slice(*note.span)], note.text) == ("40 camions", "*Vides.*")
