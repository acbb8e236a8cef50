"""Build, serve, and build again whenever something changes."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.annotate.annotator import Annotator, SpacyAnnotator
from generator.build import Builder, BuildReport, Progress
from generator.build.desk import findings
from generator.build.library import Library
from generator.config import Config
from generator.errors import BrevesError, ConfigError
from generator.identity import registry_file
from generator.index.brief import Brief
from generator.preview import checklist
from generator.preview.desk import Desk
from generator.preview.feed import Feed
from generator.preview.queue import Changes
from generator.preview.server import Server
from generator.preview.watcher import Watcher
from generator.publish import templates
from generator.store import Store

__all__ = ["Rebuild", "Session"]

_PAUSE = 0.5  # seconds without a change after which search and exports follow
_REST = 3.0  # seconds after which it is put down what the next process starts from, at least
_FEW = 20  # changed files that are looked at one by one


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What a build in a session came to: a report, or the error that stopped it.

    ``changed`` are the paths that led to it; none at the first build.
    """

    changed: frozenset[str]
    report: BuildReport | None
    error: BrevesError | None
    seconds: float


class Session:
    """A preview of one site. ``reload`` reads the configuration, anew for each build."""

    def __init__(
        self,
        reload: Callable[[], Config],
        annotator: Annotator | None = None,
        *,
        progress: Progress | None = None,
        force: bool = False,
    ) -> None:
        self._reload = reload
        self._given = annotator
        self._progress = progress
        self._force = force
        self._config = reload()
        self._builder = self._new_builder()
        self._changes = Changes()
        self._woken = threading.Condition()
        self._stopped = False
        self.feed = Feed()
        self._busy = threading.RLock()
        self._attending = False  # to what the collection holds, for the desk
        self._problems: list[BrevesError] = []
        self._rest = _REST

    def build(self, changed: frozenset[str] = frozenset()) -> Rebuild:
        """Build, tell whoever looks, and return what came of it; errors never escape."""
        began = time.perf_counter()
        report, error = None, None
        shown: set[str] = set()

        def show(paths: Collection[str]) -> None:
            shown.update(paths)
            self.feed.show(paths)

        self._busy.acquire()
        try:
            self._take_up_configuration()
            report = self._builder.build(
                self._progress,
                force=self._force,
                attend=self._attending,
                only=self._only(changed),
                interrupted=self._interrupted,
                shown=show,
            )
        except BrevesError as found:
            error = found
        except OSError as found:
            error = BrevesError(f"the system says: {found}.", remedy="It is tried again at the next change.")
        finally:
            self._busy.release()
        problems = [error] if error else list(report.failures) if report else []
        if report:
            self._problems = problems
        self.feed.publish({*report.written, *report.pruned} - shown if report else (), problems)
        if not changed:
            # What is known of the site stays: looking through it for garbage again and again would take
            # half a second now and then on a large one.
            gc.collect()
            gc.freeze()
        return Rebuild(changed, report, error, time.perf_counter() - began)

    def serve(self, port: int, *, editing: bool = False) -> Server:
        """Serve the site from another thread; with ``editing``, pages can be corrected in place.

        Raises ConfigError where no port is free.
        """
        desk = None
        if editing:
            self._attend()
            desk = Desk(
                self._config.content,
                self._brief,
                lambda: self._builder.library,
                self._busy,
            )
        return Server(self._config.output, self.feed, port, self._check, desk)

    def _attend(self) -> Library | None:
        """Return what the last build knows, building once more where it had nothing to do."""
        self._attending = True
        if self._builder.library is None:
            self.build()
        return self._builder.library

    def _check(self, kind: str, desk: Desk | None) -> bytes:
        with self._busy:
            known = self._attend()
            found = findings(known, self._problems, self._config) if known else []
        token, undo = (desk.token, desk.undoable) if desk else ("", False)
        return checklist.page(found, self._config.title, kind=kind, token=token, undo=undo)

    def _brief(self, page: str) -> Brief | None:
        return self._builder.brief(page)

    def watch(self, rebuilt: Callable[[Rebuild], None], *, poll: bool = False) -> None:
        """Rebuild on every change until ``stop``; ``rebuilt`` is told of each."""
        self._warm()
        watcher = self._watcher(poll=poll)
        try:
            while True:
                changed = self._next()
                if changed is None:
                    return
                if not changed and self._builder.late:
                    self._catch_up()
                    continue
                watched = self._watched()
                rebuild = self.build(changed)
                if not changed:  # who edits a large site again should not have to wait for that
                    self._rest = max(_REST, rebuild.seconds)
                if changed or rebuild.error:
                    rebuilt(rebuild)
                if self._watched() != watched:
                    watcher.stop()
                    watcher = self._watcher(poll=poll)
                else:
                    watcher.refresh()
        finally:
            watcher.stop()
            if self._builder.unfinished:
                self.build()
            self._store.close()

    def _catch_up(self) -> None:
        """Make search and exports, unless something changes meanwhile."""
        try:
            self.feed.show(self._builder.catch_up(self._interrupted, self._progress))
        except (BrevesError, OSError):
            self.build()  # which tells what is wrong

    def _interrupted(self) -> bool:
        with self._woken:
            return self._stopped or self._changes.due() is not None

    def _warm(self) -> None:
        """Load what the first change will take, while nobody waits."""
        with self._busy, suppress(BrevesError, OSError):  # whatever is wrong is told when it matters
            self._builder.warm()

    def stop(self) -> None:
        """End ``watch``, from any thread."""
        with self._woken:
            self._stopped = True
            self._woken.notify()

    def changed(self, path: str) -> None:
        """Note that something changed, from any thread."""
        with self._woken:
            self._changes.add(path, time.monotonic())
            self._woken.notify()

    def _next(self) -> frozenset[str] | None:
        """Wait for changes, or (none) for a pause in which to finish what the last build left; None: stop."""
        pause = _PAUSE if self._builder.late else self._rest
        idle = time.monotonic() + pause if self._builder.unfinished else None
        with self._woken:
            while not self._stopped:
                now = time.monotonic()
                if found := self._changes.take(now):
                    return found
                due = self._changes.due()
                if due is None and idle is not None and now >= idle:
                    return frozenset()
                wait = due if due is not None else idle
                self._woken.wait(None if wait is None else max(0.0, wait - now))
            return None

    def _only(self, changed: frozenset[str]) -> frozenset[str]:
        """Return the changes if they are a few files of content/, so that nothing else need be looked at."""
        content = str(self._config.content)
        registry = str(registry_file.beside(self._config.content))
        few = len(changed) <= _FEW and all(
            path == registry or path.startswith(content + os.sep) for path in changed
        )
        return changed if few else frozenset()

    def _watched(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        config = self._config
        folders = dict.fromkeys((config.content, config.templates, templates.builtin()))
        registry = registry_file.beside(config.content)
        return tuple(folders), (config.file, registry) if config.file else (registry,)

    def _watcher(self, *, poll: bool) -> Watcher:
        watcher = Watcher(*self._watched(), self.changed, poll=poll)
        try:
            watcher.start()
        except OSError as error:
            raise ConfigError(
                f"the system cannot watch the folders: {error}.", remedy="Use --poll."
            ) from error
        return watcher

    def _take_up_configuration(self) -> None:
        config = self._reload()
        if config != self._config:
            before, self._config = self._config, config
            self._builder = self._new_builder(before)

    def _new_builder(self, before: Config | None = None) -> Builder:
        if before is not None:
            self._store.close()
        self._store: Store = Store(self._config.cache / "cache.sqlite")
        if self._given is None and (before is None or before.pipelines != self._config.pipelines):
            self._annotator: Annotator = SpacyAnnotator(self._config.pipelines)
        return Builder(self._config, self._given or self._annotator, store=self._store, keep_last=True)
