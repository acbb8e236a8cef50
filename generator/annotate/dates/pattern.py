"""Find the surface of date expressions: patterns of the lexicon, compiled, longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.annotate.dates.lexicon import DateWords, Kind, Unit, load
from generator.annotate.numbers import words as number_words

__all__ = ["Match", "alternatives", "candidates"]

_SPACE = r"[^\S\n]*\n?[^\S\n]*(?<=\s)"  # white space with at most one line break
_NAME = re.compile(r"\{([a-z]+)(2?)\}")


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern fits; ``groups`` holds what its named groups caught."""

    start: int
    end: int
    rule: str
    kind: Kind
    groups: dict[str, str]
    unit: Unit | None
    offset: int
    this: bool
    surface: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: str
    kind: Kind
    regex: re.Pattern[str]
    parts: frozenset[str]
    literals: tuple[str, ...]
    unit: Unit | None
    offset: int
    this: bool


def alternatives(words: Iterable[str]) -> str:
    """Return an alternation of literal words, longest first, any white space for a space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_loose(re.escape(word)) for word in ordered)


def _loose(escaped: str) -> str:
    return escaped.replace(r"\ ", r"\s").replace("'", "['’]")


def _vocabulary(words: DateWords, language: str) -> dict[str, str]:
    day = words.day_form
    exact = "(?-i:%s)" if words.names_capitalised else "(?:%s)"
    month = exact % alternatives(words.months) + r"(?!\w)"
    weekday = exact % alternatives(words.weekdays) + r"(?!\w)"
    return {
        "weekday": weekday,
        "day": words.day_form,
        "month": month,
        "year": words.year_form,
        "days": rf"{day}(?:,\s{day})*,?\s(?:{_joiners(language)})\s{day}",
        "n": number_words.count_form(language),
        "unit": f"(?:{alternatives(words.units)})" + r"(?!\w)",
        "shift": f"(?:{alternatives(words.shifts)})" + r"(?!\w)",
        "yearly": f"(?:{alternatives(words.yearly)})" + r"(?!\w)",
        "season": f"(?:{alternatives(words.seasons)})" + r"(?!\w)",
        "ordinal": f"(?:{alternatives(words.ordinals)})" + r"(?!\w)",
        "part": words.part_form,
        "edge": words.edge_form,
    }


def _joiners(language: str) -> str:
    return alternatives(number_words.load(language).lists) + "|&"


@cache
def _compiled(language: str) -> tuple[_Pattern, ...]:
    words = load(language)
    vocabulary = _vocabulary(words, language)

    def group(match: re.Match[str]) -> str:
        name, second = match.groups()
        body = vocabulary[name]
        return f"(?P<{name}{second}>{body})"

    patterns = []
    for entry in words.patterns:
        form = entry.form.replace("(?<span>", "(?P<span>").replace("['’]", "['’]")
        form = _NAME.sub(group, form.replace(" ?", r"\s?").replace(" ", r"\s"))
        left = "" if form.startswith("(?<!") else r"(?<![\w])"
        patterns.append(
            _Pattern(
                entry.rule,
                entry.kind,
                re.compile(left + form, re.IGNORECASE),
                *_requirements(entry.form),
                entry.unit,
                entry.offset,
                entry.this,
            )
        )
    return tuple(patterns)


def _requirements(form: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the parts and the literal words without which a form cannot match, for a quick look first."""
    plain = re.sub(r"\(\?P?<\w+>", "(", form)
    while True:
        plain, optional = re.subn(r"\([^()]*\)\?|\[[^]]*\][?*]?|\\.[?*]?|\(\?<?[!=][^()]*\)|\w\?", " ", plain)
        if not optional:
            break
    while True:
        plain, grouped = re.subn(r"\([^()]*\)", " ", plain)
        if not grouped:
            break
    if "|" in plain:
        return frozenset(), ()
    names = frozenset(name for name, _ in _NAME.findall(plain))
    literals = re.findall(r"[^\W\d_]{2,}", _NAME.sub(" ", plain).lower())
    return names, tuple(literals)


@cache
def _looks(language: str) -> dict[str, re.Pattern[str]]:
    """Return a quick test for each part that not every text, in lower case, holds."""
    words = load(language)
    looks = {
        name: re.compile(alternatives(map(str.lower, words_of)))
        for name, words_of in (
            ("month", [*words.months]),
            ("weekday", [*words.weekdays]),
            ("season", [*words.seasons]),
            ("yearly", [*words.yearly]),
            ("unit", [*words.units]),
            ("shift", [*words.shifts]),
        )
    }
    looks |= {
        "year": re.compile(r"\d{4}"),
        "day": re.compile(r"\d|" + words.day_form),
        "days": re.compile(r"\d"),
    }
    return looks


@cache
def _possible(language: str, missing: frozenset[str]) -> tuple[tuple[int, _Pattern], ...]:
    """Return the patterns that do without some parts, with their numbers."""
    patterns = enumerate(_compiled(language))
    return tuple((number, pattern) for number, pattern in patterns if missing.isdisjoint(pattern.parts))


def candidates(text: str, language: str) -> Iterator[Match]:
    """Yield every match of every pattern, by start, then the longest, then the first pattern."""
    found = []
    lower = text.lower()
    missing = frozenset(name for name, look in _looks(language).items() if not look.search(lower))
    for order, pattern in _possible(language, missing):
        if pattern.literals and any(literal not in lower for literal in pattern.literals):
            continue
        for match in pattern.regex.finditer(text):
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            start, end = match.span("span") if "span" in groups else match.span()
            if end <= start:
                continue
            found.append(
                (
                    match.start(),
                    -match.end(),
                    order,
                    Match(
                        start,
                        end,
                        pattern.rule,
                        pattern.kind,
                        groups,
                        pattern.unit,
                        pattern.offset,
                        pattern.this,
                        text[start:end],
                    ),
                )
            )
    found.sort(key=lambda item: item[:3])
    for *_, match_found in found:
        yield match_found
