"""Do all stages in order; on the second time, only what changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from generator.annotate import pool
from generator.annotate.annotator import Annotator, SpacyAnnotator
from generator.build import garbage, late, remembered, state
from generator.build.annotations import Annotating
from generator.build.progress import Laps, Progress, Silent
from generator.build.publishing import Kept, Published, Publisher, standing
from generator.build.report import BuildReport, unaddressed, unannotated
from generator.build.sources import Record, Sources, essence
from generator.build.state import Live
from generator.config import Config
from generator.errors import BrevesError
from generator.publish.output import Written
from generator.store import Store, exclusive

if TYPE_CHECKING:  # loaded only where something changed
    from generator.build.frames import Frames
    from generator.build.library import Library
    from generator.index.brief import Brief
    from generator.pages import Plan

__all__ = ["Builder", "build"]


class Builder:
    """Builds one site, again and again; ``config`` and ``annotator`` stay the same.

    With ``keep_last``, an article that can no longer be read is published as it was when it last could.
    With ``store``, which the caller closes, a build goes on from where the last one left off.
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
        self._live: Live | None = None

    def build(
        self,
        progress: Progress | None = None,
        *,
        strict: bool = False,
        force: bool = False,
        attend: bool = False,
        only: Collection[str] = (),
        interrupted: Callable[[], bool] = bool,
        shown: Callable[[Collection[str]], None] | None = None,
    ) -> BuildReport:
        """Bring the output folder up to date.

        What is wrong with single articles stands in the report, and the others are published (with
        ``strict``, nothing is then). ``force`` writes among files that are not ours. Raises OutputError,
        TemplateError, PipelineError and ConfigError. With ``attend``, ``library`` and ``brief`` have their
        answers ready even where nothing has changed.

        ``only`` are the absolute paths of files of content/ (or of the registry) that are known to have
        changed since the last build of this builder: then nothing else is looked at. Their pages come
        first, of which ``shown`` is told, and then what else follows from them, unless ``interrupted``.
        What shows something of every brief (search, exports, site maps) is left for ``catch_up``, and what
        the next process starts from for the next build without ``only`` (``unfinished``).
        """
        progress = progress or Silent()
        with exclusive(self._config.cache, waiting=progress.note):
            store = self._store or Store(self._config.cache / "cache.sqlite")
            store.renew()
            live, self._live = self._live, None  # should this fail, the next build begins anew
            try:
                report = None
                if live and only:
                    report = self._quick(live, store, progress, only, interrupted=interrupted, shown=shown)
                if report is None:
                    live, report = self._build(
                        live, store, progress, strict=strict, force=force, attend=attend
                    )
                self._live = live if self._store else None
                return report
            finally:
                if self._store is None:
                    store.close()

    def warm(self) -> None:
        """Have ready what the first change will take: what is known of the site, and the annotator.

        Raises what ``build`` does.
        """
        if self._live is None:
            self.build(attend=True)
        if self._live is not None:
            firsts = {record.language: (path, record) for path, record in self._live.records.items()}
            articles = [essence(self._live.sources.article(*first)) for first in firsts.values()]
            for path, _ in firsts.values():
                self._live.sources.rehearse(path)
            deque(self._annotator.annotate(articles), maxlen=0)

    def catch_up(
        self, interrupted: Callable[[], bool] = bool, progress: Progress | None = None
    ) -> tuple[str, ...]:
        """Make what builds after changes of a few files have left, until ``interrupted``.

        Returns the paths of the files written. Raises OutputError and TemplateError.
        """
        progress = progress or Silent()
        if self._live is None or self._live.press is None:
            return ()
        with exclusive(self._config.cache, waiting=progress.note):
            units = sorted(self._live.late, key=late.urgency)
            done = late.make(self._live, units, progress, interrupted=interrupted)
            return done.written.written

    @property
    def late(self) -> bool:
        """Whether there is something to ``catch_up`` with."""
        return self._live is not None and bool(self._live.late)

    @property
    def unfinished(self) -> bool:
        """Whether the last build has left something for one that looks at everything."""
        return self._live is not None and self._live.loose

    def brief(self, page: str) -> Brief | None:
        """Return the brief that a page of the last build shows, if it is a brief's."""
        if self._live is None or self._live.press is None:
            return None
        plan, entries = self._live.press.plan, self._live.library.index.by_path.values()
        return next((plan.read(entry.path) for entry in entries if f"briefs/{entry.slug}.html" == page), None)

    @property
    def library(self) -> Library | None:
        """What the last build knows of the collection; None before the first that looked at it."""
        return self._live.library if self._live else None

    def _quick(
        self,
        live: Live,
        store: Store,
        progress: Progress,
        only: Collection[str],
        *,
        interrupted: Callable[[], bool],
        shown: Callable[[Collection[str]], None] | None,
    ) -> BuildReport | None:
        """Build after a change of some files; None where that takes a look at everything."""
        laps = Laps()
        beside = str(state.beside(self._config))
        looked = live.sources.look([path for path in only if path != beside])
        if live.press is None or live.ailing or looked is None:
            return None
        if any(record and (record.fault or record.complaints) for record in looked.values()):
            return None
        laps.end("read")
        found = {path: record if record and self._shown(record) else None for path, record in looked.items()}
        annotating = Annotating(self._annotator, store, live.sources, jobs=1)
        asked = {path: record for path, record in found.items() if record}
        annotated, faults = annotating.complete(asked, progress)
        if faults:
            return None
        laps.end("annotate")
        for path, record in found.items():
            live.records.pop(path, None)
            live.records |= {path: record} if record else {}
            self._good.pop(path, None)
            self._good |= {path: record} if record and self._keep_last else {}
        registry = state.registry(self._config) if beside in only else live.registry
        if registry != live.registry and not remembered.heed(self._config, live, registry):
            return None
        with garbage.left_alone():  # until somebody sees the page
            live.take_in(found, annotating, store, progress)
            if live.site.problems:
                return None
            live.press = replace(live.press, index=live.library.index)
            laps.end("index")
            if not live.loose:
                remembered.begin(self._config, store)
            live.site.stamp, live.loose = b"", True
            plan, index = live.press.plan, live.press.index
            edited = [unit for unit in map(plan.of_brief, sorted(live.changed)) if plan.stands(unit, index)]
            done = late.make(live, edited, progress)
            if shown:
                shown(done.written.written)
        gone = late.settle(live, live.press)
        live.late.difference_update(edited)
        pruned = late.make(live, (), progress, gone=gone)
        rest = sorted((unit for unit in live.late if not unit.late), key=late.urgency)
        more = late.make(live, rest, progress, interrupted=interrupted)
        written = done.written.joined(pruned.written).joined(more.written)
        done = Published(written, done.rendered + more.rendered)
        store.commit()
        laps.end("pages")
        return self._report(live.site, live.records, store, done, laps, annotated=annotated)

    def _build(
        self,
        live: Live | None,
        store: Store,
        progress: Progress,
        *,
        strict: bool,
        force: bool,
        attend: bool,
    ) -> tuple[Live | None, BuildReport]:
        laps = Laps()
        sources = live.sources if live else Sources(self._config, store)
        survey = sources.survey(progress, once=self._store is None)
        records = self._publishable(survey.records)
        failures: list[BrevesError] = list(survey.errors)
        for record in survey.records.values():
            failures += [fault.error() for fault in (*record.complaints, record.fault) if fault]
        annotating = Annotating(self._annotator, store, sources, self._config.jobs)
        laps.end("read")

        rendering = state.rendering(self._config)
        registry = state.registry(self._config)
        stamp = state.stamp(registry, records, annotating)
        site = live.site if live else remembered.site(self._config, store)
        kept = standing(self._config.output, site.kept)
        annotated, done, published = 0, Published(Written((), (), len(kept)), 0), True
        laps.end("compare")

        settled = site.stamp == stamp and len(kept) == len(site.kept) and not (attend and live is None)
        dressed = None
        if (
            settled
            and site.rendering != rendering
            and live is None
            and not (strict and (failures or site.problems))
        ):
            dressed = self._dress(site, kept, rendering, store, progress)
            kept = kept if dressed else standing(self._config.output, site.kept)
        if dressed:
            done = dressed
            laps.end("pages")
        elif not settled or site.rendering != rendering:
            rehearse = partial(self._rehearse, records, annotating, sources) if self._store is None else None
            annotate = annotating.begin(records, progress, rehearse)
            live = remembered.wake(
                self._config,
                live,
                site,
                viewing=rendering.viewing,
                registry=registry,
                sources=sources,
                store=store,
            )
            annotated, faults = annotate()
            failures += [fault.error() for fault in faults.values()]
            records = {path: record for path, record in records.items() if path not in faults}
            laps.end("annotate")

            progress.stage("index", len(records))
            live.records = records
            live.site = site = msgspec.structs.replace(site, stamp=b"")
            was = dict.fromkeys(live.library.keys)
            live.take_in(was | records, annotating, store, progress)
            laps.end("index")

            published = not (strict and (failures or site.problems))
            if published:
                progress.stage("pages")
                remembered.begin(self._config, store)
                done = self._publish(
                    live, kept, rendering, annotating, store=store, progress=progress, force=force
                )
                site.stamp = b"" if faults else stamp
                remembered.settle(self._config, site, store)
                remembered.keep(self._config, live, rendering.viewing, annotating, store)
            laps.end("pages")

        failures += [fault.error() for fault in site.problems]
        store.commit()
        if live:
            live.ailing = bool(failures)
        return live, self._report(
            site, records, store, done, laps, annotated=annotated, failures=failures, published=published
        )

    def _rehearse(
        self, records: dict[str, Record], annotating: Annotating, sources: Sources, coming: Collection[str]
    ) -> None:
        """Load what articles that are being annotated will take: for their entries, and for their pages."""
        from generator.build.library import rehearse  # noqa: PLC0415
        from generator.publish.render import Renderer  # noqa: PLC0415

        languages = {records[path].language for path in coming}
        for path, record in records.items():
            if record.language in languages and path not in coming:
                rehearse(path, record, sources, annotating)
                languages.discard(record.language)
        Renderer(self._config).compile()

    def _publish(
        self,
        live: Live,
        standing: dict[str, Kept],
        rendering: state.Rendering,
        annotating: Annotating,
        *,
        store: Store,
        progress: Progress,
        force: bool,
    ) -> Published:
        from generator.build import frames  # noqa: PLC0415  needed only where something changed
        from generator.build.frames import Frames, Worn  # noqa: PLC0415
        from generator.build.library import brief  # noqa: PLC0415
        from generator.build.press import Press  # noqa: PLC0415
        from generator.pages import Plan  # noqa: PLC0415
        from generator.publish.render import Renderer  # noqa: PLC0415

        config = self._config
        kept, worn, closures = frames.sort(live.site, standing, rendering, config)
        frames.note(live.site, rendering, closures)

        def read(path: str) -> Brief:
            return brief(path, live.records[path], live.sources, annotating)

        def fork() -> tuple[Plan, Frames]:
            other = Store(store.path)
            sources = Sources(config, other)
            own = Annotating(self._annotator, other, sources, jobs=1)
            plan = Plan.of(config, lambda path: brief(path, live.records[path], sources, own), same_as)
            return plan, Frames(other.get, other.put)

        index = live.library.index
        same_as = remembered.same_as(live.library.registry)
        plan = Plan.of(config, read, same_as)
        live.press = Press(
            plan=plan,
            index=index,
            site=config.output,
            renderer=Renderer(config),
            kept=kept,
            jobs=config.jobs or pool.cores(),
            frames=Frames(store.get, store.put),
            parts=live.made.parts,
            fork=fork if store.path else None,
        )
        units = list(plan.units(index))
        late.settle(live, live.press)
        stale = set(live.late)
        stale |= {
            unit
            for unit in units
            if unit not in live.made or any(path not in kept for path in live.made.pages(unit))
        }
        faded = {
            unit: Worn(live.made.pages(unit), live.made.reads(unit))
            for unit in stale - live.late
            if unit in live.made and all(path in kept or path in worn for path in live.made.pages(unit))
        }
        press = replace(live.press, worn=faded, old=worn)
        publisher = Publisher(press, live.made, config.output, kept, progress)
        done = publisher.all(units, stale, force=force)
        live.site.kept = kept
        live.late.clear()
        live.loose = False
        return done

    def _dress(
        self,
        site: state.Site,
        standing: dict[str, Kept],
        rendering: state.Rendering,
        store: Store,
        progress: Progress,
    ) -> Published | None:
        """Do with new frames around old bodies, if that is all it takes; None where it is not."""
        from generator.build.dressing import dress  # noqa: PLC0415  needed only where something changed

        progress.stage("pages", len(standing))
        remembered.begin(self._config, store)
        done = dress(site, standing, rendering, self._config, store=store, progress=progress)
        if done:
            remembered.settle(self._config, site, store)
        return done

    def _report(
        self,
        site: state.Site,
        records: dict[str, Record],
        store: Store,
        done: Published,
        laps: Laps,
        *,
        annotated: int,
        failures: Sequence[BrevesError] = (),
        published: bool = True,
    ) -> BuildReport:
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
            warnings=(
                *unannotated((record.language for record in records.values()), self._annotator.reads),
                *unaddressed(self._config.base_url),
                *store.warnings,
            ),
            seconds=laps.seconds,
            cache_bytes=store.size,
            published=published,
        )

    def _shown(self, record: Record) -> bool:
        return self._config.drafts or not record.draft

    def _publishable(self, records: dict[str, Record]) -> dict[str, Record]:
        """Leave out drafts and what cannot be published, or put its last good record there."""
        found = {path: record for path, record in records.items() if record.fault is None}
        if self._keep_last:
            found |= {path: self._good[path] for path in records if path not in found and path in self._good}
            self._good = found
        return {path: found[path] for path in sorted(found) if self._shown(found[path])}


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
