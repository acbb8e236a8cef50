"""What readers subscribe to: the site, each actor, tag and source.

Atom (RFC 4287) for all of them, RSS 2.0 and JSON Feed 1.1 for the site.

All of them need absolute addresses, so they exist only where the configuration has a ``base_url``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from typing import NamedTuple

import msgspec

from generator.config import Config
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.index.names import Key
from generator.pages import paths
from generator.pages.frame import Alternate
from generator.pages.page import Page
from generator.pages.xml import document, element, moment

__all__ = ["ATOM", "actor", "alternate", "site", "source", "tag"]

ATOM = "application/atom+xml"

_NEWEST = 50  # entries of the site's feeds
_FEW = 20  # entries of any other
_ATOM = "http://www.w3.org/2005/Atom"
_CORE = "http://purl.org/dc/elements/1.1/"
_JSON = "https://jsonfeed.org/version/1.1"


class _Feed(NamedTuple):
    path: str
    title: str
    page: str
    entries: tuple[Entry, ...]


def alternate(page: str, title: str) -> Alternate:
    """Return what leads from a page to its Atom feed."""
    return Alternate(ATOM, paths.feed(page), title)


def site(index: Index, config: Config, home: str) -> Iterator[Page]:
    """Yield the feeds of the whole site."""
    feed = _Feed("feed.xml", config.title, "", _newest(index.lists["newest"], _NEWEST))
    yield Page("feed.rss", "", _rss(feed, config, home))
    yield Page("feed.json", "", _json(feed, config, home))
    yield Page(feed.path, "", _atom(feed, config, home))


def actor(key: Key, index: Index, config: Config, home: str) -> Page:
    """Return the feed of a person or an organisation."""
    found = index.profiles[key]
    entries = (entry for entry, _ in found.appearances)
    return _page(found.name, paths.actor(found), entries, config, home)


def tag(slug: str, index: Index, config: Config, home: str) -> Page:
    """Return the feed of a tag."""
    found = index.tags[slug]
    return _page(found.name, paths.tag(slug), found.entries, config, home)


def source(slug: str, index: Index, config: Config, home: str) -> Page:
    """Return the feed of a source."""
    found = index.sources[slug]
    return _page(found.name, paths.source(slug), found.entries, config, home)


def _page(name: str, page: str, entries: Iterable[Entry], config: Config, home: str) -> Page:
    feed = _Feed(paths.feed(page), f"{name} – {config.title}", page, _newest(entries, _FEW))
    return Page(feed.path, "", _atom(feed, config, home))


def _newest(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    return tuple(islice((entry for entry in entries if entry.date), most))


def _atom(feed: _Feed, config: Config, home: str) -> str:
    address = home + feed.path
    return document(
        "feed",
        element("title", feed.title),
        element("subtitle", config.description) if config.description else "",
        element("id", address if feed.page else home),
        element("link", rel="alternate", type="text/html", href=home + feed.page),
        element("link", rel="self", type=ATOM, href=address),
        element("updated", moment(feed.entries[0].date if feed.entries else None)),
        f"<author>\n{element('name', config.title)}</author>\n",
        *(_atom_entry(entry, home) for entry in feed.entries),
        xmlns=_ATOM,
        xml_lang=config.language,
    )


def _atom_entry(entry: Entry, home: str) -> str:
    address = home + paths.brief(entry.slug)
    author = entry.author or entry.source
    parts = (
        f'<entry xml:lang="{entry.language}">\n',
        element("title", entry.title),
        element("id", address),
        element("link", rel="alternate", type="text/html", href=address),
        element("updated", moment(entry.date)),
        f"<author>\n{element('name', author)}</author>\n" if author else "",
        *(element("category", term=tag) for tag in entry.tags),
        element("summary", entry.standfirst or entry.title),
        "</entry>\n",
    )
    return "".join(parts)


def _rss(feed: _Feed, config: Config, home: str) -> str:
    channel = (
        "<channel>\n",
        element("title", feed.title),
        element("link", home),
        element("description", config.description or config.title),
        element("language", config.language),
        element("atom:link", rel="self", type="application/rss+xml", href=home + "feed.rss"),
        *(_rss_item(entry, home) for entry in feed.entries),
        "</channel>\n",
    )
    return document("rss", "".join(channel), version="2.0", xmlns_atom=_ATOM, xmlns_dc=_CORE)


def _rss_item(entry: Entry, home: str) -> str:
    address = home + paths.brief(entry.slug)
    author = entry.author or entry.source
    parts = (
        "<item>\n",
        element("title", entry.title),
        element("link", address),
        element("guid", address, isPermaLink="true"),
        element("pubDate", format_datetime(datetime.fromisoformat(moment(entry.date)))),
        element("dc:creator", author) if author else "",
        *(element("category", tag) for tag in entry.tags),
        element("description", entry.standfirst or entry.title),
        "</item>\n",
    )
    return "".join(parts)


def _json(feed: _Feed, config: Config, home: str) -> str:
    encoded = msgspec.json.encode(
        {
            "version": _JSON,
            "title": feed.title,
            "description": config.description or config.title,
            "home_page_url": home,
            "feed_url": home + "feed.json",
            "language": config.language,
            "items": [_json_item(entry, home) for entry in feed.entries],
        }
    )
    return msgspec.json.format(encoded).decode().replace("<", "\\u003c") + "\n"


def _json_item(entry: Entry, home: str) -> dict[str, object]:
    address = home + paths.brief(entry.slug)
    author = entry.author or entry.source
    return {
        "id": address,
        "url": address,
        "title": entry.title,
        "language": entry.language,
        "date_published": moment(entry.date),
        "authors": [{"name": author}] if author else [],
        "tags": list(entry.tags),
        "content_text": entry.standfirst or entry.title,
    }
