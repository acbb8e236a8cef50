"""Entities: the people, organisations and places that an article names."""

from __future__ import annotations

from generator.annotate.entities import evidence, propagation, roles, variants
from generator.annotate.entities.candidates import candidates
from generator.annotate.entities.lines import read
from generator.annotate.entities.salience import mark
from generator.annotate.parsed import Parsed
from generator.model import Entity

__all__ = ["find", "mark"]


def find(parsed: Parsed) -> tuple[Entity, ...]:
    """Find every named entity with all its mentions, in order of first mention.

    None is key yet: ``mark`` decides that once it is known who speaks.
    """
    lines = read(parsed)
    found = candidates(lines)
    for candidate in found:
        evidence.observe(candidate)
    groups = variants.group(found)
    variants.repeat(groups)
    evidence.observe_lists(found, {id(m): each.kind for each in groups for m in each.mentions})
    for each in groups:
        each.weigh()
    groups = propagation.accept(variants.abbreviate(groups))
    groups = variants.join(groups)
    groups = propagation.spread(lines, groups)
    groups = [each for each in groups if each.kind != "other"]
    return tuple(
        Entity(
            id=f"E{number}",
            name=each.heading,
            kind=each.kind,  # type: ignore[arg-type]  # "other" was left out above
            mentions=propagation.places(each),
            **roles.role(each),
            rule=each.why,
            confidence=propagation.confidence(each),
        )
        for number, each in enumerate(sorted(groups, key=lambda g: g.order), 1)
    )
