"""Where names may stand: capitalised sequences, names known offline, the pipeline's entities."""

from __future__ import annotations

import re

from generator.annotate.entities.boundaries import (
    complement,
    head_before,
    motto,
    numbered,
    owned,
    pieces,
    unlettered,
)
from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.gazetteer import Known, head
from generator.annotate.entities.labels import KINDS, note, stretch
from generator.annotate.entities.lines import Line, Lines

__all__ = ["candidates"]

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)")
_LONGEST = 14
_MARKS = frozenset("«»“”„‟\"'‘’‹›")
_OPENING = 9  # words before an agency's mark


def candidates(lines: Lines) -> list[Candidate]:
    """Return all candidates in text order; they do not overlap."""
    found = [each for line in lines.lines for each in _in_line(lines, line)]
    alone = {each.low for each in found}
    return [part for each in found for part in _split(each, alone)]


def _split(candidate: Candidate, alone: set[tuple[str, ...]]) -> list[Candidate]:
    """Cut "WikiLeaks Julian Assange" before the given name, where the rest is a name of its own."""
    line, low = candidate.line, candidate.low
    if len(low) > 1 and line.word(candidate.end) in line.words.polled:
        state = line.gazetteer.find(line.surface(candidate.first, candidate.end - 1))
        chamber = line.gazetteer.find(line.surface(candidate.end - 1, candidate.end))
        if state and chamber and state.kind == "region" and chamber.kind == "organisation":
            return _noted(candidate, candidate.end - 1)  # "the Ohio | Senate race"
    for size in range(1, len(low) - 1):
        if low[size] not in line.words.given_names or low[size - 1] in line.words.given_names:
            continue
        cut = candidate.first + size
        if (
            low[:size] in alone
            or low[size - 1] in line.words.organisation_words
            or line.gazetteer.find(line.surface(candidate.first, cut))
        ):
            return _noted(candidate, cut, person=True)
    return [candidate]


def _noted(candidate: Candidate, cut: int, *, person: bool = False) -> list[Candidate]:
    """Return the two names that a cut makes of one."""
    line = candidate.line
    parts = [Candidate(line, candidate.first, cut), Candidate(line, cut, candidate.end, person=person)]
    for part in parts:
        part.known = line.gazetteer.find(part.text)
        note(line, part)
    return parts


def _in_line(lines: Lines, line: Line) -> list[Candidate]:
    known = _known(lines, line)
    found: list[Candidate] = []
    if line.titled:
        found += [Candidate(line, a, b, known=k) for a, b, k in known]
        found += _people_in_title(line, {i for a, b, _ in known for i in range(a, b)})
    else:
        for first, end in _sequences(lines, line):
            found += [Candidate(line, a, b, person) for a, b, person in pieces(lines, line, first, end)]
        found = _with_known(line, found, known)
        found = _with_particles(line, found)
        found = stretch(lines, line, found)
        found = _conjoined(line, _spelled_out(line, found))
        for candidate in found:
            _grow(line, candidate)
            if _ORDINAL.fullmatch(line.word(candidate.first - 1)) and _ranked(candidate):
                candidate.first -= 1  # "7th U.S. Circuit Court of Appeals"
    found = [c for c in _apart(found) if not _heads_line(line, c) and not _counted(line, c)]
    for candidate in found:
        candidate.known = candidate.known or line.gazetteer.find(candidate.text)
        note(line, candidate)
    return found


def _ranked(candidate: Candidate) -> bool:
    """Whether a name is one of those that are numbered: a court, a district, a unit of the army."""
    words = candidate.line.words
    bodies = words.organisation_words | words.organisation_heads | words.numbered
    return not candidate.person and not bodies.isdisjoint(candidate.low)


def _sequences(lines: Lines, line: Line) -> list[tuple[int, int]]:
    """Return maximal runs of capitalised words, with the particles that names have inside."""
    found: list[tuple[int, int]] = []
    vocabulary = line.words
    inside = vocabulary.particles | vocabulary.foreign_links
    index, size = 0, len(line)
    while index < size:
        if not line.cap[index] or (line.initial[index] and _skipped(lines, line, index)):
            index += 1
            continue
        end = index + 1
        while end < size:
            if line.cap[end]:
                if not line.spaced(end) and line.body[line.begin[end] - line.passage.start - 1] == "-":
                    break  # Clinton-Obama after a prefix was cut off
                if line.breaks(end):
                    break
                end += 1
                continue
            inner = end
            while inner < size and inner - end < 3 and line.small[inner] in inside:  # noqa: PLR2004
                inner += 1
            if inner > end and inner < size and line.cap[inner]:
                end = inner + 1
            elif owned(line, index, end) or (line.text[end] == "&" and end + 1 < size and line.cap[end + 1]):
                end += 2
            else:
                break
        while index > 0 and line.small[index - 1] in vocabulary.particles - vocabulary.links:
            index -= 1  # "bin Laden", "von der Leyen"
        found.append((index, end))
        index = end
    return found


def _skipped(lines: Lines, line: Line, index: int) -> bool:
    """Whether the first word of a sentence is no part of a name."""
    if _participle(line, index) or (_shouted(line, index) and not lines.upper[line.low[index]]):
        return True
    if not lines.ordinary(line, index):
        return False
    low = line.low[index]
    function = line.stop[index] or line.small[index] in line.words.place_prepositions
    if index + 1 < len(line) and line.cap[index + 1] and not function:
        if any(a <= index and index + 1 < b for a, b, _ in line.entities):
            return False
        if not lines.lower[low] and line.pos[index] in ("PROPN", "NOUN", "X"):
            return False
    if (
        line.small[index] in line.words.articles
    ):  # "La Poste" at the start of a sentence, if it is so elsewhere
        return not (index + 1 < len(line) and line.cap[index + 1] and lines.upper[low])
    return True


def _participle(line: Line, index: int) -> bool:
    """Whether a participle opens a sentence before a name: "Baptisée Horizon, la sonde …"."""
    token = line.passage.doc[line.token[index]]
    return (
        line.pos[index] == "VERB"
        and "Part" in token.morph.get("VerbForm", [])
        and line.small[index].endswith(line.words.participle_endings)
        and line.low[index] not in line.words.given_names
    )


def _shouted(line: Line, index: int) -> bool:
    """Whether a word stands alone between marks, with its exclamation or question mark: « Chiche ! »."""
    return (
        index > 0
        and line.text[index - 1] in _MARKS
        and line.word(index + 1) in ("!", "?", "!…", "?!")
        and line.word(index + 2) in _MARKS
    )


def _known(lines: Lines, line: Line) -> list[tuple[int, int, Known]]:
    """Return the longest names of the gazetteer, left to right."""
    found: list[tuple[int, int, Known]] = []
    index, size = 0, len(line)
    while index < size:
        if line.cap[index]:
            for end in range(min(size, index + 7) if _leads(line, index) else index + 1, index, -1):
                match = line.gazetteer.find(line.surface(index, end))
                if match is None:
                    continue
                if end == index + 1 and match.kind == "city" and line.titled:
                    continue
                if end == index + 1 and _weak(lines, line, index):
                    continue
                if line.small[index] in line.words.articles and not any(line.cap[index + 1 : end]):
                    continue  # "L'équipe", not "L'Équipe"
                found.append((index, end, match))
                index = end - 1
                break
        index += 1
    return found


def _leads(line: Line, index: int) -> bool:
    """Whether a word may open a name of several words: those are few, and most need not be looked up."""
    word = line.low[index]
    alone = index + 1 < len(line) and (line.spaced(index + 1) or not line.text[index + 1][0].isalnum())
    return head(word) in line.gazetteer.heads or not alone or not word[0].isalnum()


def _weak(lines: Lines, line: Line, index: int) -> bool:
    """Whether a single word of the gazetteer is rather something else here."""
    low = line.low[index]
    if line.text[index].isupper() and len(low) > 2:  # noqa: PLR2004
        return False
    if low in line.words.not_names or (line.initial[index] and lines.ordinary(line, index)):
        return True
    return low in line.words.honorifics and index + 1 < len(line) and line.cap[index + 1]


def _people_in_title(line: Line, taken: set[int]) -> list[Candidate]:
    """Return people that the pipeline sees in a line whose capitals say nothing."""
    return [
        Candidate(line, first, unlettered(line, first, end))
        for first, end, label in line.entities
        if KINDS.get(label) == "person"
        and end - first in (2, 3)
        and line.low[first] in line.words.given_names
        and not taken & set(range(first, end))
    ]


def _with_known(line: Line, found: list[Candidate], known: list[tuple[int, int, Known]]) -> list[Candidate]:
    """Join names of the gazetteer with the sequences that they overlap."""
    for first, end, match in known:
        over = [c for c in found if c.first < end and first < c.end]
        if any(c.first <= first and end <= c.end for c in over):
            continue
        found = [c for c in found if c not in over]
        begin = min([first, *(c.first for c in over)])
        stop = max([end, *(c.end for c in over)])
        whole = (begin, stop) == (first, end)
        found.append(
            Candidate(line, begin, stop, any(c.person for c in over), known=match if whole else None)
        )
    return sorted(found, key=lambda c: c.first)


def _with_particles(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Join what small words hold together in the name of a person: "Bertrand de Broc", "Jeanne d'Arc"."""
    kept: list[Candidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if last and 0 < candidate.first - last.end <= 2 and _holds(line, last, candidate):  # noqa: PLR2004
            last.end, last.known, last.held = candidate.end, None, True
        else:
            kept.append(candidate)
    return kept


def _holds(line: Line, last: Candidate, candidate: Candidate) -> bool:
    words = line.words
    between = line.small[last.end : candidate.first]
    if last.end - last.first > 1 or any(word not in words.loose_particles for word in between):
        return False
    if any(word in words.conjunctions for word in between):
        return False
    low = line.low[last.first]
    if low in words.given_names:
        return line.gazetteer.find(candidate.text) is None
    if low in words.roles or low in words.organisation_heads or low in words.place_heads or last.known:
        return False
    return any(
        a == candidate.first and b == candidate.end and KINDS.get(label) == "person"
        for a, b, label in line.entities
    )


def _spelled_out(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Add a body in lower case that its acronym follows: "agence régionale de santé (ARS)"."""
    added = []
    for candidate in found:
        at = candidate.first - 1
        if line.word(at) != "(" or line.word(candidate.end) != ")" or not candidate.text.isupper():
            continue
        letters = candidate.low[0]
        for first in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
            if not line.text[first][-1].isalnum() and line.small[first] not in line.words.links:
                break
            initials = [
                low[0]
                for low, small in zip(line.low[first:at], line.small[first:at], strict=True)
                if small not in line.words.links
            ]
            heads = line.words.organisation_heads | line.words.organisation_heads_lower
            if "".join(initials) == letters and line.low[first] in heads and not line.cap[first]:
                added.append(Candidate(line, first, at, head=line.low[first]))
                break
    return sorted(found + added, key=lambda c: c.first)


def _conjoined(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Join what one body is in charge of: "the Maritime and Coastguard Agency"."""
    words = line.words
    kept: list[Candidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if (
            last
            and candidate.first == last.end + 1
            and line.small[last.end] in words.conjunctions
            and line.function(last.first - 1) in words.articles
            and last.end - last.first == 1
            and candidate.end - candidate.first > 1
            and candidate.low[-1] in words.organisation_words
            and not line.gazetteer.find(last.text)
            and not last.text.isupper()
        ):
            last.end, last.known, last.person = candidate.end, None, False
        else:
            kept.append(candidate)
    return kept


def _grow(line: Line, candidate: Candidate) -> None:
    """Take in the head noun before a name, or the complement after its head."""
    if candidate.person:
        return
    candidate.end = motto(line, candidate.first, candidate.end)
    candidate.end = numbered(line, complement(line, candidate.first, candidate.end))
    first, end, head = head_before(line, candidate.first, candidate.end)
    if head:
        candidate.first, candidate.end, candidate.head, candidate.known = first, end, head, None


def _heads_line(line: Line, candidate: Candidate) -> bool:
    """Whether a word is a rubric ("Rugby. Redon mène") or an agency's mark ("PAU (AFP) —")."""
    first, end = candidate.first, candidate.end
    after = line.word(end)
    if first == 0 and end == 1 and after in (".", ":", "(", "–", "—", "-"):
        return line.low[0] in line.words.rubrics
    if line.word(first - 1) != "(" or after != ")" or first > _OPENING or end + 1 >= len(line):
        return False
    return line.text[end + 1] in "–—-" and line.spaced(end + 1)


def _counted(line: Line, candidate: Candidate) -> bool:
    """Whether there are several of what a lone word names: "two Boeings", "deux Canadair"."""
    at = candidate.first - 1
    if candidate.end - candidate.first > 1 or line.pos[max(at, 0)] != "NUM" or at < 0:
        return False
    number = line.text[at]
    year = number.isdigit() and len(number) > 3  # noqa: PLR2004
    return not year and line.gazetteer.find(candidate.text) is None


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Drop every candidate inside or across a longer one."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.first, -c.end)):
        if kept and candidate.first < kept[-1].end:
            if candidate.end - candidate.first > kept[-1].end - kept[-1].first:
                kept[-1] = candidate
            continue
        kept.append(candidate)
    return kept
