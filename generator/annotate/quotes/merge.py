"""Join direct and indirect candidates: mixed quotations, and one reading for every stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.marks import MARK
from generator.annotate.quotes.stretches import Stretch
from generator.model import Span

__all__ = ["join"]


def join(
    text: str, direct: tuple[Candidate, ...], indirect: tuple[Candidate, ...], stretches: tuple[Stretch, ...]
) -> tuple[Candidate, ...]:
    """Keep one reading of every stretch of text, in text order.

    A reported clause that holds quoted words is mixed, and takes the place of the quotations inside
    it. Where nothing but a determiner or a preposition stands before its quoted words, these are
    all that is reported, and direct.
    """
    reported = [_mixed(text, candidate, stretches) for candidate in indirect]
    kept = list(direct)
    for candidate in reported:
        touching = [d for d in kept if _overlap(d.span, candidate.span)]
        if not touching:
            kept.append(candidate)
            continue
        rival = max(touching, key=lambda d: d.confidence)
        if candidate.kind != "indirect" and all(_prefers(candidate, other) for other in touching):
            kept = [each for each in kept if each not in touching]
            kept.append(candidate)
        elif rival.cue_span is None:
            kept[kept.index(rival)] = replace(
                rival, cue_span=candidate.cue_span, speaker_span=candidate.speaker_span, sense=candidate.sense
            )
    return tuple(sorted(kept, key=lambda c: (c.span.start, -c.span.end)))


def _prefers(reported: Candidate, other: Candidate) -> bool:
    """Whether a reported clause with quoted words is the better reading of what it overlaps."""
    if other.kind != "direct":
        return reported.span.end - reported.span.start > other.span.end - other.span.start
    if other.rule in ("after", "colon", "interrupted") and not _inside(other.span, reported.span):
        return False
    return other.rule != "colon"


def _mixed(text: str, candidate: Candidate, stretches: tuple[Stretch, ...]) -> Candidate:
    """Call a reported clause by what stands in it: mixed, direct, or as it was."""
    starts = [stretch.quoted.outer.start for stretch in stretches]
    first = bisect_left(starts, candidate.span.start - 2)
    inside = [
        stretch
        for stretch in stretches[first : first + 40]
        if stretch.quoted.inner.start < candidate.span.end and stretch.quoted.outer.end > candidate.span.start
    ]
    if not inside:
        return candidate
    only = inside[0].quoted
    before = text[candidate.span.start : only.outer.start]
    after = text[only.outer.end : candidate.span.end]
    if not _letters(before) and not _letters(after):
        return replace(candidate, span=only.inner, kind="direct")
    return replace(candidate, kind="mixed")


def _letters(text: str) -> bool:
    return any(ch.isalnum() for ch in MARK.sub("", text))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start + 1 and inner.end <= outer.end + 1


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
