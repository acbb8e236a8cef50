"""Who speaks in the clause of a cue: before its verb, after it, or after its preposition."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from generator.annotate.quotes import cues as cues_
from generator.annotate.quotes import gaps, profiles, sources, syntax, wording
from generator.annotate.quotes.candidate import Attribution, Candidate, Cue
from generator.annotate.quotes.stretches import View, span_of
from generator.model import Span

__all__ = [
    "after",
    "breaks",
    "by_preposition",
    "governs",
    "left",
    "listener",
    "mend",
    "of_cue",
    "parted",
    "right",
    "speaks",
]

_APPOSED = 16  # tokens of an apposition
_CLITICS = 4  # small words between a subject and its verb
_SPEAKS = 0.8  # a weaker cue needs more than a fragment beside it


def of_cue(view: View, cue: Cue, *, after: bool = False) -> tuple[int, int] | None:
    """Find who a cue says that speaks; an object or an addressee that the parser takes for one is none."""
    clauses = view.clauses
    source = sources.of_verb(clauses, cue, (cue.token,))
    span = cues_.tokens_of(view.passage, cue)
    if source is not None and clauses.enclosing(source[0]) is not None:
        source = None
    if source is not None and source[1] - source[0] == 1 and listener(view, source[0]):
        source = None
    if source is not None and source[0] >= span.end and not (after and breaks(view, span.start)):
        clitic = clauses.folded[source[0]].startswith("-") and source[1] - source[0] == 1
        source = source if clitic else None
    asked = all(usage.sense == "asks" for usage in cue.usages)
    if cue.kind == "verb" and not asked and sources.passive(clauses, cue):
        return sources.agent(clauses, cue)  # the subject is who or what it is said of
    return source or left(view, span.start) or _opening(view, span.start)


def after(view: View, last: int, stop: int) -> tuple[int, int] | None:
    """Find the subject of an inverted verb: a clitic inside or after it, or the noun phrase that follows."""
    clauses, doc, folded = view.clauses, view.passage.doc, view.clauses.folded
    hyphened = last < len(doc) and folded[last].startswith("-")
    for position in range(max(0, last - 5), min(last + 1 + hyphened, len(doc))):
        word = folded[position]
        if word.startswith("-") and word in clauses.words.pronouns:
            return position, position + 1
    position = last
    while position < stop and doc[position].pos_ == "ADV":
        position += 1
    if position >= len(doc) or position >= stop:
        return None
    if folded[position] in clauses.words.pronouns:
        return position, position + 1
    head = doc[position]
    if head.pos_ not in ("DET", "PROPN", "NOUN", "ADJ", "NUM", "X", "PRON") and not head.text[:1].isupper():
        return None
    while head.head.i > head.i and head.head.i < stop and head.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        head = head.head
    for token in doc[position : head.i + 1]:
        described = token.dep_ in clauses.roles.modifier - clauses.roles.name and token.head.i > token.i
        if token.pos_ in ("PROPN", "NOUN") and not described and not syntax.aged(doc[position : head.i + 1]):
            head = token
            break
    begin, end = sources.phrase(clauses, head)
    if head.pos_ == "DET" and end == head.i + 1 < stop and doc[end].text.isalpha():
        end += 1  # the tagger took the noun for something else
    start = min(position, begin) if begin < last else max(position, min(begin, head.i))
    return (start, end) if start < end else None


def left(view: View, position: int) -> tuple[int, int] | None:
    """Return the subject nearest before a verb in its sentence, where no other finite verb comes between."""
    clauses, doc = view.clauses, view.passage.doc
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    start = clauses.sentence(position)[0]
    for n in range(position - 1, start - 1, -1):
        if clauses.enclosing(n) is not None:
            continue
        token = doc[n]
        if token.pos_ == "VERB" and syntax.finite(token) and token.dep_ not in clauses.roles.auxiliary:
            return None
        if token.dep_ in subjects and listener(view, n):
            continue
        if token.dep_ in subjects or clauses.folded[n] in clauses.words.pronouns:
            source = sources.phrase(clauses, token) if token.dep_ in subjects else (n, n + 1)
            if source[1] <= position and speaks(view, source):
                return source
    return None


def _opening(view: View, position: int) -> tuple[int, int] | None:
    """Return the noun phrase that opens the sentence of a verb, where it can speak."""
    clauses, doc = view.clauses, view.passage.doc
    start = clauses.sentence(position)[0]
    while start < position and doc[start].is_punct:
        start += 1
    if start >= position or doc[start].pos_ not in ("DET", "PROPN", "NOUN") or clauses.enclosing(start):
        return None
    head = next((token for token in doc[start:position] if token.pos_ in ("NOUN", "PROPN")), None)
    if head is None:
        return None
    source = sources.phrase(clauses, head)
    source = gaps.past_dateline(clauses, source, position)
    return source if source[0] >= start and source[1] <= position and speaks(view, source) else None


def governs(view: View, position: int) -> bool:
    """Whether a finite verb stands here, behind its clitics: the phrase before is its subject."""
    doc, words = view.passage.doc, view.clauses.words
    stop = min(len(doc), position + _CLITICS)
    while position < stop and doc[position].pos_ in ("ADV", "PRON", "PART") and doc[position].text.islower():
        if view.clauses.folded[position] in words.relative_pronouns | words.pronouns | words.complementizers:
            return False
        position += 1
    return position < len(doc) and doc[position].pos_ in ("VERB", "AUX") and syntax.finite(doc[position])


def parted(view: View, position: int) -> bool:
    """Whether an apposition between commas parts a name, over here, from its verb."""
    folded, doc = view.clauses.folded, view.passage.doc
    if position >= len(doc) or folded[position] != ",":
        return False
    for n in range(position + 1, min(len(doc), position + _APPOSED)):
        if folded[n] == ",":
            return governs(view, n + 1)
        if syntax.finite(doc[n]) or doc[n].is_sent_start or view.clauses.enclosing(n) is not None:
            return False
    return False


def right(view: View, position: int) -> tuple[int, int] | None:
    """Return the subject of the clause after an opening participle and what it reports."""
    clauses, doc = view.clauses, view.passage.doc
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    for token in doc[position : clauses.sentence(max(0, position - 1))[1]]:
        if token.dep_ in subjects:
            source = sources.phrase(clauses, token)
            return source if clauses.speaks(source) else None
        if token.pos_ in ("VERB", "AUX"):
            return None
    return None


def listener(view: View, position: int, cue: Span | None = None) -> bool:
    """Whether a pronoun before a verb means who is spoken to, whatever the parser says."""
    doc = view.passage.doc
    if view.clauses.folded[position] not in wording.read(view.passage.language).listeners:
        return False
    if position + 1 >= len(doc):
        return False
    if cue is not None and view.token_at(cue.start) == position + 1:
        return True
    return doc[position + 1].pos_ in ("VERB", "AUX", "PRON")


def breaks(view: View, position: int) -> bool:
    """Whether a clause may begin here, with its verb first."""
    if position == 0:
        return True
    before = view.clauses.folded[position - 1]
    return before not in {")", "]"} and not any(ch.isalnum() for ch in before)


def speaks(view: View, source: tuple[int, int]) -> bool:
    """Whether a phrase can mean somebody."""
    people = profiles.words(view.passage.language).people
    return view.clauses.speaks(source) or any(
        word in people for word in view.clauses.folded[source[0] : source[1]]
    )


def by_preposition(view: View, cue: Cue, last: int, stop: int, rule: str) -> Attribution | None:
    """Find the source after a preposition; one that means other things too must open its clause."""
    doc, clauses = view.passage.doc, view.clauses
    if cue.strength < _SPEAKS and not breaks(view, cues_.tokens_of(view.passage, cue).start):
        return None
    for token in doc[last : min(last + 8, stop)]:
        if token.pos_ in ("VERB", "AUX"):
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            begin, end = sources.phrase(clauses, token)
            begin = max(begin, last)
            if not begin < end <= stop or (cue.strength < _SPEAKS and not clauses.speaks((begin, end))):
                return None
            return Attribution(cue.span, span_of(view, begin, end), cue.sense, rule, 0.95)
    return None


def mend(views: tuple[View, ...], candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find another source for reported clauses whose own is a listener or stands in what is reported."""
    return tuple(_mended(views, candidate) for candidate in candidates)


def _mended(views: tuple[View, ...], candidate: Candidate) -> Candidate:
    speaker, cue_span = candidate.speaker_span, candidate.cue_span
    if cue_span is None:
        return candidate
    view = views[bisect_right(views, cue_span.start, key=lambda view: view.passage.start) - 1]
    heard = False
    if speaker is not None:
        position = view.token_at(speaker.start)
        heard = view.token_at(speaker.end - 1) == position and listener(view, position, cue_span)
        inserted = candidate.span.start <= cue_span.start < candidate.span.end
        within = candidate.span.start <= speaker.start < candidate.span.end and not inserted
        if not heard and not within and view.clauses.enclosing(position) is None:
            return candidate
    cue = next((cue for cue in view.cues if cue.span == cue_span and cue.kind == "verb"), None)
    source = None
    if cue is not None:
        last = cues_.tokens_of(view.passage, cue).end
        stop = view.clauses.sentence(last - 1)[1]
        source = (after(view, last, stop) if heard else None) or of_cue(view, cue)
    return replace(
        candidate, speaker_span=span_of(view, *source) if source and source[0] < source[1] else None
    )
