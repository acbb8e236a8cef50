"""Find the same quotation in several articles, word for word, shortened or in a slightly other wording.

Quotations meet where they share a run of words (see ``traces``); whether they are one is then decided by the
words themselves and by who speaks. What only the copies of one article carry is no echo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.index import groups, traces, trails
from generator.index.entry import Entry, Said
from generator.index.groups import Node
from generator.index.names import Key
from generator.index.order import since

if TYPE_CHECKING:
    from generator.index.change import Change

__all__ = ["Echo", "Place", "alike", "update"]

_REACH = 6  # quotations looked at under each hash
_LINKS = 4  # of a quotation to earlier ones
_PRINTS = 2  # hashes that two quotations share before they are compared, but of one speaker
_LEAST_RUN = 4  # words in a row that two wordings share
_TELLING_RUN = 8  # so many of one speaker are enough, as where two papers cut a statement at different ends
_SHARED = 0.75  # of the shorter one's words that are in the longer one, in order and without much between
_SURELY = 0.85  # the same where nobody, or somebody else, is named as the speaker
_LONG = 9  # words without which that proves nothing

Wording = tuple[str, ...]


class Place(NamedTuple):
    """Where a quotation stands: the ``number``-th of the brief at ``path``."""

    since: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Echo:
    """A quotation that several articles carry; ``places`` has the latest first, the first appearance last.

    ``articles`` counts those that carry it, copies of one article once.
    """

    slug: str
    places: tuple[Place, ...]
    articles: int


def alike(one: Sequence[str], other: Sequence[str], *, known: bool) -> bool:
    """Whether two wordings are one quotation, or one holds the other; ``known``: of one known speaker."""
    short, long = sorted((one, other), key=len)
    if not known and len(short) < _LONG:
        return False
    if one == other:
        return True
    blocks = SequenceMatcher(None, long, short, autojunk=False).get_matching_blocks()[:-1]
    run = max((block.size for block in blocks), default=0)
    if run < _LEAST_RUN or (known and run >= _TELLING_RUN):
        return run >= _LEAST_RUN
    spread = blocks[-1].a + blocks[-1].size - blocks[0].a
    common = sum(block.size for block in blocks)
    return common >= (_SHARED if known else _SURELY) * max(len(short), spread)


def update(change: Change) -> None:
    """Keep the echoes true."""
    going, coming = _differing(change.old, change.new), _differing(change.new, change.old)
    rows, seeing = trails.renewed(change.index.heard, going, coming, lambda _: _REACH)
    change.put("heard", rows)
    heard: Mapping[int, Sequence[Place]] = change.now("heard")
    by_path: Mapping[str, Entry] = change.now("by_path")
    seeing.update(place for _, place in coming)
    links = {_node(place): tuple(sorted(_earlier(place, heard, by_path))) for place in sorted(seeing)}
    standing, before = _nodes(change.new), change.now("links")
    links |= {node: before.get(node, ()) for node in standing - links.keys()}  # whose briefs are told anew
    gone = _nodes(change.old) - standing
    former, current = groups.update(change, links, gone)
    _tell(change, former, current)


def _tell(change: Change, former: set[Node], current: set[Node]) -> None:
    """Turn groups into echoes, and find them by the briefs that carry them."""
    index = change.index
    members: Mapping[Node, tuple[Node, ...]] = change.now("groups")
    by_path: Mapping[str, Entry] = change.now("by_path")
    echoes: dict[str, Echo | None] = {}
    told: dict[Node, tuple[str, ...] | None] = dict.fromkeys(former)
    of: dict[str, dict[int, str]] = {}
    for name in former:
        for slug in index.told_echoes.get(name, ()):
            echoes[slug] = None
            for place in index.echoes[slug].places:
                of.setdefault(place.path, dict(index.echo_of.get(place.path, {}))).pop(place.number, None)
    for name in sorted(current):
        found = list(_echoes(members[name], change.now("links"), by_path))
        told[name] = tuple(echo.slug for echo in found) or None
        for echo in found:
            echoes[echo.slug] = echo
            for place in echo.places:
                numbers = of.setdefault(place.path, dict(index.echo_of.get(place.path, {})))
                numbers[place.number] = echo.slug
    change.put("told_echoes", told)
    change.put("echoes", echoes)
    change.put("echo_of", {path: numbers or None for path, numbers in of.items()})


def _echoes(
    group: Sequence[Node], links: Mapping[Node, Sequence[Node]], by_path: Mapping[str, Entry]
) -> Iterator[Echo]:
    """Part a group by speaker, and yield what several articles carry.

    Words that one article gives to nobody may join what others give to two people.
    """
    heads: dict[Node, object] = {}
    for node in reversed(group):  # the earliest first, since links lead back
        speaker = _said(node, by_path).speaker
        linked = [heads[other] for other in links.get(node, ())]
        heads[node] = speaker if speaker and speaker.kind == "person" else linked[0] if linked else speaker
    people = [head for head in dict.fromkeys(heads.values()) if getattr(head, "kind", "") == "person"]
    if len(people) <= 1:
        heads = dict.fromkeys(heads)
    for head in dict.fromkeys(heads.values()):
        nodes = [node for node in group if heads[node] == head]
        articles = len({by_path[node.path].original or node.path for node in nodes})
        if articles > 1:
            slug = f"{by_path[nodes[-1].path].slug}-q{nodes[-1].number}"
            places = (Place(since(by_path[node.path]), node.path, node.number) for node in nodes)
            yield Echo(slug, tuple(places), articles)


def _differing(some: Mapping[str, Entry], others: Mapping[str, Entry]) -> list[tuple[int, Place]]:
    """Return under which hashes some entries' quotations are found, as far as they differ from others'."""
    found = []
    for path, entry in some.items():
        other = others.get(path)
        same = _voices(entry).items() & _voices(other).items() if other else ()
        unchanged = {number for number, _ in same}
        place = since(entry)
        for one in entry.prints:
            if one.number not in unchanged:
                own = Place(place, path, one.number)
                found += [(hashed, own) for hashed in one.hashes]
    return found


def _voices(entry: Entry) -> dict[int, tuple[object, ...]]:
    """Return all that the echoes of an entry's quotations depend on."""
    said = entry.quotes
    place = since(entry)
    return {
        one.number: (
            place,
            entry.language,
            said[one.number - 1].speaker,
            said[one.number - 1].text,
            one.hashes,
        )
        for one in entry.prints
    }


def _nodes(entries: Mapping[str, Entry]) -> set[Node]:
    return {Node("echo", path, one.number) for path, entry in entries.items() for one in entry.prints}


def _node(place: Place) -> Node:
    return Node("echo", place.path, place.number)


def _earlier(place: Place, heard: Mapping[int, Sequence[Place]], by_path: Mapping[str, Entry]) -> list[Node]:
    """Return where earlier articles carry a quotation.

    An organisation may speak through a person, and an article may not name who speaks.
    """
    entry = by_path[place.path]
    own = next(found.hashes for found in entry.prints if found.number == place.number)
    shared: dict[Place, int] = {}
    for hashed in own:
        for other in trails.before(heard[hashed], place, _REACH):
            shared[other] = shared.get(other, 0) + 1
    near = sorted(
        other
        for other in shared
        if other.path != place.path and by_path[other.path].language == entry.language
    )
    if not near:
        return []
    said = entry.quotes[place.number - 1]
    same: list[Node] = []
    others: list[tuple[Said, Place]] = []
    for other in near:
        theirs = _said(other, by_path)
        if said.speaker is None or said.speaker != theirs.speaker:
            if shared[other] >= _PRINTS:
                others.append((theirs, other))
        elif _alike(said.text, theirs.text, known=True):
            same.append(_node(other))
            if said.text == theirs.text or len(same) == _LINKS:
                break
    if same:
        return same
    people: dict[Key, Node] = {}
    unnamed: list[Node] = []
    for theirs, other in others[:_LINKS]:
        if _alike(said.text, theirs.text, known=False):
            if theirs.speaker and theirs.speaker.kind == "person":
                people.setdefault(theirs.speaker, _node(other))
            else:
                unnamed.append(_node(other))
    # Words that several people use are nobody's: who says them elsewhere without a name, is not known.
    if said.speaker and said.speaker.kind == "person":
        return [] if people else unnamed[:1]
    return [] if len(people) > 1 else list(people.values()) or unnamed[:1]


@lru_cache(maxsize=1000)
def _words(text: str) -> Wording:
    return tuple(traces.words(text))


@lru_cache(maxsize=10_000)
def _alike(one: str, other: str, *, known: bool) -> bool:
    return alike(_words(one), _words(other), known=known)


def _said(node: Node | Place, by_path: Mapping[str, Entry]) -> Said:
    return by_path[node.path].quotes[node.number - 1]
