"""Source → article, through the store: only files that may have changed are opened, and none parsed twice."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import msgspec

from generator import provenance
from generator.build.progress import Progress
from generator.config import Config
from generator.corrections.place import SUFFIX, beside
from generator.errors import ContentError
from generator.model import Article
from generator.store import Key, Store

__all__ = ["Fault", "Record", "Sources", "Survey", "decoded", "essence"]

T = TypeVar("T")

# A file changed within this time before it was listed may change again without its times telling (file
# systems count in steps of up to two seconds), so it is read again next time.
_RACY_NS = 2_000_000_000


class Fault(msgspec.Struct, array_like=True, frozen=True):
    """A ContentError that can be kept."""

    problem: str
    path: str
    line: int | None = None
    remedy: str = ""

    @classmethod
    def of(cls, error: ContentError) -> Fault:
        """Keep an error."""
        return cls(error.problem, str(error.path), error.line, error.remedy)

    def error(self) -> ContentError:
        """Return the error again."""
        return ContentError(self.problem, path=self.path, line=self.line, remedy=self.remedy)


class Record(msgspec.Struct, array_like=True, frozen=True):
    """What is known of one file of content/ without opening it.

    ``article`` is the parsed article's key in the store, ``essence`` the digest of what its annotations
    depend on; both are empty where ``fault`` says why it cannot be published.
    """

    stamp: tuple[int, ...]  # size, times of change of content and of inode, in nanoseconds
    settled: bool  # whether an equal stamp proves equal content
    source: str  # SHA-256 of the file
    article: Key = b""
    essence: Key = b""
    language: str = ""
    languages: tuple[str, ...] = ()
    draft: bool = False
    fault: Fault | None = None
    complaints: tuple[Fault, ...] = ()  # of its corrections


class _Parsed(msgspec.Struct, array_like=True, frozen=True):
    article: Article
    complaints: tuple[Fault, ...] = ()


class _State(msgspec.Struct):
    reading: str
    records: dict[str, Record]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the content folder holds: a record for each file, sorted by path."""

    records: dict[str, Record]
    errors: tuple[ContentError, ...]  # of files that could not even be listed


class Sources:
    """The content folder as articles."""

    def __init__(self, config: Config, store: Store) -> None:
        # Parsing sees no more of the configuration than this, so that nothing else can change an article.
        self._config = Config(
            root=config.root,
            content=config.content,
            language=config.language,
            content_language=config.content_language,
            pipelines=config.pipelines,
            max_bytes=config.max_bytes,
        )
        self._store = store
        self._reading = _reading(repr(self._config))
        state = decoded(store.state("sources"), _State)
        self._known = state.records if state and state.reading == self._reading else {}

    def survey(self, progress: Progress, *, once: bool = False) -> Survey:
        """Look at every file of the content folder; open those that may have changed.

        ``once``: what this loads can go then, since nothing more is likely to be read.
        """
        from generator.reading import language, sources  # noqa: PLC0415

        now = time.time_ns()
        listing = sources.listing(self._config)
        progress.stage("read", len(listing.files))
        records: dict[str, Record] = {}
        for file in listing.files:
            stamp = file.stamp
            record = self._known.get(file.path)
            if record is None or not record.settled or record.stamp != stamp:
                settled = max(stamp) < now - _RACY_NS
                record = self._read(file.path, stamp, settled=settled, known=record)
            records[file.path] = record
            progress.advance()
        if once:
            language.forget()
        if records != self._known:
            self._known = records
            self._store.set_state("sources", msgspec.msgpack.encode(_State(self._reading, records)))
        return Survey(records, listing.errors)

    def look(self, places: Collection[str]) -> dict[str, Record | None] | None:
        """Look at single files that may have changed: their records, None for those that are gone.

        Returns None where that cannot be known without a survey. The next survey keeps what is found.
        """
        from generator.reading import sources  # noqa: PLC0415

        found: dict[str, Record | None] = {}
        for article in sorted({article for place in places for article in self._corrected(place)}):
            seen = sources.look(self._config, article)
            if seen is None:
                return None
            path, file = seen
            if file is None:
                if any(other.startswith(f"{path}/") for other in self._known):
                    return None  # a folder that is gone
                if path in self._known:
                    found[path] = None
                continue
            found[path] = self._read(path, file.stamp, settled=False, known=self._known.get(path))
        return found

    def _corrected(self, place: str) -> Iterator[str]:
        """Yield the articles that a file of corrections is of; any other file is itself."""
        if not place.endswith(SUFFIX):
            yield place
            return
        name = os.path.relpath(place, self._config.content).replace(os.sep, "/")
        found = [path for path in self._known if beside(path) == name]
        yield from (str(self._config.content.joinpath(*path.split("/"))) for path in found or [name])

    def article(self, path: str, record: Record) -> Article:
        """Return a parsed article; it is parsed again if the store has lost it."""
        found = decoded(self._store.get(record.article), _Parsed)
        if found is None:
            parsed = self._parse(path)
            if isinstance(parsed, Fault):
                raise parsed.error()
            found = parsed[0]
        return found.article

    def rehearse(self, path: str) -> None:
        """Parse a file for nothing: what this has to load is there the next time."""
        self._parse(path)

    def _read(self, path: str, stamp: tuple[int, ...], *, settled: bool, known: Record | None) -> Record:
        from generator.reading import sources  # noqa: PLC0415

        try:
            source = sources.read(self._config, path)
        except ContentError as error:
            return Record(stamp, False, "", fault=Fault.of(error))
        if known is not None and known.source == source.digest:
            return msgspec.structs.replace(known, stamp=stamp, settled=settled)
        parsed = self._parse(path, source.digest)
        if isinstance(parsed, Fault):
            return Record(stamp, settled, source.digest, fault=parsed)
        article, key = parsed[0].article, parsed[1]
        return Record(
            stamp,
            settled,
            source.digest,
            article=key,
            essence=hashlib.sha256(msgspec.msgpack.encode(essence(article))).digest(),
            language=article.language,
            languages=tuple(sorted({article.language, *(b.language for b in article.blocks if b.language)})),
            draft=article.draft,
            complaints=parsed[0].complaints,
        )

    def _parse(self, path: str, digest: str | None = None) -> tuple[_Parsed, Key] | Fault:
        """Parse a file, unless the store has its article already."""
        from generator.reading import articles, sources  # noqa: PLC0415

        if digest is not None:
            found = decoded(self._store.get(key := self._key(path, digest)), _Parsed)
            if found is not None:
                return found, key
        try:
            source = sources.read(self._config, path)
            article, problems = articles.correct(articles.parse(source, self._config), source)
            encoded = msgspec.msgpack.encode(_Parsed(article, tuple(map(Fault.of, problems))))
        except ContentError as error:
            return Fault.of(error)
        key = self._key(path, source.digest)
        self._store.put(key, encoded)
        # Decoded again, so that a fresh article and a kept one are alike in everything.
        return msgspec.msgpack.decode(encoded, type=_Parsed), key

    def _key(self, path: str, digest: str) -> Key:
        return hashlib.sha256(f"article\n{self._reading}\n{path}\n{digest}".encode()).digest()


def essence(article: Article) -> Article:
    """Return the article without what annotations may not depend on: the annotator sees no more."""
    return replace(
        article, path="", slug="", source_url=None, tags=(), draft=False, extra={}, digest="", corrections=()
    )


@cache
def _reading(config: str) -> str:
    code = provenance.code("reading", "corrections", "model.py", "lexicon.py", "lexicons", "build/sources.py")
    return hashlib.sha256(f"{code}\n{provenance.environment()}\n{config}".encode()).hexdigest()


def decoded(value: bytes | None, kind: type[T]) -> T | None:
    """Decode a value of the store; what does not decode is absent."""
    if value is None:
        return None
    try:
        return msgspec.msgpack.decode(value, type=kind)
    except msgspec.DecodeError:
        return None
