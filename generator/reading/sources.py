"""Find the content folder's files and read their bytes.

``listing`` names every file with its size and time of change, without opening any, so that a cache
can tell which of them need reading again; ``read`` reads one; ``scan`` does both.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.config import Config
from generator.corrections.place import SUFFIX, beside
from generator.errors import ContentError
from generator.model import Source

__all__ = ["SUFFIXES", "Listed", "Listing", "listing", "look", "read", "scan"]

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")


class Listed(NamedTuple):
    """One file of the content folder. ``path`` is POSIX and relative to that folder."""

    path: str
    size: int  # bytes
    mtime_ns: int
    ctime_ns: int = 0  # changes on renaming too
    beside: tuple[int, int, int] | tuple[()] = ()  # the same of its corrections, where it has any

    @property
    def stamp(self) -> tuple[int, ...]:
        """All that changes when the file or its corrections do."""
        return (self.size, self.mtime_ns, self.ctime_ns, *self.beside)


class Listing(NamedTuple):
    """All files of the content folder, sorted by path, and what could not be listed."""

    files: tuple[Listed, ...]
    errors: tuple[ContentError, ...]


def listing(config: Config) -> Listing:
    """List the articles below the content folder, at any depth.

    Left out: what begins with a dot, and what has none of ``SUFFIXES``. Symbolic links to folders are not
    followed; one that leads out of the content folder is an error.
    """
    files: list[Listed] = []
    errors: list[ContentError] = []
    root = str(config.content)
    if not config.content.is_dir():
        error = ContentError(
            "there is no content folder.",
            path=root,
            remedy="Create it, or name another in the configuration.",
        )
        return Listing((), (error,))
    home = os.path.realpath(root)
    corrections: dict[str, tuple[int, int, int]] = {}
    folders = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            errors.append(_unreadable(prefix.rstrip("/") or root, error))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = prefix + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, path + "/"))
                elif entry.name.lower().endswith(SUFFIXES):
                    path.encode()
                    if entry.is_symlink():
                        _check_inside(home, entry.path, path)
                    about = entry.stat()
                    if stat.S_ISREG(about.st_mode):
                        files.append(Listed(path, about.st_size, about.st_mtime_ns, about.st_ctime_ns))
                elif entry.name.endswith(SUFFIX) and entry.is_file(follow_symlinks=False):
                    about = entry.stat()
                    corrections[path] = (about.st_size, about.st_mtime_ns, about.st_ctime_ns)
            except UnicodeEncodeError:
                shown = path.encode(errors="surrogateescape").decode(errors="replace")
                errors.append(
                    ContentError("the file's name is not UTF-8.", path=shown, remedy="Rename the file.")
                )
            except OSError as error:
                errors.append(_unreadable(path, error))
            except ContentError as error:
                errors.append(error)
    if corrections:
        files = [file._replace(beside=corrections.get(beside(file.path), ())) for file in files]
        errors += [_alone(path) for path in corrections.keys() - {beside(file.path) for file in files}]
    return Listing(tuple(sorted(files)), tuple(sorted(errors, key=lambda error: str(error.path))))


def look(config: Config, place: str) -> tuple[str, Listed | None] | None:
    """Look at one file as ``listing`` would: its path, and None if there is no article there.

    Returns None where only a listing can tell: for folders, links, and what lies outside.
    """
    root = str(config.content)
    try:
        path = os.path.relpath(place, root).replace(os.sep, "/")
        path.encode()
        parts = path.split("/")
        if parts[0] == ".." or Path(place).parent.resolve() != Path(root).resolve().joinpath(*parts[:-1]):
            return None
        about = os.lstat(place)
    except FileNotFoundError:
        return path, None
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(about.st_mode):
        return None
    if path.endswith(SUFFIX):
        return None
    hidden = any(part.startswith(".") for part in parts)
    if hidden or not path.lower().endswith(SUFFIXES):
        return path, None
    listed = Listed(path, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    try:
        other = os.lstat(beside(place))
    except OSError:
        return path, listed
    return path, listed._replace(beside=(other.st_size, other.st_mtime_ns, other.st_ctime_ns))


def read(config: Config, path: str) -> Source:
    """Read one file of the content folder.

    Raises ContentError where it cannot be read, lies elsewhere or is larger than ``config.max_bytes``.
    """
    place = str(config.content.joinpath(*path.split("/")))
    try:
        _check_inside(os.path.realpath(config.content), place, path)
        with Path(place).open("rb") as file:
            data = file.read(config.max_bytes + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > config.max_bytes:
        raise ContentError(
            f"the file is too large ({max(size, len(data)):,} bytes, and {config.max_bytes:,} are allowed).",
            path=path,
            remedy="Split it, or raise max_bytes in the configuration.",
        )
    corrections = _corrections(place)
    digest = hashlib.sha256(data)
    if corrections is not None:
        digest.update(b"\0corrections\0" + corrections)
    return Source(path, data, digest.hexdigest(), corrections)


def scan(config: Config) -> Iterator[Source | ContentError]:
    """Yield every file of the content folder, sorted by path; in place of a file, what is wrong with it."""
    found = listing(config)
    yield from found.errors
    for file in found.files:
        try:
            source: Source | ContentError = read(config, file.path)
        except ContentError as error:
            source = error
        yield source


def _corrections(place: str) -> bytes | None:
    try:
        other = Path(beside(place))
        return other.read_bytes() if other.is_file() and not other.is_symlink() else None
    except OSError:
        return None


def _alone(path: str) -> ContentError:
    return ContentError(
        "there is no article beside these corrections.",
        path=path,
        remedy="Name the file after its article (pont.corrections.toml beside pont.md), or delete it.",
    )


def _check_inside(home: str, place: str, path: str) -> None:
    real = os.path.realpath(place, strict=True)
    if os.path.commonpath((home, real)) != home:
        raise ContentError(
            "the link leads out of the content folder.",
            path=path,
            remedy="Copy the file into the content folder instead.",
        )


def _unreadable(path: str, error: OSError) -> ContentError:
    reason = error.strerror or type(error).__name__
    problem = f"cannot be read: {reason[:1].lower()}{reason[1:]}."
    return ContentError(problem, path=path, remedy="Mend its permissions or where it points, or remove it.")
