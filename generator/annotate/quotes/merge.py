"""Join direct and indirect candidates: mixed quotations, and one reading for every stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from generator.annotate.quotes import resumptions, syntax, wording
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.clauses import Clauses
from generator.annotate.quotes.marks import MARK
from generator.annotate.quotes.stretches import Stretch
from generator.model import Span

__all__ = ["join", "overlap"]


_SET_OFF = " \u00a0\u202f\n«“”„\"'‘’‹"


def join(
    text: str, spoken: tuple[Candidate, ...], reports: tuple[Candidate, ...], stretches: tuple[Stretch, ...]
) -> tuple[Candidate, ...]:
    """Keep one reading of every stretch of text, in text order.

    A reported clause that holds quoted words is mixed, and takes the place of the quotations inside
    it. Where nothing but a determiner or a preposition stands before its quoted words, these are
    all that is reported, and direct.
    """
    reported = [_mixed(text, candidate, stretches) for candidate in reports]
    kept = list(spoken)
    speaking = [(each.cue_span, each.speaker_span) for each in spoken if each.cue_span and each.speaker_span]
    for candidate in reported:
        if any(
            cue == candidate.cue_span and overlap(source, candidate.span) and source.start > cue.start
            for cue, source in speaking
            if not (candidate.span.start < cue.start)
        ):
            continue  # what looks like the verb's object is who speaks
        if any(each.cue_span == candidate.cue_span and _spent(each, candidate) for each in spoken):
            continue
        candidate = _before_others(text, candidate, kept)  # noqa: PLW2901
        touching = [d for d in kept if overlap(d.span, candidate.span)]
        if not touching:
            kept.append(candidate)
            continue
        rival = max(touching, key=lambda d: d.confidence)
        if candidate.kind != "indirect" and all(_prefers(text, candidate, other) for other in touching):
            kept = [each for each in kept if each not in touching]
            kept.append(candidate)
        elif rival.cue_span is None and rival.speaker_span is None:
            kept[kept.index(rival)] = replace(
                rival, cue_span=candidate.cue_span, speaker_span=candidate.speaker_span, sense=candidate.sense
            )
    return tuple(sorted(kept, key=lambda c: (c.span.start, -c.span.end)))


def _before_others(text: str, candidate: Candidate, kept: list[Candidate]) -> Candidate:
    """End a reported clause where another cue in it introduces a quotation of its own."""
    for other in kept:
        if (
            candidate.kind == "mixed"
            and other.rule == "before"
            and _inside(other.span, candidate.span)
            and _introduced(text, other)
            and other.cue_span is not None
            and other.cue_span != candidate.cue_span
            and candidate.span.start < other.cue_span.start
        ):
            start = other.cue_span.start
            if other.speaker_span is not None and candidate.span.start <= other.speaker_span.start:
                start = min(start, other.speaker_span.start)
            kept_text = text[candidate.span.start : start].rstrip(" ,;—–-")
            if len(kept_text) > 1:
                return replace(
                    candidate,
                    span=Span(candidate.span.start, candidate.span.start + len(kept_text)),
                    kind="indirect",
                )
    return candidate


def _introduced(text: str, quotation: Candidate) -> bool:
    """Whether a comma or a colon before its marks and a capital say that a sentence is quoted."""
    before = text[max(0, quotation.span.start - 8) : quotation.span.start].rstrip(_SET_OFF)
    return before[-1:] in (",", ":") and text[quotation.span.start].isupper()


def _spent(spoken: Candidate, candidate: Candidate) -> bool:
    """Whether a cue reports a quotation already, and what else it seems to report is none."""
    if candidate.cue_span is None or overlap(spoken.span, candidate.span):
        return False
    return spoken.rule == "after" or (spoken.rule == "before" and candidate.rule.endswith("-noun"))


def _prefers(text: str, reported: Candidate, other: Candidate) -> bool:
    """Whether a reported clause with quoted words is the better reading of what it overlaps."""
    if other.rule == "named":
        return (
            "clause" in reported.rule
            and reported.span.end - reported.span.start > other.span.end - other.span.start
        )
    if other.kind != "direct":
        return other.kind == "indirect"
    if other.rule in ("colon", "inside") or not _inside(other.span, reported.span):
        return False
    if other.rule in ("after", "interrupted"):
        return False
    if other.rule == "before" and other.cue_span == reported.cue_span and _introduced(text, other):
        return False
    return reported.kind == "mixed"


def _mixed(text: str, candidate: Candidate, stretches: tuple[Stretch, ...]) -> Candidate:
    """Call a reported clause by what stands in it: mixed, direct, or as it was."""
    starts = [stretch.quoted.outer.start for stretch in stretches]
    first = max(0, bisect_left(starts, candidate.span.start) - 1)
    inside = [
        stretch
        for stretch in stretches[first : first + 40]
        if stretch.quoted.inner.start < candidate.span.end and stretch.quoted.outer.end > candidate.span.start
    ]
    if not inside:
        return candidate
    stretch = inside[0]
    only = stretch.quoted
    before = text[candidate.span.start : only.outer.start]
    after = text[only.outer.end : candidate.span.end]
    if _light(stretch, before) and (not _letters(after) or _apart(stretch, after)):
        return replace(candidate, span=only.inner, kind="direct")
    return replace(candidate, kind="mixed")


def _light(stretch: Stretch, before: str) -> bool:
    """Whether no more than a determiner or a preposition stands before the quoted words."""
    if not _letters(before):
        return True
    count = len(before.split())
    if wording.keeps_object(stretch.view.passage.language):
        return False
    tokens = stretch.view.passage.doc[max(0, stretch.first - count) : stretch.first]
    return count == 1 and all(token.pos_ in ("DET", "ADP") for token in tokens)


def _apart(stretch: Stretch, after: str) -> bool:
    """Whether what follows the quoted words is no part of what is reported."""
    clauses = stretch.end.clauses
    if resumptions.says_on(clauses, stretch.last) or _predicated(clauses, stretch.last):
        return False
    words = wording.read(stretch.view.passage.language)
    if clauses.folded[stretch.last] in words.goes_on:
        return False
    return (stretch.verbal and stretch.words > 2) or not after.lstrip()[:1].isalpha()  # noqa: PLR2004


def _predicated(clauses: Clauses, position: int) -> bool:
    """Whether a verb follows the quoted words, whose subject they are ("“who did it” is unknown")."""
    verb = next((t for t in clauses.doc[position:] if not t.is_punct), None)
    return verb is not None and syntax.finite(verb) and verb.i not in clauses.reporting


def _letters(text: str) -> bool:
    return any(ch.isalnum() for ch in MARK.sub("", text))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start + 1 and inner.end <= outer.end + 1


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share characters."""
    return a.start < b.end and b.start < a.end
