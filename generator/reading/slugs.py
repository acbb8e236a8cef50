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
        slug = slugify(
            re.sub(r"'(?=s\b)", "", plain),  # «the water's edge» is «waters», «l'eau» is «l-eau»
            max_length=_LONGEST,
            word_boundary=True,
            save_order=True,
            entities=False,
            decimal=False,
            hexadecimal=False,
        )
        if slug:
            return str(slug)
    return _FALLBACK
