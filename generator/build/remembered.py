"""What the store remembers of a site: how the last build left it, and what another process can go on from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from generator.build import state
from generator.build.annotations import Annotating
from generator.build.sources import Sources, decoded
from generator.build.state import Live, Site
from generator.config import Config
from generator.store import Store

if TYPE_CHECKING:  # loaded only where something changed
    from generator.identity import Registry
    from generator.index.names import Key as Named

__all__ = ["begin", "heed", "keep", "same_as", "settle", "site", "wake"]

_BEHIND = 50  # articles that a snapshot of the index may lack
_SPARE = 64_000_000  # bytes of the store that may hold what no article needs at the moment


def site(config: Config, store: Store) -> Site:
    """Return what the last build to end has left in the output folder, whatever was begun since."""
    found = decoded(store.state(_name(config)), Site) or Site()
    return msgspec.structs.replace(found, stamp=b"") if store.state(f"{_name(config)} begun") else found


def begin(config: Config, store: Store) -> None:
    """Put down that pages are being written: whatever moment this is killed at, the next looks closely.

    What is known of the site stays: files that were written meanwhile look otherwise than they did.
    """
    store.set_state(f"{_name(config)} begun", b"1")
    store.commit()


def settle(config: Config, site: Site, store: Store) -> None:
    """Put down what the site is now, with which all that was begun has ended."""
    store.set_state(_name(config), msgspec.msgpack.encode(site))
    store.set_state(f"{_name(config)} begun", None)


def keep(config: Config, live: Live, viewing: str, annotating: Annotating, store: Store) -> None:
    """Put down what another process can go on from, and forget what nobody needs."""
    memory = state.Memory(viewing, live.library.keys, live.made.encoded(), live.registry)
    store.set_state(f"{_name(config)} memory", msgspec.msgpack.encode(memory))
    if live.library.behind > _BEHIND:
        frozen = live.library.frozen()
        store.set_state(f"{_name(config)} entries", frozen and frozen.entries)
        store.set_state(f"{_name(config)} tables", frozen and frozen.tables)
        if frozen is None or frozen.identities:
            store.set_state(f"{_name(config)} identities", frozen and frozen.identities)
    if store.overgrown(_SPARE // 4):
        needed = live.library.live(live.records.values(), annotating)
        store.prune(needed | {file.view for file in live.site.kept.values()}, _SPARE)


def wake(
    config: Config,
    live: Live | None,
    site: Site,
    *,
    viewing: str,
    registry: str,
    sources: Sources,
    store: Store,
) -> Live:
    """Go on from the last build of whatever process; without anything to go on from, begin."""
    from generator.build.library import Frozen, Library  # noqa: PLC0415  needed only where something changed
    from generator.build.made import Made  # noqa: PLC0415
    from generator.identity import registry_file  # noqa: PLC0415

    if live and (live.registry == registry or heed(config, live, registry)):
        return live
    known = registry_file.load(registry_file.beside(config.content))
    library, made = Library(config.per_page, known, config.language), Made()
    if live:  # the same pages, but perhaps other people on them
        return replace(live, library=library, made=made, registry=registry)
    library.thaw(*(partial(store.state, f"{_name(config)} {part}") for part in Frozen._fields))
    memory = decoded(store.state(f"{_name(config)} memory"), state.Memory)
    same = memory is not None and memory.viewing == viewing == site.rendering.viewing
    if memory is not None and same and memory.registry == registry and library.recall(memory.keys, store):
        made = Made.decoded(memory.made) or made
    return Live(site, sources, {}, library, made, registry)


def heed(config: Config, live: Live, registry: str) -> bool:
    """Take up what editors now say of who is who, if that is all that has changed of actors' pages."""
    from generator.identity import registry_file  # noqa: PLC0415

    known = registry_file.load(registry_file.beside(config.content))
    if same_as(known) != same_as(live.library.registry):
        return False
    live.facts |= live.library.register(known)
    live.registry = registry
    return True


def same_as(registry: Registry) -> dict[Named, tuple[str, ...]]:
    """Return the pages of others about actors, by actor."""
    return {actor.key: actor.same_as for actor in registry.actors if actor.same_as}


def _name(config: Config) -> str:
    return f"site {config.output}"
