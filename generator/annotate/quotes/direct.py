"""Direct quotations: which stretches between marks somebody said, and which words say who.

A stretch is a quotation where a cue introduces it, follows it or interrupts it, where a colon after
a name does, or where it continues one, whole sentences long. All others are titles, names, words
held at a distance.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from generator import lexicon
from generator.annotate.quotes import cues as cues_
from generator.annotate.quotes import profiles, sources
from generator.annotate.quotes.candidate import Candidate, Cue
from generator.annotate.quotes.stretches import Stretch, View, span_of
from generator.model import Span

__all__ = ["Attribution", "find", "keeps_object", "mend", "style"]

_AFTER = 40  # tokens between a quotation and the cue that follows it
_INVERTED = 7  # the same where the verb comes first
_BEFORE = 40  # tokens between a cue and the quotation after it
_NAMED = 20  # tokens between a verb that names and the name
_LABEL = 8  # tokens of a speaker's label at the start of a headline
_DASHES = frozenset({"―", "—", "–", "-", "--"})
_SIGNATURE = 6  # words of a name after a dash
_OPENING = 4  # tokens into the sentence where a participle still opens it
_SPEAKS = 0.8  # a weaker cue needs more than a fragment beside it
_LINKS = frozenset({",", "—", "–", "-", "[", "]", "(", "..."})
_SENTENCE_WORDS = 5  # from here on a stretch may be a sentence by itself


@dataclass(frozen=True, slots=True)
class _Marks:
    """``marks.toml``."""

    links: frozenset[str]
    naming: str
    names_with: frozenset[str]
    listeners: frozenset[str]
    style: str
    object_belongs: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue and the speaker's words, found beside a quotation. ``tight``: nothing else between."""

    cue: Span | None
    speaker: Span | None
    sense: str | None
    rule: str
    confidence: float
    tight: bool = True
    reported: Span | None = None  # more than the quoted words: a mixed quotation


@cache
def _words(language: str) -> _Marks:
    return lexicon.read(language, "marks", _Marks)


@cache
def style(language: str) -> str:
    """Return the marks that the language's parser knows best: outer ones, then inner ones."""
    return _words(language).style


def keeps_object(language: str) -> bool:
    """Whether the language's readers count what is named as reported, with its name."""
    return _words(language).object_belongs


@cache
def _naming(language: str) -> frozenset[str]:
    verbs = filter(None, (verb.strip() for verb in _words(language).naming.split(";")))
    return frozenset(form for verb in verbs for form in cues_.inflect(language, verb))


def find(views: tuple[View, ...], stretches: tuple[Stretch, ...]) -> tuple[Candidate, ...]:
    """Find the direct quotations among the outermost stretches between marks, in text order."""
    found: list[Candidate] = []
    held: tuple[Stretch, Attribution] | None = None  # the last quotation that was attributed
    for number, stretch in enumerate(stretches):
        following = stretches[number + 1] if number + 1 < len(stretches) else None
        previous = stretches[number - 1] if number else None
        attribution = _attribution(views, stretch, previous, following, held)
        if attribution is None:
            continue
        if attribution.reported is None:
            held = stretch, attribution
        found += _candidates(stretch, attribution)
        if attribution.rule == "coordinated" and _words(stretch.view.passage.language).object_belongs:
            last, first = found.pop(), found.pop()
            found.append(replace(last, span=Span(first.span.start, last.span.end), kind="mixed"))
    return tuple(found)


def mend(views: tuple[View, ...], candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find another source for reported clauses whose own is a listener or stands in what is reported."""
    return tuple(_mended(views, candidate) for candidate in candidates)


def _mended(views: tuple[View, ...], candidate: Candidate) -> Candidate:
    speaker, cue_span = candidate.speaker_span, candidate.cue_span
    if cue_span is None:
        return candidate
    view = views[bisect_right(views, cue_span.start, key=lambda view: view.passage.start) - 1]
    listener = False
    if speaker is not None:
        position = view.token_at(speaker.start)
        listener = view.token_at(speaker.end - 1) == position and _listener(view, position)
        inserted = candidate.span.start <= cue_span.start < candidate.span.end
        within = candidate.span.start <= speaker.start < candidate.span.end and not inserted
        if not listener and not within and view.clauses.enclosing(position) is None:
            return candidate
    cue = next((cue for cue in view.cues if cue.span == cue_span and cue.kind == "verb"), None)
    source = None
    if cue is not None:
        last = cues_.tokens_of(view.passage, cue).end
        stop = view.clauses.sentence(last - 1)[1]
        source = (_subject_after(view, last, stop) if listener else None) or _source(view, cue)
    return replace(candidate, speaker_span=span_of(view, *source) if source else None)


def _candidates(stretch: Stretch, attribution: Attribution) -> list[Candidate]:
    whole = Candidate(
        attribution.reported or stretch.quoted.inner,
        "mixed" if attribution.reported else "direct",
        attribution.cue,
        attribution.speaker,
        attribution.sense,
        attribution.rule,
        attribution.confidence,
    )
    inserted = _inserted(stretch) if attribution.reported is None else None
    if inserted is None:
        return [whole]
    own, gap = inserted
    first, second = Span(whole.span.start, gap.start), Span(gap.end, whole.span.end)
    both = replace(
        whole,
        cue_span=own.cue,
        speaker_span=own.speaker,
        sense=own.sense,
        rule=own.rule,
        confidence=own.confidence,
    )
    return [replace(both, span=first), replace(both, span=second)]


def _inserted(stretch: Stretch) -> tuple[Attribution, Span] | None:
    """Find a cue clause between two commas inside the marks: its attribution, and where it stands."""
    view, doc = stretch.view, stretch.view.passage.doc
    stop = stretch.last if stretch.end is view else len(doc)
    for cue, (first, last) in zip(view.cues, view.cue_tokens, strict=True):
        if cue.kind != "verb" or not stretch.first + 1 < first < stop - 2 or doc[first - 1].text != ",":
            continue
        source = _subject_after(view, last, stop)
        if source is None or source[1] >= stop or doc[source[1]].text != ",":
            continue
        clitic = source[1] - source[0] == 1 and doc[source[0]].text.startswith("-")
        if clitic or (source[0] == last and doc[last].pos_ == "PROPN"):
            gap = span_of(view, first - 1, source[1] + 1)
            return Attribution(cue.span, span_of(view, *source), cue.sense, "inside", 0.9), gap
    return None


def _attribution(
    views: tuple[View, ...],
    stretch: Stretch,
    previous: Stretch | None,
    following: Stretch | None,
    held: tuple[Stretch, Attribution] | None,
) -> Attribution | None:
    whole = stretch.opens_sentence or _after_colon(stretch)
    after = _after(stretch, following)
    before = _before(views, stretch, previous)
    if before is not None and before.rule == "colon" and after is None:
        return before
    if after is not None and (whole or before is None):
        if whole or _joined(stretch, previous, held) or _after_comma(stretch):
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
    if headline := _headline(stretch):
        return headline
    if not stretch.capital and (named := _named(stretch, previous, following)):
        return named
    if held is not None and _joined(stretch, previous, held):
        return replace(held[1], rule="interrupted", confidence=min(0.9, held[1].confidence))
    if stretch.opens_sentence and stretch.closes_sentence and stretch.sentence and stretch.quoted.closed:
        return _continued(views, stretch, held)
    return None


def _headline(stretch: Stretch) -> Attribution | None:
    """Read a headline that gives the speaker before a colon: "Politifact: Trump is right, …"."""
    view, clauses = stretch.view, stretch.view.clauses
    if view.passage.block.kind != "headline" or stretch.end is not view:
        return None
    colon = next((n for n in range(1, min(stretch.first, _LABEL)) if clauses.folded[n] == ":"), None)
    if colon is None or any(t.pos_ in ("VERB", "AUX") for t in view.passage.doc[:colon]):
        return None
    speaker = span_of(view, 0, colon)
    if not clauses.speaks((0, colon)):
        return None
    start = span_of(view, colon + 1, colon + 2).start
    return Attribution(
        None, speaker, None, "headline", 0.7, reported=Span(start, view.passage.block.span.end)
    )


def _coordinated(
    stretch: Stretch, previous: Stretch | None, held: tuple[Stretch, Attribution] | None
) -> bool:
    """Whether no more than a comma, a conjunction or a preposition parts it from the last quotation."""
    if (
        held is None
        or held[0] is not previous
        or held[0].end is not stretch.view
        or held[1].rule not in ("before", "coordinated")
    ):
        return False
    clauses = stretch.view.clauses
    between = clauses.doc[held[0].last : stretch.first]
    joins = any(clauses.folded[t.i] in clauses.words.coordinators or t.text == "," for t in between)
    return (
        joins
        and len(between) <= 4
        and all(t.pos_ in ("CCONJ", "ADP", "PUNCT", "SCONJ", "DET") for t in between)
    )  # noqa: PLR2004


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


def _named(stretch: Stretch, previous: Stretch | None, following: Stretch | None) -> Attribution | None:
    """Find who puts the quoted name on something: "described it as …", "l'a traité de …"."""
    view, clauses, doc = stretch.view, stretch.view.clauses, stretch.view.passage.doc
    words = _words(view.passage.language)
    forms = _naming(view.passage.language)
    start, stop = clauses.sentence(stretch.first)[0], stretch.first
    if previous is not None and previous.end is view:
        start = max(start, previous.last)
    for position in range(stop - 1, max(start, stop - _NAMED) - 1, -1):
        word = clauses.folded[position]
        if word in forms and doc[position].pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            break
        if doc[position].is_sent_end and word in ".!?;":
            return None
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
    cue = next(
        (cue for cue, at in zip(view.cues, view.cue_tokens, strict=True) if at[0] <= position < at[1]), None
    )
    token = doc[position]
    if cue is None:
        cue = Cue(view.passage.span(token), token, "verb", "states", 0.5)
    source = _source(view, cue)
    if source is None:
        return None
    last = cues_.tokens_of(view.passage, cue).end
    speaker = span_of(view, *source)
    plain = Attribution(cue.span, speaker, cue.sense, "named", 0.7)
    if not words.object_belongs or last >= stop or stretch.end is not view:
        return plain
    end = stretch.quoted.outer.end
    if following is not None and following.view is view and following.first - stretch.last <= 3:  # noqa: PLR2004
        end = following.quoted.outer.end
    return replace(plain, reported=Span(span_of(view, last, last + 1).start, end))


def _after_colon(stretch: Stretch) -> bool:
    doc, position = stretch.view.passage.doc, stretch.first - 1
    while position >= 0 and doc[position].is_space:
        position -= 1
    return position >= 0 and doc[position].text.endswith(":")


def _after_comma(stretch: Stretch) -> bool:
    """Whether a clause of its own begins with the stretch."""
    return stretch.words >= _SENTENCE_WORDS and stretch.view.clauses.folded[stretch.first - 1] == ","


def _joined(stretch: Stretch, previous: Stretch | None, held: tuple[Stretch, Attribution] | None) -> bool:
    """Whether the stretch goes on in the sentence of the last quotation, after its cue."""
    if held is None or previous is None or held[0] is not previous or previous.end is not stretch.view:
        return False
    clauses = stretch.view.clauses
    return (
        bool(held[1].cue)
        and held[1].rule in ("after", "interrupted", "inverted")
        and clauses.sentence(min(previous.last, len(clauses.doc) - 1))[1] > stretch.first
        and clauses.folded[stretch.first - 1] in _LINKS | {":"}
    )


# --- after -----------------------------------------------------------------------------------------


def _after(stretch: Stretch, following: Stretch | None) -> Attribution | None:
    """Find the cue that follows a quotation in its sentence."""
    view, clauses = stretch.end, stretch.end.clauses
    doc, folded = clauses.doc, clauses.folded
    start = stretch.last
    while start < len(doc) and (folded[start] in _LINKS or doc[start].is_space):
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
    for cue, (first, last) in zip(view.cues, view.cue_tokens, strict=True):
        if first < start or first >= stop:
            continue
        if cue.kind == "preposition":
            if first == start:
                return _by_preposition(view, cue, last, len(doc), "after")
            continue
        if cue.kind != "verb":
            continue
        return _by_verb_after(view, cue, start, first, last, stop)
    return None


def _signed(stretch: Stretch) -> Attribution | None:
    """Read a dash and a name after a quotation as its signature."""
    doc = stretch.end.passage.doc
    dash = stretch.last
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    if dash + 1 >= len(doc) or doc[dash].text not in _DASHES:
        return None
    stop = dash + 1
    while stop < len(doc) and stop - dash <= _SIGNATURE and not doc[stop].is_space and doc[stop].text != ",":
        stop += 1
    name = doc[dash + 1 : stop]
    if stop == dash + 1:
        return None
    ends = stop >= len(doc) or doc[stop].is_space or doc[stop].text == ","
    if not ends or not all(token.text[:1].isupper() for token in (name[0], name[-1])):
        return None
    if any(token.pos_ in ("VERB", "AUX") and token.text.islower() for token in name):
        return None
    return Attribution(None, span_of(stretch.end, dash + 1, stop), None, "signed", 0.9)


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


def _by_verb_after(view: View, cue: Cue, start: int, first: int, last: int, stop: int) -> Attribution | None:
    clauses, doc = view.clauses, view.passage.doc
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    verb_first = not any(
        doc[n].pos_ in ("NOUN", "PROPN", "DET", "SCONJ", "CCONJ", "ADP") or doc[n].dep_ in subjects
        for n in range(start, first)
        if not doc[n].text.startswith("-") and not _listener(view, n)
    )
    source = _source(view, cue, after=True)
    if source is not None and not (start <= source[0] and source[1] <= stop + 12):
        source = None
    if verb_first and first - start <= _INVERTED:
        source = _subject_after(view, last, stop) or source
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


def _subject_after(view: View, last: int, stop: int) -> tuple[int, int] | None:
    """Find the subject of an inverted verb: a clitic inside or after it, or the noun phrase that follows."""
    clauses, doc, folded = view.clauses, view.passage.doc, view.clauses.folded
    for position in range(max(0, last - 5), min(last + 1, len(doc))):
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
        if token.pos_ in ("PROPN", "NOUN"):
            head = token
            break
    begin, end = sources.phrase(clauses, head)
    return min(position, begin) if begin < last else max(position, min(begin, head.i)), end


def _source(view: View, cue: Cue, *, after: bool = False) -> tuple[int, int] | None:
    """Find who a cue says that speaks; an object or an addressee that the parser takes for one is none."""
    clauses = view.clauses
    source = sources.of_verb(clauses, cue, [cue.token])
    span = cues_.tokens_of(view.passage, cue)
    if source is not None and clauses.enclosing(source[0]) is not None:
        source = None
    if source is not None and source[1] - source[0] == 1 and _listener(view, source[0]):
        source = None
    if source is not None and source[0] >= span.end and not (after and _breaks(view, span.start)):
        source = None
    return source or _subject_left(view, span.start)


def _part_of_phrase(stretch: Stretch) -> bool:
    """Whether a fragment only opens a noun phrase that goes on after it."""
    doc = stretch.end.passage.doc
    return (
        not stretch.verbal
        and stretch.last < len(doc)
        and doc[stretch.last].pos_ in ("NOUN", "PROPN", "ADJ")
        and doc[stretch.last - 1].text[-1:].isalnum() is False
    )


def _subject_right(view: View, position: int) -> tuple[int, int] | None:
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


def _listener(view: View, position: int) -> bool:
    """Whether a pronoun before a verb means who is spoken to, whatever the parser says."""
    doc = view.passage.doc
    return (
        view.clauses.folded[position] in _words(view.passage.language).listeners
        and position + 1 < len(doc)
        and doc[position + 1].pos_ in ("VERB", "AUX", "PRON")
    )


def _breaks(view: View, position: int) -> bool:
    """Whether a clause may begin here, with its verb first."""
    return position == 0 or not any(ch.isalnum() for ch in view.clauses.folded[position - 1])


def _subject_left(view: View, position: int) -> tuple[int, int] | None:
    """Return the subject nearest before a verb in its sentence, where no other finite verb comes between."""
    clauses, doc = view.clauses, view.passage.doc
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    start = clauses.sentence(position)[0]
    for n in range(position - 1, start - 1, -1):
        if clauses.enclosing(n) is not None:
            continue
        token = doc[n]
        if (
            token.pos_ == "VERB"
            and "Fin" in token.morph.get("VerbForm")
            and token.dep_ not in clauses.roles.auxiliary
        ):
            return None
        if token.dep_ in subjects and _listener(view, n):
            continue
        if token.dep_ in subjects or clauses.folded[n] in clauses.words.pronouns:
            source = sources.phrase(clauses, token) if token.dep_ in subjects else (n, n + 1)
            if source[1] <= position and _speaks(view, source):
                return source
    return None


def _speaks(view: View, source: tuple[int, int]) -> bool:
    """Whether a phrase can mean somebody."""
    people = profiles.words(view.passage.language).people
    return view.clauses.speaks(source) or any(
        word in people for word in view.clauses.folded[source[0] : source[1]]
    )


def _subject_right(view: View, position: int) -> tuple[int, int] | None:
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


def _listener(view: View, position: int) -> bool:
    """Whether a pronoun before a verb means who is spoken to, whatever the parser says."""
    doc = view.passage.doc
    return (
        view.clauses.folded[position] in _words(view.passage.language).listeners
        and position + 1 < len(doc)
        and doc[position + 1].pos_ in ("VERB", "AUX", "PRON")
    )


def _breaks(view: View, position: int) -> bool:
    """Whether a clause may begin here, with its verb first."""
    return position == 0 or not any(ch.isalnum() for ch in view.clauses.folded[position - 1])


def _subject_left(view: View, position: int) -> tuple[int, int] | None:
    """Return the subject nearest before a verb in its sentence, where no other finite verb comes between."""
    clauses, doc = view.clauses, view.passage.doc
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    start = clauses.sentence(position)[0]
    for n in range(position - 1, start - 1, -1):
        if clauses.enclosing(n) is not None:
            continue
        token = doc[n]
        if (
            token.pos_ == "VERB"
            and "Fin" in token.morph.get("VerbForm")
            and token.dep_ not in clauses.roles.auxiliary
        ):
            return None
        if token.dep_ in subjects and _listener(view, n):
            continue
        if token.dep_ in subjects or (token.ent_type_ and token.ent_iob_ == "B" and token.pos_ == "PROPN"):
            source = sources.phrase(clauses, token)
            if clauses.speaks(source) and source[1] <= position:
                return source
    return None


def _by_preposition(view: View, cue: Cue, last: int, stop: int, rule: str) -> Attribution | None:
    """Find the source after a preposition; one that means other things too must open its clause."""
    doc, clauses = view.passage.doc, view.clauses
    if cue.strength < _SPEAKS and not _breaks(view, cues_.tokens_of(view.passage, cue).start):
        return None
    for token in doc[last : min(last + 8, stop)]:
        if token.pos_ in ("VERB", "AUX"):
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            begin, end = sources.phrase(clauses, token)
            begin = max(begin, last)
            if end > stop or (cue.strength < _SPEAKS and not clauses.speaks((begin, end))):
                return None
            return Attribution(cue.span, span_of(view, begin, end), cue.sense, rule, 0.95)
    return None


# --- before ----------------------------------------------------------------------------------------


def _before(views: tuple[View, ...], stretch: Stretch, previous: Stretch | None) -> Attribution | None:
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
            attribution = _by_preposition(view, cue, last, stop, "before")
            if attribution is not None and attribution.speaker is not None:
                end = view.token_at(attribution.speaker.end)
                if not any(t.pos_ in ("VERB", "AUX") for t in view.passage.doc[last:stop]) and (
                    stop - end <= 1 or clauses.folded[stop - 1] == ","
                ):
                    return attribution
        elif stop - last <= 1 and stretch.verbal and stretch.words >= _SENTENCE_WORDS:
            return Attribution(cue.span, _possessor(view, cue), cue.sense, "noun", 0.6)
    return None


def _by_colon(view: View, cues: list[tuple[Cue, tuple[int, int]]], start: int, stop: int) -> Attribution:
    """Read what a colon introduces; without a cue, the subject of its sentence speaks."""
    verbs = [(cue, at) for cue, at in cues if cue.kind == "verb"]
    for cue, _ in reversed(verbs):
        source = _source(view, cue, after=True)
        if source is not None:
            return Attribution(cue.span, span_of(view, *source), cue.sense, "colon", 0.97)
    for cue, (_, last) in reversed(cues):
        if cue.kind == "preposition":
            found = _by_preposition(view, cue, last, stop, "colon")
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
    subjects = clauses.roles.subject | clauses.roles.passive_subject
    doc = view.passage.doc
    held = [doc[n] for n in range(start, stop) if clauses.enclosing(n) is None]
    nouns = [token for token in held if token.pos_ in ("PROPN", "NOUN")]
    found = [sources.phrase(clauses, token) for token in reversed(held) if token.dep_ in subjects]
    spoken = [source for source in found if _speaks(view, source)]
    named = [
        source for source in (sources.phrase(clauses, token) for token in nouns) if clauses.speaks(source)
    ]
    best = next(iter([*spoken, *(found if len(nouns) > 1 else []), *named]), None)
    return span_of(view, *best) if best and best[1] <= stop else None


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
    if any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm") for t in between):
        return None
    source = _source(view, cue)
    plain = [
        t
        for t in between
        if not t.is_punct and not t.is_space and clauses.folded[t.i] not in words.complementizers
    ]
    links = _words(view.passage.language).links
    light = all(t.pos_ in ("DET", "ADV") or clauses.folded[t.i] in links for t in plain)
    opener = clauses.folded[stop - 1]
    if cue.strength < _SPEAKS and stretch.words < _SENTENCE_WORDS and not stretch.ended:
        return None
    if _part_of_phrase(stretch) or (
        stretch.capital and not stretch.sentence and stretch.words < _SENTENCE_WORDS
    ):
        return None
    tight = not plain or light or opener in words.complementizers or (opener == "," and stretch.verbal)
    if source is None and stretch.end is view and last - clauses.sentence(last - 1)[0] <= _OPENING:
        source = _subject_right(view, stretch.last)
    if source is None:
        if cue.strength < _SPEAKS or not tight:
            return None
        return Attribution(cue.span, None, cue.sense, "before", 0.6, tight)
    return Attribution(cue.span, span_of(view, *source), cue.sense, "before", 0.93, tight)


# --- free-standing ---------------------------------------------------------------------------------


def _continued(
    views: tuple[View, ...], stretch: Stretch, held: tuple[Stretch, Attribution] | None
) -> Attribution | None:
    """Attribute a free-standing quotation to who spoke last: in the quotation or the sentence before."""
    near = None
    if held is not None and held[0].end is stretch.view:
        near = replace(held[1], rule="continued", confidence=0.8)
    last = _last_said(views, stretch)
    if near is not None and held is not None:
        if last is None or last[1] < _sentence_end(held[0]):
            return near
    if last is not None:
        return last[0]
    if held is not None and stretch.view.number - held[0].end.number <= 2:  # noqa: PLR2004
        return replace(held[1], rule="continued", confidence=0.6)
    if stretch.words >= _SENTENCE_WORDS:
        return Attribution(None, None, None, "free", 0.45)
    return None


def _sentence_end(stretch: Stretch) -> int:
    """Return where the sentence around the end of a stretch is over, as an offset."""
    clauses = stretch.end.clauses
    stop = clauses.sentence(min(stretch.last, len(clauses.doc) - 1))[1]
    return span_of(stretch.end, stop - 1, stop).end


def _last_said(views: tuple[View, ...], stretch: Stretch) -> tuple[Attribution, int] | None:
    """Return the attribution of the last cue before the stretch, in its passage or the one before."""
    for number in (stretch.view.number, stretch.view.number - 1):
        if number < 0:
            break
        view = views[number]
        stop = stretch.first if view is stretch.view else len(view.passage.doc)
        for cue, (first, _) in reversed(list(zip(view.cues, view.cue_tokens, strict=True))):
            if first >= stop or cue.kind != "verb" or view.clauses.enclosing(first) is not None:
                continue
            source = _source(view, cue)
            if source is not None and view.clauses.speaks(source):
                speaker = span_of(view, *source)
                return Attribution(cue.span, speaker, cue.sense, "free", 0.65), cue.span.start
            break
    return None
