"""Cue clauses inside what is said: « On part, a-t-elle dit. On ne reviendra pas », one pair of marks."""

from __future__ import annotations

from generator.annotate.quotes import adjuncts, subjects, syntax, wording
from generator.annotate.quotes.candidate import Attribution
from generator.annotate.quotes.stretches import Stretch, View, span_of
from generator.model import Span

__all__ = ["find", "within"]

_SURE = 0.8  # a weaker verb of speech may be one of what is said
_REST = 14  # tokens from the source to the end of its clause
_PAUSES = frozenset({",", "?", "!", "…", "...", ";", "—", "–"})
_ENDS = frozenset({".", "!", "?", "…", "...", ";"})


def find(stretch: Stretch, outside: Attribution | None) -> tuple[Attribution, Span] | None:
    """Find a cue clause inside the marks: its attribution, and where it stands.

    ``outside`` is who speaks by what stands around the marks; what he says somebody else said is
    no interruption.
    """
    view = stretch.view
    stop = stretch.last - stretch.quoted.closed if stretch.end is view else len(view.passage.doc)
    foreign = outside is not None and outside.speaker is not None and outside.cue is not None
    return within(view, stretch.first + 1, stop, foreign=foreign)


def within(view: View, begin: int, stop: int, *, foreign: bool = False) -> tuple[Attribution, Span] | None:
    """Find a cue clause in what is said from token ``begin`` to ``stop``.

    ``foreign``: a description after the verb means somebody who is quoted in turn.
    """
    doc = view.passage.doc
    for cue, (first, last) in zip(view.cues, view.cue_tokens, strict=True):
        if cue.kind != "verb" or not begin < first < stop - 1:
            continue
        if doc[first - 1].text not in _PAUSES or cue.strength < _SURE:
            continue
        source = _source(view, last, stop)
        if source is None:
            continue
        pronoun = doc[source[0]].text.startswith("-")
        if not (pronoun or source[0] == last or any(map(syntax.finite, doc[first:last]))):
            continue
        if foreign and not pronoun and not (source[0] == last and doc[last].pos_ == "PROPN"):
            continue
        end = _end(view, max(source[1], last), stop, pronoun=pronoun)
        if end is not None:
            gap = span_of(view, first - (doc[first - 1].text in {",", "—", "–"}), end)
            return Attribution(cue.span, span_of(view, *source), cue.sense, "inside", 0.9), gap
    return None


def _source(view: View, last: int, stop: int) -> tuple[int, int] | None:
    """Return the subject after its verb, nobody of the speaker's own."""
    clauses, doc = view.clauses, view.passage.doc
    words = wording.read(view.passage.language)
    own = words.first_persons | words.second_persons
    source = subjects.after(view, last, stop)
    if source is None or not doc[source[0]].text.startswith("-"):
        source = subjects.after(view, adjuncts.past(clauses, last, stop), stop)
        if source is None or source[0] < last or not subjects.speaks(view, source):
            return None
    return None if any(clauses.folded[n].removeprefix("-") in own for n in range(*source)) else source


def _end(view: View, position: int, stop: int, *, pronoun: bool) -> int | None:
    """Return where the clause of a cue is over: at a comma, or where an apposition after it ends."""
    clauses, doc = view.clauses, view.passage.doc
    for n in range(position, min(stop, position + _REST)):
        if clauses.folded[n] in _ENDS:
            return n + 1
        if clauses.folded[n] == ",":
            closing = None if pronoun else _apposition(view, n + 1, stop)
            return closing or n + 1
        if clauses.folded[n] == ":":
            return n + 1
        if syntax.finite(doc[n]) and doc[n].pos_ in ("VERB", "AUX"):
            return None
    return stop if stop == len(doc) else None


def _apposition(view: View, position: int, stop: int) -> int | None:
    """Return where an apposition that starts here ends; None where the quotation goes on."""
    clauses, doc = view.clauses, view.passage.doc
    age = doc[position].pos_ == "NUM"
    if not age and (
        doc[position].pos_ not in ("DET", "PROPN", "NOUN", "ADJ", "ADV", "VERB")
        or syntax.finite(doc[position])
    ):
        return None
    for n in range(position, min(stop, position + _REST)):
        if clauses.folded[n] in _ENDS:
            return n + 1
        if clauses.folded[n] == ",":
            return (age and _apposition(view, n + 1, stop)) or n + 1  # "Idriss, 24 ans, étudiant."
        if syntax.finite(doc[n]) and doc[n].pos_ in ("VERB", "AUX"):
            return None
    return None
