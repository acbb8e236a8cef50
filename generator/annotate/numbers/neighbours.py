"""What a number without a noun counts, by the numbers around it: lists, ellipsis, results of a change."""

from __future__ import annotations

import re

from generator.annotate.numbers.following import after
from generator.annotate.numbers.nouns import NOUNS, SUBJECTS, Counted, token_at
from generator.annotate.numbers.sites import Site

__all__ = ["ahead", "ellipsis", "is_partial", "listed", "resulting", "same_as_before", "share_of", "shared"]

_LINK = 10  # characters that "to" may take
_COORDINATED = re.compile(r"\s*[,x×/]\s*|\s+\w{1,3}\s+")
_CHANGES = ("%", "pp", "bp")


def shared(site: Site) -> Counted | None:
    """Return the thing of the measure that lent its unit from before."""
    measure, thing = site.previous() or (None, None)
    return _same(thing, 0.65) if measure is not None and measure.unit == site.measure.unit else None


def is_partial(site: Site, found: Counted) -> bool:
    """Whether only an adjective follows, for a part of what was counted: "12 blessés, dont 3 graves"."""
    token = token_at(site.doc, found.end - 1)
    if token is None or token.pos_ in NOUNS or site.seen.last is None:
        return False
    return bool(site.forms.among.search(site.text, max(0, site.lead - 20), site.lead))


def ahead(site: Site) -> Counted | None:
    """Return the noun of the next number where the two are listed: "de 15 à 23 morts"."""
    following = next((measure for measure in site.seen.every if measure.start >= site.measure.end), None)
    if following is None or following.unit is not None:
        return None
    if not site.forms.listed.fullmatch(site.text, site.measure.end, following.start):
        return None
    found = after(following, site.doc, site.language)
    return None if found is None else Counted(found.start, found.end, "counted-list", 0.75, found.subject)


def ellipsis(site: Site) -> Counted | None:
    """Return what the number before it counted, for a number without a noun."""
    following = site.doc[site.tokens.end] if site.tokens.end < len(site.doc) else None
    subject = following is not None and following.dep_ in SUBJECTS
    last = site.seen.last_subject if subject else site.seen.last
    return None if last is None else Counted(last.start, last.end, "counted-ellipsis", 0.6, last.subject)


def share_of(site: Site) -> Counted | None:
    """Return what was counted before a share that is a subject: "4,000 adults … 52 percent feel"."""
    if site.measure.unit != "%" or site.tokens.root.dep_ not in SUBJECTS:
        return None
    return ellipsis(site)


def same_as_before(site: Site) -> Counted | None:
    """Return the thing of the measure before, for one that is coordinated with it."""
    measure, thing = site.previous() or (None, None)
    if measure is None or thing is None:
        return None
    root = site.tokens.root
    inside = measure.start <= root.head.idx < measure.end and root.head != root
    gap = site.text[measure.end : site.measure.start]
    if (inside and not site.timed) or (measure.unit == site.measure.unit and _COORDINATED.fullmatch(gap)):
        return _same(thing, 0.65)
    return None


def resulting(site: Site) -> Counted | None:
    """Return what changed, for the level that it reached: "fell 17 percent to $612 million"."""
    measure, thing = site.previous() or (None, None)
    link = site.forms.result.search(site.text, max(0, site.lead - _LINK), site.lead)
    if measure is None or thing is None or link is None or site.timed:
        return None
    changed = (
        measure.unit in _CHANGES or measure.numeral.kind == "fraction" or measure.unit == site.measure.unit
    )
    between = site.doc.char_span(measure.end, link.start(), alignment_mode="contract")
    if not changed or (between is not None and any(token.pos_ in ("VERB", "AUX") for token in between)):
        return None
    return _same(thing, 0.65)


def listed(site: Site) -> Counted | None:
    """Fall back on the measure before it in the sentence, if it has the same unit."""
    measure, thing = site.previous() or (None, None)
    if measure is None or thing is None or site.timed or measure.unit != site.measure.unit:
        return None
    return _same(thing, 0.5)


def _same(thing: Counted | None, confidence: float) -> Counted | None:
    return (
        None if thing is None else Counted(thing.start, thing.end, "counted-same", confidence, thing.subject)
    )
