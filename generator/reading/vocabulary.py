"""The words by which the reading stage knows dates, credits, bylines and page furniture.

They come from ``reading.toml`` of every language at once: a French article carries English
credits, and a date has to be read before the language of the text is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from generator import lexicon

__all__ = ["Vocabulary", "any_of", "vocabulary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What ``reading.toml`` holds, in lower case; the file says what each list is for."""

    day_first: bool
    months: dict[str, int]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    date_words: tuple[str, ...]
    time_words: tuple[str, ...]
    bylines: tuple[str, ...]
    closing_credits: tuple[str, ...]
    conjunctions: tuple[str, ...]
    published: tuple[str, ...]
    credit_labels: tuple[str, ...]
    credit_openings: tuple[str, ...]
    credit_links: tuple[str, ...]
    providers: tuple[str, ...]
    agencies: tuple[str, ...]
    caption_marks: tuple[str, ...]
    connectors: tuple[str, ...]
    furniture: tuple[str, ...]
    front_matter: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all languages together; where two disagree, a numeric date is day first."""
    several = [lexicon.read(language, "reading", Vocabulary) for language in lexicon.languages()]

    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for one in several for word in getattr(one, name)))

    lists = [name for name, kind in Vocabulary.__annotations__.items() if kind == "tuple[str, ...]"]
    return Vocabulary(
        day_first=any(one.day_first for one in several),
        months={name: number for one in several for name, number in one.months.items()},
        front_matter={name: key for one in several for name, key in one.front_matter.items()},
        **{name: every(name) for name in lists},
    )


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"
