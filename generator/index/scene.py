"""What an article that tells figures is about, for comparing these with others'."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.index import things
from generator.index.names import Key, key
from generator.index.sites import NAME, known
from generator.index.tally import Tally
from generator.index.things import Token
from generator.model import Article, Entity

__all__ = ["NOWHERE", "Scene", "scene"]

_OPENING = 600  # letters of the text in which a name of the title is looked for
_HOME, _PLACES = 4, 2  # central actors, and places, that tell what an article is about


class Scene(NamedTuple):
    """What an article is about: its title's stems, the kinds of events and the names that it puts first."""

    title: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    titled: tuple[Key, ...] = ()  # names in the title and the tags
    names: tuple[Key, ...] = ()  # at its centre, and its first places


NOWHERE = Scene()


def scene(article: Article, entities: Sequence[Entity], standfirst: str, told: Sequence[Tally]) -> Scene:
    """Say what an article is about."""
    words = things.read(article.language)
    if words is None or not told:
        return NOWHERE
    events = words.events_in(" ".join((article.title, *article.tags))) or words.events_in(standfirst)
    central = [entity for entity in entities if entity.key][:_HOME]
    places = sorted(
        (entity for entity in entities if entity.kind == "place"),
        key=lambda entity: (-len(entity.mentions), entity.mentions),
    )
    names = [known(key(entity), entity.name, article.language) for entity in (*central, *places[:_PLACES])]
    near = {name for one in told for name in one.near}
    titled: list[Key] = []
    body = things.tokens(article.text[len(article.title) : len(article.title) + _OPENING])
    for text in (article.title, *article.tags):
        for place, token in enumerate(things.tokens(text)):
            if not token.capital or len(token.word) < NAME or token.word in words.empty:
                continue
            name = known(Key("place", token.word), text[token.start : token.end], article.language)
            if place or name in near or _within(token.word, body):  # any word may stand first
                titled.append(name)
    return Scene(
        tuple(sorted(words.stems_in(article.title))),
        tuple(sorted(events)),
        tuple(dict.fromkeys(titled)),
        tuple(dict.fromkeys(names)),
    )


def _within(word: str, body: Sequence[Token]) -> bool:
    """Whether a word has a capital within a sentence."""
    return any(
        token.capital and token.word == word and before.word[0].isalpha() for before, token in pairwise(body)
    )
