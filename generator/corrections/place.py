"""Where the corrections of an article stand."""

from __future__ import annotations

__all__ = ["SUFFIX", "beside"]

SUFFIX = ".corrections.toml"


def beside(path: str) -> str:
    """Return where the corrections of the article at ``path`` stand."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + name.rsplit(".", 1)[0] + SUFFIX
