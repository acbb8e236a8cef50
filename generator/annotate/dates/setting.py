"""What the value of a date depends on besides its own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.annotate.dates.context import Side
from generator.annotate.dates.lexicon import DateWords
from generator.annotate.dates.pattern import Match
from generator.annotate.dates.reference import Reference

__all__ = ["NotADate", "Setting", "day_number", "lookup", "year_of"]


class NotADate(Exception):  # noqa: N818 - tells that a match is something else, no failure
    """The words that matched do not form a date."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value depends on besides the words: the article, the date named before, the tense."""

    reference: Reference | None
    previous: str | None
    words: DateWords
    language: str
    side: Callable[[], Side]


def lookup(table: dict[str, int], surface: str | None) -> int | None:
    """Return the value of a word in a table, whatever its case, spaces and apostrophes."""
    if surface is None:
        return None
    plain = " ".join(surface.split()).replace("’", "'")
    for key, value in table.items():
        if key.replace("’", "'").lower() == plain.lower():
            return value
    return None


def day_number(surface: str) -> int:
    """Return the day of the month that "1er", "16th" or "premier" means."""
    figures = "".join(ch for ch in surface if ch.isdigit())
    return int(figures) if figures else 1  # the only day that is spelled is the first


def year_of(match: Match, setting: Setting, suffix: str = "") -> int | None:
    """Return the year that a match names or places relative to the article, None for neither."""
    if surface := match.groups.get("year" + suffix):
        return int(surface)
    distance = lookup(setting.words.yearly, match.groups.get("yearly"))
    if distance is not None and setting.reference:
        return setting.reference.year + distance
    return None
