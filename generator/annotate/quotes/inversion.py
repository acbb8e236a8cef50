"""A verb and its subject right after a quotation: a cue by its place, whatever the verb.

"« … », a rigolé devant la presse le buteur" and "“…,” the mayor deadpanned" say who spoke by their
construction alone; a lexicon of verbs only adds what the verb means.
"""

from __future__ import annotations

from generator.annotate.quotes import adjuncts, cues, profiles, sources, subjects, syntax
from generator.annotate.quotes.candidate import Attribution, Cue
from generator.annotate.quotes.stretches import Stretch, View, span_of

__all__ = ["find"]

_VERBAL = 6  # tokens of a verb with its clitics, auxiliaries and adverbs
_SUBJECT = 14  # tokens of a subject before its verb
_KNOWN, _UNKNOWN = 0.96, 0.8
_PAUSES = frozenset(
    {",", ".", ";", ":", "?", "!", "(", ")", "…", "...", "—", "–", "-", "«", "“", '"', "»", "”"}
)


def find(stretch: Stretch, start: int, stop: int) -> Attribution | None:
    """Find the verb and subject from ``start``, the first word after a quotation, up to ``stop``."""
    view = stretch.end
    if not _set_off(stretch, start):
        return None
    found = _verb_first(view, start, stop)
    if found is None and not view.clauses.order.inserted_verb_first:
        found = _subject_first(view, start, stop)
    if found is None:
        return None
    (first, last), source = found
    cue = _known(view, first, last)
    if stretch.titled and not stretch.verbal and found[1][0] < found[0][0]:
        return None
    if cue is None:
        confidence = _UNKNOWN if subjects.speaks(view, source) else _UNKNOWN - 0.1
        return Attribution(span_of(view, first, last), span_of(view, *source), None, "after", confidence)
    return Attribution(cue.span, span_of(view, *source), cue.sense, "after", _KNOWN)


def _set_off(stretch: Stretch, start: int) -> bool:
    """Whether punctuation parts the quotation from what follows, as it parts speech from its cue."""
    folded = stretch.end.clauses.folded
    comma = stretch.text.rstrip()[-1:] == "," or "," in folded[stretch.last : start]
    if not stretch.end.clauses.order.inserted_verb_first:
        return comma
    return comma or stretch.ended or (stretch.sentence and stretch.opens_sentence)


def _known(view: View, first: int, last: int) -> Cue | None:
    for cue, (begin, end) in zip(view.cues, view.cue_tokens, strict=True):
        if cue.kind == "verb" and begin < last and end > first:
            return cue
    return None


def _verb_first(view: View, start: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Read [clitics] verb [adjuncts] subject."""
    verb = _verb(view, start, stop)
    if verb is None:
        return None
    behind = verb[1] + (verb[1] < stop and view.passage.doc[verb[1]].pos_ == "ADP")
    if behind < stop and syntax.infinitive(view.passage.doc[behind]):
        verb = verb[0], behind + 1  # "croit savoir", "finit par lâcher"
    position = adjuncts.past(view.clauses, verb[1], stop)
    source = _subject(view, position, stop)
    if source is None:
        return None
    doc, last = view.passage.doc, verb[1] - 1
    surely = doc[last].pos_ in ("VERB", "AUX") or last > verb[0]
    if surely or cues.is_verb(view.passage.language, view.clauses.folded[last]):
        return verb, source
    # The tagger knows no such verb; no noun or adjective has a noun phrase right after it.
    named = doc[position].pos_ == "PROPN" and doc[last].pos_ == "ADJ"
    return (verb, source) if position == verb[1] and (named or doc[position].pos_ == "DET") else None


def _verb(view: View, start: int, stop: int) -> tuple[int, int] | None:
    """Return the tokens of the verb at a position; it has to be finite, or else unknown to the tagger."""
    doc, clauses = view.passage.doc, view.clauses
    position = start
    clitics = ("PRON", "ADV", "PART") if clauses.order.inserted_verb_first else ()
    while position < stop and doc[position].pos_ in clitics and doc[position].text.islower():
        if clauses.folded[position] in clauses.words.relative_pronouns | clauses.words.complementizers:
            return None
        position += 1
    first, last = None, None
    for n in range(position, min(stop, position + _VERBAL)):
        token = doc[n]
        if token.pos_ in ("VERB", "AUX") and token.text.islower():
            if last is not None and syntax.infinitive(token):
                break
            first, last = (n if first is None else first), n + 1
        elif token.pos_ != "ADV" or first is None:
            break
    if first is not None and last is not None:
        known = last - first == 1 and cues.is_verb(view.passage.language, clauses.folded[first])
        finite = known or any(syntax.finite(t) for t in doc[first:last])
        lone = last - first == 1 and doc[first].pos_ == "AUX"
        if lone and finite and _participial(view, start, first, stop):
            return start, last + 1
        copula = doc[last - 1].dep_ in clauses.roles.copula
        return (position if position == first else start, last) if finite and not (lone or copula) else None
    if position < stop and doc[position].pos_ in ("NOUN", "ADJ", "X", "ADV", "PROPN"):
        if any(doc[n].pos_ != "PRON" for n in range(start, position)):
            return None
        word = doc[position].text
        return (start, position + 1) if word.isalpha() and word.islower() else None
    return None


def _participial(view: View, clitic: int, auxiliary: int, stop: int) -> bool:
    """Whether an adjective behind an auxiliary is a reflexive verb's participle: "s'est indignée"."""
    doc = view.passage.doc
    return (
        clitic < auxiliary
        and auxiliary + 1 < stop
        and doc[auxiliary + 1].pos_ in ("ADJ", "NOUN")
        and cues.reflexive(view.passage.language, view.clauses.folded[auxiliary - 1])
    )


def _subject(view: View, position: int, stop: int) -> tuple[int, int] | None:
    """Return the noun phrase at a position, where no verb follows it in its clause."""
    doc, clauses = view.passage.doc, view.clauses
    if position >= stop:
        return None
    word, pos = clauses.folded[position], doc[position].pos_
    if word in clauses.words.complementizers or pos in ("ADP", "SCONJ", "CCONJ", "PUNCT", "VERB", "AUX"):
        return None
    if pos == "PRON" and word not in clauses.words.pronouns:
        return None
    source = subjects.after(view, position, stop)
    if source is None:
        return None
    source = max(position, source[0]), source[1]
    if source[0] >= source[1]:
        return None
    if pos not in ("DET", "NUM", "PRON") and not doc[position].text[:1].isupper():
        people = profiles.words(view.passage.language).people
        if not any(clauses.folded[n] in people for n in range(*source)):
            return None
    end = source[1]
    if end < stop and doc[end].pos_ in ("VERB", "AUX") and syntax.finite(doc[end]):
        return None
    return source


def _subject_first(view: View, start: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Read subject [adverb] verb, the verb finite and with a pause, an adverbial or nothing after it."""
    doc, clauses = view.passage.doc, view.clauses
    labels = clauses.roles.subject | clauses.roles.passive_subject
    if start >= stop or doc[start].pos_ in ("CCONJ", "SCONJ", "ADP", "VERB", "AUX", "PUNCT"):
        return None
    if clauses.folded[start] in clauses.words.relative_pronouns:
        return None
    resumed = start
    for n in range(start, min(stop, start + 2 * _SUBJECT)):
        token = doc[n]
        if n < resumed:
            continue
        if clauses.folded[n] == "," and n > start:  # an apposition between the subject and its verb
            closing = (m for m in range(n + 1, min(stop, n + _SUBJECT)) if clauses.folded[m] == ",")
            resumed = next(closing, n) + 1
            if resumed >= stop or doc[resumed].pos_ != "VERB":
                return None
            continue
        if syntax.aged(doc[start:n]) and cues.is_verb(view.passage.language, clauses.folded[n]):
            return (n, n + 1), (start, n)  # whatever the tagger takes the verb for
        if clauses.folded[n] in syntax.HYPHENS and not doc[n - 1].whitespace_:
            continue
        if clauses.folded[n] in _PAUSES or token.pos_ in ("CCONJ", "SCONJ"):
            return None
        if token.pos_ != "VERB" or not syntax.finite(token):
            continue
        heads = [t for t in doc[start:n] if t.dep_ in labels or t.pos_ in ("PROPN", "NOUN", "PRON")]
        if not heads:
            return None
        subject = next((t for t in heads if t.dep_ in labels), heads[-1])
        source = sources.phrase(clauses, subject)
        if source[1] > n or not subjects.speaks(view, source):
            return None
        after = doc[n + 1] if n + 1 < len(doc) else None
        if (
            after is None
            or clauses.folded[n + 1] in _PAUSES
            or after.pos_ in ("ADP", "ADV", "SCONJ", "PROPN")
        ):
            return (n, n + 1), source
        return None
    return None
