"""Speakers that a pronoun stands for."""

from __future__ import annotations

from generator.annotate.quotes import profiles as profiles_
from generator.annotate.quotes import sources, syntax
from generator.annotate.quotes.profiles import Profile, Pronouns
from generator.annotate.quotes.scene import NOBODY, UNKNOWN, Mention, Phrase, Scene, Speaker
from generator.model import Span

__all__ = ["find", "possessor", "resumes", "subjects"]

_SURE = 0.12  # a weaker antecedent is none
_JOINT = 8  # characters between a name and a relative pronoun: a comma and a preposition
_TOLD_OF = 0.3  # share left for who is named in the third person in the words themselves
_OWNER = 0.4  # the same for whose report it is
_KINDS = {"person": 1.0, "organisation": 0.3, "place": 0.1}  # how readily a pronoun means one
_TOPIC = 0.2  # added to whom the article is about
_OPENS = 0.2  # more, for a pronoun before any name of a paragraph
_CENTRE = 0.2  # added to who was the last subject
_GOES_ON = 0.8  # the fit of a feminine pronoun with a body that was the last subject
_SAME = 0.3  # more, where that was in the same sentence
_GENDERLESS = 0.6  # of the fit, where nothing shows the gender of a person
_NEUTER = {"person": 0.0, "organisation": 1.0, "place": 0.35}


def subjects(scene: Scene) -> list[Span]:
    """Return what stands for somebody as a subject outside quotations, the last first.

    Personal pronouns, and definite phrases around a noun for people or bodies, without a name.
    """
    found = []
    for view in scene.views:
        vocabulary, roles, doc = profiles_.words(view.passage.language), view.clauses.roles, view.passage.doc
        words = vocabulary.pronouns.masculine | vocabulary.pronouns.feminine
        nouns = vocabulary.people | vocabulary.bodies | vocabulary.nouns.kin
        many = vocabulary.nouns.plural
        for token in syntax.having(doc, roles.subject | roles.passive_subject):
            word = view.clauses.folded[token.i]
            if word in words:
                span = view.passage.span(token)
            elif (token.pos_ == "NOUN" or word in vocabulary.nouns.parties) and (
                (word in nouns and doc[token.left_edge.i].pos_ in ("DET", "NUM"))
                or word.removesuffix(many) in nouns
            ):
                first, last = sources.phrase(view.clauses, token)
                span = view.passage.span(doc[first:last])
                if any(scene.kind(mention) == "person" for mention in scene.within(span)):
                    continue
            else:
                continue
            if not scene.is_quoted(span.start):
                found.append(span)
    return found[::-1]


def resumes(phrase: Phrase) -> bool:
    """Whether words take up who was spoken of last, as a pronoun does: "l'intéressée", "the 67-year-old"."""
    return _aged(phrase) or (
        phrase.folded[-1] in phrase.vocabulary.determiners.resuming and len(phrase.folded) <= 2  # noqa: PLR2004
    )


def _aged(phrase: Phrase) -> bool:
    return syntax.aged(phrase.view.passage.doc[phrase.first : phrase.last])


def possessor(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Find whose report speaks: "selon ses chiffres", "its latest report"."""
    vocabulary = phrase.vocabulary
    if phrase.folded[0] not in vocabulary.determiners.possessive:
        return None
    written = vocabulary.voices - vocabulary.people
    if not any(word in written for word in phrase.folded[1:]) or any(
        word in vocabulary.people or word.removesuffix(vocabulary.nouns.plural) in vocabulary.people
        for word in phrase.folded[1:]
    ):
        return None
    ranked = sorted(scene.antecedents(phrase), key=lambda pair: (-pair[1], -pair[0].start))
    ranked = [pair for pair in ranked if scene.kind(pair[0]) != "place"]
    if not ranked or ranked[0][1] < _OWNER:
        return None
    return Speaker(ranked[0][0].entity, "possessor", 0.6)


def find(scene: Scene, phrase: Phrase, *, people: bool = False) -> Speaker:
    """Find the antecedent of a pronoun: near, prominent, and agreeing in gender and number."""
    word, pronouns = phrase.folded[0], phrase.vocabulary.pronouns
    if people:
        gender = phrase.vocabulary.gender.get(phrase.folded[-1])
        word = min(pronouns.feminine if gender == "Fem" else pronouns.masculine)
        word = "" if _aged(phrase) else word
    if word in pronouns.speaking:
        return NOBODY
    if relative := _relative(scene, phrase):
        return relative
    told = scene.within(phrase.quote) if scene.is_quoted(phrase.quote.start) else []
    told_of = {mention.entity for mention in told if mention.start >= phrase.quote.start}
    best: dict[str, float] = {}
    centre, here = scene.centre(phrase, own=True), scene.sentence_at(phrase.span.start)
    last = scene.preceding(phrase.span.start)
    opens = phrase.span == phrase.quote and (last is None or last.passage < phrase.view.number)
    plural = word in pronouns.masculine_plural | pronouns.feminine_plural | pronouns.any_plural
    for mention, weight in scene.antecedents(phrase):
        if people and scene.kind(mention) != "person":
            continue
        weight += (_TOPIC + _OPENS * opens) * (mention.entity in scene.topics)  # noqa: PLW2901
        same = mention.sentence == here and mention.weight >= 1
        weight += (_CENTRE + _SAME * same) * (mention.entity == centre)  # noqa: PLW2901
        fit = 1.0 if plural and mention.plural else _fit(scene.profiles[mention.entity], word, pronouns)
        if mention.voice and not plural:
            fit = max(fit, _speaks_for(mention, word, pronouns))
        elif mention.entity == centre and word in pronouns.feminine and not pronouns.neuter:
            fit = max(fit, _GOES_ON * _feminine_body(scene, mention))
        score = weight * fit
        if mention.entity in told_of:
            score *= _TOLD_OF
        held = best.get(mention.entity, 0.0)
        best[mention.entity] = max(held, score) + 0.1 * min(held, score)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _SURE:
        return NOBODY
    margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    return Speaker(ranked[0][0], "pronoun", min(0.9, 0.5 + 0.5 * margin))


def _speaks_for(mention: Mention, word: str, pronouns: Pronouns) -> float:
    """Say how well a pronoun fits whoever speaks for a body, from 0 to 1."""
    gender = "Fem" if word in pronouns.feminine else "Masc" if word in pronouns.masculine else None
    if gender is None:
        return 0.0
    return _GENDERLESS if mention.voice == UNKNOWN else float(mention.voice == gender)


def _feminine_body(scene: Scene, mention: Mention) -> bool:
    profile = scene.profiles[mention.entity]
    return profile.entity.kind == "organisation" and profile.gender == "Fem" and not profile.plural


def _relative(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Take the name that a relative pronoun follows."""
    pronouns = phrase.vocabulary.pronouns
    mention = scene.preceding(phrase.span.start)
    if phrase.folded[0] not in pronouns.any | pronouns.neuter or mention is None:
        return None
    if 0 < phrase.span.start - mention.end <= _JOINT and mention.sentence == scene.sentence_at(
        phrase.span.start
    ):
        return Speaker(mention.entity, "relative", 0.9)
    return None


def _fit(profile: Profile, word: str, pronouns: Pronouns) -> float:
    """Say how well a pronoun fits an entity, from 0 to 1."""
    kind = profile.entity.kind
    if word in pronouns.neuter:
        return _NEUTER[kind]
    masculine = word in pronouns.masculine | pronouns.masculine_plural
    feminine = word in pronouns.feminine | pronouns.feminine_plural
    if word in pronouns.masculine_plural | pronouns.feminine_plural | pronouns.any_plural:
        if kind == "person":
            return 0.0
        fit = 1.0 if profile.plural else 0.45 if kind == "organisation" else 0.1
    else:
        fit = _KINDS[kind] * (0.2 if profile.plural else 1.0)
        if kind != "person" and (masculine or feminine) and pronouns.neuter:
            return 0.0  # things have a pronoun of their own
    if masculine or feminine:
        gender = "Fem" if feminine else "Masc"
        if profile.gender:
            fit *= 1.0 if gender == profile.gender else 0.05
        else:
            fit *= _GENDERLESS if kind == "person" else 0.8
    return fit
