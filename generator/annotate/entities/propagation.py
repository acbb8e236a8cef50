"""One sense per article: which names are kept, and every place where a kept name stands again."""

from __future__ import annotations

from functools import cache

from generator.annotate.entities.candidate import Candidate
from generator.annotate.entities.lines import Line, Lines
from generator.annotate.entities.variants import Group
from generator.model import Span

__all__ = ["accept", "confidence", "places", "spread"]

_LEAST = 0.8  # evidence for the best kind below which a name is none


def accept(groups: list[Group]) -> list[Group]:
    """Keep the groups that are names of a person, organisation or place."""
    kept = [each for each in groups if each.kind != "other" and each.score[each.kind] >= _LEAST]
    # What a hurricane or a festival is called is no name by itself either.
    tails = {
        each.name.low[-1]
        for each in groups
        if len(each.name.low) > 1
        and any("other-head" in m.evidence for m in each.mentions)
        and each.kind == "other"
    }
    kept = [each for each in kept if each.name.known or each.name.low not in {(tail,) for tail in tails}]
    return [each for each in kept if not _demonym(each)]


def _demonym(group: Group) -> bool:
    """Whether a word says where somebody is from: "explique le Morbihannais", never without an article."""
    name = group.name
    words = name.line.words
    if name.known or len(name.low) > 1:
        return False
    if name.low[0].endswith(_plurals(words.demonym_endings)) and all(map(_many, group.mentions)):
        return True
    if not name.low[0].endswith(words.demonym_endings):
        return False
    if not any(_acts(m) for m in group.mentions):
        return False
    singular = words.articles - words.contractions - words.plural_articles
    return all(
        m.line.function(at := _determiner(m)) in singular
        and (m.line.initial[at] or not m.line.cap[at])
        and m.line.function(at - 1) not in words.place_prepositions
        and not any(name.startswith(("place-", "described-", "organisation-")) for name in m.evidence)
        for m in group.mentions
    )


@cache
def _plurals(endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ending if ending.endswith("s") else f"{ending}s" for ending in endings)


def _many(mention: Candidate) -> bool:
    """Whether a small plural article stands before a word: "les Castraises", not "Les Républicains"."""
    line, at = mention.line, mention.first - 1
    return line.function(at) in line.words.plural_articles and not (line.cap[at] and not line.initial[at])


def _determiner(mention: Candidate) -> int:
    """Return what stands before a word and its adjective: "l'| ancien Morbihannais"."""
    line, at = mention.line, mention.first - 1
    return at - 1 if at > 0 and line.pos[at] == "ADJ" and not line.cap[at] else at


def _acts(mention: Candidate) -> bool:
    """Whether a name is the subject of a verb, be it before: "explique le …"."""
    line = mention.line
    subject = line.passage.doc[line.token[mention.first]].dep_.startswith("nsubj")
    before = _determiner(mention) - 1
    subject = subject or (before >= 0 and line.pos[before] == "VERB")  # "a soufflé le Brestois"
    return subject or line.word(_determiner(mention) - 1) in line.words.person_verbs


def spread(lines: Lines, groups: list[Group]) -> list[Group]:
    """Mark kept names where no candidate was: in headings, at the start of sentences."""
    taken = {
        (m.line.number, index) for each in groups for m in each.mentions for index in range(m.first, m.end)
    }
    forms: dict[tuple[str, ...], Group] = {}
    for each in groups:
        for mention in each.mentions:
            forms.setdefault(mention.low, each)
        low = each.name.low
        if each.kind == "person" and len(low) > 1:
            for start in range(1, len(low)):
                forms.setdefault(low[start:], each)
        elif each.kind == "organisation" and len(low) > 1 and _distinct(lines, each):
            forms.setdefault(low[:1], each)
    firsts: dict[str, int] = {}
    for form in forms:
        firsts[form[0]] = max(firsts.get(form[0], 0), len(form))
    for line in lines.lines:
        free = [(line.number, index) not in taken for index in range(len(line))]
        index = 0
        while index < len(line):
            longest = min(firsts.get(line.low[index], 0), len(line) - index) if line.cap[index] else 0
            for length in range(longest, 0, -1):
                match = forms.get(tuple(line.low[index : index + length]))
                if match and all(free[index : index + length]) and _again(lines, line, index, length, match):
                    break
            else:
                match = None
            if match:
                match.mentions.append(Candidate(line, index, index + length, copied=True))
                index += length
            else:
                index += 1
    for each in groups:
        each.settle()
    return groups


def _distinct(lines: Lines, group: Group) -> bool:
    """Whether the first word of an organisation's name can stand for it ("Wikimedia France")."""
    name = group.name
    words, low = name.line.words, name.low[0]
    if len(low) < 4 or lines.lower[low] or low in words.given_names or low in words.nationalities:  # noqa: PLR2004
        return False
    if low in words.organisation_heads or low in words.organisation_words or low in words.not_names:
        return False
    return name.line.gazetteer.find(name.line.text[name.first]) is None


def _again(lines: Lines, line: Line, index: int, length: int, group: Group) -> bool:
    """Whether words that spell a name mean it here: one word may be a common one or another's."""
    if length > 1:
        return True
    low, proper = line.low[index], line.pos[index] == "PROPN"
    if group.kind == "organisation" and (low,) not in {m.low for m in group.mentions}:
        part = index + 1 < len(line) and line.cap[index + 1]
        if part or not proper:
            return False
    if (line.titled or line.initial[index]) and lines.lower[low]:
        return group.kind == "person" and proper and not line.titled
    return True


def places(group: Group) -> tuple[Span, ...]:
    """Return where the mentions of a group stand in the article's text."""
    article = group.name.low[0] if group.name.low[0] in group.name.line.words.articles else None
    return tuple(sorted(_place(mention, article) for mention in group.mentions))


def _place(mention: Candidate, article: str | None) -> Span:
    """Return where a mention stands, its article included where that is part of the name."""
    line, first = mention.line, mention.first
    if article and line.word(first - 1) == article and line.cap[first - 1]:
        first -= 1
    return Span(line.begin[first], line.end[mention.end - 1])


def confidence(group: Group) -> float:
    """Return how sure the kind of a group is, from the margin of its vote."""
    best = group.score[group.kind]
    second = max(score for kind, score in group.score.items() if kind != group.kind)
    margin = best - max(0.0, second)
    return round(min(0.99, max(0.3, 0.5 + margin / 8)), 2)
