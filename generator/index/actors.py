"""Join the people, organisations and places of all briefs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.index import shelves
from generator.index.entry import Entry, Part
from generator.index.names import Key
from generator.index.order import merged, rank

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Actor", "Appearance", "Profile", "Role", "actor", "companions", "once", "profile", "update"]

_ON_LEAF, _RANKED_ON_LEAF = 60, 200  # appearances of an actor, actors by rank

Appearance = tuple[Entry, Part]


class Actor(NamedTuple):
    """A person, an organisation or a place as other pages name it."""

    key: Key
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role that briefs attach to an actor, with the dates of the first and the last of them."""

    text: str
    language: str
    briefs: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor wherever the site names it; newest brief first. Copies of one article count as one."""

    actor: Actor
    appearances: tuple[Appearance, ...]
    briefs: int
    mentions: int  # by all briefs together
    quotes: int
    roles: tuple[Role, ...]  # the latest first

    @property
    def key(self) -> Key:
        """What identifies the actor."""
        return self.actor.key

    @property
    def name(self) -> str:
        """The actor's name."""
        return self.actor.name

    @property
    def slug(self) -> str:
        """The name of the actor's page."""
        return self.actor.slug


def update(change: Change) -> None:
    """Keep the tables of actors, their lists and their rankings true."""
    index = change.index
    appearances: dict[Key, tuple[Appearance, ...]] = {}
    for key, coming in change.groups(lambda one: [(part.key, (one, part)) for part in one.parts]):
        before = index.profiles.get(key)
        appearances[key] = merged(
            before.appearances if before else (), change.leaving, coming, _path_of, _rank_of
        )
    found: dict[Key, Actor | None] = {}
    profiles: dict[Key, Profile | None] = {}
    for key in sorted({*appearances, *_namesakes(appearances)}):
        before = index.profiles.get(key)
        own = appearances.get(key, before.appearances if before else ())
        if not own:
            found[key] = profiles[key] = None
            continue
        person = Key("person", key.name)
        clash = key.kind == "organisation" and bool(appearances.get(person, person in index.profiles))
        found[key] = one = actor(key, own, clash=clash)
        profiles[key] = profile(one, own)
    change.put("actors", found)
    change.put("profiles", profiles)
    for key, own in appearances.items():
        change.cut(shelves.shelf(key.kind, key.name), own, _ON_LEAF)
    everybody: Mapping[Key, Profile] = change.now("profiles")
    for name, kinds in (("actors", ("person", "organisation")), ("places", ("place",))):
        moved = [key for key in profiles if key.kind in kinds]
        if any(_standing(index.profiles.get(key)) != _standing(everybody.get(key)) for key in moved):
            some = [_standing(one) for key, one in everybody.items() if key.kind in kinds]
            change.cut(name, tuple(key for *_, key in sorted(some)), _RANKED_ON_LEAF)


def actor(key: Key, appearances: Iterable[Appearance], *, clash: bool) -> Actor:
    """Name an actor by the spelling that most briefs use (of equals, the first in code point order).

    People, organisations and places have folders by kind of page; a person and an organisation of one
    name share one (``clash``), so the organisation's slug then says what it is.
    """
    spellings = Counter(part.name for _, part in appearances)
    name = min(spellings, key=lambda name: (-spellings[name], name))
    return Actor(key, name, f"{key.name}-{key.kind}" if clash else key.name)


def profile(actor: Actor, appearances: tuple[Appearance, ...]) -> Profile:
    """Sum an actor's appearances up."""
    counted = once(appearances)
    return Profile(
        actor=actor,
        appearances=appearances,
        briefs=len(counted),
        mentions=sum(part.mentions for _, part in counted),
        quotes=sum(part.quotes for _, part in counted),
        roles=_roles(counted),
    )


def once(appearances: Iterable[Appearance]) -> list[Appearance]:
    """Return appearances (newest first) without those in copies; of each article the earliest is left."""
    return list({entry.counted: (entry, part) for entry, part in appearances}.values())


def companions(profile: Profile, most: int) -> list[tuple[Key, int]]:
    """Return the people and organisations that share briefs with an actor, most often first."""
    together = Counter(
        part.key
        for entry, _ in once(profile.appearances)
        for part in entry.parts
        if part.key != profile.key and part.key.kind != "place"
    )
    return sorted(together.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _roles(counted: Sequence[Appearance]) -> tuple[Role, ...]:
    uses: dict[str, list[Appearance]] = {}
    for entry, part in counted:
        if part.role:
            uses.setdefault(part.role.casefold(), []).append((entry, part))
    roles = []
    for same in uses.values():
        dates = sorted(entry.date for entry, _ in same if entry.date)
        roles.append(
            Role(
                text=same[0][1].role or "",
                language=same[0][0].language,
                briefs=len(same),
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
            )
        )
    return tuple(sorted(roles, key=lambda role: (role.last or "", role.briefs, role.text), reverse=True))


def _standing(one: Profile | None) -> tuple[Any, ...]:
    """Return what ranks an actor: how many briefs name it, how often, and its key."""
    return (-one.briefs, -one.mentions, one.key) if one else ()


def _namesakes(keys: Iterable[Key]) -> Iterator[Key]:
    """Yield the organisations whose slug depends on whether there is a person of that name."""
    for key in keys:
        if key.kind == "person":
            yield Key("organisation", key.name)


def _path_of(appearance: Appearance) -> str:
    return appearance[0].path


def _rank_of(appearance: Appearance) -> str:
    return rank(appearance[0])
