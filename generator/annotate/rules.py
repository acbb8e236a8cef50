"""Apply the rules of an attribute ruler, which say what tags, words and relations mean.

Does what ``spacy.pipeline.AttributeRuler`` does. That one tries each of some two hundred patterns on
every token; this one tries them once on every combination of what they look at. Patterns over
several tokens are left to spaCy's matcher.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs

__all__ = ["AttributeRuler", "Rules", "of"]

_STRINGS = ("TAG", "POS", "DEP", "LOWER")
_FLAGS = ("IS_SPACE",)
_OTHER = "\0"  # stands for all values that no pattern names
_KNOWN = 50_000  # words and combinations kept in mind


class Rules:
    """The rules of one ruler, and what they came to for each combination met."""

    def __init__(self, ruler: AttributeRuler, singles: list[tuple[int, dict[str, Any]]]) -> None:
        """Take the patterns over one token, with the numbers of their rules; ``of`` makes these."""
        self._ruler = ruler
        self._singles = singles
        self._several = Matcher(ruler.vocab, validate=False)
        for number, rule in enumerate(_patterns(ruler)):
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._several.add(str(number), longer)
        self._named = [_named(name, [spec for _, spec in singles]) for name in _STRINGS]
        self._values: list[dict[int, str]] = [{} for _ in _STRINGS]
        self._met: dict[tuple[str | bool, ...], tuple[int, ...]] = {}

    def apply(self, doc: Doc) -> None:
        """Set what the rules say on a parsed document, later rules over earlier ones."""
        attributes, several = self._ruler.attrs, self._longer(doc)
        for position, row in enumerate(doc.to_array([*_STRINGS, *_FLAGS]).tolist()):
            numbers = self._numbers(row)
            if position in several:
                numbers = tuple(sorted({*numbers, *several[position]}))
            if numbers:
                token = doc[position]
                for number in numbers:
                    set_token_attrs(token, attributes[number])

    def _longer(self, doc: Doc) -> dict[int, list[int]]:
        """Return the rules with patterns over several tokens, by the token that they are about."""
        found: dict[int, list[int]] = {}
        if len(self._several):
            for name, start, end in self._several(doc, allow_missing=True, as_spans=False):
                number = int(doc.vocab.strings[name])
                about: int = Span(doc, start, end)[self._ruler.indices[number]].i
                found.setdefault(about, []).append(number)
        return found

    def _numbers(self, row: list[int]) -> tuple[int, ...]:
        """Return the numbers of the rules that hold for a token with these values."""
        strings = self._ruler.vocab.strings
        held: list[str | bool] = []
        for at, raw in enumerate(row[: len(_STRINGS)]):
            known = self._values[at].get(raw)
            if known is None:
                value = strings[raw]
                known = value if self._named[at](value) else _OTHER
                if len(self._values[at]) < _KNOWN:
                    self._values[at][raw] = known
            held.append(known)
        key = (*held, *map(bool, row[len(_STRINGS) :]))
        if key not in self._met:
            token = dict(zip((*_STRINGS, *_FLAGS), key, strict=True))
            holds = {number for number, spec in self._singles if _holds(spec, token)}
            if len(self._met) >= _KNOWN:
                return tuple(sorted(holds))
            self._met[key] = tuple(sorted(holds))
        return self._met[key]


@cache
def of(ruler: AttributeRuler) -> Rules | None:
    """Return a ruler's rules, or None where they ask what only spaCy's matcher can tell."""
    singles = [
        (number, pattern[0])
        for number, rule in enumerate(_patterns(ruler))
        for pattern in rule["patterns"]
        if len(pattern) == 1
    ]
    return Rules(ruler, singles) if all(map(_readable, (spec for _, spec in singles))) else None


def _patterns(ruler: AttributeRuler) -> list[dict[str, Any]]:
    patterns: list[Any] = ruler.patterns
    return patterns


def _readable(spec: dict[str, Any]) -> bool:
    """Whether a token's pattern only compares values that are kept here."""
    return all(
        (name in _FLAGS and isinstance(wanted, bool))
        or (
            name in _STRINGS
            and (isinstance(wanted, str) or (isinstance(wanted, dict) and {*wanted} <= {*_COMPARISONS}))
        )
        for name, wanted in spec.items()
    )


_COMPARISONS: dict[str, Callable[[str, Any], bool]] = {
    "IN": lambda value, wanted: value in wanted,
    "NOT_IN": lambda value, wanted: value not in wanted,
    "REGEX": lambda value, wanted: re.search(wanted, value) is not None,
}


def _holds(spec: dict[str, Any], token: dict[str, Any]) -> bool:
    return all(
        all(_COMPARISONS[how](token[name], listed) for how, listed in wanted.items())
        if isinstance(wanted, dict)
        else token[name] == wanted
        for name, wanted in spec.items()
    )


def _named(name: str, specs: Iterable[dict[str, Any]]) -> Callable[[str], bool]:
    """Return a test for the values of an attribute that some pattern tells from the others."""
    literal: set[str] = set()
    expressions: list[str] = []
    for wanted in (spec[name] for spec in specs if name in spec):
        if isinstance(wanted, str):
            literal.add(wanted)
            continue
        for how, listed in wanted.items():
            expressions += [listed] if how == "REGEX" else []
            literal.update([] if how == "REGEX" else listed)
    return lambda value: value in literal or any(re.search(each, value) for each in expressions)
