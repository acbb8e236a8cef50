"""People whose doings lead up to a quotation that no cue stands beside, or follow it."""

from __future__ import annotations

from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.scene import UNNAMED, Mention, Scene

__all__ = ["LOOSE", "find"]

LOOSE = frozenset({"continued", "free"})  # rules of quotations that no cue stands beside
_MARK = 4  # characters from a colon to the words in marks behind it


def find(scene: Scene, candidate: Candidate, last: Mention | None) -> Mention | None:
    """Return who is told of right before a quotation or behind it, or led up to the ``last`` one."""
    return _before(scene, candidate) or _behind(scene, candidate) or _again(scene, candidate, last)


def _before(scene: Scene, candidate: Candidate) -> Mention | None:
    """Return the person whose doings lead up to a quotation without a cue, in the sentence before it.

    Only where nobody has spoken in its paragraph yet.
    """
    view = scene.view_at(candidate.span.start)
    if candidate.rule == "colon" and candidate.speaker_span is None:
        return _only(scene, candidate)
    if candidate.rule not in LOOSE or view is None:
        return None
    if candidate.speaker_span is not None and candidate.speaker_span.start >= view.passage.start:
        return None
    mention = scene.preceding(candidate.span.start)
    before = scene.sentence_at(candidate.span.start) - 1
    while mention is not None and mention.sentence >= before and mention.passage == view.number:
        if mention.weight >= 1 and scene.kind(mention) == "person":
            return mention if not _nobody(mention) else None
        mention = scene.preceding(mention.start)
    return None


def _behind(scene: Scene, candidate: Candidate) -> Mention | None:
    """Return whom the sentence behind a quotation tells of that opens its paragraph, nobody named before."""
    view = scene.view_at(candidate.span.start)
    if candidate.rule != "free" or candidate.speaker_span is not None or view is None:
        return None
    before = scene.preceding(candidate.span.start)
    mention = scene.following(candidate.span.end)
    if mention is None or (before is not None and before.passage == view.number):
        return None
    here, after = scene.sentence_at(candidate.span.end), scene.sentence_at(mention.start)
    told = mention.passage == view.number and after == here + 1 and mention.weight >= 1
    return mention if told and scene.kind(mention) == "person" else None


def _again(scene: Scene, candidate: Candidate, last: Mention | None) -> Mention | None:
    """Return who led up to the quotation right before, where this one goes on without a cue."""
    view = scene.view_at(candidate.span.start)
    if last is None or candidate.rule not in LOOSE or view is None or last.passage != view.number:
        return None
    words = candidate.speaker_span
    return last if words is None or words.start < view.passage.start else None


def _only(scene: Scene, candidate: Candidate) -> Mention | None:
    """Return the only person named before a colon in its sentence, where the parser saw no subject."""
    mention = scene.preceding(candidate.span.start)
    sentence = scene.sentence_at(max(0, candidate.span.start - _MARK))
    found: list[Mention] = []
    while mention is not None and mention.sentence == sentence:
        if scene.kind(mention) == "person":
            found.append(mention)
        mention = scene.preceding(mention.start)
    return found[0] if len({mention.entity for mention in found}) == 1 and not _nobody(found[0]) else None


def _nobody(mention: Mention) -> bool:
    return mention.entity.startswith(UNNAMED)
