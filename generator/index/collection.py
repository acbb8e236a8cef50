"""Gather what all briefs have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.errors import ContentError
from generator.index.brief import Brief

__all__ = ["Index", "build"]


@dataclass(frozen=True, slots=True)
class Index:
    """What the site knows across its briefs; it keeps no article's text.

    ``slugs`` names the page of each source path; an article that is missing there cannot be
    published, and ``problems`` says why.
    """

    slugs: dict[str, str] = field(default_factory=dict)
    problems: tuple[ContentError, ...] = ()


def build(briefs: Iterable[Brief]) -> Index:
    """Read all briefs once, in any order, keeping of each only what other pages show."""
    return Index(slugs={brief.article.path: brief.article.slug for brief in briefs})
