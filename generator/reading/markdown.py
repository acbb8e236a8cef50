"""Markdown → draft, through the library ``markdown``."""

from __future__ import annotations

import re

from generator.errors import ContentError
from generator.reading.draft import Draft
from generator.reading.markup import pieces_of, sanitise

__all__ = ["check", "read"]

# The library's time grows with the square of these; no text written by hand comes near.
_DEEPEST = 100  # brackets opened and not closed yet, within one paragraph
_MOST_CALLS = 1000  # of footnotes
_EXTENSIONS = ("tables", "footnotes", "fenced_code", "def_list", "sane_lists")


def read(text: str, path: str) -> Draft:
    """Read Markdown; HTML within it is sanitised."""
    check(text, path)
    import markdown  # noqa: PLC0415 - a site of plain text needs none of this

    try:
        html = markdown.markdown(text, extensions=list(_EXTENSIONS), output_format="html")
    except RecursionError as error:
        raise ContentError(
            "the Markdown is nested too deeply.",
            path=path,
            remedy="Use fewer levels of lists and quotations.",
        ) from error
    return Draft(pieces_of(sanitise(html)))


def check(text: str, path: str) -> None:
    """Refuse what would keep the library busy for minutes. Raises ContentError."""
    if text.count("[^") > _MOST_CALLS:
        raise ContentError("there are too many footnotes.", path=path, remedy="Split the article.")
    for chunk in text.split("\n\n"):
        if chunk.count("[") > _DEEPEST or chunk.count("(") > _DEEPEST:
            depth = {"[": 0, "(": 0}
            for bracket in re.findall(r"(?<!\\)[][()]", chunk):
                opening = {"]": "[", ")": "("}.get(bracket)
                if opening:
                    depth[opening] = max(0, depth[opening] - 1)
                else:
                    depth[bracket] += 1
                    if depth[bracket] > _DEEPEST:
                        raise ContentError(
                            f"too many «{bracket}» are not closed in this paragraph.",
                            path=path,
                            remedy=f"Close them, or write «\\{bracket}».",
                        )
