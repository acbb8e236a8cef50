"""Decide which pages the site has, where they stand and what each shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.pages import (
    actors,
    brief,
    dates,
    exports,
    feeds,
    ledgers,
    lists,
    paths,
    search,
    sitemaps,
    webannotation,
)
from generator.pages.page import Page
from generator.pages.wording import wording

__all__ = ["Page", "briefs", "others", "plan"]


def plan(index: Index, found: Iterable[Brief], config: Config) -> Iterator[Page]:
    """Yield every page of the site: first one for each brief, in the order given, then the others.

    Briefs are read a second time, one by one, so that nobody need hold all texts at once. Those
    that the index has refused (``index.problems``) are left out.
    """
    yield from briefs(index, found, config)
    yield from others(index, config)


def briefs(index: Index, found: Iterable[Brief], config: Config) -> Iterator[Page]:
    """Yield the pages of some briefs, each in its article's language where the interface speaks it."""
    home = paths.home(config.base_url)
    for one in found:
        if one.article.path in index.by_path:
            yield brief.page(one, index, wording(one.article.language, config.language), home)
            yield from webannotation.pages(one, index, home)


def others(index: Index, config: Config) -> Iterator[Page]:
    """Yield every page but the briefs' own."""
    words = wording(config.language)
    home = paths.home(config.base_url)
    yield from lists.front(index, config, words)
    yield from actors.pages(index, words, home)
    yield from ledgers.quotes(index, words)
    yield from ledgers.figures(index, words)
    yield from ledgers.topics(index, words)
    yield from dates.pages(index, words)
    yield from lists.tags(index, words, home)
    yield from lists.sources(index, words, home)
    yield from search.pages(index, words)
    yield from feeds.pages(index, config)
    yield from sitemaps.pages(index, config, words)
    yield from exports.pages(index)
