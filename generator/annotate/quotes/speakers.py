"""Speakers."""

from __future__ import annotations

from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.stretches import View
from generator.model import Entity, Quote

__all__ = ["resolve"]


def resolve(
    views: tuple[View, ...], candidates: tuple[Candidate, ...], entities: tuple[Entity, ...]
) -> tuple[Quote, ...]:
    """Resolve."""
    out = []
    for c in candidates:
        who = None
        if c.speaker_span:
            for e in entities:
                if any(m.start < c.speaker_span.end and c.speaker_span.start < m.end for m in e.mentions):
                    who = e.id
                    break
        out.append(Quote(c.span, c.kind, who, c.speaker_span, c.cue_span, c.sense, c.rule, c.confidence))
    return tuple(out)
