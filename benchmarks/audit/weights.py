"""What is sent to read a brief of a thousand words, compressed as hosts do."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.audit.measure import Measure
from benchmarks.audit.sites import LONG, Site

__all__ = ["check"]

_ALL, _SCRIPT = 30.0, 8.0  # kB


def check(whole: Site, _: Site) -> list[Measure]:
    """Return the weight of a brief with its style and script, and of its script."""
    page, style, script = (
        _weight(whole.folder / path) for path in (LONG, "static/breves.css", "static/breves.js")
    )
    found = page + style + script
    return [
        Measure(
            "HTML + CSS + JS of a brief of 1,000 words, gzip; JS alone",
            f"≤ {_ALL:.0f} kB; ≤ {_SCRIPT:.0f} kB",
            f"{found:.1f} kB (HTML {page:.1f}, CSS {style:.1f}); {script:.1f} kB",
            found <= _ALL and script <= _SCRIPT,
        )
    ]


def _weight(file: Path) -> float:
    return len(gzip.compress(file.read_bytes(), 6)) / 1000
