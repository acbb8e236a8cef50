"""Decide which pages the site has, where they stand and what each shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.pages.page import Page

__all__ = ["Page", "plan"]


def plan(index: Index, briefs: Iterable[Brief], config: Config) -> Iterator[Page]:
    """Yield every page of the site: first one for each brief, in the order given, then the others.

    ``briefs`` are read a second time, one by one, so that nobody need hold all texts at once.
    Briefs that the index has refused (``index.problems``) are left out.
    """
    del config
    for brief in briefs:
        slug = index.slugs.get(brief.article.path)
        if slug is not None:
            yield Page(f"briefs/{slug}.html", "brief.html", brief)
