"""What readers subscribe to: the site, each actor, tag and source.

Atom (RFC 4287) for all of them, RSS 2.0 and JSON Feed 1.1 for the site.

All of them need absolute addresses, so they exist only where the configuration has a ``base_url``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

import msgspec

from generator.config import Config
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.frame import Alternate
from generator.pages.page import Page
from generator.pages.xml import document, element, moment

__all__ = ["ATOM", "alternate", "pages"]

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


def pages(index: Index, config: Config) -> Iterator[Page]:
    """Yield all feeds."""
    home = paths.home(config.base_url)
    if not home:
        return
    whole = _Feed("feed.xml", config.title, "", _newest(index.entries, _NEWEST))
    yield Page("feed.rss", "", _rss(whole, config, home))
    yield Page("feed.json", "", _json(whole, config, home))
    written: dict[str, str] = {}  # one brief stands in many feeds
    for feed in (whole, *_feeds(index, config.title)):
        entries = [written.get(entry.slug) or _atom_entry(entry, home, written) for entry in feed.entries]
        yield Page(feed.path, "", _atom(feed, entries, config, home))


def _feeds(index: Index, site: str) -> Iterator[_Feed]:
    """Yield the feeds of actors, tags and sources."""
    for actor in index.actors.values():
        if actor.key.kind != "place":
            entries = (entry for entry, _ in actor.appearances)
            yield _feed(actor.name, paths.actor(actor), entries, site)
    for tag in index.tags.values():
        yield _feed(tag.name, paths.tag(tag.slug), tag.entries, site)
    for source in index.sources.values():
        yield _feed(source.name, paths.source(source.slug), source.entries, site)


def _feed(name: str, page: str, entries: Iterable[Entry], site: str) -> _Feed:
    return _Feed(paths.feed(page), f"{name} – {site}", page, _newest(entries, _FEW))


def _newest(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.date)[:most]


def _atom(feed: _Feed, entries: list[str], config: Config, home: str) -> str:
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
        *entries,
        xmlns=_ATOM,
        xml_lang=config.language,
    )


def _atom_entry(entry: Entry, home: str, written: dict[str, str]) -> str:
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
    return written.setdefault(entry.slug, "".join(parts))


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
