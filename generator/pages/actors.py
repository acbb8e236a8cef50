"""Pages of people, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.index.actors import Actor, Appearance, companions
from generator.index.collection import Index
from generator.pages import feeds, linked_data, paths
from generator.pages.frame import Frame
from generator.pages.lists import Ranked, ranked
from generator.pages.page import Page
from generator.pages.paging import Pager, chunks
from generator.pages.rows import Card, Count, Link, Saying, cards, count, saying
from generator.pages.wording import Wording

__all__ = ["ActorView", "ActorsView", "Line", "RoleLine", "kind_name", "pages"]

_CHUNK = 60  # briefs on one page of an actor
_COMPANIONS = 12
_MONTHS = 12
_LIST_CHUNK = 1000


class RoleLine(NamedTuple):
    """A role, and when briefs gave it."""

    text: str
    counted: str
    dates: str


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor or a place. Pages after the first show older briefs, with what is said in them."""

    frame: Frame
    name: str
    kind: str
    kind_name: str
    first: bool
    briefs: str
    mentions: str
    roles: tuple[RoleLine, ...]
    companions: tuple[Ranked, ...]
    months: tuple[Ranked, ...]  # briefs that name it, the latest months first; none if it is one month
    sayings: tuple[Saying, ...]  # by it
    naming: tuple[Saying, ...]
    figures: tuple[Count, ...]
    cards: tuple[Card, ...]
    namesakes: tuple[Link, ...]
    pager: Pager


class Line(NamedTuple):
    """An actor in the table of all."""

    link: Link
    kind_name: str
    role: str | None
    briefs: int
    mentions: int
    quotes: int
    latest: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class ActorsView:
    """All people and organisations, or all places, the most frequent first."""

    frame: Frame
    kind: str
    lines: tuple[Line, ...]
    pager: Pager


def pages(index: Index, words: Wording, home: str = "") -> Iterator[Page]:
    """Yield the tables of actors and places, and the pages of each."""
    places = [actor for key, actor in index.actors.items() if key.kind == "place"]
    others = [actor for key, actor in index.actors.items() if key.kind != "place"]
    yield from _table(others, "actors", words("Actors"), words)
    yield from _table(places, "places", words("Places"), words)
    for actor in index.actors.values():
        yield from _actor(actor, index, words, home)


def kind_name(kind: str, words: Wording) -> str:
    """Name a kind of entity."""
    return {"person": words("person"), "organisation": words("organisation")}.get(kind, words("place"))


def _actor(actor: Actor, index: Index, words: Wording, home: str) -> Iterator[Page]:
    followed = home and actor.key.kind != "place"
    alternates = (feeds.alternate(paths.actor(actor), actor.name),) if followed else ()
    for chunk in chunks(actor.appearances, _CHUNK, paths.actor(actor)):
        entries = [entry for entry, _ in chunk.items]
        spoken = [(entry, said) for entry in entries for said in entry.quotes]
        near = [(entry, figure) for entry in entries for figure in entry.figures if actor.key in figure.near]
        view = ActorView(
            frame=Frame(
                words.language,
                actor.name,
                _described(actor),
                paths.folder(actor.key),
                kind="profile" if actor.key.kind == "person" else "website",
                data=linked_data.actor(actor, home) if chunk.first else "",
                alternates=alternates,
            ),
            name=actor.name,
            kind=actor.key.kind,
            kind_name=kind_name(actor.key.kind, words),
            first=chunk.first,
            briefs=words.plural("%(number)s brief", "%(number)s briefs", len(actor.appearances)),
            mentions=words.plural("%(number)s mention", "%(number)s mentions", actor.mentions),
            roles=_roles(actor, words) if chunk.first else (),
            companions=_companions(actor, index, words) if chunk.first else (),
            months=_months(actor, words) if chunk.first else (),
            sayings=tuple(
                saying(entry, said, index, words) for entry, said in spoken if said.speaker == actor.key
            ),
            naming=tuple(
                saying(entry, said, index, words)
                for entry, said in spoken
                if actor.key in said.named and said.speaker != actor.key
            ),
            figures=tuple(count(entry, figure, words) for entry, figure in near),
            cards=cards(entries, index, words),
            namesakes=_namesakes(actor, index, words),
            pager=chunk.pager,
        )
        yield Page(chunk.path, "actor.html", view)


def _described(actor: Actor) -> str:
    roles = actor.roles
    return f"{actor.name}, {roles[0].text}" if roles else actor.name


def _roles(actor: Actor, words: Wording) -> tuple[RoleLine, ...]:
    lines = []
    for role in actor.roles:
        first, last = words.date(role.first), words.date(role.last)
        lines.append(
            RoleLine(
                text=role.text,
                counted=words.plural("%(number)s brief", "%(number)s briefs", role.briefs),
                dates=first if first == last else f"{first} – {last}",
            )
        )
    return tuple(lines)


def _companions(actor: Actor, index: Index, words: Wording) -> tuple[Ranked, ...]:
    pairs = []
    for key, number in companions(actor, _COMPANIONS):
        other = index.actors[key]
        pairs.append((Link(other.name, paths.actor(other), key.kind), number))
    return ranked(pairs, words)


def _months(actor: Actor, words: Wording) -> tuple[Ranked, ...]:
    briefs: dict[str, int] = {}
    for entry, _ in actor.appearances:
        month = paths.month(entry)
        if len(month) == len("2026-10"):
            briefs[month] = briefs.get(month, 0) + 1
    latest = sorted(briefs, reverse=True)[:_MONTHS]
    pairs = [(Link(words.date(month), paths.date(month)), briefs[month]) for month in latest]
    return ranked(pairs, words) if len(pairs) > 1 else ()


def _namesakes(actor: Actor, index: Index, words: Wording) -> tuple[Link, ...]:
    """Find what else bears the name: another kind of thing, or the same thing taken for another kind."""
    others = (index.actors.get(actor.key._replace(kind=kind)) for kind in ("person", "organisation", "place"))
    return tuple(
        Link(f"{other.name} ({kind_name(other.key.kind, words)})", paths.actor(other), other.key.kind)
        for other in others
        if other is not None and other is not actor
    )


def _table(actors: Sequence[Actor], name: str, title: str, words: Wording) -> Iterator[Page]:
    in_order = sorted(actors, key=lambda actor: (-len(actor.appearances), -actor.mentions, actor.key))
    for chunk in chunks(in_order, _LIST_CHUNK, f"{name}.html"):
        lines = tuple(_line(actor, words) for actor in chunk.items)
        yield Page(
            chunk.path,
            "actors.html",
            ActorsView(Frame(words.language, title, "", name), name, lines, chunk.pager),
        )


def _line(actor: Actor, words: Wording) -> Line:
    latest: Appearance = actor.appearances[0]
    roles = actor.roles
    return Line(
        link=Link(actor.name, paths.actor(actor), actor.key.kind),
        kind_name=kind_name(actor.key.kind, words),
        role=roles[0].text if roles else None,
        briefs=len(actor.appearances),
        mentions=actor.mentions,
        quotes=sum(said.speaker == actor.key for entry, _ in actor.appearances for said in entry.quotes),
        latest=words.date(latest[0].date),
        iso=latest[0].date,
    )
