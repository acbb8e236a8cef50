"""Find templates and static files: the site's own, else the built-in ones, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator.config import Config
from generator.errors import TemplateError

__all__ = ["STATIC", "builtin", "digests", "files", "folders", "read"]

STATIC = "static/"  # files below it are published as they are

_PACKAGE = Path(__file__).resolve().parent.parent


def builtin() -> Path:
    """Return the folder of the built-in templates: in a wheel inside the package, in a checkout beside it."""
    inside = _PACKAGE / "_templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def folders(config: Config) -> tuple[Path, ...]:
    """Return where to look, the site's own folder first."""
    own = config.templates
    return (own, builtin()) if own.is_dir() and own.resolve() != builtin() else (builtin(),)


def files(config: Config) -> dict[str, Path]:
    """Return every template and static file that holds, by its path below the folder, sorted."""
    found: dict[str, Path] = {}
    for folder in folders(config):
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                found.setdefault(name, path)
    return dict(sorted(found.items()))


def read(found: dict[str, Path], below: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files below a folder. Raises TemplateError."""
    for name, path in found.items():
        if name.startswith(below):
            try:
                yield name, path.read_bytes()
            except OSError as error:
                raise TemplateError(
                    f"cannot be read: {error.strerror}.",
                    path=path,
                    remedy="Check the file and its permissions.",
                ) from error


def digests(config: Config) -> tuple[str, str]:
    """Identify the templates that hold, and the static files, by their names and contents."""
    pages, static = hashlib.sha256(), hashlib.sha256()
    for name, data in read(files(config)):
        found = static if name.startswith(STATIC) else pages
        found.update(f"{name}\0{len(data)}\0".encode())
        found.update(data)
    return pages.hexdigest(), static.hexdigest()
