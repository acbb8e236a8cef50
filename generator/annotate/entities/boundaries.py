"""Where a name begins and ends: titles off, heads and complements in."""

from __future__ import annotations

from generator.annotate.entities.gazetteer import common
from generator.annotate.entities.lines import Line, Lines

__all__ = ["complement", "head_before", "motto", "numbered", "owned", "pieces", "unlettered"]

_DESCRIBING = ("ADJ", "NOUN", "PROPN")
_REACH = 9  # words that a complement may add


def pieces(lines: Lines, line: Line, first: int, end: int) -> list[tuple[int, int, bool]]:
    """Cut a capitalised sequence at titles and nationalities.

    Returns (first, end, whether a title stands before) of each piece that may be a name.
    """
    vocabulary = line.words
    found: list[tuple[int, int, bool]] = []
    start = _past_field(line, _title_across(line, first, end), end)
    index, titled = start, start > first or _honoured(line, first)
    while index < end:
        if known := _body(line, index, end):
            index += known
            continue
        size = _title(line, index, end)
        if size and _cuts(line, start, index, index + size, end):
            named = line.word(index + size - 1) not in vocabulary.portfolios
            if index > start and (named or line.gazetteer.find(line.surface(start, index))):
                found.append((start, index, titled))
            start = index = index + size
            titled = True
            continue
        index += 1
    if start < end:
        found.append((start, end, titled))
    if found:
        first, end, titled = found[-1]
        if len(found) == 1 and _lettered(line, first, end) and line.word(first - 1) == ",":
            return []  # "Simon Petrie, KC"
        cut = unlettered(line, first, end)
        if cut < end and (titled or cut - first > 1 or line.low[first] in vocabulary.given_names):
            found[-1] = first, cut, True  # "Ruth Hollis MP"
    return [piece for a, b, c in found if (piece := _bare(lines, line, a, b, titled=c))]


def _past_field(line: Line, first: int, end: int) -> int:
    """Return where a name begins behind its bearer's field: "ministre de la Jeunesse | Luc Petit"."""
    if first == 0 or not _portfolio(line, first):
        return first
    given = (at for at in range(first + 1, end - 1) if line.low[at] in line.words.given_names)
    return next(given, first)


def unlettered(line: Line, first: int, end: int) -> int:
    """Return where a name ends without the letters that stand after it."""
    while end - first > 1 and _lettered(line, end - 1, end):
        end -= 1
    return end


def _lettered(line: Line, first: int, end: int) -> bool:
    """Whether a word is a run of letters that stand after names: a degree, an honour, a seat."""
    capitals = sum(map(str.isupper, line.text[first]))
    return end - first == 1 and line.low[first] in line.words.post_nominals and capitals > 1


def _body(line: Line, index: int, end: int) -> int:
    """Return of how many words the well-known body is that a title seems to open ("General Motors")."""
    if line.low[index] not in line.words.honorifics and line.low[index] not in line.words.roles:
        return 0
    for size in (4, 3, 2):
        if index + size <= end:
            known = line.gazetteer.find(line.surface(index, index + size))
            if known and known.kind == "organisation":
                return size
    return 0


def _title_across(line: Line, first: int, end: int) -> int:
    """Return where a title that began before a sequence ends ("Secretary of | State")."""
    for before in (1, 2, 3):
        for size in (2, 3, 4):
            at = first - before
            if at >= 0 and at + size > first and tuple(line.low[at : at + size]) in line.words.titles:
                return min(end, at + size)
    return first


def _honoured(line: Line, first: int) -> bool:
    before = line.word(first - 1)
    return before in line.words.honorifics and (
        before.endswith(".") or not line.cap[first - 1] or line.initial[first - 1]
    )


def _title(line: Line, index: int, end: int) -> int:
    """Return of how many words the title at ``index`` is."""
    vocabulary = line.words
    for size in (4, 3, 2):
        if tuple(line.low[index : index + size]) in vocabulary.titles:
            return size
    low = line.low[index]
    if low in vocabulary.honorifics or low in vocabulary.roles or (low,) in vocabulary.titles:
        return 1
    if line.initial[index] and _kind_of_company(line, index, end):
        return 1
    if low in vocabulary.role_openers and index + 1 < end and _title(line, index + 1, end):
        return 1
    return 0


def _kind_of_company(line: Line, index: int, end: int) -> bool:
    """Whether the first word of a sentence only says what the company after it is: "Brokerage | Dunstan"."""
    words = line.words
    names = words.organisation_words | words.organisation_heads | words.clubs
    return index + 1 < end and line.low[index] in words.describe_organisation - names


def _cuts(line: Line, start: int, first: int, after: int, end: int) -> bool:
    """Whether a word that may be a title is one here, and no part of the name."""
    if line.low[first] in line.words.organisation_heads and line.function(after) in line.words.genitives:
        return False  # Friends of the Earth
    given = line.words.given_names
    if first == start and after < end:
        low = line.low[first]
        formal = low in line.words.honorifics or (low,) in line.words.titles or after - first > 1
        formal = formal or _kind_of_company(line, first, end)
        return formal or line.low[after] in given or _labelled(line, after)
    if first == start:
        return line.low[first] not in given
    if line.low[start] in given and not line.low[first].endswith("."):
        return False  # Martin Luther King
    if after >= end:
        if line.low[first] in line.words.organisation_words:
            return False  # Silverdale Partners
        if first - start > 1 and line.plural(first) and line.low[first] not in line.words.honorifics:
            return False  # United Auto Workers
        return line.low[first] in line.words.roles or after - first > 1
    if line.low[first].endswith(".") or line.low[after] in given or after - first > 1:
        return True
    if line.low[first] in line.words.portfolios:
        return True  # Interior Minister Kipchumba Murkomen
    if line.low[first - 1] in line.words.organisation_words and 2 <= end - after <= 3:  # noqa: PLR2004
        return True
    return _labelled(line, after) and line.gazetteer.find(line.surface(start, first)) is not None


def _labelled(line: Line, index: int) -> bool:
    """Whether the pipeline sees a person from ``index`` on."""
    return any(first == index and label.startswith("PER") for first, _, label in line.entities)


def _advocates(line: Line, index: int) -> bool:
    """Whether people open the name of a group for something: "Americans | for Honest Ledgers"."""
    words, after = line.words, index + 2
    if after >= len(line) or not line.cap[after]:
        return False
    return line.low[index] in words.organisation_heads and line.small[after - 1] in words.lengthening


def _bare(lines: Lines, line: Line, first: int, end: int, *, titled: bool) -> tuple[int, int, bool] | None:
    """Take off nationalities and common words at the ends; None where nothing is left."""
    words = line.words
    given = words.given_names
    plain = common(line.passage.language)
    while first < end and line.low[first] in plain and not _advocates(line, first):
        rest = line.low[first + 1 : end]
        named = any(low in words.organisation_words or low in words.place_words for low in rest)
        labelled = any(a <= first and b >= end and end - first > 1 for a, b, _ in line.entities)
        generic = line.text[first].isupper() and line.low[first] in words.not_names
        if line.text[first].isupper() and not rest and _known_capitals(line, first):
            break
        whole = bool(rest) and (named or labelled) and not (rest[0] in given or titled or generic)
        if whole and not line.gazetteer.find(line.surface(first + 1, end)):
            break
        titled = titled or (line.low[first] in words.nationalities and bool(rest) and rest[0] in given)
        first += 1
    while end > first and (
        line.low[end - 1] in line.gazetteer.calendar or line.low[end - 1] in words.articles
    ):
        if end - first > 1 and line.low[end - 2] in given:
            break  # Theresa May
        end -= 1
    while first < end and line.low[first] in words.articles and line.initial[first] and end - first > 1:
        if lines.upper[line.low[first]] and not lines.ordinary(line, first):
            break
        first += 1
    if first >= end or (end - first > 1 and all(low in plain for low in line.low[first:end])):
        return None
    known = (line.text[first].isupper() and _known_capitals(line, first)) or _advocates(line, first)
    if end - first == 1 and ((line.low[first] in plain and not known) or _odd(line.text[first])):
        return None
    if first > 0 and _portfolio(line, first):
        return None
    return (first, end, titled) if first < end else None


def _known_capitals(line: Line, index: int) -> bool:
    return line.gazetteer.find(line.text[index]) is not None or _abbreviates(line, index)


def _abbreviates(line: Line, index: int) -> bool:
    """Whether capitals in brackets are the initials of the words before: "Congrès démocratique (CD)"."""
    if line.word(index - 1) != "(" or line.word(index + 1) != ")":
        return False
    letters, at = line.low[index], index - 2
    while letters and at >= 0 and line.text[at][-1].isalnum():
        if line.low[at].startswith(letters[-1]):
            letters = letters[:-1]
        elif line.small[at] not in line.words.links:
            return False
        at -= 1
    return not letters and line.cap[at + 1]


def complement(line: Line, first: int, end: int) -> int:
    """Return where a name that opens with an organisation noun ends, its complement included.

    Adjectives and complements follow until one of them holds a name ("Musée des beaux-arts de
    Montréal", "Union française des industries pétrolières").
    """
    words = line.words
    if not line.cap[first]:
        return end
    if line.gazetteer.find(line.surface(first, end)) and not (
        words.adjectives_follow
        and end < len(line)
        and _adjective(line, end)
        and line.low[end] not in words.nationalities
    ):
        return end
    bodies = words.organisation_heads
    named = any(
        line.cap[i] and line.pos[i] != "ADJ" and not (words.adjectives_follow and line.low[i] in bodies)
        for i in range(first + 1, end)
    )
    if (further := _lengthened(line, first, end, named=named)) > end:
        return further
    if line.low[first] not in _heads(line):
        more = line.function(end) in words.genitives or (
            words.adjectives_follow and end < len(line) and _adjective(line, end)
        )
        if named and more and line.low[end - 1] in _heads(line):
            named = False  # "Afghanistan Veterans | of America"
        else:
            return end
    qualified = first + 1
    while words.adjectives_follow and qualified < end and _adjective(line, qualified):
        qualified += 1
    stretched = not all(line.cap[qualified:end])  # the pipeline has seen complements already
    size, limit = len(line), min(len(line), max(first + _REACH, end + 4))
    while end < limit and not named:
        at = end
        if (
            words.adjectives_follow
            and not stretched
            and _adjective(line, at)
            and line.low[at] not in words.role_openers
        ):
            end = at + 1
            continue
        joined = line.small[at] in words.conjunctions
        if (
            not joined
            and line.function(at) not in words.genitives
            and line.gazetteer.find(line.surface(first, end))
        ):
            break  # "la Caisse des dépôts | au capital"
        if joined:
            at += 1
            if line.function(at) in words.articles - words.contractions:
                break  # "l'Agence nationale de la recherche et | l'Union européenne"
        if line.function(at) not in words.complements:
            break
        while at < size and (line.small[at] in words.links or line.small[at] in words.articles):
            at += 1
        if at + 1 < limit and line.pos[at] == "ADJ" and line.pos[at + 1] == "NOUN" and not line.cap[at]:
            at += 1
        if at >= limit or not line.text[at][0].isalpha():
            break
        if line.pos[at] not in _DESCRIBING and not line.cap[at]:
            break
        if stretched and (not line.cap[at] or line.text[at].isupper()):
            break
        if line.low[at] in line.gazetteer.calendar:
            break
        if line.cap[at] and line.low[at] in words.other_heads and line.function(end) not in words.genitives:
            break  # "le Stade rennais | en Coupe"
        end = at + 1
        while end < size and line.cap[at] and line.cap[end]:
            end += 1
        named = line.cap[at]
    return end


def _lengthened(line: Line, first: int, end: int, *, named: bool) -> int:
    """Return the end past a link that goes on ("Court of Appeals | for the Fifth Circuit").

    So do plurals of two words and more ("Planned Families | of Texas").
    """
    words = line.words
    head = named and line.low[first] in _heads(line) | words.organisation_words
    many = end - first > 1 and line.plural(end - 1) and line.pos[end - 1] == "PROPN"
    if not words.lengthening or line.low[end - 1] in words.place_words | words.roles:
        return end
    if not (line.function(end) in words.lengthening and (head or many)) and not (
        many and line.function(end) in words.genitives
    ):
        return end
    at = end + 1
    while at < len(line) and line.small[at] in words.articles:
        at += 1
    begin = at
    while at < len(line) and line.cap[at]:
        at += 1
    if at == begin or line.low[begin] in line.gazetteer.calendar:
        return end
    return at


def owned(line: Line, first: int, end: int) -> bool:
    """Whether what a name owns is part of it: "Dunn | 's Bakery"."""
    words = line.words
    if line.function(end) not in words.possessives or line.spaced(end):
        return False
    if line.word(end + 1) not in words.owned or not line.cap[end + 1]:
        return False
    known = line.gazetteer.find(line.surface(first, end))
    return known is None or known.kind == "city"


def _adjective(line: Line, index: int) -> bool:
    return line.pos[index] == "ADJ" and line.text[index][0].isalpha() and not line.cap[index]


def _heads(line: Line) -> frozenset[str]:
    return line.words.organisation_heads | line.words.place_heads_named | line.words.other_heads


def _odd(text: str) -> bool:
    """Whether a lone word is none that a name could be."""
    return (
        len(text.rstrip(".")) == 1
        or not any(c.isalpha() for c in text)
        or not all(c.isalnum() or c in "-'’.&´" for c in text)
    )


def _portfolio(line: Line, first: int) -> bool:
    """Whether a name is what a minister is in charge of."""
    at = first - 1
    while at >= 0 and (line.small[at] in line.words.complements or line.small[at] in line.words.articles):
        at -= 1
    link = at
    if at > 0 and link < first - 1 and line.small[at] in line.words.conjunctions:
        field = _capital_before(line, at)
        return field > 0 and _portfolio(line, field)  # "de l'Éducation et de la"
    while at > 0 and line.pos[at] in ("ADJ", "VERB") and line.words.adjectives_follow:
        if line.low[at] in line.words.portfolios:
            break
        at -= 1  # "ministre malien de la", "ministre délégué aux"
    fused = line.words.contractions | line.words.articles
    if not any(line.small[i] in fused for i in range(link + 1, first)):
        return False  # "ministre de Kadhafi"
    return link < first - 1 and line.word(at) in line.words.portfolios


def _capital_before(line: Line, at: int) -> int:
    """Return the capitalised word before a conjunction, past its adjectives; -1 where there is none."""
    at -= 1
    while at > 0 and line.pos[at] == "ADJ" and not line.cap[at]:
        at -= 1
    return at if at > 0 and line.cap[at] else -1


def head_before(line: Line, first: int, end: int) -> tuple[int, int, str]:
    """Return the range with the lower-case noun that belongs to it, and that noun or ""."""
    words = line.words
    at = first - 1
    while at >= 0 and first - at <= 3 and line.small[at] in words.genitives and not line.cap[at]:  # noqa: PLR2004
        at -= 1
    linked = at < first - 1
    if at < 0 or line.small[at] in words.place_prepositions:  # "côté", spelled as "côte" but for accents
        return first, end, ""
    known = line.gazetteer.find(line.surface(first, end))
    head = line.low[at]
    if linked and head in words.organisation_heads_lower:
        return at, _seated(line, first, _conjoined(line, _qualified(line, first, end))), head
    organisation = known is not None and known.kind == "organisation"
    if not linked and head in words.organisation_heads_direct and (known is None or organisation):
        return at, end, head
    body = organisation or any(
        first <= a < end and label in ("ORG", "PER", "PERSON") for a, _, label in line.entities
    )
    if linked and not body:
        far = _far_head(line, at)
        if far >= 0:
            return far, _seated(line, first, _conjoined(line, end)), line.low[far]
    if linked and head in words.place_heads_linked and _is_complement(line, at):
        return first, end, ""
    if head in words.place_heads or (linked and head in words.place_heads_linked):
        return at, end, head
    bare = linked and line.function(first - 1) in words.genitives - words.articles - words.contractions
    if bare and head in words.apart:
        return first, end, ""  # "le port de Bastia"
    if head in words.place_heads_named and (known is None or organisation):
        return at, end, head
    return first, end, ""


def _is_complement(line: Line, at: int) -> bool:
    """Whether a noun depends on another without an article: "chefs d'État"."""
    return at > 0 and line.small[at - 1] in line.words.genitives - line.words.articles


def _far_head(line: Line, at: int) -> int:
    """Return the organisation noun before its own complements ("cour d'appel | de Toulouse"), or -1."""
    words = line.words
    for index in range(at, max(-1, at - 5), -1):
        if line.cap[index]:
            return -1
        if line.low[index] in words.organisation_heads_lower:
            return index
        if index < at and f"{line.low[index]} {line.low[index + 1]}" in words.organisation_phrases:
            return index
        if line.pos[index] not in _DESCRIBING and line.small[index] not in words.genitives:
            return -1
    return -1


def _seated(line: Line, first: int, end: int) -> int:
    """Return the end with the town of a body named for something else ("musée des Beaux-Arts | de Lyon")."""
    words = line.words
    if not words.adjectives_follow or line.function(end) not in words.genitives - words.contractions:
        return end
    if line.low[end - 1] in words.describe_place and end + 1 < len(line) and line.cap[end + 1]:
        return end + 2  # "communauté de communes du Pays | de Redon"
    if line.function(first - 1) not in words.plural_articles:
        return end  # "musée de Pointe-à-Callière": named already
    if line.gazetteer.find(line.surface(first, end)) or end + 1 >= len(line):
        return end
    known = line.cap[end + 1] and line.gazetteer.find(line.text[end + 1])
    return end + 2 if known and known.kind == "city" else end


def _qualified(line: Line, first: int, end: int) -> int:
    """Return the end with an adjective of the complement ("ministère des Affaires | étrangères")."""
    words = line.words
    follows = words.adjectives_follow and end < len(line) and _adjective(line, end)
    named = (
        line.gazetteer.find(line.surface(first, end)) is not None or line.low[end - 1] in words.place_words
    )
    if not follows or named or line.low[end] in words.nationalities | words.role_openers:
        return end
    return end + 1


def _conjoined(line: Line, end: int) -> int:
    """Return the end with a second complement ("ministère de l'Économie et des Finances")."""
    words = line.words
    at = end
    if line.function(at) not in words.conjunctions:
        return end
    at += 1
    begin = at
    if line.function(at) in words.articles - words.contractions:
        return end  # "l'université de Grenoble et | l'Office": another one
    while at < len(line) and line.small[at] in words.links:
        at += 1
    return at + 1 if begin < at < len(line) and line.cap[at] else end


def motto(line: Line, first: int, end: int) -> int:
    """Return the end of a name made of common words, after the noun that announces it.

    "l'association Saveurs d'ici", "la firme Idées au cube": the first word is no proper noun.
    """
    words = line.words
    if end - first > 1 or line.pos[first] != "NOUN" or first == 0:
        return end
    if line.low[first - 1] not in words.describe_organisation:
        return end
    at = end
    while at < len(line) and line.small[at] in words.links:
        at += 1
    taken = end < at < len(line) and line.pos[at] in ("NOUN", "ADJ", "ADV", "PROPN", "PRON")
    return at + 1 if taken else end


def numbered(line: Line, end: int) -> int:
    """Return the end with the number of a school, a station or a channel."""
    if end < len(line) and line.text[end].isdigit() and line.low[end - 1] in line.words.organisation_words:
        return end + 1
    return end
