"""Speakers that a description means: "le président", "the company".

Every entity that could be meant is weighed by a handful of features: whether it is called by the
noun or by a kindred one, whether noun and entity belong to one field, shared words, gender, how
near and how prominently it was named, whether the article is about it. A noun that fits many
("the researcher") needs only somebody near; an office ("the mayor") may bring somebody new, and
needs likeness.
"""

from __future__ import annotations

from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes import syntax
from generator.annotate.quotes.likeness import CALLED, GENERAL, KINDRED, fields_of, office, score
from generator.annotate.quotes.nouns import Nouns
from generator.annotate.quotes.profiles import Profile
from generator.annotate.quotes.scene import Mention, Phrase, Scene, Speaker
from generator.model import Span

__all__ = ["find", "gender", "noun"]

_LONG = 3  # letters of a word that says something
_AGREES = {"Fem": 0.45, "Masc": 0.25}  # feminine nouns say more
_UNLIKE = -0.25  # of who neither is called alike nor shows the gender of an office
_ALONE = 0.35  # of the only one of that kind or gender
_TOPIC = 0.3
_CENTRE = 0.3  # of who was the last subject or speaker
_INTRODUCED = 0.8  # of the person whom the sentence before is about, and whom nothing has described yet
_UNDESCRIBED = 0.5  # of whom the article is about, while nothing has described him
_NAMED, _JUST = 0.5, 0.6  # least weight of who was named in the sentence before
_SAME_SENTENCE = 0.5  # of the weight, of who is no subject
_LEAST, _LEAST_OFFICE, _LEAST_NAMED, _LEAST_BODY = 0.9, 1.25, 1.25, 1.9  # what is less means nobody
_SURE = ((CALLED, 0.85), (KINDRED, 0.75), (GENERAL, 0.65), (0.0, 0.5))  # confidence by likeness
_CLEAR, _RIVALLED = 0.2, 0.2  # a smaller margin takes so much from it


def find(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Find the one entity that a definite phrase means."""
    nouns = nouns_.read(phrase.view.passage.language)
    at = noun(phrase, nouns)
    if at is None or phrase.folded[0] in phrase.vocabulary.determiners.indefinite:
        return None
    word = phrase.view.clauses.folded[at]
    if word in nouns.anonymous:
        return None
    named = bool(scene.within(_span(phrase)))
    if not named and _called(phrase, at):
        return None
    if word in nouns.kin and _owned(scene, phrase, at):
        return None  # "Norris's deputy" is somebody else
    single = word in phrase.vocabulary.bodies and syntax.has(
        phrase.view.passage.doc[phrase.first], "Number", "Sing"
    )
    if syntax.has(phrase.view.passage.doc[at], "Number", "Plur") and not single:
        return _members(scene, phrase, nouns, word) if not named else None
    possessed = phrase.folded[0] in phrase.vocabulary.determiners.possessive
    least = _LEAST_OFFICE if office(phrase, nouns, word) else _LEAST
    if named:
        least = _LEAST_NAMED
    ranked = _rank(scene, phrase, nouns, at)
    if possessed:
        least = CALLED
        ranked = [each for each in ranked if each[1] >= CALLED]
    if not ranked:
        return None
    total, likeness, identity = ranked[0]
    if named and scene.profiles[identity].entity.kind != "person":
        least = _LEAST_BODY
    if total < least:
        return None
    margin = total - (ranked[1][0] if len(ranked) > 1 else 0.0)
    sure = next((sure for least, sure in _SURE if likeness >= least), _SURE[-1][1])
    sure -= _RIVALLED if margin < _CLEAR else 0.0
    placed = all(scene.kind(mention) == "place" for mention in scene.within(_span(phrase)))
    if placed and not possessed:
        scene.call(identity, word)  # "the Florida governor", as much as "the governor"
    return Speaker(identity, "description", sure)


def _called(phrase: Phrase, at: int) -> bool:
    """Whether a noun leads up to a name that nobody has marked: "le collectif Un toit"."""
    doc, after = phrase.view.passage.doc, at + 1
    if after >= len(doc) or phrase.view.passage.block.kind in ("headline", "heading"):
        return False
    known = phrase.view.clauses.folded[after] in phrase.vocabulary.people | phrase.vocabulary.bodies
    return doc[after].text[0].isupper() and not known and not doc[after].is_sent_start


def _span(phrase: Phrase) -> Span:
    return phrase.view.passage.span(phrase.view.passage.doc[phrase.first : phrase.last])


def _owned(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether somebody is named before a noun among its words: "Norris's deputy"."""
    offset = phrase.view.passage.span(phrase.view.passage.doc[at]).start
    return any(
        mention.start < offset and scene.kind(mention) == "person" for mention in scene.within(_span(phrase))
    )


def noun(phrase: Phrase, nouns: Nouns) -> int | None:
    """Return the noun that the phrase is about: the first known one, or the first."""
    doc, folded, vocabulary = phrase.view.passage.doc, phrase.view.clauses.folded, phrase.vocabulary
    positions = range(phrase.first, phrase.last)
    first = next((n for n in positions if doc[n].pos_ in ("NOUN", "PROPN")), None)
    if first is not None:
        link = next((n for n in range(first, phrase.last) if doc[n].pos_ == "ADP"), phrase.last)
        positions = range(phrase.first, link)  # "Republicans on the panel" are not the panel

    def known(n: int) -> bool:
        word = folded[n]
        return (
            word in vocabulary.people
            or word in vocabulary.bodies
            or word in vocabulary.places
            or word in nouns.documents
            or word in nouns.members
        )

    nominal = (n for n in positions if doc[n].pos_ in ("NOUN", "PROPN") or n == phrase.last - 1)
    found = first if first is not None and known(first) else next(filter(known, nominal), first)
    compound = phrase.view.clauses.roles.name
    while found is not None and found + 1 < phrase.last and doc[found].dep_ in compound:
        found += 1  # "the union leader"
    return found


def _rank(scene: Scene, phrase: Phrase, nouns: Nouns, at: int) -> list[tuple[float, float, str]]:
    """Weigh everybody who could be meant, best first: total, likeness, id."""
    word = phrase.view.clauses.folded[at]
    terms = _terms(scene, phrase, at)
    shown = gender(phrase, nouns, word)
    near = _near(scene, phrase)
    named = {
        kind: [i for i in near if scene.profiles[i].entity.kind == kind]
        for kind in ("person", "organisation")
    }
    agreeing = [i for i in named["person"] if shown and scene.profiles[i].gender == shown]
    held = [mention for mention in scene.within(_span(phrase)) if scene.kind(mention) != "person"]
    introduced = _introduced(scene, phrase)
    found = []
    for identity in near.keys() | scene.called.get(word, set()):
        profile = scene.profiles[identity]
        likeness = score(profile, word, terms, phrase, nouns)
        if likeness is None or (identity not in near and likeness < CALLED):
            continue
        if _elsewhere(scene, profile, held, speaks=word in nouns.spokespeople):
            continue
        total = likeness + near.get(identity, 0.0)
        if profile.entity.kind == "person":
            if office(phrase, nouns, word) and likeness < KINDRED and (not shown or profile.gender != shown):
                total += _UNLIKE
            if shown and profile.gender == shown:
                total += _AGREES[shown]
            elif shown and profile.gender and (shown == "Fem" or _inflected(phrase, nouns, word)):
                continue
        if profile.entity.kind != "person" and identity in scene.topics:
            total += _TOPIC
        if identity == introduced and not profile.heads:
            total += _INTRODUCED
        elif profile.entity.kind == "person" and identity in scene.topics and not profile.heads:
            total += _UNDESCRIBED
        if identity in named.get(profile.entity.kind, ()) and (
            named[profile.entity.kind] == [identity] or agreeing == [identity]
        ):
            total += _ALONE
        found.append((total, likeness, identity))
    return sorted(found, key=lambda each: (-each[0], each[2]))


def _introduced(scene: Scene, phrase: Phrase) -> str:
    """Return the only person of the sentence before, in the same paragraph, if it is about that one."""
    offset = min(phrase.span.start, phrase.quote.start)
    here, mention = scene.sentence_at(offset), scene.preceding(offset)
    found: list[Mention] = []
    while mention is not None and mention.sentence >= here - 1 and mention.passage == phrase.view.number:
        if mention.sentence == here - 1 and scene.kind(mention) == "person":
            found.append(mention)
        mention = scene.preceding(mention.start)
    alone = len({each.entity for each in found}) == 1
    return found[-1].entity if alone and found[-1].weight >= 1 else ""


def _elsewhere(scene: Scene, profile: Profile, held: list[Mention], *, speaks: bool) -> bool:
    """Whether what a phrase names is of a kind with what a person's role names, and is not that.

    Who speaks for something, whatever its kind, ``speaks`` for nothing else.
    """
    if profile.entity.kind != "person" or not held:
        return False
    role = (profile.entity.role or "").lower()
    named = {
        other.entity.kind
        for other in scene.profiles.values()
        if other.entity.kind != "person" and other.entity.name and any(form in role for form in other.forms)
    }
    own = any(scene.profiles[mention.entity].names & profile.terms for mention in held)
    others = speaks and len(profile.terms) > 1
    return not own and (others or any(scene.kind(mention) in named for mention in held))


def _inflected(phrase: Phrase, nouns: Nouns, word: str) -> bool:
    """Whether a noun has a form of its own for women, so that the other one means none."""
    return word not in nouns.offices or bool(phrase.vocabulary.gender.get(word) or nouns.gender(word))


def _near(scene: Scene, phrase: Phrase) -> dict[str, float]:
    here = scene.sentence_at(phrase.span.start)
    near: dict[str, float] = {}
    for mention, weight in scene.antecedents(phrase):
        if mention.sentence == here and mention.weight < 1:
            weight *= _SAME_SENTENCE  # noqa: PLW2901
        if mention.sentence == here - 1 and mention.weight >= _NAMED:
            weight = max(weight, _JUST)  # noqa: PLW2901
        near[mention.entity] = max(near.get(mention.entity, 0.0), weight)
    if (centre := scene.centre(phrase)) in near:
        near[centre] += _CENTRE
    return near


def gender(phrase: Phrase, nouns: Nouns, word: str) -> str | None:
    """Return the gender that a noun for people, or the article before it, shows."""
    if word in nouns.epicene:
        return None
    if found := phrase.vocabulary.gender.get(word) or nouns.gender(word):
        return found
    token = phrase.view.passage.doc[phrase.first]
    if phrase.folded[0] in phrase.vocabulary.determiners.possessive:
        token = next(
            (t for t in phrase.view.passage.doc[phrase.first : phrase.last] if t.pos_ == "NOUN"), token
        )
    elif token.pos_ != "DET":
        return None
    return next(iter(token.morph.get("Gender", [])), None)


def _terms(scene: Scene, phrase: Phrase, at: int) -> set[str]:
    """Return the other words that say something, without names."""
    doc, start = phrase.view.passage.doc, phrase.view.passage.start
    held = scene.within(_span(phrase))
    return {
        phrase.view.clauses.folded[n]
        for n in range(phrase.first, phrase.last)
        if n != at
        and doc[n].pos_ in ("NOUN", "PROPN", "ADJ")
        and len(doc[n]) >= _LONG
        and not any(mention.start <= start + doc[n].idx < mention.end for mention in held)
    }


def _members(scene: Scene, phrase: Phrase, nouns: Nouns, word: str) -> Speaker | None:
    """Find the body that those who make it up speak for: "les juges", "the researchers"."""
    fields = nouns.members.get(word)
    if not fields or phrase.last - phrase.first > 2:  # noqa: PLR2004 — described further, they are others
        return None
    near = _near(scene, phrase)
    fitting = [
        (weight, identity)
        for identity, weight in near.items()
        if scene.profiles[identity].entity.kind == "organisation"
        and fields & fields_of(scene.profiles[identity], nouns)
    ]
    return Speaker(max(fitting)[1], "members", 0.55) if fitting else None
