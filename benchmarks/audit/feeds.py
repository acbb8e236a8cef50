"""The feeds, by feedparser, by the grammars of Atom and RSS, and by JSON Feed's own fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.audit.measure import Measure, Missing, counted
from benchmarks.audit.sites import Site

__all__ = ["check"]

_HERE = Path(__file__).parent
_VERSION = "https://jsonfeed.org/version/1.1"
_TEXTS = frozenset(("id", "url", "title", "content_text", "content_html", "summary", "language"))


def check(whole: Site, bare: Site) -> list[Measure]:
    """Return what is wrong with the feeds; a site without an address must have none."""
    try:
        import feedparser  # noqa: PLC0415 - optional
    except ImportError:
        raise Missing("feedparser is not installed: pip install feedparser") from None
    grammars = {name: etree.RelaxNG(etree.parse(_HERE / f"{name}.rng")) for name in ("atom", "rss")}
    faults, feeds = [], 0
    found = [*whole.folder.rglob("*.xml"), *whole.folder.rglob("*.rss")]
    for path in sorted(path for path in found if not path.name.startswith("sitemap")):
        where = path.relative_to(whole.folder).as_posix()
        feeds += 1
        parsed = feedparser.parse(path.read_bytes())
        if parsed.bozo or not parsed.version:
            faults.append(f"{where}: feedparser says {parsed.get('bozo_exception', 'no feed')}")
        kind = "rss" if path.suffix == ".rss" else "atom"
        if not grammars[kind].validate(etree.parse(path)):
            faults += [f"{where}:{error.line} {error.message}" for error in grammars[kind].error_log]
    for path in sorted(whole.folder.rglob("feed.json")):
        feeds += 1
        faults += [f"{path.name}: {fault}" for fault in _json_faults(json.loads(path.read_bytes()))]
    faults += [f"{path.name} on a site without an address" for path in bare.folder.rglob("feed.*")]
    return [counted("feeds that feedparser, the grammars or JSON Feed refuse", faults, f"{feeds} feeds")]


def _json_faults(feed: Any) -> Iterator[str]:
    """Yield where a feed strays from JSON Feed 1.1."""
    if feed.get("version") != _VERSION:
        yield "no version"
    for name in ("title", "home_page_url", "feed_url"):
        if not isinstance(feed.get(name), str):
            yield f"no {name}"
    seen = set()
    for item in feed.get("items", ()):
        if not isinstance(item.get("id"), str) or item["id"] in seen:
            yield "an item without an identifier of its own"
        seen.add(item.get("id"))
        if not item.get("content_text") and not item.get("content_html"):
            yield f"{item.get('id')}: no content"
        for name, value in item.items():
            if name in _TEXTS and not isinstance(value, str):
                yield f"{item.get('id')}: {name} is no text"
        if "date_published" in item and datetime.fromisoformat(item["date_published"]).tzinfo is None:
            yield f"{item['id']}: a date without an offset"
        if not all(isinstance(tag, str) for tag in item.get("tags", ())):
            yield f"{item['id']}: a tag is no text"
        if not all(isinstance(author, dict) and author for author in item.get("authors", ())):
            yield f"{item['id']}: an author without a name"
