"""Who speaks: the words beside a quotation, resolved to an entity of the article.

A sieve, the surest way first: a name among the words or in apposition to them, the body that a
spokesman or a report speaks for, a pronoun's antecedent, a description that fits one entity. What
passes through stays without speaker: the words are shown, no name is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from generator.annotate.quotes import profiles as profiles_
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.profiles import Profile, Words
from generator.annotate.quotes.stretches import View
from generator.model import Entity, Quote, Span

__all__ = ["resolve"]

_MEMORY = 60  # mentions looked back at
_FADES = 0.8  # of the weight, with every sentence in between
_PARAGRAPH = 0.85  # of the weight, with every paragraph
_DESCRIBED = 14  # tokens between the end of a description and its comma
_COMMAS = frozenset({",", ".", ";", ":", "«", "»", "“", "”", '"'})
_SURE = 0.12  # a weaker antecedent is none
_NAMED_FITS = 3.0  # the same where a name stands among its words
_FITS = 1.4  # a weaker likeness of a description is none


@dataclass(frozen=True, slots=True)
class _Speaker:
    entity: str | None
    rule: str
    confidence: float


_NOBODY = _Speaker(None, "", 0.0)


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where an entity is meant. ``weight`` is higher for subjects and speakers."""

    start: int
    end: int
    entity: str
    sentence: int
    passage: int
    weight: float


@dataclass(slots=True)
class _Scene:
    """The article as the resolution goes through it; mentions grow as pronouns are resolved."""

    views: tuple[View, ...]
    profiles: dict[str, Profile]
    mentions: list[_Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)

    def view_at(self, offset: int) -> View | None:
        low = bisect_right(self.starts, offset) - 1
        return self.views[low] if low >= 0 else None

    def sentence_at(self, offset: int) -> int:
        return bisect_right(self.sentences, offset)

    def add(self, mention: _Mention) -> None:
        at = bisect_right(self.mentions, mention.start, key=lambda m: m.start)
        self.mentions.insert(at, mention)


def resolve(
    views: tuple[View, ...], candidates: tuple[Candidate, ...], entities: tuple[Entity, ...]
) -> tuple[Quote, ...]:
    """Turn candidates into quotations, each with the entity that speaks, where the article names it."""
    scene = _scene(views, candidates, entities)
    known: dict[Span, _Speaker] = {}
    found: list[Quote] = []
    pronouns = _pronouns(scene)
    for candidate in candidates:
        until = max(candidate.span.start, candidate.speaker_span.start if candidate.speaker_span else 0)
        while pronouns and pronouns[-1].start < until:
            words = pronouns.pop()
            if words not in known:
                known[words] = _speaker(scene, words, words)
                _remember(scene, words, known[words])
        speaker = _NOBODY
        if candidate.speaker_span is not None:
            words = candidate.speaker_span
            if words not in known:
                known[words] = _speaker(scene, words, candidate.span)
                _remember(scene, words, known[words])
            speaker = known[words]
        found.append(
            Quote(
                candidate.span,
                candidate.kind,
                speaker.entity,
                candidate.speaker_span,
                candidate.cue_span,
                candidate.sense,
                candidate.rule,
                candidate.confidence,
                speaker.rule,
                round(speaker.confidence, 2),
            )
        )
    return tuple(found)


def _scene(
    views: tuple[View, ...], candidates: tuple[Candidate, ...], entities: tuple[Entity, ...]
) -> _Scene:
    scene = _Scene(views, profiles_.read(views, entities))
    scene.starts = [view.passage.start for view in views]
    scene.sentences = [
        view.passage.start + view.passage.doc[start].idx
        for view in views
        for start in view.clauses.starts
        if start < len(view.passage.doc)
    ]
    scene.quoted = [candidate.span for candidate in candidates if candidate.kind == "direct"]
    for entity in entities:
        for span in entity.mentions:
            view = scene.view_at(span.start)
            if view is not None:
                weight = _weight(scene, view, span)
                scene.mentions.append(
                    _Mention(
                        span.start, span.end, entity.id, scene.sentence_at(span.start), view.number, weight
                    )
                )
    scene.mentions.sort(key=lambda mention: (mention.start, mention.end))
    return scene


def _pronouns(scene: _Scene) -> list[Span]:
    """Return the personal pronouns that are subjects outside quotations, the last first."""
    found = []
    for view in scene.views:
        vocabulary, roles = profiles_.words(view.passage.language), view.clauses.roles
        personal = vocabulary.pronouns.masculine | vocabulary.pronouns.feminine
        for token in view.passage.doc:
            if token.dep_ in roles.subject and view.clauses.folded[token.i] in personal:
                span = view.passage.span(token)
                at = bisect_right(scene.quoted, span.start, key=lambda quoted: quoted.start) - 1
                if at < 0 or scene.quoted[at].end <= span.start:
                    found.append(span)
    return found[::-1]


def _weight(scene: _Scene, view: View, span: Span) -> float:
    """Weigh a mention by its place in the sentence: subjects first, words of others last."""
    at = bisect_right(scene.quoted, span.start, key=lambda quoted: quoted.start) - 1
    if at >= 0 and scene.quoted[at].end > span.start:
        return 0.25
    roles = view.clauses.roles
    first, last = view.token_at(span.start), view.token_at(span.end - 1) + 1
    doc = view.passage.doc
    if first >= len(doc):
        return 0.5
    root = doc[first : max(last, first + 1)].root
    if root.dep_ in roles.apposition | roles.name | roles.modifier and root.head.pos_ in ("NOUN", "PROPN"):
        inner = root.dep_ in roles.possessor and root.dep_ not in roles.apposition
        root = root if inner else root.head
    if root.dep_ in roles.subject | roles.passive_subject:
        return 1.0
    return 0.75 if root.head is root else 0.5


def _remember(scene: _Scene, words: Span, speaker: _Speaker) -> None:
    view = scene.view_at(words.start)
    if speaker.entity is not None and view is not None:
        scene.add(
            _Mention(words.start, words.end, speaker.entity, scene.sentence_at(words.start), view.number, 1.3)
        )


def _speaker(scene: _Scene, words: Span, quote: Span) -> _Speaker:
    view = scene.view_at(words.start)
    if view is None:
        return _NOBODY
    vocabulary = profiles_.words(view.passage.language)
    first, last = view.token_at(words.start), view.token_at(words.end - 1) + 1
    folded = view.clauses.folded[first:last]
    if len(folded) == 1 and vocabulary.pronoun(folded[0]):
        return _by_pronoun(scene, folded[0], words, quote, vocabulary)
    return (
        _by_name(scene, view, first, last, words)
        or _by_apposition(scene, view, first, last)
        or _by_voice(scene, view, first, last, words, quote, vocabulary)
        or _by_part(scene, view, first, last)
        or _by_description(scene, view, first, last, words, quote, vocabulary)
        or _NOBODY
    )


# --- names -----------------------------------------------------------------------------------------


def _inside(scene: _Scene, words: Span) -> list[_Mention]:
    at = bisect_left(scene.mentions, words.start - 80, key=lambda m: m.start)
    held = []
    for mention in scene.mentions[at:]:
        if mention.start >= words.end:
            break
        if mention.end > words.start:
            held.append(mention)
    return held


def _by_name(scene: _Scene, view: View, first: int, last: int, words: Span) -> _Speaker | None:
    """Take the name that is the head of the words, or that a title leads up to."""
    held = _inside(scene, words)
    doc = view.passage.doc
    if not held:
        return _right_after(scene, view, first, last, words)
    root = view.passage.start + doc[first:last].root.idx
    heads = [m for m in held if m.start <= root < m.end]
    people = [m for m in held if scene.profiles[m.entity].entity.kind == "person"]
    nouns = [n for n in range(first, last) if doc[n].pos_ == "NOUN" and not _covered(view, n, held)]
    head = nouns[0] if nouns and doc[nouns[0]].idx + view.passage.start < held[0].start else None
    if heads and (head is None or not _linked(view, head, heads[0])):
        return _Speaker(heads[0].entity, "name", 0.97)
    if people and (head is None or not _linked(view, head, people[-1])):
        return _Speaker(people[-1].entity, "title-name", 0.96)
    if head is None:
        return _Speaker(held[0].entity, "name", 0.95)
    if not _linked(view, head, held[0]):
        return _Speaker(held[-1].entity, "title-name", 0.9)
    return None


def _right_after(scene: _Scene, view: View, first: int, last: int, words: Span) -> _Speaker | None:
    """Take the name that an abbreviated title was cut from: "Rep." Elijah Cummings."""
    at = bisect_left(scene.mentions, words.end, key=lambda m: m.start)
    if at < len(scene.mentions) and scene.mentions[at].start - words.end <= 1:
        mention = scene.mentions[at]
        if scene.profiles[mention.entity].entity.kind == "person" and mention.sentence == scene.sentence_at(
            words.start
        ):
            return _Speaker(mention.entity, "title-name", 0.9)
    return None


def _by_voice(
    scene: _Scene, view: View, first: int, last: int, words: Span, quote: Span, vocabulary: Words
) -> _Speaker | None:
    """Take the body that a spokesman or a report speaks for."""
    doc, folded = view.passage.doc, view.clauses.folded
    held = _inside(scene, words)
    head = next(
        (n for n in range(first, last) if doc[n].pos_ in ("NOUN", "PROPN") and not _covered(view, n, held)),
        None,
    )
    if head is None:
        return None
    described = _by_description(scene, view, first, last, words, quote, vocabulary, least=_NAMED_FITS)
    if described is not None:
        return described
    if folded[head] in vocabulary.voices:
        stop = view.token_at(held[0].start) if held else last
        inner = next((n for n in range(head + 1, stop) if folded[n] in vocabulary.bodies), None)
        if inner is not None:
            end = next((n for n in range(inner + 1, last) if doc[n].pos_ in ("ADP", "VERB", "PUNCT")), last)
            body = _by_description(scene, view, max(first, inner - 1), end, words, quote, vocabulary)
            if body is not None:
                return _Speaker(body.entity, "speaks-for", min(0.75, body.confidence))
    bodies = [m for m in held if scene.profiles[m.entity].entity.kind == "organisation"]
    if not held:
        return _by_issuer(scene, view, head, vocabulary)
    if folded[head] in vocabulary.voices and bodies:
        return _Speaker(bodies[0].entity, "speaks-for", 0.85)
    if folded[head] in vocabulary.voices and folded[head] not in vocabulary.people:
        return _Speaker(held[0].entity, "speaks-for", 0.7)
    return None


def _by_issuer(scene: _Scene, view: View, head: int, vocabulary: Words) -> _Speaker | None:
    """Take who issued a statement: the subject of the verb whose object it is."""
    token, roles = view.passage.doc[head], view.clauses.roles
    if (
        view.clauses.folded[head] not in vocabulary.voices - vocabulary.people
        or token.dep_ not in roles.object
    ):
        return None
    for child in token.head.children:
        if child.dep_ in roles.subject:
            held = _inside(scene, view.passage.span(child))
            if held:
                return _Speaker(held[0].entity, "issuer", 0.8)
    return None


def _covered(view: View, position: int, held: list[_Mention]) -> bool:
    start = view.passage.start + view.passage.doc[position].idx
    return any(mention.start <= start < mention.end for mention in held)


def _linked(view: View, head: int, mention: _Mention) -> bool:
    """Whether a preposition or a possessive stands between a noun and a name."""
    doc = view.passage.doc
    at = view.token_at(mention.start)
    low, high = (head, at) if head < at else (at, head)
    return any(doc[n].pos_ in ("ADP", "PART") for n in range(low + 1, high + 1) if n != at and n != head) or (
        at < len(doc) and doc[at].pos_ == "ADP"
    )


def _by_apposition(scene: _Scene, view: View, first: int, last: int) -> _Speaker | None:
    """Take the name set off by a comma after a description: "un manifestant, Abdel Nasser"."""
    doc, folded = view.passage.doc, view.clauses.folded
    stop = last
    while stop < len(doc) and stop - last < _DESCRIBED and folded[stop] not in _COMMAS:
        if doc[stop].pos_ in ("VERB", "AUX"):
            return None
        if folded[stop] == "(":
            stop = next((n for n in range(stop, min(stop + 8, len(doc))) if folded[n] == ")"), stop)
        stop += 1
    if stop >= len(doc) or folded[stop] != ",":
        return None
    at = bisect_left(scene.mentions, view.passage.start + doc[stop].idx + 1, key=lambda m: m.start)
    if at >= len(scene.mentions) or scene.mentions[at].end > view.passage.block.span.end:
        return None
    mention = scene.mentions[at]
    closing = view.token_at(mention.end - 1) + 1
    near = view.token_at(mention.start) - stop <= 2  # noqa: PLR2004
    ends = closing >= len(doc) or not folded[closing][:1].isalnum()
    if near and ends and scene.profiles[mention.entity].entity.kind != "place":
        return _Speaker(mention.entity, "apposition", 0.9)
    return None


def _by_part(scene: _Scene, view: View, first: int, last: int) -> _Speaker | None:
    """Take the entity that a capitalised word is part of, where no mention was marked."""
    for token in view.passage.doc[first:last]:
        if token.pos_ == "PROPN" or (token.text[:1].isupper() and token.i > first):
            word = token.lower_
            owners = [p for p in scene.profiles.values() if word in p.names and p.entity.kind != "place"]
            if len(owners) == 1:
                return _Speaker(owners[0].entity.id, "part-of-name", 0.7)
    return None


# --- pronouns --------------------------------------------------------------------------------------


def _by_pronoun(scene: _Scene, word: str, words: Span, quote: Span, vocabulary: Words) -> _Speaker:
    sets = vocabulary.pronouns
    if word in sets.speaking:
        return _NOBODY
    if relative := _right_before(scene, word, words, sets):
        return relative
    gender = "Masc" if word in sets.masculine | sets.masculine_plural else None
    gender = "Fem" if word in sets.feminine | sets.feminine_plural else gender
    plural = word in sets.masculine_plural | sets.feminine_plural | sets.any_plural
    scored = _antecedents(scene, min(words.start, quote.start), words)
    best: dict[str, float] = {}
    for mention, weight in scored:
        fit = _agrees(scene.profiles[mention.entity], word, gender, sets, plural=plural)
        score = best.get(mention.entity, 0.0)
        best[mention.entity] = max(score, weight * fit) + 0.1 * min(score, weight * fit)
    if not best:
        return _NOBODY
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    top = ranked[0]
    if top[1] < _SURE:
        return _NOBODY
    margin = top[1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    return _Speaker(top[0], "pronoun", min(0.9, 0.5 + 0.5 * margin))


def _right_before(scene: _Scene, word: str, words: Span, sets: profiles_._Pronouns) -> _Speaker | None:
    """Take the name that a relative pronoun follows."""
    if word not in sets.any | sets.neuter:
        return None
    at = bisect_left(scene.mentions, words.start, key=lambda m: m.start) - 1
    if at >= 0 and 0 < words.start - scene.mentions[at].end <= 2:  # noqa: PLR2004
        return _Speaker(scene.mentions[at].entity, "relative", 0.9)
    return None


def _agrees(
    profile: Profile, word: str, gender: str | None, sets: profiles_._Pronouns, *, plural: bool
) -> float:
    """Say how well a pronoun fits an entity, from 0 to 1."""
    kind = profile.entity.kind
    if word in sets.neuter:
        return {"organisation": 1.0, "place": 0.35, "person": 0.0}[kind]
    if plural:
        if kind == "person":
            return 0.0
        fit = 1.0 if profile.plural else 0.45 if kind == "organisation" else 0.1
    else:
        fit = {"person": 1.0, "organisation": 0.3, "place": 0.1}[kind]
        if profile.plural:
            fit *= 0.2
        if kind != "person" and word not in sets.any and not _gendered(sets):
            return 0.0
    if gender and profile.gender:
        fit *= 1.0 if gender == profile.gender else 0.05
    elif gender and kind != "person":
        fit *= 0.8
    return fit


def _gendered(sets: profiles_._Pronouns) -> bool:
    """Whether things have gender in the language: it has no pronoun of their own."""
    return not sets.neuter


def _antecedents(scene: _Scene, offset: int, words: Span) -> list[tuple[_Mention, float]]:
    """Weigh the mentions before an offset by how near and how prominent they are."""
    stop = bisect_left(scene.mentions, offset, key=lambda m: m.start)
    view = scene.view_at(offset)
    number = view.number if view else 0
    here = scene.sentence_at(offset)
    own = scene.sentence_at(words.start)
    scored = []
    for mention in scene.mentions[max(0, stop - _MEMORY) : stop]:
        if mention.start <= words.start < mention.end:
            continue
        apart = max(0, here - mention.sentence)
        weight = mention.weight * _FADES ** min(apart, 12) * _PARAGRAPH ** max(0, number - mention.passage)
        if mention.sentence == own and mention.weight < 1.0:
            weight *= 0.9
        scored.append((mention, weight))
    return scored


# --- descriptions ----------------------------------------------------------------------------------


def _by_description(
    scene: _Scene,
    view: View,
    first: int,
    last: int,
    words: Span,
    quote: Span,
    vocabulary: Words,
    least: float = _FITS,
) -> _Speaker | None:
    """Find the one entity that "le président" or "the company" means."""
    doc, folded = view.passage.doc, view.clauses.folded
    head = next((n for n in range(first, last) if doc[n].pos_ in ("NOUN", "PROPN")), None)
    if head is None:
        head = next(
            (n for n in range(first, last) if folded[n] in vocabulary.people | vocabulary.bodies), None
        )
    if head is None:
        return None
    inside = [n for n in range(first, last) if doc[n].pos_ in ("NOUN", "PROPN", "ADJ") and len(folded[n]) > 2]  # noqa: PLR2004
    noun = _head_noun(view, inside, head, vocabulary)
    determiner = folded[first]
    if determiner in vocabulary.determiners.indefinite or "Plur" in doc[noun].morph.get("Number"):
        return None
    gender = next(iter(doc[noun].morph.get("Gender")), None)
    terms = {folded[n] for n in inside if n != noun}
    near: dict[str, float] = {}
    for mention, weight in _antecedents(
        scene, min(words.start, max(quote.start, 0)) if quote.start < words.start else words.start, words
    ):
        near[mention.entity] = max(near.get(mention.entity, 0.0), weight)
    scored = []
    for identity, profile in scene.profiles.items():
        score = _likeness(profile, folded[noun], terms, gender, vocabulary)
        if score > 0:
            scored.append((score + near.get(identity, 0.0), score, identity))
    if determiner in vocabulary.determiners.possessive:
        scored = [each for each in scored if each[1] >= 2]  # noqa: PLR2004
    if not scored:
        return None
    scored.sort(key=lambda each: (-each[0], each[2]))
    best = scored[0]
    if best[0] < least:
        return None
    margin = best[0] - (scored[1][0] if len(scored) > 1 else 0.0)
    return _Speaker(best[2], "description", min(0.9, 0.45 + 0.15 * best[1] + 0.1 * min(margin, 1.0)))


def _head_noun(view: View, inside: list[int], head: int, vocabulary: Words) -> int:
    """Return the noun that the phrase is about: the last of a compound where compounds end in it."""
    folded, roles = view.clauses.folded, view.clauses.roles
    token = view.passage.doc[head]
    while token.head.i in inside and token.dep_ in roles.name and token.head.i > token.i:
        token = token.head
    known = vocabulary.people | vocabulary.bodies | vocabulary.places
    if folded[token.i] not in known:
        for n in inside:
            if folded[n] in known:
                return n
    return token.i


def _likeness(profile: Profile, noun: str, terms: set[str], gender: str | None, vocabulary: Words) -> float:
    """Score how well a noun and the words around it fit an entity; 0 where they cannot mean it."""
    kind = profile.entity.kind
    person, body, place = noun in vocabulary.people, noun in vocabulary.bodies, noun in vocabulary.places
    if kind == "person" and (body or place) and not person:
        return 0.0
    if kind == "organisation" and (person or place) and not body:
        return 0.0
    if kind == "place" and not place:
        return 0.0
    score = 0.0
    if noun in profile.heads:
        score += 2.0
    elif profile.heads & vocabulary.alike.get(noun, frozenset()):
        score += 1.2
    if noun in profile.names and kind != "person":
        score += 2.0
    score += 0.7 * len(terms & (profile.terms | profile.names))
    score -= 0.1 * len(terms - profile.terms - profile.names)
    if kind == "person":
        if gender and profile.gender and gender != profile.gender and noun in vocabulary.gender:
            return 0.0
        if vocabulary.gender.get(noun) and profile.gender and vocabulary.gender[noun] != profile.gender:
            return 0.0
        score += 0.8 if person else 0.0
    elif body or place:
        score += 0.9
    return score
