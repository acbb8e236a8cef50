"""Know which files of the site's folder are ours.

``.breves-manifest``, in the site's folder, lists every file that Brèves wrote there with its
SHA-256, in the format of ``sha256sum``: ``sha256sum -c .breves-manifest`` checks a copy of a site.
It stands beside what it describes, so that losing the cache never orphans a page, and holds nothing but
what follows from the pages: equal sites have equal manifests.

While pages are being written, ``.breves-journal`` names those that the manifest does not list yet, so
that a killed build leaves no file of unknown origin.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path

__all__ = ["JOURNAL", "MANIFEST", "Journal", "encode", "owned"]

MANIFEST = ".breves-manifest"
JOURNAL = ".breves-journal"
_LINE = re.compile(r"^([0-9a-f]{64}) [ *](?!/)(.+)$")


def encode(digests: Mapping[str, str]) -> bytes:
    """Write a manifest of paths (POSIX, relative to the site) and their SHA-256."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def owned(site: Path) -> dict[str, str] | None:
    """Return the files that Brèves wrote into ``site``, with their SHA-256 as far as known, else "".

    None where neither manifest nor journal stands there: the folder is not ours.
    """
    found: dict[str, str] = {}
    known = False
    for name in (JOURNAL, MANIFEST):
        try:
            text = (site / name).read_bytes().decode(errors="replace")
        except OSError:
            continue
        known = True
        for line in text.splitlines():
            if (parts := _LINE.match(line)) and ".." not in parts[2].split("/"):
                found[parts[2]] = parts[1] if name == MANIFEST else ""
    return found if known else None


class Journal:
    """The names of files about to be written for the first time."""

    def __init__(self, site: Path) -> None:
        self._path = site / JOURNAL
        self._file: FileIO | None = None

    def add(self, path: str) -> None:
        """Claim a file; it takes effect at once."""
        if self._file is None:
            self._file = FileIO(self._path, "a")
            os.write(self._file.fileno(), b"\n")  # a line that was cut off ends here
        os.write(self._file.fileno(), f"{'0' * 64}  {path}\n".encode())

    def close(self) -> None:
        """Keep the journal: it still counts."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """Throw the journal away, once the manifest lists all."""
        self.close()
        with suppress(FileNotFoundError):
            self._path.unlink()
