"""The words that denote who speaks, nearest to the cue in its clause."""

from __future__ import annotations

import re

from spacy.tokens import Token

from generator.annotate.quotes import adjuncts, cues, gaps, nouns, syntax, wording
from generator.annotate.quotes.candidate import Cue, Usage
from generator.annotate.quotes.clauses import Clauses

__all__ = ["agent", "behind", "ending", "of_noun", "of_verb", "passive", "patient", "phrase"]

_BEHIND = 12  # tokens after a cue up to whom it was learnt from
_DEPTH = 6  # clauses to climb in search of a subject
_AGE = 4  # words before a verb: a name, a comma, an age
_FULL = 2  # words of a name that stands for itself
_NEAR = 4  # words between a pronoun and its verb
_SEAT = re.compile(r"[A-Z]{1,2}-\w")  # of a lawmaker: "D-Calif."
_STOPS = frozenset({",", ";", "(", ")", "«", "»", "“", "”", ":", '"', "–", "—"})


def of_verb(clauses: Clauses, cue: Cue, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """Find the source of a verbal cue: its subject, its agent, or the subject of what governs it."""
    span = cues.tokens_of(clauses.passage, cue)
    if passive(clauses, cue) or patient(clauses, cue):
        return next((agent for token in tokens if (agent := _agent(clauses, token))), None)
    found = _of_active(clauses, cue, tokens)
    if found is not None and found[0] >= span.end and span.start == clauses.sentence(span.start)[0] + 1:
        found = _pronoun_before(clauses, span.start) or found  # "Lui exige des excuses"
    found = gaps.subject(clauses, (span.start, span.end), found) or found
    found = found and (_past_age(clauses, found, span.start) or found)
    if (ends := syntax.closing(clauses.doc[span.end - 1])) and (found is None or found[0] != ends):
        found = ends, span.start
    return found and gaps.past_dateline(clauses, found, span.start)


def _of_active(clauses: Clauses, cue: Cue, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    roles = clauses.roles
    span = cues.tokens_of(clauses.passage, cue)
    subjects = [c for t in tokens for c in t.children if c.dep_ in roles.subject | roles.passive_subject]
    if held := _inverted(clauses, span.start, span.end, any(c.i < span.start for c in subjects)):
        return held
    joined = span.start and (
        clauses.folded[span.start - 1] in clauses.words.coordinators or _afterwards(clauses, span.start)
    )
    if joined and not _beside(subjects, span.start) and (held := _of_previous(clauses, cue.token)):
        return held
    if subjects and (held := _named_before(clauses, span.start, subjects[0].i)):
        return held
    if subjects:
        compared = any(
            clauses.folded[n] in clauses.words.comparatives for n in range(subjects[0].i, span.start)
        )
        return _subject(clauses, subjects[-1 if compared else 0])
    if (
        cue.token.pos_ not in ("VERB", "AUX")
        and span.start
        and clauses.doc[span.start - 1].pos_ in ("PROPN", "NOUN")
    ):
        held = ending(clauses, span.start - 1)
        return (held[0] if held else span.start - 1), span.start
    return (
        _pronoun_before(clauses, span.start)
        or _noun_before(clauses, span.start)
        or _governing(clauses, cue.token)
    )


def _named_before(clauses: Clauses, verb: int, subject: int) -> tuple[int, int] | None:
    """Return the name between a comma and a verb, where the parse takes what stands before for the subject.

    "Vice-présidente chargée des sports, Julie Roux assure …"; not in a list or with an apposition.
    """
    doc, folded = clauses.doc, clauses.folded
    last = verb
    while last > subject and doc[last - 1].pos_ in ("ADV", "PRON") and doc[last - 1].text.islower():
        last -= 1
    first = last
    while first > subject + 1 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].text[:1].isupper():
        first -= 1
    if last - first < _FULL or folded[first - 1] != "," or clauses.enclosing(first) is not None:
        return None
    start = clauses.sentence(verb)[0]
    opens = doc[start].pos_ in ("NOUN", "ADJ", "VERB", "ADP") and "," not in folded[start : first - 1]
    joined = any(folded[n] in clauses.words.coordinators for n in range(start, first))
    return (first, last) if opens and not joined else None


def _afterwards(clauses: Clauses, start: int) -> bool:
    """Whether an infinitive says what its speaker did next: "a dit que …, avant d'ajouter"."""
    folded = clauses.folded
    return (
        start > 1
        and syntax.infinitive(clauses.doc[start])
        and folded[start - 1] in clauses.words.infinitive_markers
        and folded[start - 2] in clauses.words.conjunctive
    )


def _past_age(clauses: Clauses, found: tuple[int, int], start: int) -> tuple[int, int] | None:
    """Return whose age stands before a verb, where the parser took that or the like for the subject."""
    doc, folded = clauses.doc, clauses.folded
    if found[0] >= start:
        return None
    age = found[0] if _is_age(clauses, *found) else None
    if age is None and start > _AGE and folded[start - 1] == "," and _is_age(clauses, start - 3, start - 1):
        age = start - 3
    if age is None or age >= start or age < 2 or folded[age - 1] != ",":  # noqa: PLR2004
        return None
    return ending(clauses, age - 2) if doc[age - 2].pos_ == "PROPN" else None


def _is_age(clauses: Clauses, start: int, end: int) -> bool:
    """Whether a number and a noun are all that a phrase has: "58 ans"."""
    tokens = clauses.doc[max(0, start) : end]
    if len(tokens) != 2 or not tokens[0].like_num:  # noqa: PLR2004
        return False
    return clauses.folded[tokens[1].i].removesuffix("s") in clauses.words.times


def _beside(subjects: list[Token], start: int) -> bool:
    """Whether one of the subjects stands right at the cue."""
    return any(abs(subject.i - start) <= _NEAR for subject in subjects)


def _of_previous(clauses: Clauses, token: Token) -> tuple[int, int] | None:
    """Return the source of the verb of speech before this one in the sentence, outside quotation marks."""
    begin, _ = clauses.sentence(token.i)
    roles = clauses.roles
    for position in range(token.i - 1, begin - 1, -1):
        if position not in clauses.reporting or clauses.enclosing(position) is not None:
            continue
        verb = clauses.doc[position]
        start = min([position, *(c.i for c in verb.lefts if c.dep_ in roles.auxiliary)])
        subjects = [c for c in verb.children if c.dep_ in roles.subject and clauses.enclosing(c.i) is None]
        held = _inverted(clauses, start, position + 1, any(c.i < start for c in subjects))
        if held is None and subjects:
            held = _subject(clauses, subjects[0])
        return held or _pronoun_before(clauses, start)
    return None


def behind(clauses: Clauses, cue: Cue, usage: Usage) -> tuple[int, int] | None:
    """Find whom something was learnt from, behind one of the prepositions of the usage."""
    if not usage.via:
        return None
    doc = clauses.doc
    last = cues.tokens_of(clauses.passage, cue).end
    stop = clauses.sentence(cue.token.i)[1]
    for position in range(last, min(last + _BEHIND, stop - 1)):
        if clauses.folded[position] in _STOPS:
            return None
        if clauses.plain(position) not in usage.via:
            continue
        head = next(
            (t for t in doc[position + 1 : min(position + 4, stop)] if t.pos_ in ("NOUN", "PROPN")), None
        )
        if head is not None:
            held = phrase(clauses, head)
            held = max(held[0], position + 1), held[1]
            if clauses.speaks(held):
                return held
    return None


def passive(clauses: Clauses, cue: Cue) -> bool:
    """Whether the cue stands in the passive; a reflexive verb takes the same auxiliary and does not."""
    roles, token = clauses.roles, cue.token
    if any(c.dep_ in roles.passive_auxiliary for c in token.children):
        return True
    return any(
        c.dep_ in roles.copula and clauses.folded[c.i] in clauses.words.being for c in token.lefts
    ) and (syntax.past(token))


def of_noun(clauses: Clauses, noun: Token) -> tuple[int, int] | None:
    """Find the source of a noun of speech: its possessor, or the subject of the verb that takes it."""
    roles = clauses.roles
    for child in noun.children:
        if child.dep_ in roles.possessor and child.pos_ != "ADJ":
            held = phrase(clauses, child)
            if clauses.speaks(held):
                return held
        if child.dep_ in roles.determiner and syntax.has(child, "Poss", "Yes"):
            return child.i, child.i + 1
        if child.dep_ in roles.preposition | roles.agent:
            for inner in child.children:
                if inner.dep_ in roles.prepositional_object and clauses.speaks(
                    held := phrase(clauses, inner)
                ):
                    return held
    if noun.dep_ not in roles.object | roles.prepositional_object | roles.oblique:
        return None
    verbal = noun.head.pos_ in ("VERB", "AUX")
    source = _over(clauses, noun.head) if verbal else _governing(clauses, noun.head)
    return source if clauses.speaks(source) else None


def _over(clauses: Clauses, verb: Token) -> tuple[int, int] | None:
    """Return the subject of a verb or of what governs it."""
    for child in verb.children:
        if child.dep_ in clauses.roles.subject:
            return _subject(clauses, child)
    return _governing(clauses, verb)


def patient(clauses: Clauses, cue: Cue) -> bool:
    """Whether the cue is a bare past participle that describes who is spoken to or of."""
    token, roles = cue.token, clauses.roles
    bare = roles.auxiliary | roles.subject | roles.passive_subject
    if token.dep_ not in roles.participle | roles.adverbial or any(c.dep_ in bare for c in token.children):
        return False
    root = token.head
    while root.head != root and root.pos_ in ("NOUN", "PROPN", "ADP"):
        root = root.head
    verbless = root.head == root and root.pos_ in ("NOUN", "PROPN", "ADJ")
    verbless = verbless and not any(c.dep_ in roles.copula for c in root.children)
    if verbless and clauses.folded[token.i - 1] == ",":
        return False  # after an apposition the parser took the main verb for a participle
    return syntax.past(token) and syntax.participle(token)


def agent(clauses: Clauses, cue: Cue) -> tuple[int, int] | None:
    """Find who does what a passive says, behind its preposition, whatever the parser hung that on."""
    if (found := _agent(clauses, cue.token)) is not None:
        return found
    last, (_, stop) = cues.tokens_of(clauses.passage, cue).end, clauses.sentence(cue.token.i)
    for position in range(last, stop - 1):
        if clauses.folded[position] in clauses.words.agents and clauses.enclosing(position) is None:
            named = clauses.doc[position + 1 : min(position + _NEAR, stop)]
            head = next((token for token in named if token.pos_ in ("NOUN", "PROPN")), None)
            held = head and phrase(clauses, head)
            if held and clauses.speaks(held):
                return max(held[0], position + 1), held[1]
    return None


def _agent(clauses: Clauses, token: Token) -> tuple[int, int] | None:
    roles = clauses.roles
    for child in token.children:
        if child.dep_ in roles.agent:
            inner = [c for c in child.children if c.dep_ in roles.prepositional_object]
            return phrase(clauses, inner[0] if inner else child)
    return None


def _inverted(clauses: Clauses, start: int, end: int, preceded: bool) -> tuple[int, int] | None:  # noqa: FBT001
    """Find a subject after its verb: a hyphenated pronoun, or a noun phrase after a break and the verb.

    Where the parser saw a subject before the verb, it is one only if no clause stands before the break.
    """
    folded, doc, words = clauses.folded, clauses.doc, clauses.words
    for position in range(start + 1, min(end + 2, len(doc))):
        if folded[position].startswith("-") and folded[position] in words.pronouns:
            return position, position + 1
    breaks = _STOPS | {"?", "!", "...", "…"}
    if start == 0 or folded[start - 1] not in breaks or end >= len(doc) or _parenthetic(clauses, start):
        return None
    if not syntax.finite(doc[end - 1]) and not syntax.finite(doc[start]):
        return None
    if clauses.order.inserted_verb_first:
        end = adjuncts.past(clauses, end, clauses.sentence(start)[1])
        if end >= len(doc):
            return None
    if doc[end].pos_ not in ("DET", "PROPN", "NOUN", "ADJ", "NUM") and folded[end] not in words.pronouns:
        return None
    if preceded and clauses.enclosing(start - 1) is None:
        begin, _ = clauses.sentence(start)
        if not any(syntax.finite(t) and not _describes(clauses, t) for t in doc[begin:start]):
            return _inserted(clauses, end)
    head = doc[end]
    while (
        head.head.i > head.i
        and head.head.i < end + 8
        and head.head.pos_ in ("NOUN", "PROPN")
        and head.dep_ in clauses.roles.modifier | clauses.roles.name
    ):
        head = head.head
    return phrase(clauses, head)


def _parenthetic(clauses: Clauses, start: int) -> bool:
    """Whether the comma before a verb only closes an adverb set off from its subject: "he, too, said"."""
    folded, doc = clauses.folded, clauses.doc
    return (
        start > 3  # noqa: PLR2004
        and folded[start - 1] == "," == folded[start - 3]
        and doc[start - 2].pos_ == "ADV"
        and (folded[start - 4] in clauses.words.pronouns or doc[start - 4].pos_ in ("NOUN", "PROPN"))
    )


def _inserted(clauses: Clauses, position: int) -> tuple[int, int] | None:
    """Return the noun phrase here where a comma and a finite verb follow it: the sentence goes on."""
    held = phrase(
        clauses, clauses.doc[position].head if clauses.doc[position].pos_ == "DET" else clauses.doc[position]
    )
    after = held[1]
    if held[0] < position or after + 1 >= len(clauses.doc) or clauses.folded[after] != ",":
        return None
    return held if any(map(syntax.finite, clauses.doc[after + 1 : after + 1 + _NEAR])) else None


def _describes(clauses: Clauses, verb: Token) -> bool:
    """Whether a verb only describes a noun, in a relative clause."""
    relative = clauses.roles.relative
    return verb.dep_ in relative or verb.head.dep_ in relative


def _pronoun_before(clauses: Clauses, start: int) -> tuple[int, int] | None:
    """Find a pronoun that the parser did not see as subject, with only clitics up to the verb."""
    for position in range(start - 1, max(-1, start - 1 - _NEAR), -1):
        if clauses.folded[position] in clauses.words.pronouns:
            listens = clauses.folded[position] in wording.read(clauses.passage.language).listeners
            before = _pronoun_before(clauses, position) if listens else None
            return before or (position, position + 1)  # "il lui reproche": he speaks, to him
        if clauses.doc[position].pos_ not in ("PRON", "ADV", "AUX", "PART"):
            return None
    return None


def _subject(clauses: Clauses, subject: Token) -> tuple[int, int]:
    """Return the subject's phrase; a relative pronoun gives way to what it stands for."""
    words, roles = clauses.words, clauses.roles
    verb, after = subject.head, subject.i + 1
    hyphened = clauses.folded[subject.i].startswith("-") and after < len(clauses.doc)
    if hyphened and clauses.folded[after] in words.pronouns and clauses.folded[after].startswith("-"):
        return after, after + 1  # it was the letter before a hyphenated pronoun
    if (
        clauses.folded[subject.i] in words.relative_pronouns
        and verb.dep_ in roles.relative | roles.participle
    ):
        if (near := _thing(clauses, subject, verb.head)) is not None:
            return near
        return phrase(clauses, _described(clauses, verb.head))
    if clauses.folded[subject.i] in words.relative_pronouns and subject.i:
        return _antecedent(clauses, subject) or phrase(clauses, subject)
    return phrase(clauses, subject)


def _thing(clauses: Clauses, pronoun: Token, head: Token) -> tuple[int, int] | None:
    """Return the name right before a relative pronoun that the parser hung on what somebody made or did.

    "A suit brought by the League, which argued": no suit argues, while "the head of the League, who"
    is its head.
    """
    before = clauses.doc[pronoun.i - 2] if pronoun.i > 1 and clauses.folded[pronoun.i - 1] == "," else None
    if before is None or before.pos_ != "PROPN" or head.pos_ != "NOUN" or not head.i < before.i:
        return None
    person = nouns.read(clauses.passage.language).person(clauses.folded[head.i])
    return None if person or clauses.speaks((head.i, head.i + 1)) else ending(clauses, before.i)


def _described(clauses: Clauses, head: Token) -> Token:
    """Return the name that a noun is in apposition to, past a seat: "Ann Roe, D-Ohio, the chair, who …"."""
    found = head
    while found.dep_ in clauses.roles.apposition and (found.pos_ != "PROPN" or _SEAT.match(found.text)):
        found = found.head
    return found if found.pos_ == "PROPN" and found.i < head.i else head


def _noun_before(clauses: Clauses, start: int) -> tuple[int, int] | None:
    """Find a noun phrase right before a finite verb that the parser gave no subject."""
    if start == 0 or start >= len(clauses.doc) or not syntax.finite(clauses.doc[start]):
        return None
    if clauses.doc[start - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    if clauses.folded[start - 1] in clauses.words.times:
        return _opening(clauses, start)
    return ending(clauses, start - 1)


def _opening(clauses: Clauses, start: int) -> tuple[int, int] | None:
    """Return the noun phrase that opens the sentence: "A survey released Thursday found …"."""
    begin = clauses.sentence(start)[0]
    if clauses.doc[begin].pos_ not in ("DET", "PROPN", "NOUN"):
        return None
    head = next((token for token in clauses.doc[begin:start] if token.pos_ in ("NOUN", "PROPN")), None)
    if head is None or clauses.folded[head.i] in clauses.words.times:
        return None
    held = phrase(clauses, head)
    return held if held[0] == begin and held[1] <= start else None


def _antecedent(clauses: Clauses, pronoun: Token) -> tuple[int, int] | None:
    """Return the noun phrase right before a relative pronoun, maybe with a comma between."""
    return ending(clauses, pronoun.i - 2 if clauses.folded[pronoun.i - 1] == "," else pronoun.i - 1)


def ending(clauses: Clauses, before: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends at a position."""
    if before < 0 or clauses.doc[before].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    head = clauses.doc[before]
    while head.head.i < head.i and head.dep_ in clauses.roles.modifier | clauses.roles.name:
        head = head.head
    held = phrase(clauses, head)
    return held[0], min(held[1], before + 1)


def _governing(clauses: Clauses, token: Token) -> tuple[int, int] | None:
    roles = clauses.roles
    begin, stop = clauses.sentence(token.i)
    dependent = roles.adverbial | roles.conjunct | roles.open_clause | roles.clause | roles.parataxis
    cue = token
    for _ in range(_DEPTH):
        head = token.head
        if head == token or not begin <= head.i < stop:
            return None
        if clauses.enclosing(head.i) is not None and clauses.enclosing(token.i) is None:
            return _of_previous(clauses, token)
        if token.dep_ in roles.participle | roles.relative:
            held = phrase(clauses, head)
            if token.dep_ in roles.relative or clauses.speaks(held) or not _adjunct(clauses, head):
                return held
            token = head
            continue  # "issued a statement after the hearing saying …"
        listed = cue.dep_ in roles.conjunct and token.dep_ in roles.object  # a verb listed with an object
        if not listed and token.dep_ not in dependent | roles.preposition | roles.prepositional_object:
            if head.pos_ in ("NOUN", "PROPN"):
                return phrase(clauses, head)
            return None
        own = roles.subject | roles.passive_subject
        own |= roles.expletive if token.dep_ in roles.conjunct else frozenset()  # "il compte … et promet que"
        for child in head.children:
            if child != token and child.dep_ in own:
                return _subject(clauses, child)
        token = head
    return None


def _adjunct(clauses: Clauses, noun: Token) -> bool:
    """Whether a noun only tells when, where or through what something is done."""
    return noun.dep_ in clauses.roles.prepositional_object and noun.head.head.pos_ in ("VERB", "NOUN")


def phrase(clauses: Clauses, head: Token) -> tuple[int, int]:
    """Return the noun phrase of a head without what is hung on by a comma, a relative or an apposition."""
    roles = clauses.roles
    cut = (
        roles.relative
        | roles.apposition
        | roles.participle
        | roles.parataxis
        | roles.conjunct
        | roles.coordinator
        | roles.punctuation
        | roles.clause
        | roles.adverbial
    )
    start = end = head.i
    for token in _within(head, cut):
        start, end = min(start, token.i), max(end, token.i)
    for position in range(head.i, end + 1):
        if clauses.folded[position] in _STOPS or (
            position > head.i
            and (clauses.folded[position] in clauses.words.times or _reports(clauses, position))
        ):
            end = position - 1
            break
    for position in range(head.i, start - 1, -1):
        if clauses.folded[position] in _STOPS:
            start = position + 1
            break
    while start < head.i and clauses.doc[start].dep_ in roles.case:
        start += 1
    start, end = min(start, head.i), max(end, head.i)
    begin = clauses.sentence(head.i)[0]
    if start < begin and not clauses.folded[begin - 1].endswith("."):  # but "Retired Lt. | Gen. Flynn"
        start = begin
    while end + 1 < len(clauses.doc) and clauses.doc[end + 1].pos_ == "PROPN":
        end += 1
    return start, end + 1


def _reports(clauses: Clauses, position: int) -> bool:
    """Whether a verb of speech stands at a position, and does not only describe the noun after it."""
    token = clauses.doc[position]
    return position in clauses.reporting and not (
        token.dep_ in clauses.roles.modifier and token.head.i > position
    )


def _within(head: Token, cut: frozenset[str]) -> list[Token]:
    found, queue = [], [head]
    while queue:
        token = queue.pop()
        found.append(token)
        queue += [child for child in token.children if child.dep_ not in cut]
    return found
