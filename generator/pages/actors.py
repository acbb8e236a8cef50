"""Pages of people, organisations and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from generator.index import ledgers
from generator.index.actors import Actor, Appearance, Profile, Role, companions
from generator.index.collection import Index, shelf
from generator.index.entry import Entry, Said
from generator.index.names import Key
from generator.index.shelves import FIRST
from generator.index.traces import words as compared
from generator.pages import feeds, linked_data, neighbours, paths, timeline
from generator.pages.frame import Frame
from generator.pages.neighbours import Graph
from generator.pages.page import Page
from generator.pages.paging import Pager, address, pager
from generator.pages.rows import Card, Count, Link, Ranked, Saying, cards, count, echo_of, ranked, saying
from generator.pages.timeline import Timeline
from generator.pages.wording import Wording

__all__ = ["ActorView", "ActorsView", "Line", "Month", "RoleLine", "kind_name", "page", "table"]

_COMPANIONS = 12


class RoleLine(NamedTuple):
    """A role, and when briefs gave it."""

    text: str
    language: str
    counted: str
    dates: str


class Month(NamedTuple):
    """The briefs of a month, or the undated ones (``name`` is empty)."""

    name: Link
    cards: tuple[Card, ...]


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
    role: RoleLine | None  # the latest in the reader's language, if any is
    roles: tuple[RoleLine, ...]  # all, the latest first
    timeline: Timeline | None
    graph: Graph | None
    companions: tuple[Ranked, ...]  # where there is no graph
    sayings: tuple[Saying, ...]  # by it
    naming: tuple[Saying, ...]
    figures: tuple[Count, ...]
    months: tuple[Month, ...]  # all briefs
    namesakes: tuple[Link, ...]
    pager: Pager


class Line(NamedTuple):
    """An actor in the table of all."""

    link: Link
    kind_name: str
    role: str | None
    language: str  # of the role
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


def kind_name(kind: str, words: Wording) -> str:
    """Name a kind of entity."""
    return {"person": words("person"), "organisation": words("organisation")}.get(kind, words("place"))


def page(
    key: Key, number: int, index: Index, words: Wording, *, home: str = "", same_as: Sequence[str] = ()
) -> Page:
    """Return a page of an actor or a place; ``same_as`` are pages of others about it."""
    actor = index.actors[key]
    path = paths.actor(actor)
    name = shelf(key.kind, key.name)
    first = number == FIRST
    profile = index.profiles[key] if first else None
    entries = [entry for entry, _ in index.leaves[name, number]]
    spoken = [(entry, said) for entry in entries for said in entry.quotes]
    near = [(entry, figure) for entry in entries for figure in entry.figures if key in figure.near]
    ways = pager(path, number, index.shelves[name])
    graph = neighbours.of_actor(profile, index, words) if profile else None
    place = words("page %(number)s", number=ways.number)
    view = ActorView(
        frame=Frame(
            words.language,
            actor.name if first else f"{actor.name}, {place}",
            _described(profile, words) if profile else actor.name,
            paths.folder(key),
            kind="profile" if key.kind == "person" else "website",
            data=linked_data.actor(profile, home, same_as) if profile else "",
            alternates=(feeds.alternate(path, actor.name),) if home and key.kind != "place" else (),
        ),
        name=actor.name,
        kind=key.kind,
        kind_name=kind_name(key.kind, words),
        first=first,
        briefs=words.plural("%(number)s brief", "%(number)s briefs", profile.briefs) if profile else "",
        mentions=words.plural("%(number)s mention", "%(number)s mentions", profile.mentions)
        if profile
        else "",
        role=_role_line(role, words) if profile and (role := _latest(profile, words)) else None,
        roles=tuple(_role_line(role, words) for role in profile.roles) if profile else (),
        timeline=timeline.of_actor(profile, words) if profile else None,
        graph=graph,
        companions=_companions(profile, index, words) if profile and graph is None else (),
        sayings=_sayings([one for one in spoken if one[1].speaker == key], index, words),
        naming=_sayings(
            [one for one in spoken if key in one[1].named and one[1].speaker != key], index, words
        ),
        figures=tuple(count(entry, figure, words) for entry, figure in near),
        months=_months(entries, index, words),
        namesakes=_namesakes(actor, index, words),
        pager=ways,
    )
    return Page(address(path, number), "actor.html", view)


def _sayings(spoken: Sequence[tuple[Entry, Said]], index: Index, words: Wording) -> tuple[Saying, ...]:
    """List quotations, those that echo once: where they appeared first, as far as is listed here."""
    once: dict[object, tuple[Entry, Said]] = {}
    for entry, said in spoken:
        echo = echo_of(entry, said.number, index)
        once[echo.slug if echo else (entry.counted, " ".join(compared(said.text)))] = (entry, said)
    return tuple(saying(entry, said, index, words) for entry, said in once.values())


def _described(actor: Profile, words: Wording) -> str:
    role = _latest(actor, words)
    return f"{actor.name}, {role.text}" if role else actor.name


def _latest(actor: Profile, words: Wording) -> Role | None:
    """Return an actor's latest role in the reader's language; where there is none, in any."""
    return next(
        (role for role in actor.roles if role.language == words.language), next(iter(actor.roles), None)
    )


def _role_line(role: Role, words: Wording) -> RoleLine:
    first, last = words.date(role.first), words.date(role.last)
    return RoleLine(
        text=role.text,
        language=role.language,
        counted=words.plural("%(number)s brief", "%(number)s briefs", role.briefs),
        dates=first if first == last else f"{first} – {last}",
    )


def _companions(actor: Profile, index: Index, words: Wording) -> tuple[Ranked, ...]:
    pairs = []
    for key, number in companions(actor, _COMPANIONS):
        other = index.actors[key]
        pairs.append((Link(other.name, paths.actor(other), key.kind), number))
    return ranked(pairs, words)


def _months(entries: Sequence[Entry], index: Index, words: Wording) -> tuple[Month, ...]:
    return tuple(
        Month(_named(month, words), cards(tuple(found), index, words))
        for month, found in groupby(entries, ledgers.month)
    )


def _named(month: str, words: Wording) -> Link:
    known = month[:1].isdigit()
    return Link(words.date(month), paths.date(month)) if known else Link(words("undated"))


def _namesakes(actor: Actor, index: Index, words: Wording) -> tuple[Link, ...]:
    """Find what else bears the name: another kind of thing, or the same thing taken for another kind."""
    others = (index.actors.get(actor.key._replace(kind=kind)) for kind in ("person", "organisation", "place"))
    return tuple(
        Link(f"{other.name} ({kind_name(other.key.kind, words)})", paths.actor(other), other.key.kind)
        for other in others
        if other is not None and other is not actor
    )


def table(name: str, number: int, index: Index, words: Wording) -> Page:
    """Return a page of the table of all ``actors``, or of all ``places``."""
    path = f"{name}.html"
    lines = tuple(_line(index.profiles[key], words) for key in index.leaves.get((name, number), ()))
    title = words("Actors") if name == "actors" else words("Places")
    ways = pager(path, number, index.shelves.get(name, (FIRST,)))
    view = ActorsView(Frame(words.language, title, "", name), name, lines, ways)
    return Page(address(path, number), "actors.html", view)


def _line(actor: Profile, words: Wording) -> Line:
    latest: Appearance = actor.appearances[0]
    role = _latest(actor, words)
    return Line(
        link=Link(actor.name, paths.actor(actor), actor.key.kind),
        kind_name=kind_name(actor.key.kind, words),
        role=role.text if role else None,
        language=role.language if role else "",
        briefs=actor.briefs,
        mentions=actor.mentions,
        quotes=actor.quotes,
        latest=words.date(latest[0].date),
        iso=latest[0].date,
    )
