"""Sanitised HTML → pieces: what Markdown and HTML have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from generator.model import BlockKind, Container, Inline, Span
from generator.reading.decoding import compose
from generator.reading.draft import Piece

__all__ = ["pieces_of", "safe_href", "sanitise"]

_INLINE = {
    "em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "a", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sup": "sup", "sub": "sub", "del": "del", "s": "del", "mark": "mark",
}  # fmt: skip
_TRANSPARENT = {
    "abbr",
    "cite",
    "span",
    "time",
    "small",
    "q",
    "u",
    "ins",
    "dfn",
    "var",
    "bdi",
    "bdo",
    "font",
    "big",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "figcaption": "caption",
    "caption": "caption", "pre": "code",
}  # fmt: skip
_CONTAINERS = {"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "tr", "td", "th"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "figure", "address", "details", "summary", "thead", "tbody",
    "tfoot", "center", "hr", "br", "img", "picture",
}  # fmt: skip
_DROPPED = {
    "script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "canvas", "audio",
    "video", "form", "button", "select", "textarea", "head", "title", "dialog",
}  # fmt: skip
_AROUND = {"nav", "footer", "aside"}  # of a whole page
_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "class"},
    "img": {"alt", "title"},
    "sup": {"id"},
    "div": {"class"},
}
_SCHEMES = {"http", "https", "mailto"}
_SPACE = re.compile(r"[ \t\n\f\r]+")
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|avif|tiff?)|(?:img|image|photo|dsc)[-_ ]?\d*", re.IGNORECASE
)
_LONGEST_HEADING = 100  # characters of a paragraph that serves as one
_DEEPEST = 100  # elements inside one another; further in, only text is taken
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_THIN_SPACE = "\u202f"
_LINE_END = re.compile(r"[.!?…:;,»”\"][)\]]*$")


def sanitise(html: str, *, page: bool = False) -> str:
    """Return only the harmless part of some HTML; of a whole ``page``, without what frames it."""
    import nh3  # noqa: PLC0415 - plain text needs none of this

    tags = {*_INLINE, *_TRANSPARENT, *_HEADINGS, *_KINDS, *_CONTAINERS, *_BLOCKS}
    dropped = _DROPPED | _AROUND if page else _DROPPED
    clean: str = nh3.clean(
        html,
        tags=tags,
        clean_content_tags=dropped,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    # Character references can hold what decoding has cleared away.
    return compose(clean)


def safe_href(href: str | None) -> str | None:
    """Return a link if it is relative, to the web or to a mailbox; otherwise None."""
    if not href:
        return None
    href = re.sub(r"[\x00-\x20]+", " ", href).strip().replace(" ", "%20")
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return None
    return href if scheme in _SCHEMES or (not scheme and ":" not in href.split("/", 1)[0]) else None


def pieces_of(html: str) -> tuple[Piece, ...]:
    """Return the blocks of sanitised HTML in their order."""
    from lxml import html as parser  # noqa: PLC0415

    root = parser.fragment_fromstring(html, create_parent="div")
    walker = _Walker()
    walker.walk(root)
    return tuple(walker.pieces)


class _Walker:
    """Collects the text of elements; a block's begin or end closes the piece before it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._length = 0
        self._blank = True  # whether what is collected ends in white space, or is empty
        self._inlines: list[Inline] = []
        self._open: list[tuple[str, int, str | None]] = []  # inline elements: tag, start, href
        self._containers: list[Container] = []
        self._kinds: list[tuple[BlockKind, int]] = [("paragraph", 0)]
        self._languages: list[str | None] = [None]
        self._captions: list[Piece] = []  # of images inside the piece that is being collected
        self._count = 0

    def walk(self, element: Any, depth: int = 0) -> None:
        if not isinstance(element.tag, str):  # a comment
            return
        if depth > _DEEPEST:
            self._add("".join(element.itertext()))
            return
        language = (element.get("lang") or "")[:2].lower()
        known = bool(re.fullmatch("[a-z]{2}", language))
        if element.tag in _INLINE or element.tag in _TRANSPARENT:
            self._inline(element, depth)
        elif element.tag == "br":
            self._break(element)
        elif element.tag == "img":
            self._image(element)
        else:
            if known:
                self._languages.append(language)
            self._block(element, depth)
            if known:
                self._languages.pop()

    def _children(self, element: Any, depth: int) -> None:
        self._add(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self._add(child.tail)

    def _inline(self, element: Any, depth: int) -> None:
        classes = (element.get("class") or "").split()
        if "footnote-backref" in classes:
            return
        if "footnote-ref" in classes:
            self._add(_THIN_SPACE + "".join(element.itertext()).translate(_SUPERSCRIPTS), verbatim=True)
            return
        tag = _INLINE.get(element.tag)
        href = safe_href(element.get("href")) if tag == "a" else None
        if element.tag == "sup" and (element.get("id") or "").startswith("fnref"):
            tag = None  # its digits are raised already
        formats = tag is not None and (tag != "a" or href is not None)
        if formats and tag:
            self._open.append((tag, self._length, href))
        quoted = element.tag == "q"
        self._add("“" if quoted else None, verbatim=True)
        self._children(element, depth)
        self._add("”" if quoted else None, verbatim=True)
        if formats:
            name, start, href = self._open.pop()
            self._inlines.append(Inline(name, Span(start, self._length), href))

    def _block(self, element: Any, depth: int) -> None:
        tag = element.tag
        self._close()
        opened, kinds = tag in _CONTAINERS, tag in _KINDS or tag in _HEADINGS
        if opened:
            self._count += 1
            self._containers.append(Container(tag, self._count))
        if tag in _HEADINGS:
            self._kinds.append(("heading", _HEADINGS[tag]))
        elif tag in _KINDS:
            self._kinds.append((_KINDS[tag], 0))
        if tag == "pre":
            code = "".join(element.itertext())
            self._add(code, verbatim=True)
        else:
            self._children(element, depth)
        self._close()
        if kinds:
            self._kinds.pop()
        if opened:
            self._containers.pop()

    def _break(self, element: Any) -> None:
        """Two breaks, or one at a sentence's end, part paragraphs; another is a blank."""
        before = "".join(self._text).rstrip()
        following = element.getnext()
        double = following is not None and following.tag == "br" and not (element.tail or "").strip()
        if not self._open and (double or _LINE_END.search(before)):
            self._close()
        else:
            self._add(" ")

    def _image(self, element: Any) -> None:
        text = _SPACE.sub(" ", element.get("alt") or element.get("title") or "").strip()
        if text and not _FILE_NAME.fullmatch(text):
            self._captions.append(Piece("caption", text, containers=tuple(self._containers)))

    def _add(self, text: str | None, *, verbatim: bool = False) -> None:
        if not text:
            return
        if not verbatim:
            text = _SPACE.sub(" ", text)
            if self._blank and text[0] == " ":
                text = text[1:]
            if not text:
                return
        self._text.append(text)
        self._length += len(text)
        self._blank = text[-1] in " \n"

    def _close(self) -> None:
        """End the piece that is being collected."""
        raw = "".join(self._text)
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            still_open = [Inline(tag, Span(start, self._length), href) for tag, start, href in self._open]
            kind, level = self._kinds[-1]
            if kind == "paragraph" and text and self._bold(text, lead):
                kind, level = "heading", 3
            inlines = _fit([*self._inlines, *still_open], text, lead) if kind != "code" else ()
            if not unicodedata.is_normalized("NFC", text):  # an accent in another element than its letter
                text, inlines = unicodedata.normalize("NFC", text), ()
            piece = Piece(kind, text, level, self._languages[-1], tuple(self._containers), inlines)
            self.pieces.append(piece)
        self.pieces += self._captions
        self._captions = []
        self._text, self._length, self._blank, self._inlines = [], 0, True, []
        self._open = [(tag, 0, href) for tag, _, href in self._open]

    def _bold(self, text: str, lead: int) -> bool:
        """Whether a paragraph is a sub-heading in all but name: short, bold from end to end."""
        if (
            len(text) > _LONGEST_HEADING
            or "\n" in text
            or re.search(r"[.…:;,]$", text)
            or text[0] in '«“"([—–-'
        ):
            return False
        return any(
            inline.tag == "strong" and inline.span.start <= lead and inline.span.end >= lead + len(text)
            for inline in self._inlines
        )


def _fit(inlines: list[Inline], text: str, lead: int) -> tuple[Inline, ...]:
    """Move spans to the stripped text; drop the empty, trim blanks, order by place, outer ones first."""

    def fitted() -> Iterator[Inline]:
        for inline in reversed(inlines):  # the outer of two ends last
            start = max(0, inline.span.start - lead)
            end = min(len(text), inline.span.end - lead)
            part = text[start:end]
            start += len(part) - len(part.lstrip())
            end -= len(part) - len(part.rstrip())
            if start < end:
                yield replace(inline, span=Span(start, end))

    return tuple(sorted(fitted(), key=lambda inline: (inline.span.start, -inline.span.end)))
