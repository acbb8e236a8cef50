"""On which side of an article's date a month lies, by the tense of the verbs around it."""

from __future__ import annotations

import pytest

from tests.quality.gold import compile_markup
from tests.quality.sets import annotate

pytestmark = pytest.mark.model

_ENGLISH = [
    ("She has not decided what to do in November.", "2016-11"),
    ("She hopes to vote in November.", "2016-11"),
    ("She voted in November.", "2015-11"),
]


@pytest.mark.parametrize(("sentence", "value"), _ENGLISH)
def test_english(sentence, value):
    markup = f"date: 2016-09-09\nperson Ann Lee\n====\nVoters\n\nAnn Lee lives here. {sentence}"
    article = compile_markup("tense", "en", markup)
    _, annotations = annotate([article])["tense"]
    assert [date.value for date in annotations.dates] == [value]
