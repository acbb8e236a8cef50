"""Say of a related brief why it is related."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.index.clues import Clue
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.index.names import slug
from generator.index.telling import amount, stem
from generator.pages import paths
from generator.pages.rows import Card, Link, card
from generator.pages.wording import Wording

__all__ = ["Reason", "Related", "later", "named", "of"]

_MOST = 5  # things named


class Reason(NamedTuple):
    """What two briefs share: ``label`` says what kind of thing."""

    label: str
    names: tuple[Link, ...]


class Related(NamedTuple):
    """A related brief, and why it is."""

    card: Card
    reasons: tuple[Reason, ...]


def of(entry: Entry, index: Index, words: Wording) -> tuple[Related, ...]:
    """Return the earlier briefs that a brief is tied to."""
    found = []
    for tie in index.ties.get(entry.counted, ()):
        other = index.by_path[tie.path]
        found.append(Related(card(other, index, words), _reasons(tie.reasons, entry, index, words)))
    return tuple(found)


def later(entry: Entry, index: Index, words: Wording) -> tuple[Related, ...]:
    """Return the newest briefs that are tied to a brief."""
    found = []
    for path in index.later.get(entry.counted, ()):
        other = index.by_path[path]
        reasons = next(tie.reasons for tie in index.ties[path] if tie.path == entry.counted)
        found.append(Related(card(other, index, words), _reasons(reasons, other, index, words)))
    return tuple(found)


def named(clue: Clue, entry: Entry, index: Index, words: Wording) -> Link | None:
    """Name a clue as a brief has it; None where the brief does not have it."""
    if clue.kind == "actor":
        keys = (part.key for part in entry.parts if part.key.name == clue.name)
        return next(
            (Link(index.actors[key].name, paths.actor(index.actors[key]), key.kind) for key in keys), None
        )
    if clue.kind == "tag":
        return next((Link(tag, paths.tag(clue.name)) for tag in entry.tags if slug(tag) == clue.name), None)
    if clue.kind == "figure":
        return next((Link(text) for text in _figures(clue, entry)), None)
    if clue.kind == "day":
        return Link(words.date(clue.name), paths.date(clue.name))
    told = (*entry.telling.headline, *entry.telling.lead)
    return next((Link(word) for word in told if stem(word, entry.language) == clue.name), None)


def _figures(clue: Clue, entry: Entry) -> Iterator[str]:
    for figure in entry.figures:
        if amount(figure.value, figure.unit, figure.of) == clue.name:
            yield figure.text if figure.unit or not figure.of else f"{figure.text} {figure.of}"


def _reasons(clues: tuple[Clue, ...], entry: Entry, index: Index, words: Wording) -> tuple[Reason, ...]:
    labels = {
        "actor": words("Both name"),
        "tag": words("Tag"),
        "figure": words("Figure"),
        "word": words("Words"),
        "day": words("Date"),
    }
    reasons = []
    for kind, label in labels.items():
        links = (named(clue, entry, index, words) for clue in clues[:_MOST] if clue.kind == kind)
        names = tuple(dict.fromkeys(link for link in links if link))
        if names:
            reasons.append(Reason(label, names))
    return tuple(reasons)
