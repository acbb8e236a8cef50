"""Tell open pages what changed, through server-sent events."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable

import msgspec

from generator.errors import BrevesError

__all__ = ["Feed", "Listener"]


class Listener:
    """One open page: ``path`` is the file it shows, POSIX and relative to the site."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.messages: queue.Queue[bytes] = queue.Queue(maxsize=100)


class Feed:
    """Everybody who looks, and the problems that they must hear of. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[Listener] = set()
        self._problems = _message("problems", [])

    def subscribe(self, path: str) -> Listener:
        """Add somebody who looks at a page; they hear of problems at once."""
        listener = Listener(path)
        with self._lock:
            self._listeners.add(listener)
            listener.messages.put_nowait(self._problems)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget somebody who has gone."""
        with self._lock:
            self._listeners.discard(listener)

    def publish(self, changed: Iterable[str], problems: Iterable[BrevesError]) -> None:
        """Have everybody hear of these problems from now on, and of what changed (see ``show``)."""
        told = [
            {"place": _place(problem), "problem": problem.problem, "remedy": problem.remedy}
            for problem in problems
        ]
        with self._lock:
            self._problems = _message("problems", told)
        self.show(changed)

    def show(self, changed: Iterable[str]) -> None:
        """Tell whoever shows a changed file, and everybody about changed styles.

        ``changed`` are paths of files; a static script that changed means that every page has.
        """
        found = frozenset(changed)
        with self._lock:
            scripts = any(path.startswith("static/") and path.endswith(".js") for path in found)
            for listener in tuple(self._listeners):
                messages = [self._problems]
                if listener.path in found or scripts:
                    messages.append(_message("page", None))
                elif any(path.endswith(".css") for path in found):
                    messages.append(_message("styles", None))
                try:
                    for message in messages:
                        listener.messages.put_nowait(message)
                except queue.Full:  # gone without a word
                    self._listeners.discard(listener)


def _place(error: BrevesError) -> str:
    if error.path is None:
        return ""
    return f"{error.path}:{error.line}" if error.line is not None else str(error.path)


def _message(event: str, data: object) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (event.encode(), msgspec.json.encode(data))
