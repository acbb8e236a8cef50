"""Read and annotate a collection for the desk, without publishing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator import desk
from generator.annotate.annotator import Annotator, SpacyAnnotator
from generator.build.annotations import Annotating
from generator.build.library import Library
from generator.build.progress import Progress, Silent
from generator.build.sources import Sources
from generator.config import Config
from generator.corrections.anchors import Anchor, find
from generator.corrections.place import beside
from generator.errors import BrevesError, ContentError
from generator.identity import Identities, registry_file
from generator.reading import sources as files
from generator.reading.decoding import decode
from generator.store import Store, exclusive

__all__ = ["check", "findings", "identities", "lessons"]

_WORDS = (80, 40, 20, 10)  # characters to find a line by, as many as stand together in the file


class _Collection(NamedTuple):
    library: Library
    problems: list[ContentError]


def check(
    config: Config, annotator: Annotator | None = None, progress: Progress | None = None
) -> list[desk.Finding]:
    """Return what a person should look at in the collection, worst first."""
    library, problems = _collection(config, annotator, progress or Silent())
    return findings(library, problems, config)


def findings(library: Library, problems: Iterable[BrevesError], config: Config) -> list[desk.Finding]:
    """Return what a person should look at in a collection that is known, besides its ``problems``."""
    return desk.check(library.index, problems, library.identities.proposals(), _Lines(config).find)


def lessons(
    config: Config, annotator: Annotator | None = None, progress: Progress | None = None
) -> desk.Lessons:
    """Return what the corrections of the collection tell of the rules."""
    progress = progress or Silent()
    with exclusive(config.cache, waiting=progress.note):
        store = Store(config.cache / "cache.sqlite")
        try:
            sources = Sources(config, store)
            records = sources.survey(progress).records
            corrected = {
                path: record
                for path, record in records.items()
                if record.fault is None and config.content.joinpath(*beside(path).split("/")).exists()
            }
            annotating = Annotating(
                annotator or SpacyAnnotator(config.pipelines), store, sources, config.jobs
            )
            _, faults = annotating.complete(corrected, progress)
            found = [
                (sources.article(path, record), annotating.annotations(path, record))
                for path, record in corrected.items()
                if path not in faults
            ]
            store.commit()
        finally:
            store.close()
    return desk.lessons(found)


def identities(
    config: Config, annotator: Annotator | None = None, progress: Progress | None = None
) -> Identities:
    """Return who is who in the collection."""
    return _collection(config, annotator, progress or Silent()).library.identities


def _collection(config: Config, annotator: Annotator | None, progress: Progress) -> _Collection:
    with exclusive(config.cache, waiting=progress.note):
        store = Store(config.cache / "cache.sqlite")
        try:
            sources = Sources(config, store)
            registry = registry_file.load(registry_file.beside(config.content))
            survey = sources.survey(progress)
            reader = annotator or SpacyAnnotator(config.pipelines)
            annotating = Annotating(reader, store, sources, config.jobs)
            known = {path: record for path, record in survey.records.items() if record.fault is None}
            _, faults = annotating.complete(known, progress)
            library = Library(config.per_page, registry, config.language)
            records = {path: record for path, record in known.items() if path not in faults}
            library.update({**records}, annotating, sources, store, progress)
            store.commit()
        finally:
            store.close()
    broken = [record.fault for record in survey.records.values() if record.fault]
    complaints = [fault for record in survey.records.values() for fault in record.complaints]
    told = [*survey.errors, *registry.problems, *library.index.problems.values()]
    told += [fault.error() for fault in (*broken, *faults.values(), *complaints)]
    return _Collection(library, told)


class _Lines:
    """Finds lines of files; one file after the other is kept open in memory."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._path = ""
        self._text = ""

    def find(self, path: str, words: str) -> int | None:
        """Return the line in which words stand, as far as they stand in the file as they do in the text."""
        if path != self._path:
            self._path = path
            try:
                self._text = decode(files.read(self._config, path).data, path)
            except BrevesError:
                self._text = ""
        for length in _WORDS:  # a file may have tags or marks among the words
            cut = words if len(words) <= length else words[:length].rsplit(" ", 1)[0]
            if places := find(Anchor(cut), self._text):
                return self._text.count("\n", 0, places[0].start) + 1
        return None
