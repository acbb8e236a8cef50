"""Where pages stand. Paths are relative to the site's folder; templates put the way there before them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from generator.index.actors import Actor, Profile
from generator.index.entry import Entry
from generator.index.names import Key

__all__ = [
    "actor",
    "annotated",
    "beside",
    "brief",
    "chunk",
    "date",
    "echo",
    "feed",
    "figure",
    "folder",
    "fragment",
    "home",
    "ledger",
    "series",
    "source",
    "story",
    "tag",
    "text",
    "web",
]

_WORDS = 5  # at each end of a long text fragment


def brief(slug: str, anchor: str = "") -> str:
    """Return a brief's page, or a place on it."""
    return f"briefs/{slug}.html{anchor and '#'}{anchor}"


def annotated(slug: str) -> str:
    """Return a brief's annotations for machines."""
    return f"briefs/{slug}.annotations.json"


def text(slug: str) -> str:
    """Return a brief's plain text, which its annotations point into."""
    return f"briefs/{slug}.txt"


def feed(page: str) -> str:
    """Return the Atom feed of an actor, a tag or a source, beside its page."""
    return page.removesuffix(".html") + ".xml"


def home(base_url: str) -> str:
    """Return the site's whole address with a slash at its end; empty where none is configured."""
    return base_url.rstrip("/") + "/" if base_url else ""


def beside(home: str, page: str) -> str:
    """Return what to put before a path on ``page``: the site's address, else the way up to its folder."""
    return home or "../" * page.count("/")


def folder(key: Key) -> str:
    """Return the folder of an actor's page."""
    return "places" if key.kind == "place" else "actors"


def actor(found: Actor | Profile) -> str:
    """Return the page of a person, an organisation or a place."""
    return f"{folder(found.key)}/{found.slug}.html"


def chunk(path: str, number: int | None) -> str:
    """Return page ``number`` of a list whose first page is ``path``; None: that page itself."""
    if number is None:
        return path
    stem = "page" if path == "index.html" else path.removesuffix(".html")
    return f"{stem}/{number}.html"


def ledger(name: str, period: str) -> str:
    """Return a page of all quotes (``quotes``) or all figures (``figures``)."""
    return f"{name}/{period}.html"


def figure(entry: Entry, number: int, period: str) -> str:
    """Return a figure's place among all figures; ``period`` is that of the entry's ledger."""
    return f"{ledger('figures', period)}#{entry.slug}-n{number}"


def series(slug: str) -> str:
    """Return the page of a figure that moves."""
    return f"series/{slug}.html"


def echo(slug: str) -> str:
    """Return the page of a quotation that several articles carry."""
    return f"echoes/{slug}.html"


def story(slug: str) -> str:
    """Return the page of a story."""
    return f"stories/{slug}.html"


def date(period: str) -> str:
    """Return the page of a year, a month or a day."""
    return f"dates/{period}.html"


def tag(slug: str) -> str:
    """Return a tag's page."""
    return f"tags/{slug}.html"


def source(slug: str) -> str:
    """Return a source's page."""
    return f"sources/{slug}.html"


def web(url: str | None) -> str | None:
    """Return an address from a text if it is one of the web's, else None (``javascript:`` and the like)."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None


def fragment(url: str, text: str) -> str:
    """Return an address that makes browsers scroll to the text (WICG URL Fragment Text Directives)."""
    words = text.split()
    ends: tuple[str, ...]
    if len(words) > 2 * _WORDS:
        ends = (" ".join(words[:_WORDS]), " ".join(words[-_WORDS:]))
    else:
        ends = (" ".join(words),)
    encoded = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={encoded}"
