"""What the pipeline's named entities say: they stretch candidates and label them."""

from __future__ import annotations

from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.lines import Line, Lines

__all__ = ["KINDS", "note", "stretch"]

# What the labels of pipelines mean; all other labels are names of something else.
KINDS = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "ORG": "organisation",
}
_LONGEST = 14


def stretch(lines: Lines, line: Line, found: list[Candidate]) -> list[Candidate]:
    """Let the pipeline's entities that hold lower-case words stretch what they overlap."""
    for first, end, label in line.entities:
        kind = KINDS.get(label)
        if kind is None or end - first > _LONGEST:
            continue
        begin, stop = _trimmed(lines, line, first, end)
        stop = _known(line, begin, stop)
        if stop - begin < 2 or all(line.cap[begin:stop]) or not line.cap[begin]:  # noqa: PLR2004
            continue
        if not _plausible(line, begin, stop, kind):
            continue
        over = [c for c in found if c.first < stop and begin < c.end]
        if not over or any(c.first < begin or c.end > stop or c.person for c in over):
            continue
        found = [c for c in found if c not in over]
        found.append(Candidate(line, begin, stop))
    return sorted(found, key=lambda c: c.first)


def _trimmed(lines: Lines, line: Line, first: int, end: int) -> tuple[int, int]:
    """Return an entity of the pipeline without articles, punctuation and links at its ends."""
    vocabulary = line.words
    edge = vocabulary.articles | vocabulary.links | vocabulary.honorifics
    while first < end and (
        not line.text[first][0].isalnum()
        or (line.small[first] in edge and (not line.cap[first] or line.initial[first]))
        or (line.initial[first] and lines.ordinary(line, first))
    ):
        first += 1
    while end > first and (not line.text[end - 1][-1].isalnum() or line.small[end - 1] in edge):
        end -= 1
    return first, end


def _known(line: Line, first: int, end: int) -> int:
    """Return where a well-known name ends before a circumstance: "la Caisse des dépôts | au capital"."""
    for stop in range(end - 1, first + 1, -1):
        apart = line.function(stop) not in line.words.genitives and line.small[stop] in line.words.links
        if apart and not any(line.cap[stop:end]) and line.gazetteer.find(line.surface(first, stop)):
            return stop
    return end


def _plausible(line: Line, first: int, end: int, kind: str) -> bool:
    """Whether the lower-case words in a range may belong to a name of a kind."""
    vocabulary = line.words
    person = kind == "person"
    inside = vocabulary.particles | vocabulary.loose_particles if person else vocabulary.links
    if line.low[first] in vocabulary.roles | vocabulary.nationalities | vocabulary.not_names:
        return False
    linked = False
    bare = vocabulary.articles - vocabulary.contractions
    for index in range(first, end):
        if line.small[index] in bare and line.small[index - 1] in vocabulary.conjunctions:
            return False  # "l'Agence de la recherche et l'Union européenne": two names
        if line.cap[index] or line.small[index] in inside:
            linked = line.small[index] in inside
            continue
        if kind == "person" or line.pos[index] not in (("ADJ", "NOUN", "PROPN") if linked else ("ADJ",)):
            return False
        linked = False
    return True


def note(line: Line, candidate: Candidate) -> None:
    """Note what the pipeline says about a candidate."""
    best = 0
    for first, end, label in line.entities:
        common = min(end, candidate.end) - max(first, candidate.first)
        if common > best or (0 < common == best and candidate.held and label in KINDS):
            best = common
            candidate.label = KINDS.get(label, "other")
            candidate.exact = candidate.first >= first and candidate.end == end
