"""What the desk lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["KINDS", "Finding", "Kind"]

Kind = Literal[
    "article",
    "registry",
    "correction",
    "namesake",
    "identity",
    "speaker",
    "disagreement",
    "date",
    "unattributed",
    "source",
]

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at.

    ``path`` is relative to the content folder (the registry's is its name), ``line`` counts from 1 in that
    file. ``weight`` is 0 to 1: how much it matters, and how likely it is wrong. ``page`` is where it shows on
    the site, ``actors`` whom it is about, as ``kind/name``.
    """

    kind: Kind
    weight: float
    path: str
    line: int | None
    problem: str
    remedy: str
    page: str = ""
    actors: tuple[str, ...] = ()
