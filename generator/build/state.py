"""What is known of a site between builds: within one process, and from one to the next."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator import provenance
from generator.build.annotations import Annotating
from generator.build.progress import Progress
from generator.build.publishing import Kept
from generator.build.sources import Fault, Record, Sources
from generator.config import Config
from generator.publish import templates
from generator.store import Key, Store

if TYPE_CHECKING:  # loaded only where something changed
    from generator.build.library import Library
    from generator.build.made import Made
    from generator.build.press import Press
    from generator.index.facts import Fact
    from generator.pages import Unit

__all__ = ["Counts", "Live", "Memory", "Rendering", "Site", "beside", "registry", "rendering", "stamp"]


class Counts(msgspec.Struct, array_like=True, frozen=True):
    """What the site has, in numbers."""

    briefs: int = 0
    actors: int = 0
    quotes: int = 0
    figures: int = 0


class Rendering(NamedTuple):
    """Digests of what pages follow from besides the index and briefs.

    Of views: code, libraries and settings. Of pages: templates as well. And of the files that are
    published as they are.
    """

    viewing: str
    pages: str
    static: str


class Site(msgspec.Struct):
    """What the last build left in the output folder, and what it had to say."""

    stamp: bytes = b""  # of articles and who is who; empty where something was left out by accident
    rendering: Rendering = Rendering("", "", "")
    closures: dict[str, tuple[str, str]] = {}  # of the templates, by name
    kept: dict[str, Kept] = {}
    counts: Counts = Counts()
    problems: list[Fault] = []


class Memory(msgspec.Struct):
    """What it takes to go on from the last build: the entries that the index was of, and ``Made``."""

    viewing: str
    keys: dict[str, Key]
    made: bytes
    registry: str


@dataclass(slots=True)
class Live:
    """A build that can be gone on from."""

    site: Site
    sources: Sources
    records: dict[str, Record]
    library: Library
    made: Made
    registry: str
    press: Press | None = None
    facts: set[Fact] = field(default_factory=set)  # that differ from what the pages were made from
    changed: set[str] = field(default_factory=set)  # paths of articles that do
    late: set[Unit] = field(default_factory=set)  # left for a pause
    loose: bool = False  # what the next process starts from is left for a build that looks at everything
    ailing: bool = False  # some articles could not be published

    def take_in(
        self, records: dict[str, Record | None], annotating: Annotating, store: Store, progress: Progress
    ) -> None:
        """Have the index follow what became of some articles (None: gone), and note what differs."""
        facts, changed = self.library.update(records, annotating, self.sources, store, progress)
        self.facts |= facts
        self.changed |= changed
        index = self.library.index
        self.site.counts = Counts(
            len(index.by_path), len(index.actors), index.totals["quotes"], index.totals["figures"]
        )
        told = [*self.library.registry.problems, *index.problems.values()]
        self.site.problems = [Fault.of(error) for error in told]


def rendering(config: Config) -> Rendering:
    """Identify what pages follow from besides the index and briefs."""
    parts = (provenance.code(""), provenance.environment(), repr(replace(config, jobs=0)))
    viewing = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    pages, static = templates.digests(config)
    return Rendering(viewing, hashlib.sha256(f"{viewing}\n{pages}".encode()).hexdigest(), static)


def beside(config: Config) -> Path:
    """Return where the registry lies, known here so that a build without changes need load nothing of it."""
    return config.content.parent / "actors.toml"


def registry(config: Config) -> str:
    """Identify what editors have said of who is who."""
    try:
        return hashlib.sha256(beside(config).read_bytes()).hexdigest()
    except OSError:
        return ""


def stamp(registry: str, records: dict[str, Record], annotating: Annotating) -> bytes:
    """Return a digest of the articles that a site shows, as annotated, and of who is who in them."""
    total = hashlib.sha256(registry.encode())
    for path, record in records.items():
        total.update(f"\n{path}\n".encode() + record.article + annotating.key(record))
    return total.digest()
