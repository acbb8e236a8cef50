"""Quotations: direct, indirect and mixed, with cue and speaker."""

from __future__ import annotations

from generator.annotate.parsed import Parsed
from generator.annotate.quotes import (
    dialogues,
    direct,
    indirect,
    interviews,
    marks,
    merge,
    speakers,
    stretches,
    subjects,
    transcripts,
)
from generator.annotate.quotes.candidate import Candidate
from generator.model import Entity, Quote

__all__ = ["find"]


def find(parsed: Parsed, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Find every quotation, in text order, each with its speaker resolved to an entity."""
    views, placed = stretches.views(parsed, marks.pair(parsed.article))
    turns = (*(transcripts.find(views) or interviews.find(views)), *dialogues.find(views))
    candidates = merge.join(
        parsed.article.text,
        (*turns, *_outside(turns, interviews.entitle(views, turns, direct.find(views, placed)))),
        _outside(turns, subjects.mend(views, indirect.find(views))),
        placed,
    )
    return speakers.resolve(views, candidates, entities)


def _outside(turns: tuple[Candidate, ...], found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Drop what somebody quotes while speaking himself, in a transcript or an interview."""
    if not turns:
        return found
    return tuple(each for each in found if not any(merge.overlap(each.span, turn.span) for turn in turns))
