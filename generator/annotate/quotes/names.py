"""Speakers that are named: among the words beside a quotation, next to them, or by whom they speak for."""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.quotes import descriptions, likeness, nouns, syntax
from generator.annotate.quotes.scene import Mention, Phrase, Scene, Speaker
from generator.annotate.quotes.stretches import View

__all__ = ["by_apposition", "by_name", "by_part", "by_voice"]

_DESCRIBED = 14  # tokens between the end of a description and its comma
_TITLE = 4  # tokens of an article and a title between a comma and a name
_BRACKETED = 8  # tokens between brackets
_CAMP = 0.6
_ACTS, _HEARD, _OWNER = 0.75, 0.5, 0.25  # weights of a body whose unnamed spokesman speaks
_COMMAS = frozenset({",", ".", ";", ":", "«", "»", "“", "”", '"'})


def by_name(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take the name that is the head of the words, or that a title leads up to."""
    view, doc = phrase.view, phrase.view.passage.doc
    held = scene.within(phrase.span)
    if not held:
        return _right_after(scene, phrase)
    root = view.passage.start + doc[phrase.first : phrase.last].root.idx
    heads = [m for m in held if m.start <= root < m.end]
    people = [m for m in held if scene.kind(m) == "person"]
    head = _head(phrase, held, ("NOUN",))
    if head is not None and not people and _describes(phrase, head):
        return None  # "the Maine senator" is not Maine
    if head is not None and doc[head].idx + view.passage.start >= held[0].start:
        owned = any(doc[n].pos_ == "PART" for n in range(view.token_at(held[0].end - 1) + 1, head))
        speaks = view.clauses.folded[head] in phrase.vocabulary.nouns.spokespeople
        if speaks and (behind := by_apposition(scene, phrase)):
            return behind  # "a Reyes spokesman, Dan Poe"
        head = head if owned else None  # "Ms Reyes's manager" is not Ms Reyes
    if not people and phrase.view.passage.doc[phrase.first].pos_ == "DET":
        described = any(token.pos_ == "ADJ" and token.is_lower for token in doc[phrase.first : phrase.last])
        behind = by_apposition(scene, phrase) if described else None
        if behind is not None and scene.profiles[behind.entity or ""].entity.kind == "person":
            return behind  # "the local MSP, Ian Fairbairn"
        if not heads and all(scene.kind(mention) == "place" for mention in held):
            return None  # "the Kentucky Republican"
    if heads and (head is None or not _linked(view, head, heads[0])):
        return Speaker(heads[0].entity, "name", 0.97)
    if people and (head is None or not _linked(view, head, people[-1])):
        return Speaker(people[-1].entity, "title-name", 0.96)
    if head is None:
        return Speaker(held[0].entity, "name", 0.95)
    if not _linked(view, head, held[0]):
        beside = [m for m in held if not _linked(view, head, m)]  # "un sondage Elabe pour BFMTV"
        return Speaker(beside[-1].entity, "title-name", 0.9)
    return None


def _describes(phrase: Phrase, head: int) -> bool:
    """Whether a noun among names of bodies and places means a person."""
    word = phrase.view.clauses.folded[head]
    return not phrase.vocabulary.people.isdisjoint({word, word.removesuffix(phrase.vocabulary.nouns.plural)})


def _right_after(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take the name that an abbreviated title was cut from: "Rep." Elijah Cummings."""
    mention = scene.following(phrase.span.end)
    if mention is None or mention.start - phrase.span.end > 1 or scene.kind(mention) != "person":
        return None
    if mention.sentence != scene.sentence_at(phrase.span.start):
        return None
    return Speaker(mention.entity, "title-name", 0.9)


def by_apposition(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take the name set off by a comma after a description: "un manifestant, Abdel Nasser"."""
    view, doc, folded = phrase.view, phrase.view.passage.doc, phrase.view.clauses.folded
    stop = phrase.last
    while stop < len(doc) and stop - phrase.last < _DESCRIBED and folded[stop] not in _COMMAS:
        if doc[stop].pos_ == "AUX" or syntax.finite(doc[stop]):
            return None
        if folded[stop] == "(":
            closing = (n for n in range(stop, min(stop + _BRACKETED, len(doc))) if folded[n] == ")")
            stop = next(closing, stop)
        stop += 1
    if stop >= len(doc) or folded[stop] != ",":
        return None
    mention = scene.following(view.passage.start + doc[stop].idx + 1)
    if mention is None or mention.end > view.passage.block.span.end or scene.kind(mention) == "place":
        return None
    after = view.token_at(mention.end - 1) + 1
    first = view.token_at(mention.start)
    if folded[first] in view.clauses.words.pronouns:
        return None  # "La direction, elle, …" only says it again
    between = range(stop + 1, first)
    heads = phrase.vocabulary.people if scene.kind(mention) == "person" else phrase.vocabulary.bodies
    titled = len(between) <= _TITLE and any(folded[n] in heads for n in between)
    near = len(between) <= 1 or (titled and all(doc[n].pos_ in ("DET", "NOUN", "ADJ") for n in between))
    if near and (after >= len(doc) or not folded[after][:1].isalnum()):
        return Speaker(mention.entity, "apposition", 0.9)
    return None


def by_voice(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take the body that a spokesman or a report speaks for."""
    view, doc, vocabulary = phrase.view, phrase.view.passage.doc, phrase.vocabulary
    folded = view.clauses.folded
    held = scene.within(phrase.span)
    head = _head(phrase, held, ("NOUN", "PROPN"))
    while head is not None and head + 1 < phrase.last and doc[head].dep_ in view.clauses.roles.name:
        head += 1  # "a party spokesperson"
    if head is None:
        return None
    if held and (described := descriptions.find(scene, phrase)):
        return described
    if folded[head] not in vocabulary.voices:
        return None
    if (
        folded[head] in vocabulary.people - vocabulary.bodies
        and folded[head] not in nouns.read(view.passage.language).spokespeople
    ):
        return None  # unnamed
    stop = view.token_at(held[0].start) if held else phrase.last
    inner = next((n for n in range(head + 1, stop) if _definite(phrase, n)), None)
    if inner is not None:
        ends = (n for n in range(inner + 1, phrase.last) if doc[n].pos_ in ("ADP", "VERB", "PUNCT"))
        part = phrase.part(max(phrase.first, inner - 1), next(ends, phrase.last))
        if body := descriptions.find(scene, part):
            return Speaker(body.entity, "speaks-for", min(0.75, body.confidence))
    if not held:
        return (
            _by_issuer(scene, phrase, head) or _by_camp(scene, phrase) or _by_spokesman(scene, phrase, head)
        )
    bodies = [m for m in held if scene.kind(m) == "organisation"]
    if bodies:
        return Speaker(bodies[0].entity, "speaks-for", 0.85)
    placed = scene.kind(held[0]) == "place" and _describes(phrase, head)  # "experts on North Korea"
    return None if placed or folded[head] in vocabulary.people else Speaker(held[0].entity, "speaks-for", 0.7)


def _definite(phrase: Phrase, position: int) -> bool:
    """Whether a noun for bodies stands under an article, maybe one that a preposition swallowed."""
    doc, clauses = phrase.view.passage.doc, phrase.view.clauses
    before = clauses.folded[position - 1]
    return clauses.folded[position] in phrase.vocabulary.bodies and (
        doc[position - 1].pos_ == "DET" or before in clauses.words.contractions
    )


def _by_issuer(scene: Scene, phrase: Phrase, head: int) -> Speaker | None:
    """Take who issued a statement: the subject of the verb whose object it is."""
    view, vocabulary = phrase.view, phrase.vocabulary
    token, roles = view.passage.doc[head], view.clauses.roles
    if view.clauses.folded[head] in vocabulary.people or token.dep_ not in roles.object:
        return None
    for child in token.head.children:
        if child.dep_ in roles.subject and (held := scene.within(view.passage.span(child))):
            return Speaker(held[0].entity, "issuer", 0.8)
    return None


def _by_camp(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take whose campaign speaks where nothing tells: the person who was the last subject."""
    known = nouns.read(phrase.view.passage.language)
    if known.camps.isdisjoint(phrase.folded) or any(
        token.pos_ == "ADP" for token in phrase.view.passage.doc[phrase.first : phrase.last]
    ):
        return None
    near = [
        (weight, mention.start, mention.entity)
        for mention, weight in scene.antecedents(phrase)
        if scene.kind(mention) == "person" and mention.weight >= 1 and mention.entity in scene.profiles
    ]
    near = [each for each in near if "politics" in likeness.fields_of(scene.profiles[each[2]], known)]
    return Speaker(max(near)[2], "speaks-for", _CAMP) if near else None


def _by_spokesman(scene: Scene, phrase: Phrase, head: int) -> Speaker | None:
    """Take whom a spokesman speaks for: somebody described behind a preposition, else the body heard last."""
    view, doc = phrase.view, phrase.view.passage.doc
    if view.clauses.folded[head] not in nouns.read(view.passage.language).spokespeople:
        return None
    link = next((n for n in range(head + 1, phrase.last) if doc[n].pos_ == "ADP"), None)
    if link is not None:
        described = (
            descriptions.find(scene, phrase.part(link + 1, phrase.last)) if link + 1 < phrase.last else None
        )
        return Speaker(described.entity, "speaks-for", 0.65) if described else None
    group = next(
        (n for n in range(phrase.first, head) if view.clauses.folded[n] in phrase.vocabulary.bodies), None
    )
    if group is not None and (described := descriptions.find(scene, phrase.part(group, group + 1))):
        return Speaker(described.entity, "speaks-for", 0.65)
    owned = phrase.folded[0] in phrase.vocabulary.determiners.possessive
    near = [
        (weight, mention.start, mention.entity)
        for mention, weight in scene.antecedents(replace(phrase, quote=phrase.span))
        if scene.kind(mention) == "organisation" and (owned or mention.weight >= _ACTS)
    ]
    return (
        Speaker(max(near)[2], "speaks-for", 0.5)
        if near and max(near)[0] >= (_HEARD if not owned else _OWNER)
        else None
    )


def by_part(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take the entity that a capitalised word is part of, where no mention was marked."""
    if scene.within(phrase.span):
        return None
    for token in phrase.view.passage.doc[phrase.first : phrase.last]:
        if token.pos_ == "PROPN" or (token.text[:1].isupper() and token.i > phrase.first):
            owners = [
                profile
                for profile in scene.profiles.values()
                if token.lower_ in profile.names and profile.entity.kind != "place"
            ]
            if len(owners) == 1:
                return Speaker(owners[0].entity.id, "part-of-name", 0.7)
    return None


def _head(phrase: Phrase, held: list[Mention], classes: tuple[str, ...]) -> int | None:
    """Return the first noun of the words that is no part of a name."""
    doc, start = phrase.view.passage.doc, phrase.view.passage.start
    for n in range(phrase.first, phrase.last):
        at = start + doc[n].idx
        if doc[n].pos_ in classes and not any(mention.start <= at < mention.end for mention in held):
            return n
    return None


def _linked(view: View, head: int, mention: Mention) -> bool:
    """Whether a preposition or a possessive stands between a noun and a name."""
    doc, at = view.passage.doc, view.token_at(mention.start)
    low, high = min(head, at), max(head, at)
    between = any(doc[n].pos_ in ("ADP", "PART") for n in range(low + 1, high))
    return between or (at < len(doc) and doc[at].pos_ == "ADP")
