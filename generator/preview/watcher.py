"""Notice what changes in the folders that a site is made from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

__all__ = ["Watcher"]

# Never "opened" or "closed without writing": reading is no change.
_TELLING = frozenset((EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED))


class Watcher:
    """Calls ``changed`` with a path whenever something below ``folders`` changes, or one of ``files``.

    It is called from another thread, and only hints: look for yourself what has changed.
    Folders may come and go; ``refresh`` takes up those that have come. With ``poll``, the folders are
    looked through twice a second, for file systems that send no events.
    """

    def __init__(
        self,
        folders: tuple[Path, ...],
        files: tuple[Path, ...],
        changed: Callable[[str], None],
        *,
        poll: bool = False,
    ) -> None:
        self._folders = folders
        self._files = frozenset(map(str, (*files, *folders)))
        self._changed = changed
        self._observer: BaseObserver = PollingObserver(timeout=0.5) if poll else Observer()
        self._watches: dict[str, tuple[ObservedWatch, int]] = {}

    def start(self) -> None:
        """Begin to watch. Raises OSError where the system has no watches left."""
        self._observer.start()
        self.refresh()

    def refresh(self) -> None:
        """Watch the folders that exist now; a folder that was replaced is taken up again."""
        parents = {str(Path(file).parent) for file in self._files}
        for folder in sorted({*parents, *map(str, self._folders)}):
            within = folder in map(str, self._folders)
            try:
                inode = Path(folder).stat().st_ino
            except OSError:
                inode = 0
            known = self._watches.get(folder)
            if known is not None and known[1] != inode:
                self._observer.unschedule(known[0])
                del self._watches[folder]
                known = None
            if known is None and inode:
                handler = _Handler(self._changed, None if within else self._files)
                watch = self._observer.schedule(handler, folder, recursive=within)
                self._watches[folder] = (watch, inode)
                if within:
                    self._changed(folder)  # whatever came before the watch did

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join(timeout=2)


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[str], None], only: frozenset[str] | None) -> None:
        self._changed = changed
        self._only = only

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.event_type not in _TELLING or (
            event.is_directory and event.event_type == EVENT_TYPE_MODIFIED
        ):
            return
        for path in map(os.fsdecode, (event.src_path, event.dest_path)):
            if path and (path in self._only if self._only is not None else not _passing(path)):
                self._changed(path)


def _passing(path: str) -> bool:
    """Whether an editor's own file is meant, which comes and goes and never counts."""
    name = Path(path).name
    return name.startswith((".", "~", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp"))
