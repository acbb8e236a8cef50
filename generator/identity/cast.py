"""Who takes part in one article: all that joining across articles needs to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from generator.identity import language_data
from generator.index.names import Key, key
from generator.model import Annotations, Article, Entity, EntityKind, Span

__all__ = ["Cast", "Gender", "Ref", "Sighting", "cast"]

Gender = Literal["f", "m"]
_BEFORE, _AFTER = 12, 40  # code points around a mention in which titles and birth names stand


class Ref(NamedTuple):
    """One actor of one article: the article's path and the actor's key there."""

    path: str
    local: Key


class Sighting(NamedTuple):
    """An actor as one article shows it.

    ``forms`` are the ways in which the article writes the name, sorted; ``born`` what it gives as
    the name at birth ("née Morel").
    """

    local: Key
    name: str
    role: str | None = None
    forms: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    gender: Gender | None = None
    mentions: int = 1
    central: bool = False

    @property
    def kind(self) -> EntityKind:
        """What the article takes it for."""
        return self.local.kind


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of an article, the most mentioned first."""

    path: str
    language: str
    date: str | None = None
    tags: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()


def cast(article: Article, annotations: Annotations) -> Cast:
    """List the actors of an article; namesakes of one kind within it are one, as in its index entry."""
    found: dict[Key, Sighting] = {}
    for entity in annotations.entities:
        new = _sighting(entity, article)
        old = found.get(new.local)
        found[new.local] = new if old is None else _both(old, new)
    return Cast(
        path=article.path,
        language=article.language,
        date=article.date,
        tags=article.tags,
        sightings=tuple(sorted(found.values(), key=lambda each: (-each.mentions, each.local))),
    )


def _sighting(entity: Entity, article: Article) -> Sighting:
    text = article.text
    person = entity.kind == "person"
    return Sighting(
        local=key(entity),
        name=entity.name,
        role=entity.role,
        forms=_sorted(" ".join(text[start:end].split()) for start, end in entity.mentions),
        born=_sorted(_born(text, entity.mentions, article.language)) if person else (),
        gender=_gender(text, entity.mentions, article.language) if person else None,
        mentions=len(entity.mentions),
        central=entity.key,
    )


def _both(old: Sighting, new: Sighting) -> Sighting:
    return old._replace(
        role=old.role or new.role,
        forms=_sorted({*old.forms, *new.forms}),
        born=_sorted({*old.born, *new.born}),
        gender=old.gender or new.gender,
        mentions=old.mentions + new.mentions,
        central=old.central or new.central,
    )


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))


def _born(text: str, mentions: Iterable[Span], language: str) -> list[str]:
    """Find names at birth right after mentions."""
    pattern = _birth(language)
    matches = (pattern.match(text, end, end + _AFTER) for _, end in mentions)
    return [match[1] for match in matches if match]


def _gender(text: str, mentions: Iterable[Span], language: str) -> Gender | None:
    """Read the gender off titles right before mentions; None where they disagree or there are none."""
    words = language_data.read(language)
    found: set[Gender] = set()
    for start, _ in mentions:
        before = text[max(0, start - _BEFORE) : start].casefold().replace(".", " ").split()
        if before and before[-1] in words.feminine:
            found.add("f")
        elif before and before[-1] in words.masculine:
            found.add("m")
    return found.pop() if len(found) == 1 else None


@cache
def _birth(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, language_data.read(language).born)) or "(?!)"
    return re.compile(rf",?\s\(?(?:{words})\s((?:[^\W\d_]+[\s'’-])?[^\W\d_]\w+)")
