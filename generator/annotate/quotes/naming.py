"""Names in quotation marks that somebody puts on something: "called it a …", "l'a traité de …"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from generator.annotate.quotes import adjuncts, extents, subjects, wording
from generator.annotate.quotes import cues as cues_
from generator.annotate.quotes.candidate import Attribution, Cue
from generator.annotate.quotes.clauses import Clauses
from generator.annotate.quotes.stretches import Stretch, span_of
from generator.model import Span

__all__ = ["find"]

_NEAR = 6  # tokens from "as" to its verb
_BETWEEN = 3  # tokens between two names in marks
_NAMED = 20  # tokens between a verb that names and the name


def find(stretch: Stretch, previous: Stretch | None) -> Attribution | None:
    """Find who puts the quoted name on something: "described it as …", "l'a traité de …"."""
    view, clauses, doc = stretch.view, stretch.view.clauses, stretch.view.passage.doc
    words = wording.read(view.passage.language)
    judged = wording.judging(view.passage.language)
    forms = wording.naming(view.passage.language) | judged
    start, stop = clauses.sentence(stretch.first)[0], stretch.first
    if previous is not None and previous.end is view:
        start = max(start, previous.last)
    for position in range(stop - 1, max(start, stop - _NAMED) - 1, -1):
        word = clauses.folded[position]
        if word in forms and doc[position].pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            break
        if doc[position].is_sent_end and word in ".!?;":
            return None
        if position in clauses.reporting and not _compares(clauses, start, position):
            return None  # another verb of speech, and no "as she puts it"
    else:
        return None
    link = stop - 1
    while (
        link > position
        and doc[link].pos_ in ("ADJ", "ADV", "PUNCT")
        and clauses.folded[link] not in words.names_with
    ):
        link -= 1
    bare = link > position and doc[link].pos_ in ("NOUN", "PROPN", "PRON")
    if clauses.folded[link] not in words.names_with and link != position and not bare:
        return None
    judges = bare and clauses.folded[position] in judged
    if not judges and clauses.folded[position] not in wording.naming(view.passage.language):
        return None
    cue = next(
        (cue for cue, at in zip(view.cues, view.cue_tokens, strict=True) if at[0] <= position < at[1]), None
    )
    token = doc[position]
    if cue is None:
        cue = Cue(view.passage.span(token), token, "verb", "states", 0.5)
    source = subjects.of_cue(view, cue)
    if source is None:
        return None
    last = cues_.tokens_of(view.passage, cue).end
    speaker = span_of(view, *source)
    sense = next((usage.sense for usage in cue.usages if "label" in usage.frames), cue.sense)
    plain = Attribution(cue.span, speaker, sense, "named", 0.7)
    apart = last < stop and doc[last].is_punct and clauses.enclosing(last) is None
    behind = _object_behind(stretch) if clauses.folded[position] in judged and link == position else None
    if behind is not None:
        rest = extents.phrase_end(clauses, cue, behind)
        return replace(plain, reported=Span(stretch.quoted.outer.start, span_of(view, rest - 1, rest).end))
    clausal = any(
        clauses.folded[t.i] in clauses.words.complementizers or t.pos_ in ("VERB", "AUX")
        for t in doc[last:stop]
    )
    if judges and not clausal and last < link and stretch.end is view and not apart:
        first = adjuncts.past(clauses, last, stop)  # "a dénoncé sur TF1 « un racket »"
        start = span_of(view, first, first + 1).start
        return replace(plain, reported=Span(start, stretch.quoted.outer.end)) if first < link else plain
    while last < stop and clauses.folded[last] in clauses.words.comparatives:
        last += 1
    if not words.object_belongs or last >= stop or stretch.end is not view or apart:
        return plain
    return replace(plain, reported=Span(span_of(view, last, last + 1).start, _end(stretch, cue)))


def _end(stretch: Stretch, cue: Cue) -> int:
    """Return where a name ends, with others that are listed with it and what completes it."""
    view, clauses, doc = stretch.view, stretch.view.clauses, stretch.view.passage.doc
    words = wording.read(view.passage.language)
    end = stretch.quoted.outer.end
    final = _listed(stretch)
    if final > stretch.last:
        end = max(end, span_of(view, final - 1, final).end)
    if final < len(doc) and doc[final].pos_ == "NOUN":
        rest = extents.phrase_end(clauses, cue, doc[final])  # "a “use it or lose it” approach to voting"
    elif final < len(doc) and clauses.folded[final] in words.completes:
        rest = extents.phrase_end(clauses, cue, doc[stretch.first + 1])
    else:
        return end
    return max(end, span_of(view, rest - 1, rest).end)


def _compares(clauses: Clauses, start: int, position: int) -> bool:
    """Whether a verb stands under "as" ("as she puts it")."""
    for n in range(position - 1, max(start, position - _NEAR) - 1, -1):
        if clauses.pauses(n):
            return False
        if clauses.folded[n] in clauses.words.comparatives:
            return True
    return False


def _listed(stretch: Stretch) -> int:
    """Return where the names in marks end that are listed with this one: "a “liar,” “lazy” and a “thief”"."""
    clauses = stretch.end.clauses
    last = position = stretch.last
    while position < min(last + _BETWEEN, len(clauses.doc)):
        held = clauses.enclosing(position)
        if held is not None and held[0] == position:
            if clauses.doc[position - 1].is_punct and clauses.folded[last - 2][-1:] in ".!?":
                break  # a sentence ended in the marks before
            last = position = held[1]
        elif clauses.pauses(position) or clauses.doc[position].pos_ in ("CCONJ", "DET"):
            position += 1
        else:
            break
    return last


def _object_behind(stretch: Stretch) -> Token | None:
    """Return the noun right behind the quoted words that they are said of: "juge « hâtive » la réforme"."""
    doc = stretch.end.passage.doc
    if stretch.last + 1 >= len(doc) or doc[stretch.last].pos_ != "DET":
        return None
    return next((t for t in doc[stretch.last + 1 : stretch.last + 4] if t.pos_ in ("NOUN", "PROPN")), None)
