"""What the desk lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["KINDS", "Finding", "Kind"]

Kind = Literal["article", "correction", "speaker", "namesake", "identity", "unattributed", "date", "source"]

KINDS: tuple[Kind, ...] = (
    "article",
    "correction",
    "namesake",
    "identity",
    "speaker",
    "date",
    "unattributed",
    "source",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at.

    ``path`` is relative to the content folder, ``line`` counts from 1 in that file. ``weight`` is 0 to 1:
    how much it matters, and how likely it is wrong.
    """

    kind: Kind
    weight: float
    path: str
    line: int | None
    problem: str
    remedy: str
