"""Direct quotations: which stretches between marks somebody said, and which words say who.

A stretch is a quotation where a cue introduces it, follows it or interrupts it, where a colon after
a name does, or where it continues one, whole sentences long. All others are titles, names, words
held at a distance.
"""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.quotes import (
    insertions,
    introduced,
    naming,
    openings,
    subjects,
    syntax,
    trailing,
    turns,
    wording,
)
from generator.annotate.quotes.candidate import Attribution, Candidate
from generator.annotate.quotes.stretches import SENTENCE, Stretch, View, span_of
from generator.model import Span

__all__ = ["find"]

_BESIDE = frozenset({"before", "after", "colon", "named"})  # rules by which a cue stands around the marks
_SPOKEN = 4  # words from which a marked sentence stands for itself


def find(views: tuple[View, ...], stretches: tuple[Stretch, ...]) -> tuple[Candidate, ...]:
    """Find the direct quotations among the outermost stretches between marks, in text order."""
    found: list[Candidate] = []
    held: tuple[Stretch, Attribution] | None = None  # the last quotation that was attributed
    last_two: list[tuple[Stretch, Attribution]] = []
    for number, stretch in enumerate(stretches):
        following = stretches[number + 1] if number + 1 < len(stretches) else None
        previous = stretches[number - 1] if number else None
        attribution = _attribution(views, stretch, previous, following, held)
        inserted = None
        if attribution is None or attribution.reported is None:
            near = attribution if attribution and attribution.rule in _BESIDE else None
            inserted = insertions.find(stretch, near)
        if inserted is not None:
            attribution = inserted[0]
        if attribution is None:
            continue
        attribution = _resumed(views, stretch, attribution)
        attribution = turns.taken(stretch, attribution, last_two)
        last_two = [*last_two[-1:], (stretch, attribution)]
        if attribution.reported is None:
            held = stretch, attribution
        if found and attribution.rule == "after" and found[-1].rule == "free" and _follows(stretch, previous):
            found[-1] = replace(
                found[-1],
                cue_span=attribution.cue,
                speaker_span=_worded(attribution.speaker),
                sense=attribution.sense,
                confidence=0.85,
            )
        found += _candidates(stretch, attribution, inserted and inserted[1])
        if attribution.rule == "coordinated" and wording.read(stretch.view.passage.language).object_belongs:
            last, first = found.pop(), found.pop()
            found.append(replace(last, span=Span(first.span.start, last.span.end), kind="mixed"))
    return tuple(found)


def _candidates(stretch: Stretch, attribution: Attribution, gap: Span | None) -> list[Candidate]:
    """Make one candidate of a stretch, or two where its cue stands inside, at ``gap``."""
    whole = Candidate(
        attribution.reported or stretch.quoted.inner,
        "mixed" if attribution.reported else "direct",
        attribution.cue,
        _worded(attribution.speaker),
        attribution.sense,
        attribution.rule,
        attribution.confidence,
    )
    if gap is None:
        return [whole]
    first = replace(whole, span=Span(whole.span.start, gap.start))
    rest = stretch.text[gap.end - whole.span.start :]
    second = Span(gap.end + len(rest) - len(rest.lstrip()), whole.span.end)
    return [first, replace(whole, span=second)] if any(map(str.isalnum, rest)) else [first]


def _worded(span: Span | None) -> Span | None:
    """Drop a span without words, as a broken parse gives."""
    return span if span is not None and span.end > span.start else None


def _attribution(
    views: tuple[View, ...],
    stretch: Stretch,
    previous: Stretch | None,
    following: Stretch | None,
    held: tuple[Stretch, Attribution] | None,
) -> Attribution | None:
    whole = stretch.opens_sentence or _after_colon(stretch) or _follows(stretch, previous)
    after = trailing.find(stretch, following)
    before = introduced.find(views, stretch, previous)
    if before is not None and before.rule == "colon" and after is None:
        return _goes_on(stretch, before, held)
    if after is not None and (
        whole or (before is None and (_joined(stretch, previous, held) or _after_comma(stretch)))
    ):
        return after
    if _coordinated(stretch, previous, held) and held is not None:
        return replace(held[1], rule="coordinated", confidence=0.85)
    if before is not None and before.tight:
        return _shared(stretch, before, held)
    if (
        after is not None
        and after.rule == "after"
        and not whole
        and (clause := _clause_after(stretch, after))
    ):
        return clause
    if after is not None and after.rule == "after" and _said_alone(stretch):
        return after
    if headline := introduced.headline(views, stretch):
        return headline
    if not stretch.capital and (named := naming.find(stretch, previous)):
        return named
    title = stretch.capital and not stretch.verbal and not stretch.ended and stretch.words < SENTENCE
    if held is not None and not title and _joined(stretch, previous, held):
        return replace(held[1], rule="interrupted", confidence=min(0.9, held[1].confidence))
    if stretch.opens_sentence and stretch.closes_sentence and stretch.sentence and stretch.quoted.closed:
        return _continued(views, stretch, held)
    if _unattributed(stretch):
        return Attribution(None, None, None, "free", 0.45)
    return None


def _goes_on(stretch: Stretch, before: Attribution, held: tuple[Stretch, Attribution] | None) -> Attribution:
    """Give what a colon introduces, and nobody is named for, to who spoke last: "Then, a pause: “…”"."""
    if before.speaker is not None or before.cue is not None or held is None:
        return before
    doc, start = stretch.view.passage.doc, stretch.view.clauses.sentence(max(0, stretch.first - 1))[0]
    if held[0].end is not stretch.view or any(t.pos_ == "PROPN" for t in doc[start : stretch.first]):
        return before
    return replace(before, speaker=held[1].speaker, confidence=0.6)


def _said_alone(stretch: Stretch) -> bool:
    """Whether quoted words end a phrase without a verb, so that they alone are reported."""
    doc, clauses = stretch.view.passage.doc, stretch.view.clauses
    start = clauses.sentence(stretch.first)[0]
    comma = stretch.end.clauses.folded[stretch.last : stretch.last + 1] == (",",)
    verbs = (t for t in doc[start : stretch.first] if t.pos_ in ("VERB", "AUX"))
    return comma and not stretch.titled and not any(verbs)


def _follows(stretch: Stretch, previous: Stretch | None) -> bool:
    """Whether only a comma or a conjunction parts it from a quotation that opens the sentence."""
    if previous is None or previous.end is not stretch.view or not previous.opens_sentence:
        return False
    between = stretch.view.clauses.doc[previous.last : stretch.first]
    return 0 < len(between) <= 2 and all(t.pos_ in ("PUNCT", "CCONJ") for t in between)  # noqa: PLR2004


def _unattributed(stretch: Stretch) -> bool:
    """Whether a marked sentence opens its own, so that somebody says it, though nobody knows who.

    A comma parts it from what follows; in a headline a colon does.
    """
    if not (stretch.opens_sentence and stretch.sentence and stretch.verbal and stretch.quoted.closed):
        return False
    folded, after = stretch.end.clauses.folded, stretch.last
    if after >= len(folded) or stretch.titled:
        return False
    if stretch.view.passage.block.kind == "headline":
        return folded[after] in (",", ":")
    return stretch.words >= _SPOKEN and folded[after] == ","


def _coordinated(
    stretch: Stretch, previous: Stretch | None, held: tuple[Stretch, Attribution] | None
) -> bool:
    """Whether no more than a comma, a conjunction or a preposition parts it from the last quotation."""
    if (
        held is None
        or held[0] is not previous
        or held[0].end is not stretch.view
        or held[1].rule not in ("before", "coordinated", "named")
        or held[1].reported is not None
    ):
        return False
    clauses = stretch.view.clauses
    between = clauses.doc[held[0].last : stretch.first]
    joins = any(clauses.folded[t.i] in clauses.words.coordinators or t.text == "," for t in between)
    return (
        joins
        and len(between) <= 4  # noqa: PLR2004
        and all(t.pos_ in ("CCONJ", "ADP", "PUNCT", "SCONJ", "DET") for t in between)
    )


def _shared(stretch: Stretch, before: Attribution, held: tuple[Stretch, Attribution] | None) -> Attribution:
    """Give a cue without a subject the speaker of the quotation before it in its sentence."""
    if before.speaker is not None or held is None or held[0].end is not stretch.view:
        return before
    clauses = stretch.view.clauses
    if held[1].speaker is None or clauses.sentence(held[0].last - 1) != clauses.sentence(stretch.first):
        return before
    return replace(before, speaker=held[1].speaker, confidence=0.7)


def _clause_after(stretch: Stretch, after: Attribution) -> Attribution | None:
    """Take the whole sentence before an inverted cue, where its quoted words only end it."""
    view, clauses = stretch.view, stretch.view.clauses
    if after.speaker is None or after.cue is None or stretch.end is not view:
        return None
    start, stop = clauses.sentence(stretch.first)
    if after.cue.start > after.speaker.end or view.token_at(after.speaker.end) < stop - 8:
        return None
    if any(
        start <= at[0] < stretch.first and cue.kind != "noun"
        for cue, at in zip(view.cues, view.cue_tokens, strict=True)
    ):
        return None
    if not stretch.verbal or stretch.titled:
        return None
    reported = Span(span_of(view, start, start + 1).start, stretch.quoted.outer.end)
    return replace(after, reported=reported, rule="after-clause", confidence=0.8)


def _after_colon(stretch: Stretch) -> bool:
    doc, position = stretch.view.passage.doc, stretch.first - 1
    while position >= 0 and doc[position].is_space:
        position -= 1
    return position >= 0 and doc[position].text.endswith(":")


def _after_comma(stretch: Stretch) -> bool:
    """Whether a clause of its own begins with the stretch."""
    return stretch.words >= SENTENCE and stretch.view.clauses.folded[stretch.first - 1] == ","


def _joined(stretch: Stretch, previous: Stretch | None, held: tuple[Stretch, Attribution] | None) -> bool:
    """Whether the stretch goes on in the sentence of the last quotation, after its cue."""
    if held is None or previous is None or held[0] is not previous or previous.end is not stretch.view:
        return False
    clauses = stretch.view.clauses
    return (
        bool(held[1].cue)
        and held[1].rule in ("after", "interrupted", "inverted")
        and clauses.sentence(min(previous.last, len(clauses.doc) - 1))[1] > stretch.first
        and clauses.folded[stretch.first - 1] in trailing.LINKS | {":"}
    )


def _continued(
    views: tuple[View, ...], stretch: Stretch, held: tuple[Stretch, Attribution] | None
) -> Attribution | None:
    """Attribute a free-standing quotation to who spoke last: in the quotation or the sentence before.

    An entry of a live blog has nothing to do with the one before.
    """
    near = None
    if openings.timed(stretch.view.passage) and held is not None and held[0].end is not stretch.view:
        held = None
    if held is not None and held[0].end is stretch.view:
        near = replace(held[1], rule="continued", confidence=0.8)
    last = _last_said(views, stretch)
    if near is not None and held is not None and (last is None or last[1] < _sentence_end(held[0])):
        return near
    if last is not None:
        return last[0]
    if held is not None and stretch.view.number - held[0].end.number <= 2:  # noqa: PLR2004
        return replace(held[1], rule="continued", confidence=0.6)
    alone = stretch.quoted.outer == stretch.view.passage.block.span
    start = openings.past(stretch.view.passage) if openings.timed(stretch.view.passage) else None
    entry = start is not None and stretch.first <= start
    if stretch.words >= SENTENCE or ((alone or entry) and stretch.verbal):
        return Attribution(None, None, None, "free", 0.45)
    return None


def _resumed(views: tuple[View, ...], stretch: Stretch, attribution: Attribution) -> Attribution:
    """Give an infinitive of speech without a subject whoever spoke last before it: "Et d'ajouter : …"."""
    if attribution.speaker is not None or attribution.cue is None or attribution.rule != "colon":
        return attribution
    view = stretch.view
    cue = view.token_at(attribution.cue.start)
    if not syntax.infinitive(view.passage.doc[cue]):
        return attribution
    last = _last_said(views, stretch, before=view.clauses.sentence(cue)[0])
    if last is None or last[0].speaker is None or last[0].speaker.start < view.passage.start:
        return attribution
    return replace(attribution, speaker=last[0].speaker, confidence=min(attribution.confidence, 0.8))


def _sentence_end(stretch: Stretch) -> int:
    """Return where the sentence around the end of a stretch is over, as an offset."""
    clauses = stretch.end.clauses
    stop = clauses.sentence(min(stretch.last, len(clauses.doc) - 1))[1]
    return span_of(stretch.end, stop - 1, stop).end


def _last_said(
    views: tuple[View, ...], stretch: Stretch, before: int | None = None
) -> tuple[Attribution, int] | None:
    """Return the attribution of the last cue before the stretch, in its passage or the one before."""
    for number in (stretch.view.number, stretch.view.number - 1):
        if number < 0 or (number < stretch.view.number and openings.timed(stretch.view.passage)):
            break
        view = views[number]
        stop = (
            (before if before is not None else stretch.first)
            if view is stretch.view
            else len(view.passage.doc)
        )
        for cue, (first, _) in reversed(list(zip(view.cues, view.cue_tokens, strict=True))):
            if first >= stop or cue.kind != "verb" or view.clauses.enclosing(first) is not None:
                continue
            source = subjects.of_cue(view, cue, after=True)
            if source is not None and view.clauses.speaks(source):
                speaker = span_of(view, *source)
                return Attribution(cue.span, speaker, cue.sense, "free", 0.65), cue.span.start
            if source is None and syntax.infinitive(cue.token):
                continue  # "Et de préciser que …": who speaks stands further up
            break
    return None
