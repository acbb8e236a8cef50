"""What follows a quotation in its sentence and says who spoke: a cue, a preposition, a signature."""

from __future__ import annotations

from generator.annotate.quotes import inversion, subjects
from generator.annotate.quotes.candidate import Attribution, Cue
from generator.annotate.quotes.stretches import Stretch, View, span_of

__all__ = ["LINKS", "find"]

_AFTER = 40  # tokens between a quotation and the cue that follows it
_INVERTED = 7  # the same where the verb comes first
_DASHES = frozenset({"―", "—", "–", "-", "--"})
_SIGNATURE = 6  # words of a name after a dash
LINKS = frozenset({",", "—", "–", "-", "[", "]", "(", "..."})


def find(stretch: Stretch, following: Stretch | None) -> Attribution | None:
    """Find the cue that follows a quotation in its sentence."""
    view, clauses = stretch.end, stretch.end.clauses
    doc, folded = clauses.doc, clauses.folded
    start = stretch.last
    while start < len(doc) and (folded[start] in LINKS or doc[start].is_space):
        start += 1
    if start >= len(doc) or folded[start][:1] in ".!?;:":
        return None
    if stretch.ended and stretch.text[-1:] == "." and doc[start].text[:1].isupper():
        return None  # a sentence of its own follows
    stop = min(start + _AFTER, len(doc))
    if following is not None and following.view is view:
        stop = min(stop, following.first)
    inner = 0
    for position in range(start, stop):
        inner += (folded[position] == "(") - (folded[position] == ")")
        if not inner and folded[position] in {".", ";", ":", "!", "?"}:
            stop = position
            break
    if signed := _signed(stretch):
        return signed
    for position in range(start + 1, min(start + 4, stop)):
        if folded[position].startswith("-") and folded[position] in clauses.words.pronouns:
            return _by_clitic(view, start, position, stop)
    if placed := inversion.find(stretch, start, stop):
        return placed
    for cue, (first, last) in zip(view.cues, view.cue_tokens, strict=True):
        if first < start or first >= stop:
            continue
        if cue.kind == "preposition":
            if first == start and not (stretch.ended and doc[start].text[:1].isupper()):
                return subjects.by_preposition(view, cue, last, len(doc), "after")
            continue
        if cue.kind != "verb":
            continue
        return _by_verb_after(view, cue, start, (first, last), stop)
    return None


def _signed(stretch: Stretch) -> Attribution | None:
    """Read a dash and a name after a quotation as its signature."""
    doc = stretch.end.passage.doc
    dash = stretch.last
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    if dash + 1 >= len(doc) or doc[dash].text not in _DASHES:
        return None
    first = dash + 1
    while first < len(doc) and doc[first].is_space:
        first += 1
    stop = first
    while (
        stop < len(doc)
        and stop - first < _SIGNATURE
        and not doc[stop].is_space
        and doc[stop].text not in ",."
    ):
        stop += 1
    if first == stop or not (stop >= len(doc) or doc[stop].is_space or doc[stop].text in ",."):
        return None
    name = doc[first:stop]
    if not name[0].text[:1].isupper() or not name[-1].text[:1].isupper():
        return None
    if any(token.pos_ in ("VERB", "AUX") and token.text.islower() for token in name):
        return None
    return Attribution(None, span_of(stretch.end, first, stop), None, "signed", 0.9)


def _by_clitic(view: View, start: int, clitic: int, stop: int) -> Attribution:
    """Read a verb with its pronoun after it as a cue, known or not: "…", tente-t-il d'expliquer."""
    speaker = span_of(view, clitic, clitic + 1)
    for cue, (first, last) in zip(view.cues, view.cue_tokens, strict=True):
        if cue.kind == "verb" and start <= first < min(clitic + 6, stop) and last > start:
            return Attribution(cue.span, speaker, cue.sense, "after", 0.97)
    first = clitic - 1
    while first > start and view.passage.doc[first].pos_ not in ("VERB", "AUX"):
        first -= 1
    return Attribution(span_of(view, first, first + 1), speaker, None, "after", 0.85)


def _by_verb_after(view: View, cue: Cue, start: int, at: tuple[int, int], stop: int) -> Attribution | None:
    (first, last), clauses, doc = at, view.clauses, view.passage.doc
    labels = clauses.roles.subject | clauses.roles.passive_subject
    verb_first = not any(
        doc[n].pos_ in ("NOUN", "PROPN", "DET", "SCONJ", "CCONJ", "ADP") or doc[n].dep_ in labels
        for n in range(start, first)
        if not doc[n].text.startswith("-") and not subjects.listener(view, n)
    )
    source = subjects.of_cue(view, cue, after=True)
    if source is not None and not (start <= source[0] and source[1] <= stop + 12):
        source = None
    if verb_first and first - start <= _INVERTED:
        source = subjects.after(view, last, stop) or source
        if source is None or (source[0] < first and clauses.order.inserted_verb_first):
            return None
        if source[0] >= last and any(doc[n].pos_ in ("VERB", "ADP") for n in range(last, source[0])):
            return None
        return Attribution(cue.span, span_of(view, *source), cue.sense, "after", 0.97)
    if clauses.order.inserted_verb_first or source is None or source[1] > first:
        return None
    if any(
        doc[n].pos_ in ("VERB", "CCONJ") and not doc[n].text[:1].isupper() for n in range(start, source[0])
    ):
        return None
    return Attribution(cue.span, span_of(view, *source), cue.sense, "after", 0.95)
