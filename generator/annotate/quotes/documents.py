"""Reports, studies and statements: whose word they are."""

from __future__ import annotations

from generator.annotate.quotes import nouns as nouns_
from generator.annotate.quotes import syntax
from generator.annotate.quotes.scene import Mention, Phrase, Scene, Speaker

__all__ = ["find"]

_AFTER = 12  # tokens between a document and who made it: "a survey released Thursday by the …"
_LATELY = 0.45  # least weight of a body whose report was not said to be its own
_LIKELY, _MAYBE = 0.8, 0.5


def find(scene: Scene, phrase: Phrase) -> Speaker | None:
    """Find who made a document: named behind it, or else the body that the article has just heard."""
    nouns = nouns_.read(phrase.view.passage.language)
    head = next((n for n in range(phrase.first, phrase.last) if _word(phrase, n) in nouns.documents), None)
    if head is None or scene.within(phrase.span):
        return None
    if maker := _maker(scene, phrase):
        scene.profiles[maker].issued.add(_word(phrase, head))
        scene.called.setdefault(_word(phrase, head), set()).add(maker)
        return Speaker(maker, "made-by", _LIKELY)
    definite = phrase.folded[0] not in phrase.vocabulary.determiners.indefinite
    if not definite or phrase.last - phrase.first > 2:  # noqa: PLR2004 — described further, it is another
        return None
    recent: dict[str, float] = {}
    for mention, weight in scene.antecedents(phrase):
        written = scene.kind(mention) == "organisation" and mention.weight >= 1
        if written or (_word(phrase, head) in nouns.missives and _wrote(scene, mention, phrase)):
            recent[mention.entity] = max(recent.get(mention.entity, 0.0), weight)
    if not recent or max(recent.values()) < _LATELY:
        return None
    return Speaker(max(sorted(recent), key=lambda identity: recent[identity]), "made-by", _MAYBE)


def _wrote(scene: Scene, mention: Mention, phrase: Phrase) -> bool:
    """Whether a mention is of a person who spoke in the sentence before."""
    near = mention.sentence >= scene.sentence_at(phrase.quote.start) - 1
    return near and mention.weight > 1 and scene.kind(mention) == "person"


def _word(phrase: Phrase, position: int) -> str:
    return phrase.view.clauses.folded[position]


def _maker(scene: Scene, phrase: Phrase) -> str | None:
    """Return who is named with a preposition of authorship behind a document."""
    doc, clauses = phrase.view.passage.doc, phrase.view.clauses
    stop = min(phrase.last + _AFTER, clauses.sentence(phrase.last - 1)[1])
    for n in range(phrase.last, stop):
        token = doc[n]
        if syntax.finite(token) or token.text in {",", ";", ":", "(", "«", "“"}:
            return None
        if clauses.folded[n] in phrase.vocabulary.determiners.authorship and n + 1 < stop:
            after = n + 2 if doc[n + 1].pos_ == "DET" else n + 1
            if after < stop and (held := scene.within(phrase.view.passage.span(doc[after]))):
                kind = scene.kind(held[0])
                return held[0].entity if kind != "place" else None
    return None
