"""What has a measure, through the verb: its subject, or its object where something changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.annotate.numbers.nouns import NOUNS, SUBJECTS, Counted, named, subject_of
from generator.annotate.numbers.sites import Site
from generator.annotate.numbers.units import LENGTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["through_verb"]

_REACH = 14  # tokens to the left in which the verb of a broken parse is looked for
_PHRASE = 20  # characters that words such as "during" may take
_OBJECTS = frozenset({"obj", "dobj"})
_COMPLEMENTS = frozenset({"pobj", "dobj", "obj", "obl", "obl:arg", "obl:mod"})
_PEOPLE = frozenset({"PER", "PERSON"})
_OBLIQUE = frozenset({"pobj", "pcomp"})


def through_verb(site: Site) -> Counted | None:
    """Find the subject or the object of the verb that a measure stands with."""
    if site.timed and site.forms.during.search(site.text, max(0, site.lead - _PHRASE), site.lead):
        return None
    root = site.tokens.root
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is not None:
        return site.make(named(subject), "counted-subject", 0.7)
    governor, oblique = root.head, root.dep_.startswith("obl") or site.lead < site.measure.start
    if governor != root and governor.pos_ in NOUNS and governor.i == site.tokens.start - 1:
        root, governor = governor, governor.head  # an adjective that the parser took for a noun
    if root.dep_ in _OBLIQUE:
        governor, oblique = governor.head, True
    counts = site.measure.unit is None and site.measure.numeral.kind != "fraction"
    if (governor == root or governor.dep_ == "dep") and not counts:
        governor = _verb_before(site) or root
    if governor.pos_ not in ("VERB", "AUX") and not site.measures(governor.lower_):
        governor = (None if counts else _verb_before(site)) or governor
        before = site.previous()
        if not site.measures(governor.lower_) or (before is not None and before[0].start > governor.idx):
            return None
    measuring = site.measures(governor.lower_) or root.dep_ == "attr"
    if counts and not (measuring and governor.pos_ == "VERB" and root.dep_ in _COMPLEMENTS):
        return None
    if not measuring and site.measure.unit in LENGTHS and _away(site):
        return None
    if not measuring and (site.timed or site.measure.money or not oblique):
        return None
    thing = next((child for child in governor.children if child.dep_ in _OBJECTS), None) if oblique else None
    if thing is not None and thing != root and site.free(thing):
        return site.make(thing, "counted-object", 0.65)
    owner = subject_of(governor)
    if owner is not None and site.shares and root.dep_ != "attr" and owner.ent_type_ in _PEOPLE:
        return None  # Jones led by 5 points
    return site.make(owner, "counted-subject", 0.65)


def _verb_before(site: Site) -> Token | None:
    """Return the nearest verb to the left in the sentence, for a parse that broke it in two."""
    first = site.tokens.start
    for index in range(first - 1, max(-1, first - _REACH), -1):
        token = site.doc[index]
        if token.pos_ in ("VERB", "AUX") or token.lower_ in site.forms.verbs:
            return token
        if token.text in ".!?;:":
            break
    return None


def _away(site: Site) -> bool:
    return bool(site.forms.away.search(site.text, max(0, site.measure.start - 30), site.measure.start))
