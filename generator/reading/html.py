"""HTML → draft, through trafilatura, the field's extractor of article text and metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

from generator.reading import dates, plain
from generator.reading.draft import Draft, Piece
from generator.reading.markup import pieces_of, sanitise

__all__ = ["read"]

_LITTLE = 250  # characters; where less is extracted, the whole page is looked at
_ALIKE = 0.9
_DATES = {
    "original_date": True,
    "extensive_search": False,  # a year in a footer is no date of the article
    "max_date": "2100-12-31",  # by default today: the same input would not give the same output
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
}
# The elements of trafilatura's own trees (TEI-like) → HTML.
_NAMES = {
    "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "ref": "a", "lb": "br",
    "graphic": "img", "ab": "p",
}  # fmt: skip
_RENDITIONS = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup", "#u": "u"}


def read(text: str) -> Draft:
    """Read a page or a fragment of HTML: the article's text and what the page says of it."""
    if not re.search("<[A-Za-z!]", text):
        return plain.read(text)
    import trafilatura  # noqa: PLC0415 - 0.2 s that plain text need not wait for

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    tree = trafilatura.load_html(text)
    if tree is None:
        return Draft(pieces_of(sanitise(text, page=True)))
    _keep_captions(tree)
    language = _language(tree)
    found: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        include_images=True,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    pieces: Sequence[Piece] = ()
    if found is not None and found.body is not None:
        pieces = pieces_of(sanitise(_to_html(found.body)))
    if _length(pieces) < _LITTLE:
        whole = pieces_of(sanitise(text, page=True))
        if _length(whole) >= _ALIKE * _length(pieces):  # as much, and its blocks kept apart
            pieces = whole
    if found is None:
        return Draft(tuple(pieces), title=_title(tree, None), language=language)
    return Draft(
        tuple(pieces),
        title=_title(tree, found.sitename) or _clean(found.title),
        date=_date(found.date),
        language=language,
        author=_author(found.author),
        source_name=_clean(found.sitename),
        source_url=found.url if re.match(r"https?://[^\s<>\"]+$", found.url or "") else None,
        tags=tuple(dict.fromkeys(tag for tag in _split(found.tags or ()) if tag)),
    )


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _keep_captions(tree: Any) -> None:
    """Write each figure's caption into its image, since the extractor keeps images only.

    It knows them by the ending of their address; the images themselves are not published.
    """
    for figure in tree.iter("figure"):
        image, caption = figure.find(".//img"), figure.find(".//figcaption")
        if image is not None and caption is not None:
            image.set("alt", " ".join("".join(caption.itertext()).split()))
            caption.drop_tree()
    for image in list(tree.iter("img")):
        if (image.get("alt") or image.get("title") or "").strip():
            image.set("src", "image.jpg")
        elif image.getparent() is not None:
            image.drop_tree()


def _language(tree: Any) -> str | None:
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    code = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()
    return code[:2] if re.match(r"[a-z]{2}(?:[-_]|$)", code) else None


def _title(tree: Any, site: str | None) -> str | None:
    """Return the page's only first-level heading, or its title without the site's name."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if heading and heading != site]
    if len(set(headings)) == 1:
        return headings[0]
    named = tree.find(".//head/title")
    title = " ".join((named.text or "").split()) if named is not None else ""
    parts = re.split(r"\s+[|–—•·»-]\s+", title)
    if len(parts) > 1 and (
        not site or site.casefold() in parts[-1].casefold() or parts[-1].casefold() in site.casefold()
    ):
        title = title[: title.rindex(parts[-1])].rstrip(" |–—•·»-")
    matching = [heading for heading in headings if heading == title]
    return matching[0] if matching else None if headings and not title else title or None


def _date(text: str | None) -> str | None:
    if not text:
        return None
    try:
        iso = dates.normalise(text)
    except ValueError:
        return None
    return iso[:10] if re.search(r"T00:00:00$", iso) else iso


def _author(text: str | None) -> str | None:
    return ", ".join(part.strip() for part in text.split(";") if part.strip()) or None if text else None


def _split(tags: Sequence[str]) -> list[str]:
    return [" ".join(part.split()) for tag in tags for part in re.split(r"[,;]", tag)]


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _to_html(body: Any) -> str:
    """Rename the extractor's elements to HTML's and write the tree out."""
    from lxml import etree  # noqa: PLC0415

    for element in body.iter(etree.Element):
        rend = element.get("rend") or ""
        if element.tag == "head":
            element.tag = rend if re.fullmatch("h[1-6]", rend) else "h2"
        elif element.tag == "hi":
            element.tag = _RENDITIONS.get(rend, "span")
        elif element.tag == "list":
            element.tag = rend if rend in ("ul", "ol", "dl") else "ul"
        elif element.tag == "item":
            element.tag = rend[:2] if rend[:2] in ("dt", "dd") else "li"
        elif element.tag == "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        elif element.tag == "ref":
            element.set("href", element.get("target") or "")
            element.tag = "a"
        else:
            element.tag = _NAMES.get(element.tag, element.tag)
    return str(etree.tostring(body, encoding="unicode", method="html"))
