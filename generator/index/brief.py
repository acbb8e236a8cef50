"""A brief: an article and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Annotations, Article

__all__ = ["Brief"]


@dataclass(frozen=True, slots=True)
class Brief:
    """An article with its annotations: everything that its page shows."""

    article: Article
    annotations: Annotations
