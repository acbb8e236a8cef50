"""What a number counts or measures: the noun behind it, or the one that has the measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.annotate.numbers import beside, clauses, neighbours
from generator.annotate.numbers.following import after
from generator.annotate.numbers.measures import Measure
from generator.annotate.numbers.nouns import NOUNS, Counted, made
from generator.annotate.numbers.sites import Seen, Site

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["counted"]


def counted(measure: Measure, doc: Doc, language: str, seen: Seen) -> Counted | None:
    """Return what a measure counts, None where the text does not say.

    ``seen`` is what was found before it in the same passage, for lists and ellipsis. The ways are
    tried in order, the surest first.
    """
    site = Site.of(measure, doc, language, seen)
    if measure.joined == "ratio":
        return _within(site) or after(measure, doc, language)
    if measure.shared and (lender := site.previous()) is not None and lender[0].unit == measure.unit:
        return neighbours.shared(site)
    if measure.joined == "score":
        return None
    found = after(measure, doc, language)
    if found is not None and neighbours.is_partial(site, found):
        return neighbours.ellipsis(site)
    if found is not None and not site.taken(found):
        return found
    found = beside.described(site)
    if found is not None and not site.taken(found):
        return found
    found = beside.purpose(site) or beside.in_brackets(site) or beside.labelled(site) or beside.linked(site)
    if found is not None:
        return found
    if measure.unit is None and measure.numeral.kind != "fraction" and not measure.joined:
        return (
            neighbours.ahead(site)
            or neighbours.resulting(site)
            or clauses.through_verb(site)
            or neighbours.ellipsis(site)
        )
    return (
        neighbours.resulting(site)
        or neighbours.same_as_before(site)
        or neighbours.share_of(site)
        or beside.apposed(site)
        or clauses.through_verb(site)
        or neighbours.listed(site)
    )


def _within(site: Site) -> Counted | None:
    """Return the noun within a ratio: "deux personnes sur trois"."""
    noun = next((token for token in site.tokens if token.pos_ in NOUNS), None)
    return None if noun is None else made(noun, "counted-within", 0.8)
