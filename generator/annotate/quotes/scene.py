"""The article as the search for speakers goes through it: who was meant where, and how prominently."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes import profiles as profiles_
from generator.annotate.quotes import subjects, syntax
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.profiles import Profile, Words
from generator.annotate.quotes.stretches import View
from generator.model import Entity, EntityKind, Span

__all__ = ["NOBODY", "UNKNOWN", "UNNAMED", "Mention", "Phrase", "Scene", "Speaker", "build"]

_MEMORY = 60  # mentions looked back at
_FADES = 0.8  # of the weight, with every sentence in between
_FORGOTTEN = 12  # sentences after which nothing fades further
_PARAGRAPH = 0.85  # of the weight, with every paragraph
_REACH = 80  # characters before a phrase in which a mention may begin that reaches into it
_OPENING = 1  # passages: the headline and the first paragraph
_SPOKE = 1.3  # weight of somebody who spoke
_SUBJECT, _BELOW, _ROOT, _OTHER, _QUOTED = 1.0, 0.9, 0.75, 0.5, 0.25  # weights by place in the sentence


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who was found, by which rule, and how surely."""

    entity: str | None
    rule: str
    confidence: float


NOBODY = Speaker(None, "", 0.0)
UNKNOWN = "?"  # gender
UNNAMED = "?"  # opens the ids of those whom the article does not name


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is meant. ``weight`` is higher for subjects and speakers."""

    start: int
    end: int
    entity: str
    sentence: int
    passage: int
    weight: float
    plural: bool = False  # of several, though they speak for one: "lawyers for Mr Hale"
    voice: str = ""  # the gender of somebody unnamed who speaks for a body, "?" where nothing shows it


@dataclass(frozen=True)
class Phrase:
    """The words that denote a speaker: tokens ``first`` to ``last`` of a view; ``quote`` is what they say."""

    view: View
    span: Span
    quote: Span
    first: int
    last: int
    vocabulary: Words

    @property
    def folded(self) -> tuple[str, ...]:
        """The words as the lexicons write them."""
        return self.view.clauses.folded[self.first : self.last]

    def part(self, first: int, last: int) -> Phrase:
        """Return some of the words as a phrase of their own."""
        return replace(self, first=first, last=last)


@dataclass(slots=True)
class Scene:
    """Mentions in text order; they grow as pronouns and descriptions are resolved."""

    views: tuple[View, ...]
    profiles: dict[str, Profile]
    mentions: list[Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of passages
    sentences: list[int] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    topics: frozenset[str] = frozenset()  # whom the article is about
    called: dict[str, set[str]] = field(default_factory=dict)  # ids of those whom a noun or name describes

    def call(self, identity: str, *nouns: str) -> None:
        """Remember that nouns describe somebody."""
        self.profiles[identity].heads.update(nouns)
        for noun in nouns:
            self.called.setdefault(noun, set()).add(identity)

    def admit(self, words: Span, noun: str, kind: EntityKind, gender: str | None, *, plural: bool) -> None:
        """Remember somebody whom the article does not name, so that pronouns may mean him and nobody else."""
        identity = f"{UNNAMED}{words.start}"
        profile = Profile(Entity(identity, "", kind, ()))
        profile.genders.update([gender] if gender else [])
        profile.numbers.update(["Plur" if plural else "Sing"])
        self.profiles[identity] = profile
        self.call(identity, noun)
        self.remember(words, Speaker(identity, "unnamed", 0.0), spoke=False)

    def kind(self, mention: Mention) -> str:
        """Return what kind of entity a mention means."""
        return self.profiles[mention.entity].entity.kind

    def view_at(self, offset: int) -> View | None:
        """Return the passage that begins last before an offset."""
        low = bisect_right(self.starts, offset) - 1
        return self.views[low] if low >= 0 else None

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return bisect_right(self.sentences, offset)

    def is_quoted(self, offset: int) -> bool:
        """Whether a direct quotation stands at an offset."""
        at = bisect_right(self.quoted, offset, key=lambda quoted: quoted.start) - 1
        return at >= 0 and self.quoted[at].end > offset

    def phrase(self, words: Span, quote: Span) -> Phrase | None:
        """Return the words as tokens, None where they stand in no passage."""
        view = self.view_at(words.start)
        if view is None:
            return None
        first, last = view.token_at(words.start), view.token_at(words.end - 1) + 1
        last = min(last, len(view.passage.doc))
        if first >= last:
            return None
        return Phrase(view, words, quote, first, last, profiles_.words(view.passage.language))

    def remember(self, words: Span, speaker: Speaker, *, spoke: bool = True, voice: str = "") -> None:
        """Add the words as one more mention of who was found to be meant.

        ``spoke``: beside a quotation. ``voice``: the gender of somebody unnamed who speaks for a body.
        """
        view = self.view_at(words.start)
        if speaker.entity is None or view is None:
            return
        weight = _SPOKE if spoke else _BELOW if _subordinate(view, words) else _SUBJECT
        mention = Mention(
            words.start,
            words.end,
            speaker.entity,
            self.sentence_at(words.start),
            view.number,
            weight,
            plural=_plural(view, words),
            voice=voice,
        )
        at = bisect_right(self.mentions, mention.start, key=lambda m: m.start)
        self.mentions.insert(at, mention)

    def within(self, words: Span) -> list[Mention]:
        """Return the mentions that share characters with some words."""
        at = bisect_left(self.mentions, words.start - _REACH, key=lambda m: m.start)
        held = []
        for mention in self.mentions[at:]:
            if mention.start >= words.end:
                break
            if mention.end > words.start and not self._compounded(mention):
                held.append(mention)
        return held

    def _compounded(self, mention: Mention) -> bool:
        """Whether a name only begins a compound: "the | Texas-based company"."""
        view = self.view_at(mention.start)
        if view is None:
            return False
        at = mention.end - view.passage.start
        after = view.passage.text[at : at + 2]
        return after[:1] in syntax.HYPHENS and after[1:].islower()

    def following(self, offset: int) -> Mention | None:
        """Return the first mention at or after an offset."""
        at = bisect_left(self.mentions, offset, key=lambda m: m.start)
        return self.mentions[at] if at < len(self.mentions) else None

    def preceding(self, offset: int) -> Mention | None:
        """Return the last mention that begins before an offset."""
        at = bisect_left(self.mentions, offset, key=lambda m: m.start)
        return self.mentions[at - 1] if at else None

    def centre(self, phrase: Phrase, *, own: bool = False) -> str:
        """Return who was the last subject or speaker before the sentence of a phrase; "" for nobody.

        ``own``: the subject of the same sentence counts too. A new paragraph has a new centre.
        """
        offset = min(phrase.span.start, phrase.quote.start)
        here, view = self.sentence_at(offset), self.view_at(phrase.span.start)
        stop = bisect_left(self.mentions, offset, key=lambda m: m.start)
        for mention in reversed(self.mentions[max(0, stop - _MEMORY) : stop]):
            if (own or mention.sentence < here) and mention.weight >= _SUBJECT:
                return mention.entity if view and mention.passage >= view.number else ""
        return ""

    def antecedents(self, phrase: Phrase) -> list[tuple[Mention, float]]:
        """Weigh the mentions before a phrase, and before what it says, by nearness and prominence."""
        offset = min(phrase.span.start, phrase.quote.start)
        stop = bisect_left(self.mentions, offset, key=lambda m: m.start)
        view = self.view_at(offset)
        number = view.number if view else 0
        here, own = self.sentence_at(offset), self.sentence_at(phrase.span.start)
        scored = []
        for mention in self.mentions[max(0, stop - _MEMORY) : stop]:
            if mention.start <= phrase.span.start < mention.end:
                continue
            apart = min(max(0, here - mention.sentence), _FORGOTTEN)
            weight = mention.weight * _FADES**apart * _PARAGRAPH ** max(0, number - mention.passage)
            if mention.sentence == own and mention.weight < _SUBJECT:
                weight *= 0.9
            scored.append((mention, weight))
        return scored


def build(views: tuple[View, ...], candidates: tuple[Candidate, ...], entities: tuple[Entity, ...]) -> Scene:
    """Lay out every mention of every entity."""
    scene = Scene(views, profiles_.read(views, entities))
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
                number, weight = scene.sentence_at(span.start), _weight(scene, view, span)
                scene.mentions.append(Mention(span.start, span.end, entity.id, number, view.number, weight))
    scene.mentions.sort(key=lambda mention: (mention.start, mention.end, mention.entity))
    scene.topics = _topics(scene)
    for mention in scene.mentions:
        if mention.weight >= _SUBJECT and scene.kind(mention) == "organisation":
            _publish(scene, mention)
    for identity, profile in scene.profiles.items():
        for word in (*profile.heads, *profile.names, *profile.issued):
            scene.called.setdefault(word, set()).add(identity)
    return scene


def _publish(scene: Scene, mention: Mention) -> None:
    """Note the documents that a body brings out as a subject: "in a report, the bank said"."""
    view = scene.view_at(mention.start)
    if view is None:
        return
    vocabulary = profiles_.words(view.passage.language)
    documents = nouns_.read(view.passage.language).documents
    own = vocabulary.determiners.indefinite | vocabulary.determiners.possessive
    start, stop = view.clauses.sentence(min(view.token_at(mention.start), len(view.passage.doc) - 1))
    for n in range(start + 1, stop):
        if view.clauses.folded[n] in documents and view.clauses.folded[n - 1] in own:
            scene.profiles[mention.entity].issued.add(view.clauses.folded[n])


def _topics(scene: Scene) -> frozenset[str]:
    """Return who is named in the opening: in the headline or as the first subject."""
    opening = [mention for mention in scene.mentions if mention.passage <= _OPENING]
    first = next((m.entity for m in opening if m.passage and m.weight >= _SUBJECT), None)
    return frozenset({m.entity for m in opening if m.passage == 0} | ({first} if first else set()))


def _weight(scene: Scene, view: View, span: Span) -> float:
    """Weigh a mention by its place in the sentence: subjects first, words of others last."""
    if scene.is_quoted(span.start):
        return _QUOTED
    roles, doc = view.clauses.roles, view.passage.doc
    first, last = view.token_at(span.start), view.token_at(span.end - 1) + 1
    if first >= len(doc):
        return _OTHER
    if _turned_to(view, first):
        return _SUBJECT
    root = doc[first : max(last, first + 1)].root
    if _listed_apposition(view, root):
        root = root.head
    elif root.dep_ in roles.apposition | roles.name | roles.modifier and root.head.pos_ in ("NOUN", "PROPN"):
        possessor = root.dep_ in roles.possessor and root.dep_ not in roles.apposition
        root = root if possessor else root.head
    if root.dep_ in roles.subject | roles.passive_subject:
        return _SUBJECT
    if (subjects.governs(view, last) or subjects.parted(view, last)) and _leads(view, first):
        return _SUBJECT
    return _ROOT if root.head is root or root.dep_ in roles.object else _OTHER


def _turned_to(view: View, first: int) -> bool:
    """Whether a sentence turns to a name: "Quant à Maryse, elle …"."""
    clauses = view.clauses
    return first > 1 and f"{clauses.folded[first - 2]} {clauses.plain(first - 1)}" in clauses.words.topical


def _listed_apposition(view: View, root: Token) -> bool:
    """Whether the parser took an apposition for one more of a list: "la maire, Nathalie Escoffier,"."""
    roles, head = view.clauses.roles, root.head
    if root.dep_ not in roles.conjunct or head.i >= root.i or head.pos_ != "NOUN":
        return False
    between = view.passage.doc[head.i + 1 : root.i]
    return any(token.text == "," for token in between) and not any(
        token.dep_ in roles.coordinator for token in between
    )


def _leads(view: View, first: int) -> bool:
    """Whether a clause may begin with a name: nothing that governs it stands before."""
    return first == 0 or view.passage.doc[first - 1].pos_ not in ("ADP", "VERB", "AUX", "DET", "PART")


def _subordinate(view: View, words: Span) -> bool:
    """Whether words are the subject of what is reported, no more: the sentence is about who reports it."""
    token = view.passage.doc[view.token_at(words.start) : view.token_at(words.end - 1) + 1].root
    return token.dep_ in view.clauses.roles.subject and token.head.dep_ in view.clauses.roles.clause


def _plural(view: View, words: Span) -> bool:
    """Whether the head of a noun phrase is in the plural."""
    tokens = view.passage.doc[view.token_at(words.start) : view.token_at(words.end - 1) + 1]
    return len(tokens) > 0 and tokens.root.pos_ == "NOUN" and syntax.has(tokens.root, "Number", "Plur")
