"""What speaks for and against two lots of sightings being one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from generator.identity import roles
from generator.identity.cast import Cast, Sighting
from generator.identity.company import Company, tokens

__all__ = ["ENOUGH", "Member", "Profile", "Verdict", "profile", "together", "weigh"]

ENOUGH = 0.5  # what joins; between its negative and this, it is proposed
_AGAINST_GENDER = -4.0
_FAR = frozenset(
    {"sport", "arts", "religion", "accused", "farming"}
)  # rarely shared with other walks of life
_AGAINST_FAR, _AGAINST_FIELD = -2.0, -0.75
_AGAINST_SEAT, _AGAINST_LATER_SEAT, _AGAINST_NATION = -2.0, -0.5, -1.0
_AGAINST_GENERATION, _AGAINST_CENTURY = -1.0, -3.0
_GENERATION, _CENTURY = 30, 70  # years


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a lot of sightings shows. Sets only grow when lots are put together."""

    company: Company = field(default_factory=Company)
    tags: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()  # an office and its seat
    seats: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    articles: int = 0


@dataclass(frozen=True, eq=False)
class Member:
    """A sighting with the article and the company it stands in."""

    cast: Cast
    company: Company
    sighting: Sighting

    @cached_property
    def order(self) -> tuple[str, str, str]:
        """Sort by date, undated last, then by path."""
        return (self.cast.date or "9999", self.cast.path, self.sighting.local.name)

    @cached_property
    def profile(self) -> Profile:
        """Return all that this sighting shows alone."""
        return profile([self], tokens(self.sighting.kind, self.sighting.name, self.cast.language))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far two lots belong together: what speaks for it, what against, and why."""

    support: float
    against: float
    reasons: tuple[str, ...]

    def total(self, prior: float) -> float:
        """Return the score, given what the names alone say."""
        return prior + self.support + self.against


def profile(members: Iterable[Member], own: frozenset[str]) -> Profile:
    """Sum up sightings; ``own`` are the actor's own names, which are no company."""
    people: set[str] = set()
    bodies: set[str] = set()
    places: set[str] = set()
    tags: set[str] = set()
    words: set[str] = set()
    fields: set[str] = set()
    offices: set[tuple[str, str]] = set()
    seats: set[str] = set()
    genders: set[str] = set()
    languages: set[str] = set()
    years: list[int] = []
    articles = 0
    for member in members:
        cast, around, sighting = member.cast, member.company, member.sighting
        articles += 1
        people |= around.people
        bodies |= around.bodies
        places |= around.places
        tags.update(tag.casefold() for tag in cast.tags)
        languages.add(cast.language)
        if cast.date:
            years.append(int(cast.date[:4]))
        if sighting.role:
            read = roles.read(sighting.role, cast.language)
            words |= read.words
            fields |= read.fields
            seats |= read.seats
            if read.office:
                offices.update((read.office, seat) for seat in read.seats)
            if read.gender:
                genders.add(read.gender)
        if sighting.gender:
            genders.add(sighting.gender)
    return Profile(
        company=Company(frozenset(people - own), frozenset(bodies - own), frozenset(places - own)),
        tags=frozenset(tags),
        words=frozenset(words),
        fields=frozenset(fields),
        offices=frozenset(offices),
        seats=frozenset(seats),
        genders=frozenset(genders),
        languages=frozenset(languages),
        years=(min(years), max(years)) if years else None,
        articles=articles,
    )


def together(lots: Iterable[Profile]) -> Profile:
    """Put lots into one."""
    parts = list(lots)
    if len(parts) == 1:
        return parts[0]
    spans = [part.years for part in parts if part.years]
    none: frozenset[str] = frozenset()
    return Profile(
        company=Company(
            none.union(*(part.company.people for part in parts)),
            none.union(*(part.company.bodies for part in parts)),
            none.union(*(part.company.places for part in parts)),
        ),
        tags=none.union(*(part.tags for part in parts)),
        words=none.union(*(part.words for part in parts)),
        fields=none.union(*(part.fields for part in parts)),
        offices=frozenset[tuple[str, str]]().union(*(part.offices for part in parts)),
        seats=none.union(*(part.seats for part in parts)),
        genders=none.union(*(part.genders for part in parts)),
        languages=none.union(*(part.languages for part in parts)),
        years=(min(a for a, _ in spans), max(b for _, b in spans)) if spans else None,
        articles=sum(part.articles for part in parts),
    )


def weigh(a: Profile, b: Profile) -> Verdict:
    """Weigh what two lots of sightings have in common against what sets them apart.

    Reasons are short tags, sorted by nothing but the order of looking: ``company``, ``tags``,
    ``role``, ``seat``, ``places``; ``gender``, ``field``, ``seats``, ``nation``, ``years``.
    """
    found: list[
        tuple[str, float]
    ] = []  # asked for thousands of times in a row: only what there is is looked at
    mine, yours = a.company, b.company
    shared = len(mine.people & yours.people) + len(mine.bodies & yours.bodies)
    if shared:
        found.append(("company", min(2.0, 1.0 + 0.5 * (shared - 1))))
    if a.tags and b.tags and (tags := len(a.tags & b.tags)):
        found.append(("tags", min(1.0, 0.5 * tags)))
    if a.words and b.words and (words := len(a.words & b.words)):
        found.append(("role", min(1.0, 0.5 * words)))
    seated = a.seats and b.seats
    if seated and not a.seats.isdisjoint(b.seats):
        found.append(("seat", 0.5))
    if mine.places and yours.places and (places := len(mine.places & yours.places)):
        found.append(("places", min(0.5, 0.25 * places)))
    for_it = len(found)
    if a.genders and b.genders and a.genders.isdisjoint(b.genders):
        found.append(("gender", _AGAINST_GENDER))
    if a.fields and b.fields and a.fields.isdisjoint(b.fields):
        far = not _FAR.isdisjoint(a.fields) or not _FAR.isdisjoint(b.fields)
        found.append(("field", _AGAINST_FAR if far else _AGAINST_FIELD))
    apart = _years_apart(a.years, b.years)
    if a.offices and b.offices and (seats := _seats(a, b, apart)):
        found.append(("seats", seats))
    if seated:
        nations_a, nations_b = _nations(a.seats), _nations(b.seats)
        if nations_a and nations_b and not nations_a & nations_b:
            found.append(("nation", _AGAINST_NATION))
    if apart >= _GENERATION:
        found.append(("years", _AGAINST_CENTURY if apart >= _CENTURY else _AGAINST_GENERATION))
    return Verdict(
        sum([weight for _, weight in found[:for_it]]) if for_it else 0.0,
        sum([weight for _, weight in found[for_it:]]) if len(found) > for_it else 0.0,
        tuple([reason for reason, _ in found]),
    )


def _seats(a: Profile, b: Profile, apart: int) -> float:
    """Weigh one office held in different seats: at the same time they are two people's."""
    mine: dict[str, set[str]] = {}
    for office, seat in a.offices:
        mine.setdefault(office, set()).add(seat)
    theirs: dict[str, set[str]] = {}
    for office, seat in b.offices:
        theirs.setdefault(office, set()).add(seat)
    common = mine.keys() & theirs.keys()
    if not common or any(mine[office] & theirs[office] for office in common):
        return 0.0
    return _AGAINST_SEAT if apart <= 1 else _AGAINST_LATER_SEAT


def _nations(seats: frozenset[str]) -> frozenset[str]:
    return frozenset(seat for seat in seats if seat.startswith("territory:"))


def _years_apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> int:
    """Return the years between two spans, 0 where they meet or one is unknown."""
    if a is None or b is None:
        return 0
    return max(0, a[0] - b[1], b[0] - a[1])
