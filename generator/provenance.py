"""Identify the code and the libraries that results depend on, for cache keys.

Nobody has to remember to raise a version number: what is digested are the files themselves.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
from functools import cache
from importlib.resources import files

__all__ = ["code", "environment", "versions"]

_PACKAGE = str(files("generator"))


@cache
def code(*places: str) -> str:
    """Return a SHA-256 over files of this package.

    ``places`` are modules and folders, relative to the package; folders count with all they hold.
    """
    return _digest(_PACKAGE, [path for place in places for path in _files(os.path.join(_PACKAGE, place))])


@cache
def versions(*distributions: str) -> str:
    """Name Python's and these distributions' versions; one that is not installed is ``-``."""
    found = [f"python {sys.version_info.major}.{sys.version_info.minor}"]
    for name in distributions:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} -")
    return "\n".join(found)


@cache
def environment() -> str:
    """Name everything that is installed, with versions: one look into each folder of the path."""
    found = {sys.version}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found.update(name for name in names if name.endswith((".dist-info", ".egg-info")))
    return "\n".join(sorted(found))


def _digest(base: str, paths: list[str]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path[len(base) :]}\0".encode(errors="surrogateescape"))
        try:
            with open(path, "rb") as file:
                total.update(hashlib.sha256(file.read()).digest())
        except OSError:
            total.update(b"unreadable")
    return total.hexdigest()


def _files(place: str) -> list[str]:
    if os.path.isfile(place):
        return [place]
    found: list[str] = []
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [os.path.join(folder, name) for name in names if not name.endswith((".pyc", "~"))]
    return sorted(found)
