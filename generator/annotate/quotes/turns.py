"""Dialogue in marks: a paragraph for each turn, who asks and who answers told once."""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.quotes.candidate import Attribution
from generator.annotate.quotes.stretches import Stretch

__all__ = ["taken"]


def taken(
    stretch: Stretch, attribution: Attribution, turns: list[tuple[Stretch, Attribution]]
) -> Attribution:
    """Give a paragraph in marks to who spoke before the last one, where they ask and answer each other."""
    if len(turns) < 2 or attribution.rule not in ("free", "continued") or not _alone(stretch):  # noqa: PLR2004
        return attribution
    (first, asker), (second, other) = turns
    number = stretch.view.number
    in_turn = (first.view.number, second.view.number) == (number - 2, number - 1)
    if not in_turn or asker.speaker is None or other.speaker is None:
        return attribution
    named = [_said_by(each, by) for each, by in turns]
    asks = any(each.text.rstrip().endswith("?") for each in (first, second, stretch))
    if named[0] == named[1] or not asks or not (first.opens_sentence and second.opens_sentence):
        return attribution
    return replace(asker, cue=None, sense=None, rule="turn", confidence=0.6)


def _alone(stretch: Stretch) -> bool:
    """Whether a closed pair of marks is all of its paragraph."""
    return stretch.quoted.closed and stretch.quoted.outer == stretch.view.passage.block.span


def _said_by(stretch: Stretch, attribution: Attribution) -> str:
    """Return the words for who speaks."""
    speaker, start = attribution.speaker, stretch.view.passage.start
    return "" if speaker is None else stretch.view.passage.text[speaker.start - start : speaker.end - start]
