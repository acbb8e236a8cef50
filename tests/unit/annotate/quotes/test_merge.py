"""One reading for every stretch of text."""

from __future__ import annotations

import pytest

from generator.annotate.quotes import merge
from generator.annotate.quotes.candidate import Candidate
from generator.model import Span

TEXT = "Anne Morel dit que la route restera fermée tout le mois de mars."


def candidate(words, kind, rule, confidence=0.9, cue="dit"):
    start, at = TEXT.index(words), TEXT.index(cue)
    return Candidate(
        Span(start, start + len(words)), kind, Span(at, at + len(cue)), rule=rule, confidence=confidence
    )


def test_what_does_not_touch_is_kept_in_text_order():
    late = candidate("mois de mars", "direct", "colon")
    early = candidate("la route", "indirect", "verb-clause")
    assert merge.join(TEXT, (late,), (early,), ()) == (early, late)


@pytest.mark.parametrize("rule", ["after", "colon", "interrupted", "inside"])
def test_a_sure_quotation_is_not_swallowed_by_a_report(rule):
    quoted = candidate("la route restera fermée", "direct", rule)
    report = candidate("la route restera fermée tout le mois de mars", "indirect", "verb-clause")
    assert merge.join(TEXT, (quoted,), (report,), ()) == (quoted,)


def test_a_report_lends_its_cue_to_a_quotation_without_one():
    quoted = Candidate(Span(19, 42), "direct", rule="free", confidence=0.4)
    report = candidate("la route restera fermée", "indirect", "verb-clause")
    (joined,) = merge.join(TEXT, (quoted,), (report,), ())
    assert joined.span == quoted.span
    assert joined.cue_span == report.cue_span
