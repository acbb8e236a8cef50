"""Keep of a text what finds it, or a part of it, in another: small numbers instead of words.

Word runs are hashed to 32 bits (Broder, "On the resemblance and containment of documents", 1997). Of a
whole text the smallest hashes are kept, from which likeness is estimated; of a quotation those that
winnowing chooses (Schleimer, Wilkerson and Aiken, 2003), so that any two that share six words in a row
share a hash.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from generator.model import Article

__all__ = ["Print", "Sketch", "folded", "likeness", "packed", "prints", "sketch", "unpacked", "words"]

_BANDS = 8  # of a text's smallest hashes: what is looked for under any of them meets its copies
_KEPT = 64  # smallest hashes of a text
_RUN, _SPOKEN_RUN = 4, 3  # words hashed together, of a text and of a quotation
_WINDOW = 4  # runs of which one is kept: six words in a row have four runs of three
_LONG, _NARROW = 14, 2  # words of a quotation, below which fewer runs in a row must do
_SHORTEST = 7  # words of a quotation that tells something
_SHORTEST_TEXT = 40  # words, below which texts are alike by chance
_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


class Print(NamedTuple):
    """The hashes of a quotation; ``number`` is its number in its brief."""

    number: int
    hashes: tuple[int, ...]


class Sketch(NamedTuple):
    """A text's smallest hashes, in order, and how many different ones it has in all."""

    size: int
    hashes: tuple[int, ...]

    @property
    def bands(self) -> tuple[int, ...]:
        """The hashes under which copies of the text meet."""
        return self.hashes[:_BANDS]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word in lower case without accents."""
    plain = unicodedata.normalize("NFD", word.casefold().translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Return the words and numbers of a text as they are compared: folded, without punctuation."""
    return [folded(word) for word in _WORD.findall(text)]


def sketch(article: Article) -> Sketch | None:
    """Return what tells an article's copies; headlines, which papers write anew, do not count.

    None where the text is too short to tell it from others by.
    """
    found: list[str] = []
    for block in article.blocks:
        if block.annotated and block.kind != "headline":
            found += words(article.text[block.span.start : block.span.end])
    if len(found) < _SHORTEST_TEXT:
        return None
    hashes = set(_hashes(found, _RUN))
    return Sketch(len(hashes), tuple(sorted(hashes)[:_KEPT]))


def likeness(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Estimate the share of two texts that is common to them, and that of the shorter in the longer."""
    common = set(one.hashes).intersection(other.hashes)
    # Of the smallest hashes of both together, neither sketch has left any out. (Two lists in order are
    # sorted faster than a set.)
    smallest = list(dict.fromkeys(sorted(one.hashes + other.hashes)))[:_KEPT]
    resemblance = sum(hashed <= smallest[-1] for hashed in common) / len(smallest)
    shared = resemblance / (1 + resemblance) * (one.size + other.size)
    return resemblance, min(1.0, shared / min(one.size, other.size))


def prints(text: str) -> tuple[int, ...]:
    """Return the hashes that stand for a quotation; none where it is too short to tell anything."""
    found = words(text)
    if len(found) < _SHORTEST:
        return ()
    window = _NARROW if len(found) < _LONG else _WINDOW
    return tuple(sorted(set(_winnowed(tuple(_hashes(found, _SPOKEN_RUN)), window))))


def packed(found: Sketch | None) -> bytes:
    """Return a sketch as bytes."""
    return array("I", (found.size, *found.hashes)).tobytes() if found else b""


@lru_cache(maxsize=1000)
def unpacked(data: bytes) -> Sketch | None:
    """Return the sketch that ``packed`` has written."""
    if not data:
        return None
    size, *hashes = memoryview(data).cast("I")
    return Sketch(size, tuple(hashes))


def _hashes(found: Sequence[str], run: int) -> Iterator[int]:
    whole = " ".join(found).encode(errors="surrogatepass")
    starts = [0]
    for word in found:
        starts.append(starts[-1] + len(word.encode(errors="surrogatepass")) + 1)
    for at in range(len(found) - run + 1):
        yield crc32(whole[starts[at] : starts[at + run] - 1])


def _winnowed(hashes: Sequence[int], window: int) -> Iterator[int]:
    """Yield the smallest hash of each window; what a wide one chooses, a narrow one chooses too."""
    for at in range(max(len(hashes) - window + 1, 1)):
        yield min(hashes[at : at + window])
