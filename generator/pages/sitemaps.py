"""What crawlers read: site map (sitemaps.org), news site map, robots.txt, web manifest, the 404 page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from generator.config import Config
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.pages.wording import Wording
from generator.pages.xml import document, element, moment

__all__ = ["MissingView", "constant", "maps"]

_MOST = 50_000  # addresses in one file, as the protocol allows
_NEWS = 1000  # addresses in a news site map
_FRESH = timedelta(days=2)  # what counts as news, before the newest brief: builds look at no clock
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_MAP = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for addresses that lead nowhere. It is served at any depth, hence a ``home`` of its own."""

    frame: Frame
    home: str


def constant(config: Config, words: Wording) -> Iterator[Page]:
    """Yield the files that follow from the configuration alone."""
    home = paths.home(config.base_url)
    yield Page(
        "404.html",
        "404.html",
        MissingView(Frame(words.language, words("Page not found")), urlsplit(home).path),
    )
    yield Page("site.webmanifest", "", _manifest(config, words))
    told = "".join(f"Sitemap: {home}{name}\n" for name in ("sitemap.xml", "sitemap-news.xml") if home)
    yield Page("robots.txt", "", f"User-agent: *\nAllow: /\n{told}")


def _manifest(config: Config, words: Wording) -> str:
    manifest = {
        "name": config.title,
        "description": config.description,
        "lang": words.language,
        "dir": words.direction,
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": [{"src": "static/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return msgspec.json.format(msgspec.json.encode(manifest)).decode() + "\n"


def maps(index: Index, config: Config, home: str) -> Iterator[Page]:
    """Yield the site maps, which need absolute addresses."""
    entries = (_place(home + paths.brief(entry.slug), entry.date) for entry in index.entries)
    actors = (_place(home + paths.actor(actor)) for _, actor in sorted(index.actors.items()))
    tags = (_place(home + paths.tag(tag)) for tag in sorted(index.tags))
    sources = (_place(home + paths.source(source)) for source in sorted(index.sources))
    stories = (_place(home + paths.story(story)) for story in sorted(index.stories))
    places = [_place(home), *entries, *actors, *tags, *sources, *stories]
    parts = [places[at : at + _MOST] for at in range(0, len(places), _MOST)]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "", document("urlset", *part, xmlns=_MAP))
    if len(parts) > 1:
        listed = (f"<sitemap>{element('loc', home + name)}</sitemap>\n" for name in names)
        yield Page("sitemap.xml", "", document("sitemapindex", *listed, xmlns=_MAP))
    yield Page("sitemap-news.xml", "", _news(index, config, home))


def _place(address: str, date: str | None = None) -> str:
    changed = element("lastmod", moment(date)) if date else ""
    return f"<url>\n{element('loc', address)}{changed}</url>\n"


def _news(index: Index, config: Config, home: str) -> str:
    """Map the latest days' briefs, as Google News wants it."""
    days = [(entry, day) for entry in index.entries if (day := _day(entry)) is not None]
    newest = max((day for _, day in days), default=None)
    fresh = [entry for entry, day in days if newest is not None and newest - day <= _FRESH][:_NEWS]
    return document(
        "urlset", *(_new(entry, config, home) for entry in fresh), xmlns=_MAP, xmlns_news=_NEWS_MAP
    )


def _new(entry: Entry, config: Config, home: str) -> str:
    publication = element("news:name", config.title) + element("news:language", entry.language)
    about = element("news:publication_date", moment(entry.date)) + element("news:title", entry.title)
    return (
        f"<url>\n{element('loc', home + paths.brief(entry.slug))}"
        f"<news:news>\n<news:publication>\n{publication}</news:publication>\n{about}</news:news>\n</url>\n"
    )


def _day(entry: Entry) -> datetime | None:
    """Return the day of a brief whose date is known to the day."""
    try:
        return datetime.strptime((entry.date or "")[:10], "%Y-%m-%d")  # noqa: DTZ007 - days are compared
    except ValueError:
        return None
