"""What stands before a quotation and says who speaks: a cue, a colon, the label of a headline."""

from __future__ import annotations

from spacy.tokens import Token

from generator.annotate.quotes import adjuncts, sources, subjects, syntax, transcripts, wording
from generator.annotate.quotes.candidate import Attribution, Cue
from generator.annotate.quotes.stretches import SENTENCE, Stretch, View, span_of
from generator.model import Span

__all__ = ["find", "headline"]

_BEFORE = 40  # tokens between a cue and the quotation after it
_LABEL = 8  # tokens of a speaker's label at the start of a headline
_HEADLINE_WORDS = 3  # words in marks that are more than a title, where headlines capitalise all
_OPENING = 4  # tokens into the sentence where a participle still opens it
_SPEAKS = 0.8  # a weaker cue needs more than a fragment beside it


def find(views: tuple[View, ...], stretch: Stretch, previous: Stretch | None) -> Attribution | None:
    """Find the cue that introduces a quotation, in its sentence or in the line before, after a colon."""
    view, stop = stretch.view, stretch.first
    clauses = view.clauses
    while stop > 0 and view.passage.doc[stop - 1].is_space:
        stop -= 1
    if stop == 0:
        if not view.number:
            return None
        view = views[view.number - 1]
        clauses = view.clauses
        stop = len(view.passage.doc)
        while stop > 0 and view.passage.doc[stop - 1].is_space:
            stop -= 1
        if not stop or clauses.folded[stop - 1] != ":":
            return None
    if clauses.folded[stop - 1][-1:] in ".!?;" and clauses.folded[stop - 1] != "...":
        return None
    start = clauses.sentence(stop - 1)[0]
    if previous is not None and previous.end is view and previous.last <= stop:
        start = max(start, previous.last)
    start = max(start, stop - _BEFORE)
    colon = clauses.folded[stop - 1] == ":"
    cues = [
        (cue, at)
        for cue, at in zip(view.cues, view.cue_tokens, strict=True)
        if start <= at[0] and at[1] <= stop and clauses.enclosing(at[0]) is None
    ]
    if colon:
        return _by_colon(view, cues, start, stop)
    for cue, (_, last) in reversed(cues):
        if cue.kind == "verb":
            return _by_verb_before(view, stretch, cue, last, stop)
        if cue.kind == "preposition":
            attribution = subjects.by_preposition(view, cue, last, stop, "before")
            if attribution is not None and attribution.speaker is not None:
                end = view.token_at(attribution.speaker.end)
                if not any(t.pos_ in ("VERB", "AUX") for t in view.passage.doc[last:stop]) and (
                    stop - end <= 1 or clauses.folded[stop - 1] == ","
                ):
                    return attribution
        elif _adjunct(view, cue, cues):
            continue
        elif stop - last <= 1 and stretch.verbal and stretch.words >= SENTENCE and not _predicate(stretch):
            return Attribution(cue.span, _possessor(view, cue), cue.sense, "noun", 0.6)
    return None


def _predicate(stretch: Stretch) -> bool:
    """Whether what is quoted says something of the noun before it: "the charge “comes too late”"."""
    relative = stretch.view.clauses.words.relative_pronouns
    first = next((t for t in stretch.tokens if not t.is_punct and not t.is_space), None)
    return first is not None and not stretch.capital and (syntax.finite(first) or first.lower_ in relative)


def _adjunct(view: View, cue: Cue, cues: list[tuple[Cue, tuple[int, int]]]) -> bool:
    """Whether a noun of speech only says where something was said: "said in a statement"."""
    begin = cue.token.left_edge.i
    before = view.passage.doc[begin] if begin == cue.token.i else view.passage.doc[max(0, begin - 1)]
    under = before.pos_ == "ADP" or view.passage.doc[begin].pos_ == "ADP"
    return under and any(other.kind == "verb" and at[1] <= begin for other, at in cues)


def _by_colon(view: View, cues: list[tuple[Cue, tuple[int, int]]], start: int, stop: int) -> Attribution:
    """Read what a colon introduces; without a cue, the subject of its sentence speaks."""
    verbs = [(cue, at) for cue, at in cues if cue.kind == "verb"]
    for cue, _ in reversed(verbs):
        source = subjects.of_cue(view, cue, after=True)
        if source is not None:
            return Attribution(cue.span, span_of(view, *source), cue.sense, "colon", 0.97)
    for cue, (_, last) in reversed(cues):
        if cue.kind == "preposition":
            found = subjects.by_preposition(view, cue, last, stop, "colon")
            if found is not None:
                return found
    nouns = [cue for cue, _ in cues if cue.kind == "noun"]
    subject = _subject_of(view, start, stop)
    if verbs:
        cue = verbs[-1][0]
        return Attribution(cue.span, subject, cue.sense, "colon", 0.85)
    if nouns:
        return Attribution(
            nouns[-1].span, _possessor(view, nouns[-1]) or subject, nouns[-1].sense, "colon", 0.85
        )
    return Attribution(None, subject, None, "colon", 0.75)


def _subject_of(view: View, start: int, stop: int) -> Span | None:
    """Return the subject of the clause before a colon, or its first name in a headline without verb."""
    clauses = view.clauses
    labels = clauses.roles.subject | clauses.roles.passive_subject
    doc = view.passage.doc
    held = [doc[n] for n in range(start, stop) if clauses.enclosing(n) is None]
    nouns = [token for token in held if token.pos_ in ("PROPN", "NOUN")]
    found = [sources.phrase(clauses, token) for token in reversed(held) if token.dep_ in labels]
    spoken = [source for source in found if subjects.speaks(view, source)]
    named = [
        source for source in (sources.phrase(clauses, token) for token in nouns) if clauses.speaks(source)
    ]
    if not any(map(syntax.finite, held)) and (name := _named_last(held)):
        return span_of(view, *name)  # "Même son de cloche chez X :"
    acting = [source for source in named if subjects.governs(view, source[1])]
    if acting and spoken and spoken[0][1] < acting[0][0] and clauses.folded[acting[0][0] - 1] == ",":
        spoken = []  # "Côté visiteurs, X ne cherchait pas d'excuses :"
    best = next(iter([*spoken, *acting, *(found if len(nouns) > 1 else []), *named]), None)
    return span_of(view, *best) if best and best[1] <= stop else None


def _named_last(held: list[Token]) -> tuple[int, int] | None:
    """Return the name behind a preposition in a sentence without a verb."""
    names = [token.i for token in held if token.pos_ == "PROPN"]
    first = next((n for n in names if n and held[0].doc[n - 1].pos_ == "ADP"), None)
    if first is None:
        return None
    last = first
    while last + 1 in names:
        last += 1
    return first, last + 1


def _possessor(view: View, cue: Cue) -> Span | None:
    """Return whose word a noun of speech is."""
    clauses = view.clauses
    for child in cue.token.children:
        if child.dep_ in clauses.roles.possessor:
            return span_of(view, *sources.phrase(clauses, child))
    return None


def _by_verb_before(view: View, stretch: Stretch, cue: Cue, last: int, stop: int) -> Attribution | None:
    clauses, doc = view.clauses, view.passage.doc
    words = clauses.words
    between = doc[last:stop]
    if any(t.pos_ in ("VERB", "AUX") and syntax.finite(t) for t in between):
        return None
    if sources.patient(clauses, cue) and sources.of_verb(clauses, cue, (cue.token,)) is None:
        return None  # "a man nicknamed “…”"
    source = subjects.of_cue(view, cue)
    plain = [
        t
        for t in between
        if not t.is_punct and not t.is_space and clauses.folded[t.i] not in words.complementizers
    ]
    links = wording.read(view.passage.language).links
    light = all(t.pos_ in ("DET", "ADV") or clauses.folded[t.i] in links for t in plain) or (
        doc[stop - 1].pos_ == "NOUN" and adjuncts.past(clauses, last, stop) >= stop
    )  # "se dit pour sa part « déçue »"
    opener = clauses.folded[stop - 1]
    told = stretch.ended or (view.passage.block.kind == "headline" and stretch.words >= _HEADLINE_WORDS)
    if cue.strength < _SPEAKS and stretch.words < SENTENCE and not told:
        return None
    shouted = any(usage.sense == "shouts" for usage in cue.usages)
    if _part_of_phrase(stretch) or (stretch.capital and not (stretch.sentence or told or shouted)):
        return None
    tight = not plain or light or opener in words.complementizers or (opener == "," and stretch.verbal)
    if source is None and stretch.end is view and last - clauses.sentence(last - 1)[0] <= _OPENING:
        source = subjects.right(view, stretch.last)
    if source is None:
        if cue.strength < _SPEAKS or not tight:
            return None
        return Attribution(cue.span, None, cue.sense, "before", 0.6, tight)
    return Attribution(cue.span, span_of(view, *source), cue.sense, "before", 0.93, tight)


def _part_of_phrase(stretch: Stretch) -> bool:
    """Whether a fragment only opens a noun phrase that goes on after it."""
    doc = stretch.end.passage.doc
    return (
        not stretch.verbal
        and stretch.last < len(doc)
        and doc[stretch.last].pos_ in ("NOUN", "PROPN", "ADJ")
        and doc[stretch.last - 1].text[-1:].isalnum() is False
    )


def headline(views: tuple[View, ...], stretch: Stretch) -> Attribution | None:
    """Read a headline that gives the speaker before a colon: "Politifact: Trump is right, …"."""
    view, clauses = stretch.view, stretch.view.clauses
    if view.passage.block.kind != "headline" or stretch.end is not view:
        return None
    colon = next((n for n in range(1, min(stretch.first, _LABEL)) if clauses.folded[n] == ":"), None)
    if colon is None or any(t.pos_ in ("VERB", "AUX") for t in view.passage.doc[:colon]):
        return None
    if any(word in (".", "!", "?") for word in clauses.folded[:colon]):
        return None
    if " ".join(clauses.folded[:colon]) in wording.read(view.passage.language).rubrics:
        return None
    speaker = span_of(view, 0, colon)
    if not (clauses.speaks((0, colon)) or transcripts.named(views, view.passage.doc[:colon])):
        return None
    start = span_of(view, colon + 1, colon + 2).start
    return Attribution(
        None, speaker, None, "headline", 0.7, reported=Span(start, view.passage.block.span.end)
    )
