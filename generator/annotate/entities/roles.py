"""The function or description that the text attaches to an entity.

Looked for where news put it, the surest place first: before the name ("the Israeli prime minister
Benjamin Netanyahu"), in apposition after it or before it, in parentheses, after "is".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.lines import Line
from generator.annotate.entities.variants import Group
from generator.model import Span

__all__ = ["Role", "role"]

_LONGEST = 16  # words
_STEPS = 6  # words before the noun
_REACH = 8  # words from the name to its verb
_ASIDE = 5  # words about age or origin between a name and its role
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_NO_VERB = frozenset({"VERB", "AUX", "PRON", "SCONJ", "PUNCT", "ADV"})


_Way = Callable[[Candidate], tuple[int, int] | None]


class Role(TypedDict):
    """A role and where it stands."""

    role: str | None
    role_span: Span | None


def role(group: Group) -> Role:
    """Return the role of an entity, or none."""
    ways: tuple[_Way, ...] = (_described,)
    if group.kind == "person":
        ways = (_before, _after, _reversed, _affiliated, _predicate, _ranked)
    mentions = sorted(
        (m for m in group.mentions if not m.line.titled),
        key=lambda m: (m.line.number == 0, m.line.number, m.first),
    )
    for way in ways:
        for mention in mentions:
            found = way(mention)
            if found:
                line, (first, end) = mention.line, found
                return Role(
                    role=line.surface(first, end), role_span=Span(line.begin[first], line.end[end - 1])
                )
    return Role(role=None, role_span=None)


def _before(mention: Candidate) -> tuple[int, int] | None:
    """Find "président américain | Joe Biden"; a title alone, capitalised, is left for later."""
    line, found = mention.line, _titles(mention)
    if found and found[1] - found[0] == 1:
        return None if line.cap[found[0]] and line.low[found[0]] in line.words.honorifics else found
    return found


def _ranked(mention: Candidate) -> tuple[int, int] | None:
    """Find "Sen. | Susan Collins"."""
    return _titles(mention)


def _titles(mention: Candidate) -> tuple[int, int] | None:
    line, end = mention.line, mention.first
    while end > 0 and line.low[end - 1] in line.words.courtesies:
        end -= 1
    found = _ending(line, end)
    if found and _abbreviated(line, end - 1) and any(_is_role(line, at) for at in range(found[0], end - 1)):
        return found[0], end - 1  # "panel chairman | Rep. Jason Chaffetz"
    return found


def _abbreviated(line: Line, at: int) -> bool:
    return line.low[at] in line.words.honorifics and line.text[at].endswith(".")


def _reversed(mention: Candidate) -> tuple[int, int] | None:
    """Find "le maire de New York, | Michael Bloomberg"."""
    line, at = mention.line, mention.first - 1
    while at > 0 and (line.low[at] in line.words.honorifics or line.small[at] in line.words.articles):
        at -= 1
    if line.word(at) != "," or not (found := _ending(line, at)):
        return None
    opens = found[0] - 1 if line.function(found[0] - 1) in line.words.articles else found[0]
    closed = line.word(mention.end) in (",", ".", ";", ")", "(", "")
    return found if closed or line.initial[opens] else None


def _ending(line: Line, end: int) -> tuple[int, int] | None:
    """Return the description that ends before word ``end``, from its first noun on."""
    words = line.words
    at, found = end - 1, -1
    if at < 0 or line.small[at] in words.links or line.small[at] in words.articles:
        return None
    while at >= 0 and end - at <= _LONGEST:
        small = line.small[at]
        if small in words.conjunctions and not _is_role(line, at - 1):
            break
        if small in words.articles or small in words.role_joints:
            if found >= 0 and not _owned(line, at) and (not words.adjectives_follow or not _linked(line, at)):
                break
        elif line.pos[at] not in _INSIDE and not _is_role(line, at) and not _participle(line, at):
            break
        elif _is_role(line, at):
            found = at
        at -= 1
    if found < 0:
        return None
    while found > 0 and _opens(line, found - 1):
        found -= 1
    return found, end


def _owned(line: Line, at: int) -> bool:
    """Whether an article or link joins a description to who has it: "a spokeswoman for | the governor"."""
    while at > 0 and (line.small[at] in line.words.articles or line.small[at] in line.words.role_joints):
        at -= 1
    return not line.words.adjectives_follow and not line.cap[at] and _is_role(line, at)


def _participle(line: Line, at: int) -> bool:
    """Whether a participle qualifies the noun before it: "l'entraîneur battu"."""
    tagged = line.words.adjectives_follow and line.pos[at] == "VERB" and at > 0 and _is_role(line, at - 1)
    return tagged and "Part" in line.passage.doc[line.token[at]].morph.get("VerbForm", [])


def _linked(line: Line, at: int) -> bool:
    """Whether an article or link stands inside a description: a noun stands before it."""
    before = at - 1
    while before >= 0 and line.small[before] in line.words.role_joints:
        before -= 1
    return before >= 0 and line.small[at] in line.words.genitives and line.pos[before] in _INSIDE


def _is_role(line: Line, index: int) -> bool:
    words, low = line.words, line.low[index]
    if line.pos[index] == "VERB":
        return False
    return (
        low in words.functions
        or (low,) in words.titles
        or tuple(line.low[max(0, index - 1) : index + 1]) in words.titles
    )


def _opens(line: Line, index: int) -> bool:
    """Whether a word before a role noun belongs to the role."""
    words = line.words
    if line.low[index] in words.role_openers:
        return True
    if words.adjectives_follow:
        return line.pos[index] == "ADJ" and line.small[index] not in words.articles
    return line.pos[index] in ("ADJ", "NOUN", "PROPN") and line.small[index] not in words.articles


def _after(mention: Candidate) -> tuple[int, int] | None:
    """Find "Rafael Correa, | président de la république équatorienne, a décidé"."""
    line, at = mention.line, _past(mention.line, mention.end)
    if line.word(at) != ",":
        return None
    at += 1
    if line.word(at).isdigit():  # an age
        while at < len(line) and line.text[at] != "," and at - mention.end < _ASIDE:
            at += 1
        at += 1
    return _starting(line, at)


def _past(line: Line, at: int) -> int:
    """Return where the clause goes on after where somebody is from: "(Vt.)", "of Maryland"."""
    end = at
    if line.word(at) == "(":
        while end < len(line) and end - at < _ASIDE and line.text[end] != ")":
            end += 1
        return end + 1
    if line.function(at) in line.words.genitives:
        end = at + 1
        while end < len(line) and line.cap[end]:
            end += 1
    return end if end > at + 1 else at


def _predicate(mention: Candidate) -> tuple[int, int] | None:
    """Find "AWR Hawkins is the | Fox columnist", "Ida Roux, 51 ans, a été nommée | préfète"."""
    line, words, at = mention.line, mention.line.words, mention.end
    while at < len(line) and at - mention.end < _REACH:
        if line.function(at) in words.copulas and (found := _starting(line, at + 1)):
            return found
        if not (line.pos[at] in ("AUX", "ADV", "NUM") or line.text[at] == "," or _aside(line, at)):
            return None
        at += 1
    return None


def _aside(line: Line, at: int) -> bool:
    """Whether a word may stand between a name and its verb: "who", "ans"."""
    words = line.words
    return (
        line.function(at) in words.relatives
        or line.function(at) in words.copulas
        or line.pos[at - 1] == "NUM"
    )


def _starting(line: Line, at: int) -> tuple[int, int] | None:
    """Return the description that begins at word ``at``, up to its clause's end."""
    words = line.words
    if line.function(at) in words.articles:
        at += 1
    first = at
    while at < len(line) and at - first < _STEPS and not _is_role(line, at):
        joined = line.low[at] in words.possessives or (
            not words.adjectives_follow and line.function(at) in words.conjunctions
        )
        if not joined and (line.pos[at] not in _INSIDE or line.text[at] == ","):
            return None
        at += 1
    if at >= len(line) or not _is_role(line, at):
        return None
    end = at + 1
    if line.word(end) in words.given_names and line.cap[end]:
        return None  # "côté Redon, la gardienne Lia Morin": of another
    while end < len(line) and end - first < _LONGEST:
        if (
            line.pos[end] in _NO_VERB
            or line.function(end) in words.relatives
            or not line.text[end][0].isalnum()
        ):
            break
        end += 1
    while end > at + 1 and (
        line.small[end - 1] in words.role_joints
        or line.small[end - 1] in words.articles
        or line.low[end - 1] in line.gazetteer.calendar
    ):
        end -= 1
    return first, end


def _affiliated(mention: Candidate) -> tuple[int, int] | None:
    """Find "Myriam Martinet (| CGT)", "Myriam Martinet, de la | CGT, a relevé"."""
    line, at = mention.line, mention.end
    if line.word(at) == "(" and line.word(at + 2) == ")" and line.text[at + 1].isupper():
        return at + 1, at + 2
    if line.word(at) != ",":
        return None
    at += 1
    while line.function(at) in line.words.genitives:
        at += 1
    if at - mention.end < 2 or at >= len(line) or not line.text[at].isupper() or len(line.text[at]) < 2:  # noqa: PLR2004
        return None
    end = at + 1
    while end < len(line) and line.cap[end]:
        end += 1
    return at, end


def _described(mention: Candidate) -> tuple[int, int] | None:
    """Find "agence américaine | Moody's", "ville de | Porto", "Febelfin, | fédération des banques"."""
    line, words, at = mention.line, mention.line.words, mention.first - 1
    nouns = words.describe_organisation | words.describe_place
    while at > 0 and line.pos[at] == "ADJ" and not line.cap[at]:
        at -= 1
    if line.word(at) in nouns and not line.cap[at]:
        return at, mention.first
    at = mention.first - 1
    while at > 0 and line.small[at] in words.genitives:
        at -= 1
    if at < mention.first - 1 and line.low[at] in words.describe_place - words.apart and not line.cap[at]:
        return at, at + 1
    at = mention.end + 1
    if line.word(mention.end) == "," and line.word(at) in nouns:
        end = at + 1
        while end < len(line) and end - at < _LONGEST and line.pos[end] in (*_INSIDE, "ADP", "DET"):
            end += 1
        while line.small[end - 1] in words.role_joints or line.small[end - 1] in words.articles:
            end -= 1
        return at, end
    return None
