"""Put offsets back onto a text as its file has it, where that is not in NFC.

What is read and published is composed; who asks for annotations alone wants them to fit what they have.
"""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from generator.model import Annotations, Article, Span

__all__ = ["as_stored"]

T = TypeVar("T")


def as_stored(article: Article, annotations: Annotations) -> tuple[Article, Annotations]:
    """Return both with the text as it is stored; where that cannot be laid beside the other, as they are."""
    if not article.stored:
        return article, annotations
    at = _places(article.stored)
    if len(at) != len(article.text) + 1:
        return article, annotations
    blocks, inlines = _moved(article.blocks, at), _moved(article.inlines, at)
    return replace(article, text=article.stored, blocks=blocks, inlines=inlines), _moved(annotations, at)


def _places(stored: str) -> list[int]:
    """Return, for each place in the composed text, where in the stored one that is."""
    places: list[int] = []
    starts = [place for place, char in enumerate(stored) if not (place and unicodedata.combining(char))]
    for start, end in zip(starts, [*starts[1:], len(stored)], strict=True):
        places += [start] * len(unicodedata.normalize("NFC", stored[start:end]))
    return [*places, len(stored)]


def _moved(value: T, at: list[int]) -> T:
    """Return something with all spans in it moved."""
    found: Any = value
    if isinstance(found, Span):
        found = Span(at[found.start], at[found.end])
    elif type(found) is tuple:
        found = tuple(_moved(one, at) for one in found)
    elif is_dataclass(found) and not isinstance(found, type):
        found = replace(found, **{one.name: _moved(getattr(found, one.name), at) for one in fields(found)})
    return found  # type: ignore[no-any-return]  # what came in
