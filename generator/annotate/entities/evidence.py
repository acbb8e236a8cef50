"""What is seen in a name and around it that speaks for its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.labels import KINDS
from generator.annotate.entities.lines import Line
from generator.annotate.entities.words import fold, plain

__all__ = ["observe", "observe_lists"]

_ACRONYM = re.compile(r"\A(?:[A-ZÀ-Þ]{2,6}|(?:[A-Z]\.){2,})\Z")
_AGES = range(1, 120)
_CODE = 4  # letters: "A380", but "Future45" is a name
_YEAR = 4  # digits
_ROLE = 10  # words of a function with its complements
_KINDS = 5  # words of what a company makes, between what it is and its name


def observe(candidate: Candidate) -> None:
    """Note all evidence for the kind of one candidate."""
    line, first, end = candidate.line, candidate.first, candidate.end
    noted = candidate.evidence
    for name in (*_of_name(candidate), *_around(line, first, end)):
        noted[name] = 1.0
    named = "organisation-word" in noted and candidate.low[0] not in line.words.given_names
    if candidate.person and "described-organisation" not in noted and not named:  # "Developer Larkhill Homes"
        noted["title"] = 1.0
        noted.pop("article", None)
    if candidate.label:
        noted[f"label-{candidate.label}"] = 1.0 if candidate.exact else 0.7


def observe_lists(found: list[Candidate], kinds: dict[int, str]) -> None:
    """Note what the neighbours in an enumeration are, from the first vote on each name."""
    for one, other in pairwise(found):
        if one.line is not other.line or not 0 < other.first - one.end <= 3:  # noqa: PLR2004
            continue
        line = one.line
        between = range(one.end, other.first)
        joints = [i for i in between if line.text[i] in ",;" or line.small[i] in line.words.conjunctions]
        apposed = "role-of" in one.evidence  # "la procureure de Créteil, Laure Roux"
        if (
            not apposed
            and joints
            and all(
                i in joints or line.small[i] in line.words.articles or line.small[i] in line.words.genitives
                for i in between
            )
        ):
            for target, source in ((one, other), (other, one)):
                if kinds[id(source)] != "other":
                    target.evidence[f"listed-{kinds[id(source)]}"] = 1.0


def _of_name(candidate: Candidate) -> Iterable[str]:
    line, low = candidate.line, candidate.low
    words = line.words
    known = candidate.known
    if known:
        if known.kind == "city":
            yield "large-city" if line.gazetteer.large(candidate.text) else "city"
        else:
            yield "known-organisation" if known.kind == "organisation" else known.kind
    if candidate.head:
        places = words.place_heads | words.place_heads_named | words.place_heads_linked
        bodies = words.organisation_heads_lower | words.organisation_heads_direct
        yield "place-head" if candidate.head in places - bodies else "organisation-head"
    elif len(low) > 1 and (
        (line.sports and (low[0] in words.clubs or low[-1] in words.clubs)) or _local_club(candidate)
    ):
        yield "club"
    elif low[0] in words.organisation_heads and len(low) > 1:
        yield "organisation-head"
    elif len(low) > 1 and low[0] in words.place_heads and low[-1] not in words.organisation_words:
        yield "place-head"
    elif len(low) > 1 and low[0] in words.place_heads_named:
        yield "place-word"
    elif len(low) > 1 and low[0] in words.clubs:
        yield "organisation-word"
    elif low[-1] in words.organisation_words or any(word in words.organisation_words for word in low[:-1]):
        common = len(low) == 1 and line.pos[candidate.first] != "PROPN" and not candidate.label
        if not common and (low[0] not in words.given_names or len(low) > 2):  # noqa: PLR2004
            yield "organisation-word"
    if len(low) > 1 and low[-1] in words.place_words:
        yield "place-word"
    if (low[0] not in words.given_names or len(low) > 2) and (  # noqa: PLR2004
        low[0] in words.other_heads or _head_noun(candidate) in words.other_heads
    ):
        yield "other-head"
    parts = low[0].split("-")  # of "Jean-Pierre", not of "école Jules-Ferry"
    first_names = low[0] in words.given_names or all(part in words.given_names for part in parts)
    if first_names:
        yield "given-name" if len(low) > 1 else "given-name-alone"
    text = candidate.text
    capitals = all(line.cap[candidate.first : candidate.end])
    telling = words.organisation_words | words.place_words
    if len(low) in (2, 3) and capitals and not candidate.head and telling.isdisjoint(low):
        yield "name-shape"
    if len(low) == 1:
        yield from _of_word(candidate)
    after = line.word(candidate.end)
    coded = any(c.isdigit() for c in text) and sum(c.isalpha() for c in text) <= _CODE
    if coded or (after.isdigit() and len(after) < _YEAR):
        yield "numbered"


def _local_club(candidate: Candidate) -> bool:
    """Whether a club's word and an adjective of origin make the name: "Stade brestois"."""
    line, (first, last) = candidate.line, (candidate.low[0], candidate.low[-1])
    return (
        line.words.adjectives_follow
        and len(candidate.low) == 2  # noqa: PLR2004
        and first in line.words.clubs
        and last.endswith(line.words.demonym_endings)
        and line.pos[candidate.first + 1] == "ADJ"
    )


def _of_word(candidate: Candidate) -> Iterable[str]:
    """Yield what the shape of a single word says."""
    line, text = candidate.line, candidate.text
    words = line.words
    parts = text.split("-")
    placed = (len(parts) > 1 and plain(parts[0]) in words.place_starts and parts[-1][:1].isupper()) or (
        parts[-1][:1].isupper() and any(plain(p) in words.links | words.articles for p in parts[1:-1])
    )
    if _ACRONYM.match(text) and not line.titled:
        yield "acronym"
    elif not placed and _compound(candidate):
        yield "acronym-compound"
    if _mixed(text):
        yield "mixed-case"
    common = line.pos[candidate.first] in ("NOUN", "ADJ", "VERB") and not candidate.known
    if common and line.initial[candidate.first]:
        yield "common-start"
    elif line.initial[candidate.first] and _common_ending(candidate):
        yield "common-ending"
    elif common and not candidate.label:
        yield "common-word"
    if placed:
        yield "place-shape"


def _compound(candidate: Candidate) -> bool:
    """Whether an acronym opens or ends a hyphenated word ("SUD-Rail"), no given name in capitals."""
    first, hyphen, rest = candidate.text.partition("-")
    if not hyphen or not rest[-1:].isalpha() or candidate.line.titled:
        return False
    if not _ACRONYM.match(first) and not (len(first) > 1 and _ACRONYM.match(rest)):
        return False
    return fold(first) not in candidate.line.words.given_names


def _common_ending(candidate: Candidate) -> bool:
    """Whether only the start of a sentence may have given a word its capital."""
    low, line = candidate.low[0], candidate.line
    endings = line.words.common_endings
    if line.word(candidate.end) == "," and not line.word(candidate.end + 1).isdigit():
        endings += line.words.participle_endings  # "Contactée, la mairie…"
    return (
        candidate.known is None
        and len(low) > 5  # noqa: PLR2004
        and low not in line.words.given_names
        and line.function(candidate.first).endswith(endings)
        and not candidate.text.isupper()
        and candidate.line.word(candidate.end) not in candidate.line.words.person_verbs
    )


def _head_noun(candidate: Candidate) -> str:
    """Return the last word before the first link inside a name."""
    line = candidate.line
    for index in range(candidate.first + 1, candidate.end):
        if line.small[index] in line.words.links:
            return line.low[index - 1]
    return line.low[candidate.end - 1]


def _mixed(text: str) -> bool:
    """Whether a word has a capital after four letters or more of small ones ("WikiLeaks")."""
    return len(text) > 4 and any(c.isupper() for c in text[3:]) and not text.isupper() and text.isalnum()  # noqa: PLR2004


def _around(line: Line, first: int, end: int) -> Iterable[str]:
    words = line.words
    at = first - 1
    article = line.function(at) in words.articles and not (line.cap[at] and not line.initial[at])
    if article:
        modifier = end < len(line) and line.pos[end] in ("NOUN", "PROPN") and not line.cap[end]
        if not line.titled and not modifier:
            yield "plural-article" if line.function(at) in words.plural_articles else "article"
        if line.function(at) not in words.contractions:
            at -= 1
    before = line.function(at)
    if before in words.work_prepositions and line.word(at - 1) in words.functions | words.roles:
        yield "employer"
    elif before in words.place_prepositions or _resides(line, at):
        yield "place-preposition"
        if line.word(end) in words.place_words and not line.cap[end]:
            yield "described-place"  # "at Scrabster harbour"
    elif line.sports and _contends(line, first, end):
        yield "contest"
    yield from _described(line, first)
    noun = at
    while noun >= 0 and line.small[noun] in words.complements:
        noun -= 1
    linked = noun < at or (article and line.function(first - 1) in words.contractions)
    while linked and noun > 0 and line.pos[noun] == "ADJ" and not line.cap[noun]:
        noun -= 1
    if linked or (article and noun == at):
        head = line.word(noun)
        if head in words.place_nouns:
            yield "place-noun"
            if noun and line.pos[noun - 1] == "NUM":
                yield "place-preposition"  # "à dix kilomètres de"
        if linked and not article and head in words.municipal:
            yield "described-place"  # "la maire de Roquebrac"
        if head in words.person_nouns and not article:
            yield "person-noun"
        if line.sports and linked and head in words.sports & words.functions:
            yield "contest"  # "l'entraîneur de Redon"
        if head in words.organisation_nouns:
            yield "organisation-noun"
        elif linked and head in words.roles and head not in words.place_nouns:
            yield "role-of"
    if _speaks(line, first, end):
        yield "verb"
    yield from _behind(line, first, end)


def _behind(line: Line, first: int, end: int) -> Iterable[str]:
    """Yield what follows a name, or encloses it."""
    words = line.words
    after = line.word(end)
    if first == 0 and line.number > 0 and _dateline(line, end):
        yield "dateline"
    if after in words.seated and line.body[line.begin[end] - line.passage.start - 1] == "-":
        yield "seat"
    if after == ",":
        follow = line.function(end + 1)
        if follow.isdecimal() and int(follow[:4]) in _AGES:
            yield "age"
        elif follow in words.relatives:
            yield "relative"
        elif _opens_role(line, end + 1) and not _introduces(line, end + 1):
            yield "role-after"
        elif _announced(line, end + 1):
            yield "described-organisation"
        elif _place_beside(line, end + 1):
            yield "beside-place"
    elif after == "(" and _place_beside(line, end + 1):
        yield "beside-place"
    if line.word(end) in (")", ","):
        yield from _bracketed(line, first)
    if first > 0 and end < len(line) and line.text[first - 1] in '«“"‘‹„' and line.text[end] in '»”"’›“':
        yield "quoted"


def _bracketed(line: Line, first: int) -> Iterable[str]:
    """Yield what a name in brackets behind a person's is: a party or paper first, then where it is of."""
    opening = next((at for at in range(first - 1, max(0, first - 4), -1) if line.text[at] == "("), 0)
    if opening < 2 or not line.cap[opening - 1] or line.text[first][1:2] == "-":  # noqa: PLR2004
        return  # "R-Texas" names a party and a state
    if line.words.given_names.isdisjoint(line.low[max(0, opening - 4) : opening - 1]):
        return
    if opening == first - 1:
        yield "affiliation"
    elif line.text[first - 1] == ",":
        yield "constituency"


def _resides(line: Line, at: int) -> bool:
    """Whether a link follows an age: "Mark Dunn, 34, of | Selby", "âgé de 54 ans, de | Nérac"."""
    if line.function(at) not in line.words.complements or line.word(at - 1) != ",":
        return False
    return any(line.word(i).isdecimal() and int(line.word(i)[:4]) in _AGES for i in (at - 2, at - 3))


def _speaks(line: Line, first: int, end: int) -> bool:
    """Whether a name stands by a verb that people are the subject of, or is its subject."""
    verbs = line.words.person_verbs
    if line.word(end) in verbs or line.word(first - 1) in verbs:
        return True
    if line.function(end) in line.words.copulas and line.word(end + 1) in verbs:
        return True
    token = line.passage.doc[line.token[end - 1]]
    if token.dep_.startswith("flat"):
        token = token.head
    return token.dep_.startswith("nsubj") and fold(token.head.text) in verbs


def _contends(line: Line, first: int, end: int) -> bool:
    """Whether a town meets another as its team does: "Redon | bat", "derrière | Nérac"."""
    known = line.gazetteer.find(line.surface(first, end))
    place = (
        known.kind == "city"
        if known
        else any(a <= first < b and KINDS.get(label) == "place" for a, b, label in line.entities)
    )
    if not place:
        return False
    contests = line.words.contests
    if line.word(end) in contests or line.word(first - 1) in contests or line.word(first - 2) in contests:
        return True
    token = line.passage.doc[line.token[end - 1]]
    return fold(token.head.text) in contests and token.dep_.startswith(("nsubj", "obj", "dobj"))


def _announced(line: Line, at: int) -> bool:
    """Whether a noun for a company or group opens an apposition: "Lumetric, the maker of sensors"."""
    words = line.words
    if line.function(at) in words.articles:
        at += 1
        for after in range(at, min(at + _KINDS, len(line) - 1)):  # "the Welsh government's heritage body,"
            if line.word(after) in words.describe_organisation and line.word(after + 1) == ",":
                return True
            if line.pos[after] not in ("ADJ", "NOUN", "PROPN", "PART"):
                break
    if line.word(at) not in words.describe_organisation and line.pos[min(at, len(line) - 1)] == "ADJ":
        at += 1
    return line.word(at) in words.describe_organisation


def _described(line: Line, first: int) -> Iterable[str]:
    """Yield what the noun before a name, past adjectives, says about it."""
    words = line.words
    at = first - 1
    if line.word(at) == "," and line.word(at - 1) in words.describe_organisation:
        back = at - 3 if line.function(at - 2) in words.articles - words.contractions else at - 2
        if line.function(back) not in words.complements:  # not "porte-parole de l'association, Anna Voss"
            yield "described-organisation"  # "leur gestionnaire, Vigicor"
    if line.word(at) == "," and _apposed(line, at - 1):
        yield "role-before"
    elif line.word(at) == "," and _firm(line, at - 1, first):
        yield "described-organisation"
    steps = 0
    while at > 0 and line.pos[at] == "ADJ" and steps < 2 and not line.cap[at]:  # noqa: PLR2004
        if line.low[at] in words.roles:
            break
        at -= 1
        steps += 1
    if line.word(at) in words.describe_other and line.pos[at] == "VERB":
        at -= line.word(at - 1) in words.describe_organisation | words.describe_place  # "a firm | called"
    noun = line.word(at)
    origin = at if steps == 0 and line.pos[at] in ("NOUN", "PROPN") else at + steps
    article = line.function(origin - 1) in words.articles and not line.cap[origin]
    if steps <= 1 and article and line.word(origin) in words.nationalities:
        yield "nationality"
    if not noun or (line.cap[at] and not line.initial[at]):
        return
    if noun in words.describe_organisation or _of_a_kind(line, at):
        yield "described-organisation"
    if noun in words.describe_place:
        yield "described-place"
    if noun in words.describe_other:
        yield "described-other"
    if noun in words.roles - words.describe_organisation:
        yield "role-before"


def _apposed(line: Line, at: int) -> bool:
    """Whether one person's function stands before a comma: "its chief executive, | Piers Lonsdale"."""
    words = line.words
    while at > 0 and line.pos[at] == "ADJ" and not line.cap[at] and line.low[at] not in words.roles:
        at -= 1
    if line.word(at) not in words.roles - words.describe_organisation or line.plural(at):
        return False
    definite = words.articles | words.possessives
    return any(
        line.function(i) in definite
        or line.pos[i] == "PRON"
        or "Yes" in line.passage.doc[line.token[i]].morph.get("Poss", [])
        for i in range(max(0, at - 3), at)
    )


def _firm(line: Line, at: int, first: int) -> bool:
    """Whether several people's function stands before one name: "the administrators, | Clarke Beston,"."""
    words = line.words
    if line.low[at] not in words.roles | words.functions or not line.plural(at):
        return False
    end = first
    while end < len(line) and line.cap[end]:
        end += 1
    definite = words.articles | words.possessives | words.plural_articles
    return (
        line.function(at - 1) in definite
        and line.word(end) in (",", ".")
        and not line.cap[min(end + 1, len(line) - 1)]
    )


def _of_a_kind(line: Line, at: int) -> bool:
    """Whether a noun completes one for a company or group: "fabricant de bouteilles en verre | Sabline"."""
    if line.pos[at] == "ADP":
        return False  # "un site de regroupement des | Minitels"
    for _ in range(_KINDS):
        if at < 1 or line.cap[at] or line.pos[at] not in ("NOUN", "ADJ", "ADP"):
            return False
        at -= 1
        if line.low[at] in line.words.describe_organisation and line.pos[at] == "NOUN":
            after = at + 2 if line.pos[at + 1] == "ADJ" else at + 1  # "fabricant | toulousain d'emballages"
            return line.pos[after] == "ADP"
    return False


def _opens_role(line: Line, at: int) -> bool:
    words = line.words
    for _ in range(4):
        low = line.word(at)
        if low in words.roles:
            return True
        if not (
            low in words.role_openers
            or line.function(at) in words.articles
            or (low and line.pos[at] in ("ADJ", "DET"))
        ):
            return False
        at += 1
    return False


def _introduces(line: Line, at: int) -> bool:
    """Whether a function with an article is that of somebody named after it: "the mayor of Pau, | X"."""
    if line.function(at) not in line.words.articles:
        return False
    for after in range(at + 2, min(at + _ROLE, len(line) - 1)):
        if line.text[after] == ",":
            return line.cap[after + 1]
    return False


def _dateline(line: Line, end: int) -> bool:
    """Whether a paragraph opens with where it was written: "PARIS, 2 juin –", "Pau. —"."""
    if line.text[end - 1].isupper() and line.word(end) == ".":
        return True
    for at in range(end, min(end + 7, len(line))):
        if line.text[at] in "–—-" and line.spaced(at):
            return True
        if line.text[at][0].isalpha() and line.low[at] not in line.gazetteer.calendar and not line.cap[at]:
            return line.function(at) in line.words.articles and line.word(at + 1).isdigit()
    return False


def _place_beside(line: Line, at: int) -> bool:
    """Whether a country or region stands at ``at``, alone between commas or parentheses."""
    for size in (3, 2, 1):
        if at + size <= len(line):
            known = line.gazetteer.find(line.surface(at, at + size))
            if known and known.kind in ("country", "region"):
                return line.word(at + size) in (",", ")", ".", ";", "") or True
    return False
