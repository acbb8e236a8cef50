"""Which names mean the same person, organisation or place."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.annotate.entities.acronyms import abbreviates, initials, is_acronym, syllables
from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.kinds import KINDS, vote
from generator.annotate.entities.words import letters

__all__ = ["Group", "abbreviate", "group", "join", "repeat"]

_DOUBLE = 3  # words of a given name and two surnames
_SPELLED = 5  # letters of a word put together from syllables


@dataclass(slots=True, eq=False)
class Group:
    """Mentions that mean the same; first those of one name, in the end all of an entity.

    ``name`` is the fullest mention, ``order`` where the first one stands.
    """

    key: str
    mentions: list[Candidate]
    score: dict[str, float] = field(default_factory=dict)
    kind: str = "other"
    why: str = "name"
    merged: bool = False
    name: Candidate = field(init=False)
    order: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Choose the name, and note where the first mention stands."""
        self.name = max(
            self.mentions,
            key=lambda m: (m.end - m.first, not m.line.titled, not m.text.isupper(), len(m.text)),
        )
        self.order = min((m.line.number, m.first) for m in self.mentions)

    @property
    def heading(self) -> str:
        """The name, less a common noun ahead of it ("bande de Gaza") where the article also does without."""
        full = self.name.text
        bare = [m.text for m in self.mentions if m.text[0].isupper() and full.endswith(f" {m.text}")]
        return max(bare, key=len, default=full) if full[0].islower() else full

    def weigh(self) -> None:
        """Vote for the kind over all mentions."""
        self.settle()
        self.score = vote(self.mentions)
        self.kind = max(KINDS, key=lambda kind: (self.score[kind], -KINDS.index(kind)))


def group(found: list[Candidate]) -> list[Group]:
    """Put mentions of the same name together."""
    mentions: dict[str, list[Candidate]] = {}
    for candidate in found:
        mentions.setdefault(letters(candidate.text) or candidate.text, []).append(candidate)
    groups = [Group(key, same) for key, same in mentions.items()]
    for each in groups:
        each.weigh()
    return groups


def join(groups: list[Group]) -> list[Group]:
    """Join groups whose names are variants of one another."""
    for rule in (_known, _people, _spelling, _parts):
        rule(groups)
        groups = [each for each in groups if not each.merged]
    return groups


def repeat(groups: list[Group]) -> None:
    """Note which names stand where only names are capitalised more than once."""
    for each in groups:
        inside = [m for m in each.mentions if not m.line.initial[m.first] and m.line.pos[m.first] == "PROPN"]
        if len(each.name.low) == 1 and len(each.mentions) > 1 and inside:
            inside[0].evidence["repeated"] = 1.0 if len(each.mentions) > 2 else 0.7  # noqa: PLR2004
            each.weigh()


def abbreviate(groups: list[Group]) -> list[Group]:
    """Join long names with their acronyms."""
    _acronyms(groups)
    return [each for each in groups if not each.merged]


def _merge(target: Group, other: Group, why: str) -> None:
    target.mentions += other.mentions
    target.why = why
    other.merged = True
    target.weigh()


def _known(groups: list[Group]) -> None:
    """Join by what the gazetteer says they are."""
    seen: dict[str, Group] = {}
    for each in groups:
        known = each.name.known
        if known is None or known.kind == "city" or each.kind == "person":
            continue
        if known.identity in seen:
            _merge(seen[known.identity], each, "gazetteer")
        else:
            seen[known.identity] = each


def _acronyms(groups: list[Group]) -> None:
    """Join a long name with its acronym: side by side with parentheses, or by the initials."""
    owner = {id(m): each for each in groups for m in each.mentions}
    by_place = {(m.line.number, m.first): m for each in groups for m in each.mentions}
    for each in list(groups):
        for mention in list(each.mentions):
            line, end = mention.line, mention.end
            if line.word(end) not in ("(", ","):
                continue
            other = by_place.get((line.number, end + 1))
            if other is None:  # "the Bureau d'enquêtes (BEA)", "le BEA, le Bureau d'enquêtes"
                other = by_place.get((line.number, end + 2))
            if other is None or (line.word(end) == "(" and line.word(other.end) not in (")", ",", ";")):
                continue
            long, short = owner[id(mention)], owner[id(other)]
            if long is short or long.merged or short.merged:
                continue
            if abbreviates(other.text, mention.text):
                target, gone = (long, short)
            elif abbreviates(mention.text, other.text):
                target, gone = (short, long)
            else:
                continue
            _merge(target, gone, "acronym")
            for m in gone.mentions:
                owner[id(m)] = target
    shorts = [g for g in groups if not g.merged and is_acronym(g.name.text)]
    longs = [g for g in groups if not g.merged and g.name.end - g.name.first > 1 and g.kind == "organisation"]
    for short in shorts:
        if short.kind == "place" and short.name.known:
            continue
        fits = [g for g in longs if g is not short and not g.merged and initials(g.name, short.key)]
        if len(fits) == 1:
            _merge(fits[0], short, "acronym")
    longs = [g for g in longs if not g.merged]
    for short in groups if longs else ():
        if short.merged or short.kind == "place" or len(short.name.low) > 1 or len(short.key) < _SPELLED:
            continue
        fits = [g for g in longs if syllables(g.name, short.key)]
        if len(fits) == 1:
            _merge(fits[0], short, "acronym")


def _people(groups: list[Group]) -> None:
    """Join surnames and given names with the full names of people."""
    full = [g for g in groups if g.kind == "person" and g.name.end - g.name.first > 1]
    for each in sorted(full, key=lambda g: g.name.end - g.name.first):
        if each.merged:
            continue
        low = each.name.low
        for other in full:  # "Jacques Greg-Belobo", "Greg Belobo"; "José Bauzà", "José Ramón Bauzà"
            long = other.name.low
            if other is each or other.merged or len(long) < len(low) or low == long:
                continue
            if _inside(low, long) or (other.key.endswith(each.key) and other.key != each.key):
                _merge(other, each, "full-name")
                break
    full = [g for g in full if not g.merged]
    last: dict[str, list[Group]] = {}
    first: dict[str, list[Group]] = {}
    for each in full:
        low = each.name.low
        for start in range(1, len(low)):
            last.setdefault("".join(letters(word) for word in low[start:]), []).append(each)
        if len(low) == _DOUBLE and low[1] not in each.name.line.words.given_names:
            last.setdefault(letters(low[1]), []).append(each)  # the first of two surnames
        first.setdefault(letters(low[0]), []).append(each)
    for each in list(groups):
        if each.merged or each in full:
            continue
        known = each.name.known
        owners = last.get(each.key, [])
        if known and (known.kind == "country" or (known.kind == "organisation" and not _after(each, owners))):
            continue
        if owners and (each.kind != "place" or not known or known.kind != "region"):
            if (firm := _firm(each)) is not None:
                groups.append(firm)
                if not each.mentions:
                    each.merged = True
                    continue
                each.weigh()
            best = max(owners, key=lambda g: (len(g.mentions), _minus(g.order)))
            if not _namesake(each, best):
                _merge(best, each, "surname")
            continue
        owners = [g for g in first.get(each.key, []) if not g.merged]
        if (
            len(owners) == 1
            and each.kind == "person"
            and each.name.low[0] in each.name.line.words.given_names
        ):
            _merge(owners[0], each, "given-name")


def _firm(group: Group) -> Group | None:
    """Take the mentions out of a surname's group that mean somebody's business: "la scierie Morel"."""
    described = [m for m in group.mentions if "described-organisation" in m.evidence]
    if not (described and described[0].line.words.adjectives_follow):
        return None  # nor is "the Morel campaign" one
    firm = Group(group.key, described)
    firm.weigh()
    if firm.kind != "organisation":
        return None
    group.mentions = [m for m in group.mentions if m not in described]
    return firm


def _after(short: Group, owners: list[Group]) -> bool:
    """Whether a single word comes up only once somebody with that surname has been named in full."""
    body = [m for m in short.mentions if m.line.number > 0]
    described = any("described-organisation" in m.evidence or "article" in m.evidence for m in body)
    return not described and any(owner.order < short.order for owner in owners)


def _namesake(short: Group, full: Group) -> bool:
    """Whether a surname means somebody else: introduced with a title before the full name stands."""
    body = [m for m in short.mentions if m.line.number > 0]
    if not body or any(m.line.number == 0 for m in full.mentions):
        return False
    first = min(body, key=lambda m: (m.line.number, m.first))
    introduced = "title" in first.evidence or "role-before" in first.evidence
    return introduced and first.line.number < full.order[0]


def _minus(order: tuple[int, int]) -> tuple[int, int]:
    return (-order[0], -order[1])


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one name of a person leaves out words of another but keeps its ends."""
    if short[-1] != long[-1]:
        return False
    if short[0] == long[0]:
        return len(short) < len(long)
    head = short[0].rstrip(".")
    return len(head) == 1 and long[0].startswith(head)


def _spelling(groups: list[Group]) -> None:
    """Join full names of people that differ in one letter."""
    people = [g for g in groups if g.kind == "person" and g.name.end - g.name.first > 1]
    for index, each in enumerate(people):
        for other in people[index + 1 :]:
            a, b = each.name.low, other.name.low
            if other.merged or each.merged or a[0] != b[0] or len(a) != len(b):
                continue
            if sum(x != y for x, y in zip(a, b, strict=True)) == 1 and _near(each.key, other.key):
                _merge(each, other, "spelling")


def _near(a: str, b: str) -> bool:
    """Whether two words differ by one letter changed, added or left out."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5:  # noqa: PLR2004
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def _parts(groups: list[Group]) -> None:
    """Join organisations and places with shorter forms of their names."""
    holders: dict[str, list[Group]] = {}  # by every word, and part of a hyphenated one
    for each in groups:
        low = each.name.low
        if each.kind in ("organisation", "place") and (len(low) > 1 or "-" in each.name.text):
            for word in dict.fromkeys([*low, *"-".join(low).split("-")]):
                holders.setdefault(word, []).append(each)
    for each in groups:
        if each.merged:
            continue
        low = each.name.low
        fits = [
            g
            for g in dict.fromkeys(holders.get(low[0], []) + holders.get(low[-1], []))
            if g is not each and not g.merged and len(g.key) > len(each.key) and _short(each, g, low)
        ]
        if fits:  # the one named last before
            before = [g for g in fits if g.order <= each.order] or fits
            _merge(max(before, key=lambda g: g.order), each, "short-form")


_HUMAN = frozenset({"title", "given-name", "given-name-alone", "age", "role-after", "role-before"})


_LOCATED = frozenset({"place-preposition", "place-noun", "beside-place", "dateline", "city", "large-city"})


def _located(group: Group) -> bool:
    return any(name in _LOCATED for mention in group.mentions for name in mention.evidence)


def _human(group: Group) -> bool:
    return any(name in _HUMAN for mention in group.mentions for name in mention.evidence)


def _team(each: Group, whole: Group, low: tuple[str, ...]) -> bool:
    """Whether a town's name or a word like "Rovers" stands for its club in a report on sports."""
    line, long = whole.name.line, whole.name.low
    if not line.sports or whole.kind != "organisation" or (each.kind == "person" and _human(each)):
        return False
    if long[0] in line.words.clubs and long[1:] == low:
        return each.kind != "place" or any("contest" in m.evidence for m in each.mentions)
    return len(long) > 1 and long[-1] in line.words.clubs and low in (long[:-1], long[-1:])


def _short(each: Group, whole: Group, low: tuple[str, ...]) -> bool:
    known = each.name.known
    long = whole.name.low
    words = whole.name.line.words
    if whole.name.head and long[-len(low) :] == low:  # "château de Montretout", "Montretout"
        if each.kind == "place" and whole.kind == "organisation":
            return False
        return known is None or whole.name.head in words.place_heads_linked
    heads = words.describe_place | words.organisation_heads_lower
    if long[1:] == low and long[0] in heads and any("described-place" in m.evidence for m in each.mentions):
        return each.kind == whole.kind  # "Lycée Jules-Verne" in a headline, "lycée | Jules-Verne"
    if len(low) > 1 and low[0] == long[0] and low[-1] == long[-1] and set(low) < set(long):
        return each.kind == whole.kind
    if long[2:] == low and long[1] in words.lengthening and long[0] in words.organisation_heads:
        return True  # "Americans for Honest Ledgers", "Honest Ledgers"
    if len(low) == 1 and long[0] in words.articles and long[-1:] == low:  # "The Post"
        return whole.kind == "organisation"
    if _team(each, whole, low):
        return True
    if whole.kind == "place" and known is None and len(low) == len(long) == 1:
        if each.kind == "place" and long[0].startswith(low[0] + "-"):
            return True  # "Aulnay-sous-Bois", "Aulnay"
        if _located(each):
            return long[0].endswith("-" + low[0]) and not _human(each)  # "Port-Vauquelin", "à Vauquelin"
    placed = known and (known.kind != "city" or each.kind != "organisation" or low != long[:1])
    if placed or whole.kind != "organisation" or (each.kind == "person" and _human(each)):
        return False
    if len(low) == 1 and len(long) == 1:
        return long[0].startswith(low[0] + "-") and each.kind == "organisation"
    if long[-1] in words.clubs and not whole.name.line.sports and low == long[:1]:
        return False  # "Dunmore Social Club", "Dunmore"
    if long[: len(low)] == low:  # "Wikimedia France", "Wikimedia"
        firm = long[-1] in words.corporate_words and known is None and len(low) == 1
        located = each.kind == "place" and _located(each) and not firm  # "shares in Corvane", a company
        return not (words.place_words & set(long) or located)
    if len(low) == 1 and long[0] in words.clubs and long[-1].split("-")[0] == low[0]:
        return True  # "AS Lormont-sur-Orge", "Lormont"
    return low[0] in words.articles and long[-len(low) + 1 :] == low[1:]
