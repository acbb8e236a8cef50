"""Indirect speech: what a source is reported to have said, in the writer's own words.

Every cue is asked for what it reports: a clause, an infinitive or a noun phrase under a verb; the
clause around an inserted verb or around "according to"; the clause under a noun of speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.annotate.quotes import complements, scopes, subjects, syntax, transcripts
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.stretches import View, span_of

__all__ = ["find"]

_OPENING = 2  # tokens before an infinitive that opens its sentence
_STANCE = 0.7  # a weaker verb says what somebody thinks of something, not what he says

_FINDERS = {
    "verb": complements.of_verb,
    "noun": complements.of_noun,
    "preposition": scopes.of_preposition,
}


def find(views: Sequence[View]) -> tuple[Candidate, ...]:
    """Find indirect speech, in text order.

    A clause that holds words in quotation marks comes out whole, as indirect; joining the finders
    makes it mixed.
    """
    found: list[Candidate] = []
    for view in views:
        here: list[Candidate] = []
        if (titled := transcripts.headline(views, view.clauses)) is not None:
            here.append(titled)
        for cue in view.cues:
            if view.clauses.enclosing(cue.token.i) is None:
                candidate = _FINDERS[cue.kind](view.clauses, cue)
                if candidate is not None and candidate.span.end > candidate.span.start:
                    here.append(candidate)
        found += [_resumed(view, each) for each in _continued(_outermost(here))]
    return tuple(sorted(found, key=lambda c: c.span))


def _resumed(view: View, candidate: Candidate) -> Candidate:
    """Give an infinitive of speech that opens its sentence who spoke last: "Et de préciser que …"."""
    cue_span, clauses = candidate.cue_span, view.clauses
    if candidate.speaker_span is not None or cue_span is None:
        return candidate
    position = view.token_at(cue_span.start)
    start = clauses.sentence(position)[0]
    opens = clauses.folded[start] in clauses.words.coordinators and position - start <= _OPENING
    if not opens or not syntax.infinitive(clauses.doc[position]):
        return candidate
    for cue, (first, _) in reversed(list(zip(view.cues, view.cue_tokens, strict=True))):
        if first < start and cue.kind == "verb" and clauses.enclosing(first) is None:
            source = subjects.of_cue(view, cue, after=True)
            if source is not None and clauses.speaks(source):
                return replace(candidate, speaker_span=span_of(view, *source))
    return candidate


def _continued(candidates: list[Candidate]) -> list[Candidate]:
    """Give a second report its first one's source, where its own was sought inside what was said."""
    kept: list[Candidate] = []
    for candidate in candidates:
        before = kept[-1] if kept else None
        if (
            before is not None
            and candidate.speaker_span is not None
            and candidate.cue_span is not None
            and before.span.start
            <= candidate.speaker_span.start
            < before.span.end
            <= candidate.cue_span.start
        ):
            candidate = replace(candidate, speaker_span=before.speaker_span)  # noqa: PLW2901
        kept.append(candidate)
    return kept


def _outermost(candidates: list[Candidate]) -> list[Candidate]:
    """Drop reports inside what another source is reported to have said, and doubles."""
    kept: list[Candidate] = []
    reach = -1
    for candidate in sorted(candidates, key=lambda c: (c.span.start, -c.span.end, -c.confidence)):
        if candidate.span.end > reach:
            kept.append(candidate)
            reach = candidate.span.end
        elif kept and _says_more(candidate, kept[-1]):
            kept[-1] = candidate  # what the stance is on, somebody says
    return kept


def _says_more(inner: Candidate, outer: Candidate) -> bool:
    """Whether a clause is reported inside a mere noun phrase that somebody takes a stance on."""
    return (
        outer.rule.endswith("-noun")
        and outer.confidence < inner.confidence
        and outer.confidence < _STANCE
        and inner.rule.endswith("-clause")
    )
