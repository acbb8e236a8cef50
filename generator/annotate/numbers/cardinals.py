"""The value of a whole or decimal number while its words are read one by one."""

from __future__ import annotations

from typing import Literal

from generator.annotate.numbers.vocabulary import HUNDRED, Vocabulary

__all__ = ["Cardinal"]


class Cardinal:
    """A number while it is being read: ``total`` so far and the part below the next multiplier."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.total: float | int = 0
        self.current: float | int | None = None
        self.end = 0
        self.scale = 1
        self.figures = False
        self.article = False
        self.approximate = False
        self.parts = 0

    @property
    def value(self) -> float | int | None:
        """The number read so far, None before the first word that makes one."""
        if self.end == 0:
            return None
        return self.total + (self.current or 0)

    @property
    def kind(self) -> Literal["approximate", "figures", "one", "spelled"]:
        """How the number is written."""
        if self.approximate:
            return "approximate"
        if self.figures:
            return "figures"
        return "one" if self.value == 1 and self.parts == 1 else "spelled"

    def joins(self, word: str) -> bool:
        """Whether "and" may stand between what was read and this word."""
        value = self.vocabulary.values.get(word)
        if self.vocabulary.words.and_after_tens:
            return value in (1, 11) and bool(self.current) and self.current % 100 in (20, 30, 40, 50, 60, 70)  # type: ignore[operator]
        return not self.figures and value is not None and 0 < value < HUNDRED and self._at_least_hundred()

    def _at_least_hundred(self) -> bool:
        if self.current is not None:
            return self.current >= HUNDRED and self.current % HUNDRED == 0
        return self.total > 0

    def take(self, word: str, end: int) -> bool:
        """Add a word that ends at an offset; False where it does not continue the number."""
        vocabulary = self.vocabulary
        if self.approximate:
            return False
        if word in vocabulary.values:
            taken = self._small(vocabulary.values[word])
        elif word in vocabulary.hundreds:
            taken = self._hundred()
        elif word in vocabulary.scales:
            taken = self._multiply(word, vocabulary.scales[word])
        elif word in vocabulary.collectives or word in vocabulary.plurals:
            taken = self._collect(vocabulary.collectives.get(word) or vocabulary.plurals[word])
        else:
            taken = False
        if taken:
            self.end = end
            self.parts += 1
        return taken

    def _small(self, value: int) -> bool:
        if self.figures:
            return False
        if self.current is None:
            self.current = value
            return True
        if self.current == 0 or value == 0:
            return False
        below = self.current % HUNDRED
        if below == 0:
            self.current += value
            return True
        tens = below >= 20 and below % 10 == 0  # noqa: PLR2004 - twenty is the first of the tens
        if (tens and 0 < value < 10) or (below in self.vocabulary.words.teens_after and 10 <= value < 20):  # noqa: PLR2004
            self.current += value
            return True
        return False

    def _hundred(self) -> bool:
        if self.figures:
            return False
        if self.current is None:
            if not self.vocabulary.words.bare_hundred:
                return False
            self.current = HUNDRED
            return True
        if 0 < self.current < HUNDRED:
            self.current *= HUNDRED
            return True
        return False

    def _multiply(self, word: str, scale: int) -> bool:
        if self.current is None and self.total == 0:
            if word not in self.vocabulary.bare_scales:
                return False
            self.current = 1
        if self.current is None and scale < self.scale:  # un million mille
            if word not in self.vocabulary.bare_scales:
                return False
            self.total += scale
        elif self.current is None:
            self.total *= scale
        elif self.scale == 1 or scale < self.scale:
            self.total += self.current * scale
        else:
            self.total = (self.total + self.current) * scale
        self.current, self.scale = None, scale
        return True

    def _collect(self, value: int) -> bool:
        if self.current is None or self.total:
            return False
        self.approximate = self.current == 1
        self.total, self.current, self.scale = self.current * value, None, value
        return True
