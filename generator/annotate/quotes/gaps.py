"""Subjects that commas part from their verb: "Roberta Fuentes, president of the union, told a rally …".

A parser often loses the subject over a long apposition or relative clause; punctuation keeps it.
"""

from __future__ import annotations

from generator.annotate.quotes import nouns, openings, syntax
from generator.annotate.quotes.clauses import Clauses

__all__ = ["past_dateline", "subject"]

_OPENS = ("DET", "PROPN", "NOUN", "ADJ", "NUM")
_INSIDE = (*_OPENS, "ADP", "PART", "SYM", "X", "CCONJ")
_SEGMENTS = 3  # adverbials stepped over before the subject


def subject(clauses: Clauses, verb: tuple[int, int], found: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the phrase that opens the clause of a verb set off by a comma; ``found`` is who the parse named.

    None where the parse's own subject may stand, or where nothing that can speak opens the clause.
    """
    stop = _comma_before(clauses, verb[0])
    if stop is None or not _doubtful(clauses, found, stop, verb[1]):
        return None
    begin = _opening(clauses, stop)
    for _ in range(_SEGMENTS):
        end = next((n for n in range(begin, stop) if clauses.pauses(n)), None)
        if end is None or end == begin:
            return None
        if _phrase(clauses, begin, end):
            held = begin, end
            return held if _gap(clauses, end, stop) and _speaks(clauses, held) else None
        if any(syntax.finite(t) for t in clauses.doc[begin:end]):
            return None
        begin = end + 1
    return None


def _speaks(clauses: Clauses, held: tuple[int, int]) -> bool:
    known = nouns.read(clauses.passage.language)
    return clauses.speaks(held) or any(known.person(clauses.folded[n]) for n in range(*held))


def past_dateline(clauses: Clauses, found: tuple[int, int], verb: int) -> tuple[int, int]:
    """Return the subject behind a dateline that the parser took for it: "AKRON, Ohio — The mayor said"."""
    begin = openings.past_dateline(clauses.passage)
    if begin is None or not found[0] < begin <= verb:
        return found
    end = next((n for n in range(begin, verb) if clauses.doc[n].pos_ in ("VERB", "AUX", "PUNCT")), verb)
    return (begin, end) if begin < end and _phrase(clauses, begin, end) else found


def _comma_before(clauses: Clauses, position: int) -> int | None:
    """Return the comma before a verb, with at most clitics and adverbs between."""
    position -= 1
    while position > 0 and clauses.doc[position].pos_ in ("ADV", "PRON") and not _capital(clauses, position):
        if clauses.folded[position] in clauses.words.pronouns | clauses.words.relative_pronouns:
            return None
        position -= 1
    return position if position > 0 and clauses.folded[position] == "," else None


def _capital(clauses: Clauses, position: int) -> bool:
    return clauses.doc[position].text[:1].isupper()


def _doubtful(clauses: Clauses, found: tuple[int, int] | None, stop: int, end: int) -> bool:
    """Whether the parse gave a verb no subject, or one that stands after it or inside an apposition."""
    if found is None or found[0] >= end:
        return True
    before = clauses.doc[found[0] - 1] if found[0] else None
    return found[1] == stop and before is not None and before.pos_ == "ADP"


def _opening(clauses: Clauses, position: int) -> int:
    """Return where the clause around a token begins: after a quotation, a semicolon, a dash or a stop."""
    begin = clauses.sentence(position)[0]
    for n in range(position - 1, begin, -1):
        if clauses.enclosing(n) is not None or clauses.folded[n] in {";", ":", "—", "–"}:
            begin = n + 1
            break
    while begin < position and (
        clauses.doc[begin].is_punct or clauses.folded[begin] in clauses.words.coordinators
    ):
        begin += 1
    return begin


def _phrase(clauses: Clauses, begin: int, end: int) -> bool:
    """Whether the tokens are a noun phrase and no date."""
    tokens = clauses.doc[begin:end]
    return (
        (tokens[0].pos_ in _OPENS or syntax.has(tokens[0], "Poss", "Yes"))
        and any(token.pos_ in ("NOUN", "PROPN") for token in tokens)
        and all(token.pos_ in _INSIDE or token.is_punct for token in tokens[1:])
        and not any(clauses.folded[token.i] in clauses.words.times for token in tokens)
    )


def _gap(clauses: Clauses, begin: int, stop: int) -> bool:
    """Whether what stands between commas only describes: no finite verb but in a relative clause."""
    if stop <= begin + 1:
        return False
    for n in range(begin, stop):
        if clauses.folded[n] in clauses.words.relative_pronouns:
            return True
        opens = n == begin + 1 and syntax.past(
            clauses.doc[n]
        )  # "Lee, reached at home, said", whatever its tag
        if (syntax.finite(clauses.doc[n]) and not opens) or clauses.enclosing(n) is not None:
            return False
    return True
