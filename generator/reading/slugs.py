"""Titles → slugs: what stands for an article in an address."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

__all__ = ["slug_of"]

_LONGEST = 60  # characters
_FALLBACK = "brief"


def slug_of(title: str, path: str) -> str:
    """Return a readable ASCII slug of at most 60 characters, cut between words; never empty."""
    from slugify import slugify  # noqa: PLC0415

    for text in (title, PurePosixPath(path).stem):
        plain = re.sub("[’ʼ]", "'", text)
        plain = re.sub(r"'(?=s\b)", "", plain)  # «the water's edge» is «waters», «l'eau» is «l-eau»
        slug: str = slugify(plain, entities=False, decimal=False, hexadecimal=False)
        if len(slug) > _LONGEST:
            words = slug[: _LONGEST + 1].rsplit("-", 1)[0][:_LONGEST]
            slug = re.sub(r"(?:-[a-z]{1,2})+$", "", words)  # no «-l», «-de», «-of» left hanging
        if slug:
            return slug
    return _FALLBACK
