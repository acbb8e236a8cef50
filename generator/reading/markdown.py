"""Markdown → draft, through the library ``markdown``."""

from __future__ import annotations

from generator.errors import ContentError
from generator.reading.draft import Draft
from generator.reading.markup import pieces_of, sanitise

__all__ = ["read"]

_EXTENSIONS = ("tables", "footnotes", "fenced_code", "def_list", "sane_lists")


def read(text: str, path: str) -> Draft:
    """Read Markdown; HTML within it is sanitised."""
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
