"""What kind of thing a name means: one vote per entity over the article."""

from __future__ import annotations

import math

from generator.annotate.entities.candidate import Candidate

__all__ = ["KINDS", "vote"]

KINDS = ("person", "organisation", "place", "other")

# What each observation speaks for, and how strongly. Those of the name itself count once for an
# entity, those of what stands around it by how often they are made.
_NAME: dict[str, dict[str, float]] = {
    "given-name": {"person": 2.2},
    "given-name-alone": {"person": 1.0},
    "country": {"place": 7.0},
    "region": {"place": 3.0},
    "city": {"place": 1.2},
    "large-city": {"place": 2.2},
    "known-organisation": {"organisation": 4.0},
    "organisation-head": {"organisation": 3.0},
    "organisation-word": {"organisation": 2.2},
    "place-head": {"place": 4.0},
    "place-word": {"place": 2.5},
    "place-shape": {"place": 1.5},
    "name-shape": {"person": 0.6},
    "acronym": {"organisation": 0.4, "person": -1.0},
    "acronym-compound": {"organisation": 2.5, "person": -1.0},
    "other-head": {"other": 4.0},
    "numbered": {"other": 1.2},
    "mixed-case": {"organisation": 0.9},
    "repeated": {"organisation": 0.85},
    "common-word": {"other": 0.8},
    "common-start": {"other": 1.4},
    "common-ending": {"other": 1.6},
    "club": {"organisation": 4.5},
}
_CONTEXT: dict[str, dict[str, float]] = {
    "label-person": {"person": 1.3},
    "label-organisation": {"organisation": 1.2},
    "label-place": {"place": 0.95},
    "label-other": {"other": 1.0},
    "title": {"person": 3.5},
    "role-before": {"person": 2.0},
    "role-after": {"person": 1.8},
    "age": {"person": 3.0},
    "relative": {"person": 0.8, "organisation": 0.5},
    "verb": {"person": 0.8, "organisation": 0.3},
    "person-noun": {"person": 0.8},
    "organisation-noun": {"organisation": 1.5},
    "employer": {"organisation": 2.5},
    "described-organisation": {"organisation": 3.1},
    "described-place": {"place": 2.0},
    "described-other": {"other": 4.0},
    "article": {"organisation": 0.45, "person": -1.2},
    "plural-article": {"other": 0.9, "person": -1.2},
    "place-preposition": {"place": 1.4},
    "place-noun": {"place": 1.2},
    "seat": {"place": 4.0},
    "affiliation": {"organisation": 1.3, "person": -2.0},
    "constituency": {"place": 1.0, "person": -2.0},
    "beside-place": {"place": 1.5},
    "dateline": {"place": 1.5},
    "contest": {"organisation": 3.5},
    "role-of": {"organisation": 0.7},
    "nationality": {"organisation": 1.2},
    "quoted": {"other": 1.3},
    "listed-person": {"person": 1.0},
    "listed-organisation": {"organisation": 1.0},
    "listed-place": {"place": 1.0},
}


def vote(mentions: list[Candidate]) -> dict[str, float]:
    """Return how much speaks for each kind, over all mentions of an entity."""
    score = dict.fromkeys(KINDS, 0.0)
    names: dict[str, float] = {}
    around: dict[str, float] = {}
    for mention in mentions:
        for name, size in mention.evidence.items():
            table = names if name in _NAME else around
            if table is names:
                table[name] = max(table.get(name, 0.0), size)
            else:
                table[name] = table.get(name, 0.0) + size
    for name, size in names.items():
        for kind, weight in _NAME[name].items():
            score[kind] += weight * size
    count = max(1, sum(not m.copied for m in mentions))
    for name, size in around.items():
        for kind, weight in _CONTEXT[name].items():
            score[kind] += weight * size / count * (1 + 0.5 * math.log2(count))
    return score
