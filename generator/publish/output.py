"""Write the site's folder: only what differs, each file whole or not at all, and remove only our own.

A reader sees the old file or the new one, never half of one: a page is written beside its place and
moved there in one step. Whatever moment a build is killed at, the next one finds its traces by name.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.errors import OutputError
from generator.publish import manifest

__all__ = ["Output", "Seen", "Spooled", "Written", "look", "seen", "spool"]

_TEMPORARY = ".breves-tmp-"


class Seen(NamedTuple):
    """What the file system tells of a file without opening it; a change of content changes it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Spooled(NamedTuple):
    """A file of the site that stands ready under a name for the meantime; ``put`` moves it to its place."""

    place: str
    digest: str  # SHA-256


class Written(NamedTuple):
    """What ``Output.finish`` did: files written or pruned, sorted, and how many stayed as they were."""

    written: tuple[str, ...]
    pruned: tuple[str, ...]
    unchanged: int

    def joined(self, other: Written) -> Written:
        """Return what both did."""
        written = tuple(sorted({*self.written, *other.written}))
        pruned = tuple(sorted({*self.pruned, *other.pruned}))
        return Written(written, pruned, self.unchanged + other.unchanged)


class Output:
    """One writing of the site's folder: ``put`` or ``keep`` every file, then ``finish``.

    ``owned`` are the files known to be ours, if that is known without looking. Raises OutputError where
    the folder is not ours (``force`` adopts it, without removing what it holds), and where it cannot be
    written.
    """

    def __init__(self, site: Path, *, force: bool = False, owned: Collection[str] | None = None) -> None:
        self._site = site
        self._force = force
        with _explained(site):
            site.mkdir(parents=True, exist_ok=True)
            if owned is None:
                owned = manifest.owned(site)
            if owned is None:
                if not force and any(not name.startswith(_TEMPORARY) for name in os.listdir(site)):
                    raise OutputError(
                        "the folder holds files that Brèves did not write.",
                        path=site,
                        remedy="Choose another with --output, empty it, or say --force to write among them.",
                    )
                owned = ()
        self._owned: Collection[str] = owned
        self._digests: dict[str, str] = {}
        self._written: list[str] = []
        self._unchanged = 0
        self._journal = manifest.Journal(site)
        self._folders: set[str] = set()

    def put(self, path: str, data: bytes | Spooled, held: str = "") -> bool:
        """Make ``path`` hold ``data``; return whether it had to be written.

        ``held`` is the digest of what it holds, where that is known.
        """
        digest = data.digest if isinstance(data, Spooled) else hashlib.sha256(data).hexdigest()
        place = self.place(path)
        with _explained(place):
            self._digests[path] = digest
            if path not in self._owned:
                if not self._force and os.path.lexists(place) and not self._was_folder(path):
                    raise OutputError(
                        "stands where a page must go, and Brèves did not write it.",
                        path=place,
                        remedy="Move it elsewhere, or say --force to replace it.",
                    )
            elif held == digest or (not held and _holds(place, data)):
                if isinstance(data, Spooled):
                    os.unlink(data.place)
                self._unchanged += 1
                return False
            self._make_folder(os.path.dirname(place))
            if os.path.isdir(place) and not os.path.islink(place):
                self._give_way(path)
            if path not in self._owned:
                self._journal.add(path)
            _write(place, data)
        self._written.append(path)
        return True

    def place(self, path: str) -> str:
        """Return where a file of the site lies."""
        return os.path.join(self._site, *path.split("/"))

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file that was put or kept."""
        return self._digests[path]

    def keep(self, path: str, digest: str) -> None:
        """Leave a file as it is; the caller knows that it holds what ``digest`` tells."""
        self._digests[path] = digest
        self._unchanged += 1

    def finish(self) -> Written:
        """Remove our files that were neither put nor kept, and settle the manifest."""
        pruned = self.remove(set(self._owned) - self._digests.keys())
        with _explained(self._site):
            self._sweep()
            listed = manifest.encode(self._digests)
            place = os.path.join(self._site, manifest.MANIFEST)
            if not _holds(place, listed):
                _write(place, listed)
            self._journal.remove()
        return Written(tuple(sorted(self._written)), pruned, self._unchanged)

    def remove(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Remove files of ours; return those that stood there, sorted."""
        pruned = []
        with _explained(self._site):
            for path in sorted(paths):
                place = self.place(path)
                try:
                    os.unlink(place)
                    pruned.append(path)
                except FileNotFoundError:
                    pass
                except (IsADirectoryError, NotADirectoryError, PermissionError):
                    if os.path.isfile(place):
                        raise
                self._remove_empty(os.path.dirname(place))
        return tuple(pruned)

    @classmethod
    def clear(cls, site: Path) -> int:
        """Remove every file of ours, and the folder if that leaves it empty; return how many there were."""
        out = cls(site)
        pruned = out.finish().pruned
        with _explained(site):
            (site / manifest.MANIFEST).unlink(missing_ok=True)
            with suppress(OSError):
                site.rmdir()
        return len(pruned)

    def abandon(self) -> Written:
        """Stop half-way: what was written stays, and stays ours; the manifest is settled another time."""
        self._journal.close()
        return Written(tuple(sorted(self._written)), (), self._unchanged)

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        at = folder
        while not os.path.isdir(at):
            if os.path.isfile(at) and os.path.relpath(at, self._site).replace(os.sep, "/") in self._owned:
                os.unlink(at)  # once a page of ours, now a folder
                break
            at = os.path.dirname(at)
        os.makedirs(folder, exist_ok=True)
        self._folders.add(folder)

    def _was_folder(self, path: str) -> bool:
        return any(other.startswith(f"{path}/") for other in self._owned)

    def _give_way(self, path: str) -> None:
        """Remove what was a folder of ours, and is now a page."""
        for other in sorted(self._owned):
            if other.startswith(f"{path}/"):
                place = self.place(other)
                with suppress(FileNotFoundError):
                    os.unlink(place)
                self._remove_empty(os.path.dirname(place))

    def _remove_empty(self, folder: str) -> None:
        while len(folder) > len(str(self._site)):
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)

    def _sweep(self) -> None:
        """Remove what killed builds left lying about."""
        for folder in {"", *(os.path.dirname(path) for path in (*self._digests, *self._owned))}:
            with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self._site / folder) as entries:
                for entry in entries:
                    if entry.name.startswith(_TEMPORARY):
                        os.unlink(entry.path)


def seen(site: Path) -> Mapping[str, Seen]:
    """Look at every file of the site, without opening any; paths are POSIX and relative to it."""
    return dict(_seen(str(site), ""))


def look(file: Path) -> Seen | None:
    """Look at one file; None where there is none."""
    try:
        about = file.stat(follow_symlinks=False)
    except OSError:
        return None
    return Seen(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def _seen(folder: str, prefix: str) -> Iterator[tuple[str, Seen]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _seen(entry.path, f"{prefix}{entry.name}/")
            else:
                about = entry.stat(follow_symlinks=False)
                yield (
                    prefix + entry.name,
                    Seen(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino),
                )


def spool(site: Path, name: str, chunks: Iterable[bytes]) -> Spooled:
    """Write a large file into the site's folder, under a name that no page has. Raises OutputError.

    ``name`` tells it from others that are written meanwhile.
    """
    place, total = os.path.join(site, f"{_TEMPORARY}{name}"), hashlib.sha256()
    with _explained(place):
        try:
            with open(place, "wb") as file:
                for chunk in chunks:
                    total.update(chunk)
                    file.write(chunk)
        except BaseException:
            with suppress(OSError):
                os.unlink(place)
            raise
    return Spooled(place, total.hexdigest())


def _holds(place: str, data: bytes | Spooled) -> bool:
    if isinstance(data, Spooled):
        try:
            with open(place, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == data.digest
        except OSError:
            return False
    try:
        with open(place, "rb", buffering=0) as file:
            return os.fstat(file.fileno()).st_size == len(data) and file.read(len(data) + 1) == data
    except OSError:
        return False


def _write(place: str, data: bytes | Spooled) -> None:
    if isinstance(data, Spooled):
        os.replace(data.place, place)
        return
    folder, name = os.path.split(place)
    temporary = os.path.join(folder, f"{_TEMPORARY}{name[:100]}")
    try:
        with open(temporary, "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
        os.replace(temporary, place)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


class _explained:  # noqa: N801  reads as a statement
    """Turn the system's errors into ours."""

    def __init__(self, path: Path | str) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            remedy = "Check the folder's permissions."
            if error.errno == errno.ENOSPC:
                remedy = "Make room on the disk."
            elif error.errno in (errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY):
                remedy = "A file stands where a folder is needed, or the other way round: move it away."
            raise OutputError(
                f"cannot be written: {error.strerror or error}.",
                path=error.filename or self._path,
                remedy=remedy,
            ) from error
