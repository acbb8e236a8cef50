"""What machines follow: an Atom feed (RFC 4287), a site map (sitemaps.org), robots.txt.

All of them need absolute addresses, so they exist only where the configuration has a ``base_url``.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.config import Config
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.pages import paths
from generator.pages.page import Page

__all__ = ["pages"]

_NEWEST = 50  # entries of the feed
_SITEMAP = 50_000  # addresses in one file, as the protocol allows
_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(index: Index, config: Config) -> Iterator[Page]:
    """Yield the feed, the site map and robots.txt."""
    if not config.base_url:
        return
    base = config.base_url.rstrip("/") + "/"
    yield Page("feed.xml", "", _feed(index, config, base))
    addresses = [base, *(base + paths.brief(entry.slug) for entry in index.entries)]
    addresses += [base + paths.actor(actor) for actor in index.actors.values()]
    parts = [addresses[at : at + _SITEMAP] for at in range(0, len(addresses), _SITEMAP)]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "", _sitemap("urlset", "url", part))
    if len(parts) > 1:
        yield Page("sitemap.xml", "", _sitemap("sitemapindex", "sitemap", [base + name for name in names]))
    yield Page("robots.txt", "", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n")


def _feed(index: Index, config: Config, base: str) -> str:
    entries = [entry for entry in index.entries if entry.date][:_NEWEST]
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": config.language})
    _add(feed, "title", config.title)
    if config.description:
        _add(feed, "subtitle", config.description)
    _add(feed, "id", base)
    _add(feed, "link", rel="alternate", href=base)
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + "feed.xml")
    _add(feed, "updated", max((_moment(entry) for entry in entries), default="1970-01-01T00:00:00Z"))
    _add(_add(feed, "author"), "name", config.title)
    for entry in entries:
        item = _add(feed, "entry")
        item.set("xml:lang", entry.language)
        _add(item, "title", entry.title)
        _add(item, "id", base + paths.brief(entry.slug))
        _add(item, "link", href=base + paths.brief(entry.slug))
        _add(item, "updated", _moment(entry))
        if entry.source or entry.author:
            _add(_add(item, "author"), "name", entry.author or entry.source or "")
        for tag in entry.tags:
            _add(item, "category", term=tag)
        _add(item, "summary", entry.standfirst or entry.title)
    return _written(feed)


def _sitemap(root: str, each: str, addresses: list[str]) -> str:
    element = ET.Element(root, xmlns=_MAP)
    for address in addresses:
        _add(_add(element, each), "loc", address)
    return _written(element)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text is not None:  # XML has no place for control characters
        element.text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")
    return element


def _written(element: ET.Element) -> str:
    ET.indent(element)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(element, encoding="unicode") + "\n"


def _moment(entry: Entry) -> str:
    """Return an entry's date as RFC 3339 wants it: whole, at the beginning of what is known."""
    date, _, time = (entry.date or "").partition("/")[0].partition("T")
    day = (date + "-01-01")[:10]
    if not time:
        return f"{day}T00:00:00Z"
    clock, zone = time[:8], time[8:]
    if len(time) < len("08:30:00") or not (zone == "Z" or zone[:1] in ("+", "-")):
        return f"{day}T{time[:5]}:00Z"
    return f"{day}T{clock}{zone}"
