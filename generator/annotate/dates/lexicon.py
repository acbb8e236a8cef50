"""The words and patterns of dates in one language (``lexicons/<language>/dates.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator import lexicon

__all__ = ["DateWords", "Kind", "PatternEntry", "Unit", "load"]

Unit = Literal["day", "week", "weekend", "fortnight", "month", "year", "decade", "century"]
Kind = Literal[
    "ago", "anaphora", "calendar", "century", "days", "decade", "first", "half", "interval",
    "iso", "last", "month", "numeric", "quarter", "relative", "season", "semester", "weekday", "year",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PatternEntry:
    """One pattern as the data file gives it; ``kind`` says how its groups make a value."""

    rule: str
    kind: Kind
    form: str
    unit: Unit | None = None
    offset: int = 0
    this: bool = False


@dataclass(frozen=True, slots=True)
class DateWords:
    """Everything that the dates of one language need; the data file explains each entry."""

    whole_weeks: Literal["interval", "iso"]
    names_capitalised: bool
    day_first: bool
    ambiguous_months: list[str]
    day_form: str
    year_form: str
    part_form: str
    edge_form: str
    past_before: list[str]
    past_after: list[str]
    future_before: list[str]
    forward: list[str]
    future_auxiliaries: list[str]
    conditional_endings: list[str]
    perfects: list[str]
    habits: list[str]
    habits_now: list[str]
    year_before: list[str]
    month_before: list[str]
    year_not_before: list[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, Unit]
    seasons: dict[str, tuple[int, int]]
    shifts: dict[str, int]
    yearly: dict[str, int]
    ordinals: dict[str, int]
    patterns: list[PatternEntry]


@cache
def load(language: str) -> DateWords:
    """Read the lexicon of a language."""
    return lexicon.read(language, "dates", DateWords)
