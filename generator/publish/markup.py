"""Set marked text as HTML.

Python rather than templates: a brief has hundreds of pieces, and this is where a site's pages spend
their time. The elements and classes it writes are listed in docs/templates.md.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import lru_cache

from markupsafe import Markup, escape

from generator.pages.segments import Cut, Mark
from generator.pages.text import Group, Leaf

__all__ = ["flow", "hashed", "inline", "letter", "remark", "typeset"]

_REMARKED = {"p", "br", "em", "strong", "a", "code", "ul", "ol", "li", "blockquote", "sup", "sub", "del"}
_FORMATS = frozenset(("em", "strong", "code", "sup", "sub", "del"))
_LOOSE = ("« ", " »", " ;", " :", " !", " ?", " %", " €")
# A thousand and its hundreds are one number: 1 904.
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_TIED = tuple((pair, pair.replace(" ", "\N{NO-BREAK SPACE}")) for pair in _LOOSE)


@lru_cache(maxsize=4096)  # titles and names come again and again
def typeset(text: str) -> str:
    """Tie French punctuation to its word and groups of digits to one another, so that no line ends there.

    Spaces become no-break spaces one for one: places in the text stay what they were.
    """
    for loose, tied in _TIED:
        text = text.replace(loose, tied)
    return _GROUPED.sub("\N{NO-BREAK SPACE}", text)


def hashed(text: str) -> str:
    """Return what lets one inline script past a content security policy: its hash (W3C CSP 3)."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def remark(text: str, number: str) -> Markup:
    """Set an editor's note, which is Markdown; HTML within it is sanitised, links say whose they are not."""
    import markdown  # noqa: PLC0415 - few sites have such notes
    import nh3  # noqa: PLC0415

    html = markdown.markdown(typeset(text), extensions=["sane_lists"], output_format="html")
    clean = nh3.clean(
        html,
        tags=_REMARKED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="external",
    ).strip()
    if clean.startswith("<p>") and clean.count("<p>") == 1 and clean.endswith("</p>"):
        clean = clean[3:-4]  # a single paragraph goes on after its sign
    back = f' <a class="back" href="#m{escape(number)}" aria-label="↑ {escape(number)}">↑</a>'
    return Markup(clean + back)  # noqa: S704 - sanitised above


def inline(cut: Cut, root: str, *, exact: bool = False) -> Markup:
    """Set a block's pieces. ``root`` is the way to the site's folder; what marks lead to stands below it.

    ``exact`` leaves every space as it is, for code.
    """
    out: list[str] = []
    opened: list[int] = []
    begun: set[int] = set()
    last = {number: place for place, piece in enumerate(cut.pieces) for number in piece.marks}
    marks = cut.marks
    text = "".join(piece.text for piece in cut.pieces)  # whole, since what is tied may stand astride a mark
    text, at = text if exact else typeset(text), 0
    links = 0  # open <a> elements: HTML forbids them inside one another
    is_link: dict[int, bool] = {}
    owed: list[int] = []  # ways back of marks that ended within a link

    def close(keep: int, place: int) -> None:
        nonlocal links
        while len(opened) > keep:
            number = opened.pop()
            out.append(_closing(marks[number], linked=is_link[number]))
            links -= is_link[number]
            if marks[number].back and number in cut.ends and last[number] < place:
                owed.append(number)
            while owed and not links:
                out.append(_way_back(marks[owed.pop(0)]))

    for place, piece in enumerate(cut.pieces):
        wanted = piece.marks
        common = 0
        while common < len(opened) and common < len(wanted) and opened[common] == wanted[common]:
            common += 1
        close(common, place)
        for number in wanted[common:]:
            mark = marks[number]
            is_link[number] = mark.href is not None and not links
            links += is_link[number]
            out.append(_opening(mark, root, linked=is_link[number], first=number not in begun))
            begun.add(number)
            opened.append(number)
        out.append(str(escape(text[at : at + len(piece.text)])))
        at += len(piece.text)
    close(0, len(cut.pieces))
    return Markup("".join(out))  # noqa: S704 - every piece and attribute is escaped above


def flow(content: Group | Leaf, root: str) -> Markup:
    """Set a paragraph, or a container with all that it holds."""
    out: list[str] = []
    _set(content, root, out)
    return Markup("".join(out))  # noqa: S704 - tags are from a fixed list, text is set by ``inline``


def _set(content: Group | Leaf, root: str, out: list[str]) -> None:
    if isinstance(content, Group):
        table = content.tag == "table"
        out.append(f'<div class="scroll" tabindex="0"><{content.tag}>' if table else f"<{content.tag}>")
        for child in content.children:
            _set(child, root, out)
        out.append(f"</{content.tag}></div>" if table else f"</{content.tag}>")
        return
    text = inline(content.cut, root, exact=content.tag == "pre")
    language = f' lang="{escape(content.language)}"' if content.language else ""
    if not content.tag:
        out.append(f"<span{language}>{text}</span>" if language else text)
    elif content.tag == "caption":
        out.append(f'<p class="caption"{language}>{text}</p>')
    elif content.tag == "pre":
        out.append(f'<pre tabindex="0"{language}><code>{text}</code></pre>')
    else:
        anchor = f' id="{content.anchor}"' if content.anchor else ""
        sign = _permalink(content.anchor) if content.anchor else ""
        out.append(f"<{content.tag}{anchor}{language}>{text}{sign}</{content.tag}>")


def _opening(mark: Mark, root: str, *, linked: bool, first: bool) -> str:
    if mark.kind == "a":
        return f'<a href="{escape(mark.href)}" rel="external">' if linked else ""
    if mark.kind in _FORMATS:
        return f"<{mark.kind}>"
    parts = ["<mark"]
    if mark.kind != "mark":
        style = f" {mark.style}" if mark.style else ""
        standing = " edited" if mark.settled else " doubtful" if mark.doubtful else ""
        parts.append(f' class="{mark.kind}{style}{standing}"')
        if first and mark.anchor:
            parts.append(f' id="{mark.anchor}"')
        if mark.who:
            parts.append(f' data-who="{escape(mark.who)}"')
        if mark.why:
            parts.append(f' data-why="{escape(mark.why)}"')
        if mark.settled:
            parts.append(f' title="{escape(mark.settled)}"')
    parts.append(f'><a href="{root}{escape(mark.href)}">' if linked else ">")
    return "".join(parts)


def _closing(mark: Mark, *, linked: bool) -> str:
    if mark.kind == "a":
        return "</a>" if linked else ""
    if mark.kind in _FORMATS:
        return f"</{mark.kind}>"
    return "</a></mark>" if linked else "</mark>"


def _permalink(anchor: str) -> str:
    return f' <a class="pilcrow" href="#{anchor}" aria-label="§ {anchor[1:]}">¶</a>'


def letter(number: str) -> str:
    """Return the sign of a note: letters, since quotations have numbers."""
    return chr(ord("a") + int(number) - 1) if int(number) <= 26 else f"a{number}"  # noqa: PLR2004  letters


def _way_back(mark: Mark) -> str:
    kind, _, number = (mark.back or "").rpartition("-")
    sign = {"said": number, "note": letter(number)}.get(kind, "↑")
    return f'<a class="back" href="#{mark.back}" aria-label="{escape(mark.label)}">{sign}</a>'
