"""What has a measure, by the words that stand right beside it: linked, set off, labelled, described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.annotate.numbers.nouns import (
    NOUNS,
    SUBJECTS,
    Counted,
    made,
    nearest_noun,
    nominal,
    noun_phrase_head,
    of_words,
    subject_of,
    through_compounds,
    token_at,
)
from generator.annotate.numbers.sites import Site
from generator.annotate.numbers.units import LENGTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["apposed", "described", "in_brackets", "labelled", "linked", "purpose"]

_REACH = 7  # tokens between a number and its noun
_LIGHT = 3  # prepositions, articles and adjectives ahead of a noun
_LABEL = 8  # tokens that a label before a colon may have
_LINK = 10  # characters that a linking word may take
_DEPENDENT = frozenset({"compound", "nummod", "nmod", "amod", "npadvmod", "quantmod"})
_SET_OFF = re.compile(r"(?:,|[–—]|--)\s*$")
_SET_OFF_AFTER = re.compile(r"(?:\s[^\W\d]+){0,3}\s*(?:[,;.)–—]|--|$)")  # … a year,
_COLON = re.compile(r"\s?:\s*$")


def described(site: Site) -> Counted | None:
    """Find the noun that a measure describes: "a 300-mile drive", "a hole 66 cm wide", "magnitude 6"."""
    if site.measure.unit is None:
        token = site.token_before(site.measure.start)
        on_scale = token is not None and token.lower_ in site.forms.scales
        return site.make(token, "counted-scale", 0.8) if on_scale else None
    if site.measure.unit in LENGTHS and site.forms.dimensions.match(site.text, site.measure.end):
        token = site.token_before(site.lead)
        return site.make(token, "counted-dimension", 0.75) if token and token.pos_ == "NOUN" else None
    offset = site.measure.end
    hyphen = site.text[offset : offset + 1] in ("-", "\u2011")
    token = token_at(site.doc, offset + 1)
    while token is not None and token.pos_ == "ADJ" and token.i + 1 < len(site.doc):
        token = token.nbor(1)
    if token is None or token.pos_ not in NOUNS or not token.text[:1].isalpha():
        return None
    noun = through_compounds(token)
    root = site.tokens.root
    ruled = any(child.dep_ in ("det", "poss") and child.i < site.tokens.start for child in noun.children)
    depends = root.dep_ in _DEPENDENT and root.head.i >= token.i and (hyphen or noun.pos_ == "NOUN")
    if noun in site.tokens or noun.lower_ in site.forms.quantities or not (ruled or depends):
        return None
    if noun.dep_ in SUBJECTS and root.head != noun:  # the $6 million analysts had expected
        return None
    return made(noun, "counted-described", 0.85, token.idx)


def in_brackets(site: Site) -> Counted | None:
    """Find what a measure in brackets belongs to: the noun before them, or what was counted there."""
    head = site.text[: site.lead].rstrip()
    if not head.endswith("(") or (site.timed and site.measure.unit != "year"):
        return None
    last = site.seen.last
    if last is not None and 0 <= len(head) - 1 - last.end <= 1 and site.measure.unit is None:
        return Counted(last.start, last.end, "counted-bracket", 0.8)
    before, thing = site.previous() or (None, None)
    if before is not None and thing is not None and before.unit == site.measure.unit == "%":
        return Counted(thing.start, thing.end, "counted-same", 0.6, thing.subject)
    token = token_at(site.doc, len(head) - 1)
    if token is None or token.i == 0:
        return None
    return site.make(noun_phrase_head(token.nbor(-1)), "counted-bracket", 0.7)


def labelled(site: Site) -> Counted | None:
    """Find the noun before a colon, where it is a label and no clause: "Cost: 14 euros"."""
    colon = _COLON.search(site.text, max(0, site.lead - 4), site.lead)
    if colon is None:
        return None
    token = site.token_before(colon.start())
    if token is None:
        return None
    first = token.i
    while first and not site.doc[first].is_sent_start and site.doc[first - 1].text not in (",", "•", "-"):
        first -= 1
    label = site.doc[first : token.i + 1]
    if any(measure.start >= label.start_char for measure, _ in site.seen.measures):
        return None
    if len(label) > _LABEL or any(t.pos_ == "AUX" or "Fin" in t.morph.get("VerbForm", []) for t in label):
        return None
    nouns = [each for each in label if each.pos_ in NOUNS and len(each) > 1]
    if not nouns:
        return None
    plain = nouns[0].lower_ in site.forms.quantities and len(nouns) > 1
    return site.make(nouns[1] if plain else nouns[0], "counted-label", 0.75)


def apposed(site: Site) -> Counted | None:
    """Find the noun that a measure is set off behind: "the budget, 5 million euros, is"."""
    if site.timed or site.measure.unit is None:
        return None
    at = site.forms.owner_linker.search(site.text, max(0, site.lead - _LINK), site.lead)
    lead = at.start() if at else site.lead
    comma = _SET_OFF.search(site.text, max(0, lead - 4), lead)
    if comma is None or not _SET_OFF_AFTER.match(site.text, site.measure.end):
        return None
    token = site.token_before(comma.start())
    noun = noun_phrase_head(token) if token is not None else None
    if noun is None or noun.pos_ != "NOUN" or not site.free(noun):
        return None
    return made(noun, "counted-apposition", 0.65)


def linked(site: Site) -> Counted | None:
    """Find the noun that has the measure as its complement: "un écran de 5 pouces", "sales up 3%"."""
    window = max(0, site.lead - _LINK)
    if not site.timed and (way := site.forms.direction.search(site.text, window, site.lead)):
        token = site.token_before(way.start())
        if token is not None and token.text == "," and token.i:
            token = token.nbor(-1)
        if token is not None and token.pos_ in NOUNS and site.free(token):
            return site.make(nearest_noun(token), "counted-owner", 0.7)
        return _changed(site, token)
    plain = site.timed or site.measure.unit is None or site.measure.unit in LENGTHS
    pattern = site.forms.plain_owner if plain else site.forms.owner_linker
    link = pattern.search(site.text, window, site.lead)
    if link is None and not site.spread and (site.timed or site.lead == site.measure.start):
        return None
    token = site.token_before(link.start() if link else site.lead)
    if token is None or token.pos_ not in (*NOUNS, "ADJ", "VERB"):
        return None
    if token.pos_ == "VERB" and not nominal(token):
        return site.make(_participle_noun(token), "counted-participle", 0.65) if token.dep_ == "acl" else None
    if link is None and not (token.pos_ == "ADJ" or site.lead < site.measure.start):
        return None
    noun = _dimension(site, nearest_noun(token))
    if noun is not None and site.timed and noun.lower_ in site.forms.quantities:
        return None  # he died at the age of 87
    return site.make(noun, "counted-owner", 0.7)


def _changed(site: Site, token: Token | None) -> Counted | None:
    """Return what an amount belongs to, for its change: "revenue of $22 billion, up 2 percent"."""
    before, thing = site.previous() or (None, None)
    if before is None or thing is None or token is None or before.unit in ("%", "pp", "bp"):
        return None
    if not before.start <= token.idx < before.end:
        return None
    return Counted(thing.start, thing.end, "counted-same", 0.6, thing.subject)


def _participle_noun(participle: Token) -> Token:
    """Return the noun that a participle describes: the parser's, if its phrase ends right before it."""
    before = participle.nbor(-1) if participle.i else participle
    if before.text == "," and before.i:
        before = before.nbor(-1)
    if any(token == before for token in participle.head.subtree):
        return participle.head
    return nearest_noun(before) or participle.head


def purpose(site: Site) -> Counted | None:
    """Find what money is spent on: "spend $12 million on advertising"."""
    root = site.tokens.root
    governor = root.head.head if root.dep_ == "pobj" else root.head
    if not site.measure.money or governor.lower_ not in site.forms.spending:
        return None
    link = site.forms.purpose.match(site.text, site.measure.end)
    token = token_at(site.doc, link.end()) if link else None
    for _ in range(_REACH):
        if token is None or token.pos_ in NOUNS or token.i + 1 == len(site.doc):
            break
        token = token.nbor(1) if token.pos_ in ("DET", "ADJ", "PRON", "NUM") else None
    if token is None or token.pos_ != "NOUN":
        return None
    return site.make(through_compounds(token), "counted-purpose", 0.7)


def _dimension(site: Site, noun: Token | None) -> Token | None:
    """Return what has a mere dimension, for "a length of" itself."""
    if noun is None or noun.lower_ not in site.forms.quantities:
        return noun
    if (beyond := _set_off(noun)) is not None:
        return beyond
    if noun.dep_ not in SUBJECTS and noun.head.pos_ in ("VERB", "AUX"):
        return noun if _is_object(noun) else subject_of(noun.head) or noun
    for index in range(noun.i - 1, max(-1, noun.i - _REACH), -1):
        if site.doc[index].pos_ in NOUNS:
            return site.doc[index] if noun.dep_ not in SUBJECTS else noun
        if site.doc[index].pos_ in ("VERB", "AUX", "PUNCT"):
            break
    return noun


def _is_object(noun: Token) -> bool:
    """Whether a noun is what a verb acts upon, with an article of its own: "they named a sum of"."""
    return noun.dep_ in ("obj", "dobj") and any(child.dep_ == "det" for child in noun.children)


def _set_off(noun: Token) -> Token | None:
    """Return the noun that a phrase between commas describes: "the call, of a length of an hour"."""
    index = noun.i - 1
    while index > 0 and noun.i - index <= _LIGHT and noun.doc[index].pos_ in ("ADP", "DET", "ADJ"):
        index -= 1
    if index == noun.i - 1 or index < 1 or noun.doc[index].text != ",":
        return None
    if noun.doc[index + 1].lower_.replace("’", "'") not in of_words(noun.doc.lang_):
        return None
    before = noun.doc[index - 1]
    return nearest_noun(before) if before.pos_ in ("NOUN", "ADJ") else None
