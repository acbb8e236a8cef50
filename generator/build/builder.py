"""Do all stages in order; on the second time, only what changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from generator import provenance
from generator.annotate.annotator import Annotator, SpacyAnnotator
from generator.build.annotations import Annotating
from generator.build.progress import Progress, Silent
from generator.build.publishing import Kept, Published, Renders, publish, standing
from generator.build.report import BuildReport
from generator.build.sources import Fault, Record, Sources, decoded
from generator.config import Config
from generator.errors import BrevesError
from generator.publish import templates
from generator.publish.output import Written
from generator.store import Key, Store, exclusive

if TYPE_CHECKING:  # loaded only where something changed
    from generator.index.entry import Entry

__all__ = ["Builder", "build"]

_SPARE = 64_000_000  # bytes of the store that may hold what no article needs at the moment


class _Counts(msgspec.Struct, array_like=True, frozen=True):
    briefs: int = 0
    actors: int = 0
    quotes: int = 0
    figures: int = 0


class _Site(msgspec.Struct):
    """What the last build left in the output folder, and what it had to say."""

    stamp: bytes = b""  # of all that the site follows from; empty where something was left out by accident
    rendering: str = ""  # of all that a page's bytes follow from besides its view
    kept: dict[str, Kept] = {}
    counts: _Counts = _Counts()
    problems: list[Fault] = []


class Builder:
    """Builds one site, again and again; ``config`` and ``annotator`` stay the same.

    With ``keep_last``, an article that can no longer be read is published as it was when it last could.
    """

    def __init__(
        self,
        config: Config,
        annotator: Annotator | None = None,
        *,
        store: Store | None = None,
        keep_last: bool = False,
    ) -> None:
        self._config = config
        self._annotator = annotator or SpacyAnnotator(config.pipelines)
        self._store = store
        self._keep_last = keep_last
        self._good: dict[str, Record] = {}
        self._entries: dict[Key, Entry] = {}  # of the last build
        self._renderer: tuple[str, Renders] | None = None  # compiled templates, and what they were made from

    def build(
        self, progress: Progress | None = None, *, strict: bool = False, force: bool = False
    ) -> BuildReport:
        """Bring the output folder up to date.

        What is wrong with single articles stands in the report, and the others are published (with
        ``strict``, nothing is then). ``force`` writes among files that are not ours. Raises OutputError,
        TemplateError, PipelineError and ConfigError.
        """
        progress = progress or Silent()
        with exclusive(self._config.cache, waiting=progress.note):
            store = self._store or Store(self._config.cache / "cache.sqlite")
            try:
                return self._build(store, progress, strict=strict, force=force)
            finally:
                if self._store is None:
                    store.close()

    def _build(self, store: Store, progress: Progress, *, strict: bool, force: bool) -> BuildReport:
        laps = _Laps()
        sources = Sources(self._config, store)
        survey = sources.survey(progress)
        records = self._publishable(survey.records)
        failures: list[BrevesError] = list(survey.errors)
        failures += [record.fault.error() for record in survey.records.values() if record.fault]
        annotating = Annotating(self._annotator, store, sources, self._config.jobs)
        laps.end("read")

        name = f"site {self._config.output}"
        rendering = _rendering(self._config)
        stamp = _stamp(rendering, records, annotating)
        site = decoded(store.state(name), _Site) or _Site()
        kept = standing(self._config.output, site.kept)
        annotated, done = 0, Published(Written((), (), len(kept)), 0, kept)
        laps.end("compare")

        if site.stamp != stamp or len(kept) < len(site.kept):
            # Only here, since nothing of this is needed where nothing changed.
            from generator.build.library import Library  # noqa: PLC0415
            from generator.pages import plan  # noqa: PLC0415
            from generator.publish.render import Renderer  # noqa: PLC0415

            annotated, faults = annotating.complete(records, progress)
            failures += [fault.error() for fault in faults.values()]
            records = {path: record for path, record in records.items() if path not in faults}
            laps.end("annotate")

            progress.stage("index", len(records))
            library = Library(records, annotating, sources, store, self._entries)
            index = library.index(progress)
            self._entries = library.entries
            usable = kept if site.rendering == rendering else {}
            site = _Site(
                stamp=b"" if faults else stamp,
                rendering=rendering,
                counts=_Counts(
                    len(index.entries),
                    len(index.actors),
                    sum(len(entry.quotes) for entry in index.entries),
                    sum(len(entry.figures) for entry in index.entries),
                ),
                problems=[Fault.of(error) for error in index.problems],
            )
            laps.end("index")

            if not strict or not (failures or site.problems):
                progress.stage("pages")
                store.set_state(name, None)  # whatever moment this is killed at, the next build looks closely
                store.commit()
                pages = plan(index, library, self._config)
                done = publish(
                    pages, Renderer(self._config), self._config.output, usable, progress, force=force
                )
                site.kept = done.kept
                store.set_state(name, msgspec.msgpack.encode(site))
                if store.grown:
                    store.prune(library.keys(), _SPARE)
            laps.end("pages")

        failures += [fault.error() for fault in site.problems]
        store.commit()
        return BuildReport(
            briefs=site.counts.briefs,
            actors=site.counts.actors,
            quotes=site.counts.quotes,
            figures=site.counts.figures,
            annotated=annotated,
            rendered=done.rendered,
            written=done.written.written,
            unchanged=done.written.unchanged,
            pruned=done.written.pruned,
            failures=tuple(sorted(failures, key=lambda error: (str(error.path), error.line or 0))),
            warnings=(*self._unannotated(records.values()), *self._unaddressed(), *store.warnings),
            seconds=laps.seconds,
            cache_bytes=store.size,
            published=not (strict and failures),
        )

    def _publishable(self, records: dict[str, Record]) -> dict[str, Record]:
        """Leave out drafts and what cannot be published, or put its last good record there."""
        found = {path: record for path, record in records.items() if record.fault is None}
        if self._keep_last:
            found |= {path: self._good[path] for path in records if path not in found and path in self._good}
            self._good = found
        return {path: found[path] for path in sorted(found) if self._config.drafts or not found[path].draft}

    def _unannotated(self, records: Iterable[Record]) -> list[str]:
        """Say which languages no pipeline reads."""
        counts: dict[str, int] = {}
        for record in records:
            counts[record.language] = counts.get(record.language, 0) + 1
        return [
            f"No pipeline reads the language «{language}»: {count} of the articles are published without "
            "annotations. Name a pipeline under [tool.breves.pipelines], or correct the language."
            for language, count in sorted(counts.items())
            if not self._annotator.reads(language)
        ]

    def _unaddressed(self) -> list[str]:
        """Say what a site whose address is unknown goes without."""
        if self._config.base_url:
            return []
        told = "Feeds, site maps and canonical links are left out, since they need whole addresses. "
        return [told + "Say where the site will stand: base_url in the configuration."]


def build(
    config: Config,
    annotator: Annotator | None = None,
    progress: Progress | None = None,
    *,
    strict: bool = False,
    force: bool = False,
) -> BuildReport:
    """Build a site once; see ``Builder.build``."""
    return Builder(config, annotator).build(progress, strict=strict, force=force)


class _Laps:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = time.perf_counter()

    def end(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._began
        self._began = now


def _rendering(config: Config) -> str:
    """Identify the code, the libraries, the settings and the templates that a page's bytes follow from."""
    settings = repr(replace(config, jobs=0))
    parts = (provenance.code(""), provenance.environment(), settings, templates.digest(config))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _stamp(rendering: str, records: dict[str, Record], annotating: Annotating) -> bytes:
    total = hashlib.sha256(rendering.encode())
    for path, record in records.items():
        total.update(f"\n{path}\n".encode() + record.article + annotating.key(record))
    return total.digest()
