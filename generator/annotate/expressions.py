"""Compile a long regular expression piece by piece, as words turn up that need the pieces.

A language's tokenizer may bring an expression of many alternatives, each with classes of thousands
of letters, that takes seconds to compile though a text needs few of them. Here a word is first held
against the whole expression with every long class widened to any character, which compiles at
once; only alternatives that match so are compiled as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

__all__ = ["Alternatives", "compiled_lazily"]

_LONG = 50_000  # characters of an expression below which compiling takes no time worth saving
_LONG_CLASS = 100  # characters of a class that is widened
_FLAGS = re.compile(r"\(\?[iu]+\)")
_PARTS = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]+|\\.)*+\]|\(\?:|[()|]", re.DOTALL)


class Alternatives:
    """Stands for a compiled expression ``flags`` + ``a|b|…``; matches as it would."""

    def __init__(self, pattern: str, flags: str, alternatives: tuple[str, ...]) -> None:
        self.pattern = pattern
        self._flags = flags
        self._alternatives = alternatives
        self._exact: dict[int, re.Pattern[str]] = {}

    @classmethod
    def of(cls, pattern: str) -> Alternatives | None:
        """Take an expression apart; None where that could change what it matches."""
        flags = _FLAGS.match(pattern)
        start = flags.end() if flags else 0
        ends = [start - 1]
        depth = 0
        for part in _PARTS.finditer(pattern, start):
            match part[0]:
                case "(?:":
                    depth += 1
                case ")":
                    depth -= 1
                case "(":
                    return None  # groups and look-arounds hang on what stands around them
                case "|" if not depth:
                    ends.append(part.start())
        ends.append(len(pattern))
        alternatives = tuple(pattern[a + 1 : b] for a, b in pairwise(ends))
        return cls(pattern, flags[0] if flags else "", alternatives)

    def match(self, string: str) -> re.Match[str] | None:
        """Match at the beginning of the string, as ``re.Pattern.match``."""
        if self._wide.match(string):
            for number, wide in enumerate(self._each_wide):
                if wide.match(string) and (found := self._compiled(number).match(string)):
                    return found
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    def _compiled(self, number: int) -> re.Pattern[str]:
        if number not in self._exact:
            self._exact[number] = re.compile(self._flags + self._alternatives[number])
        return self._exact[number]

    @cached_property
    def _wide(self) -> re.Pattern[str]:
        return re.compile(self._flags + "|".join(map(_widened, self._alternatives)))

    @cached_property
    def _each_wide(self) -> list[re.Pattern[str]]:
        return [re.compile(self._flags + _widened(alternative)) for alternative in self._alternatives]

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


@contextmanager
def compiled_lazily() -> Iterator[None]:
    """Let ``re.compile`` take long expressions piece by piece, in here."""
    compile_now = re.compile

    def compile_(pattern: Any, flags: Any = 0) -> Any:
        if (
            isinstance(pattern, str)
            and not flags
            and len(pattern) >= _LONG
            and (found := _taken_apart(pattern))
        ):
            return found
        return compile_now(pattern, flags)

    re.compile = compile_
    try:
        yield
    finally:
        re.compile = compile_now


@cache
def _taken_apart(pattern: str) -> Alternatives | None:
    return Alternatives.of(pattern)


def _widened(alternative: str) -> str:
    return _PARTS.sub(lambda part: "(?s:.)" if len(part[0]) >= _LONG_CLASS else part[0], alternative)
