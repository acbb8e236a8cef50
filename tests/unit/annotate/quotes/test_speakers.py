"""Words beside a quotation lead to the entity that speaks, or to nobody."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.test_direct import en, fr

pytestmark = pytest.mark.model


def who(found):
    return [speaker for kind, _, speaker in found if kind == "direct"]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("La ministre Claire Dumas a reçu Paul Renard. « Je reste », a-t-elle dit.", "Claire Dumas"),
        ("La ministre Claire Dumas a reçu Paul Renard. « Je reste », a-t-il dit.", "Paul Renard"),
        ("Paul Renard, président du club, est venu. « Je reste », a déclaré le président.", "Paul Renard"),
        ("« Nous partons », a lancé un habitant.", None),
        ("Paul Renard est arrivé. « Nous partons », ont crié des manifestants.", None),
    ],
)
def test_french(body, speaker):
    assert who(fr(body)) == [speaker]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Claire Hughes met Paul Reed on Monday. “I will stay,” she said.", "Claire Hughes"),
        ("Claire Hughes met Paul Reed on Monday. “I will stay,” he said.", "Paul Reed"),
        ("“I will stay,” a spokesman for Greenpeace said.", "Greenpeace"),
        ("“I will stay,” said a man in the crowd.", None),
    ],
)
def test_english(body, speaker):
    assert who(en(body)) == [speaker]
