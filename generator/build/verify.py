"""Check that an incremental build left exactly what a clean one makes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from generator.annotate.annotator import Annotator
from generator.build.builder import Builder
from generator.build.progress import Progress
from generator.config import Config
from generator.publish import manifest
from generator.store import Store

__all__ = ["verify"]


def verify(
    config: Config, annotator: Annotator | None = None, progress: Progress | None = None
) -> tuple[str, ...]:
    """Build the site again from nothing, elsewhere, and compare byte for byte.

    Returns what differs, a sentence each, sorted by path: nothing, if all is well. Files that Brèves
    did not write are left aside.
    """
    with tempfile.TemporaryDirectory(prefix="breves-verify-") as folder:
        clean = replace(config, output=Path(folder) / "site", cache=Path(folder) / "cache")
        Builder(clean, annotator, store=Store(None)).build(progress)
        right, found = manifest.owned(clean.output) or {}, manifest.owned(config.output) or {}
        differences = []
        for path in sorted({*right, *found, manifest.MANIFEST}):
            if path not in right and path != manifest.MANIFEST:
                differences.append(f"{path} should not be there.")
            elif not (config.output / path).is_file():
                differences.append(f"{path} is missing.")
            elif (config.output / path).read_bytes() != (clean.output / path).read_bytes():
                differences.append(f"{path} differs.")
        return tuple(differences)
