"""Bring a site up to date where nothing but templates has changed, and bodies stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from generator.annotate import pool
from generator.build import frames, processes
from generator.build.frames import Frames
from generator.build.progress import Progress
from generator.build.publishing import Kept, Published, known_of
from generator.build.state import Rendering, Site
from generator.config import Config
from generator.pages import sitemaps
from generator.pages.wording import wording
from generator.publish.output import Output
from generator.publish.render import Rendered, Renderer
from generator.store import Store

__all__ = ["dress"]

_MANY = 400  # pages that are worth several processes

Dressed = tuple[str, Rendered | None]


def dress(
    site: Site,
    standing: Mapping[str, Kept],
    rendering: Rendering,
    config: Config,
    *,
    store: Store,
    progress: Progress,
) -> Published | None:
    """Put new frames around the bodies in ``standing``, all of the site's files, and note that in ``site``.

    None where a page takes more than that; some pages may then have been written, and ``site`` is as it was.
    Raises OutputError and TemplateError.
    """
    sound, worn, closures = frames.sort(site, standing, rendering, config)
    constant = {page.path: page for page in sitemaps.constant(config, wording(config.language))}
    whole = standing.keys() - sound.keys() - worn.keys()
    if not whole <= constant.keys():
        return None
    renderer = Renderer(config)
    out, known = Output(config.output), dict[str, Kept]()
    try:
        for path, data in renderer.assets():
            out.put(path, data)
            known[path] = known_of(out, path)
        for path, file in sound.items():
            if file.view:  # no asset, which may be one no more
                out.keep(path, file.digest)
                known[path] = file
        pages = _dressed(worn, renderer, config, store)
        for path, page in chain(pages, ((path, renderer.rendered(constant[path])) for path in sorted(whole))):
            if page is None:
                return None
            old = standing[path]
            out.put(path, page.data)
            known[path] = known_of(out, path, old.view, old.template, page.body)
            progress.advance()
        written = out.finish()
    finally:
        out.abandon()
    frames.note(site, rendering, closures)
    site.kept = known
    return Published(written, len(worn) + len(whole))


def _dressed(worn: Mapping[str, Kept], renderer: Renderer, config: Config, store: Store) -> Iterator[Dressed]:
    """Yield pages in new frames, in whatever order; None for one that cannot be had so."""

    def begin(store: Store) -> Callable[[str], Dressed]:
        kept = Frames(store.get, store.put)
        return lambda path: (path, frames.dressed(path, worn[path], kept, renderer, config.output))

    jobs = config.jobs or pool.cores()
    if store.path and jobs > 1 and len(worn) >= _MANY and processes.forks():
        yield from processes.deal(list(worn), begin(store), lambda: begin(Store(store.path)), jobs)
    else:
        yield from map(begin(store), worn)
