"""Lists of names from elsewhere, and what the collection knows for elsewhere.

JRC-Names (Steinberger et al., 2011) has a variant a line, its columns separated by tabs: the
entity's number, its type (P or T for people, O for organisations), the language, the name with plus
signs for blanks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from generator.errors import ContentError
from generator.identity.identities import Identities
from generator.identity.registry import Registered
from generator.index.names import Key, slug
from generator.model import EntityKind

__all__ = ["as_registered", "read_csv", "read_jrc", "rows", "write_csv"]

_TYPES: dict[str, EntityKind] = {"P": "person", "T": "person", "O": "organisation"}
_COLUMNS = 4
_KINDS: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place"}


def read_jrc(text: str, path: str) -> tuple[list[Registered], list[ContentError]]:
    """Read a list of variants in the format of JRC-Names: an actor for each number, its first name first."""
    names: dict[tuple[str, EntityKind], list[str]] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        columns = line.split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if len(columns) < _COLUMNS or not columns[3].strip():
            problems.append(
                ContentError(
                    "not four columns",
                    path=path,
                    line=number,
                    remedy="Separate number, type, language and name by tabs.",
                )
            )
            continue
        kind = _TYPES.get(columns[1].strip().upper())
        if kind:
            name = " ".join(columns[3].replace("+", " ").split())
            same = names.setdefault((columns[0].strip(), kind), [])
            if name not in same:
                same.append(name)
    actors = [
        Registered(slug(same[0]), kind, same[0], aliases=tuple(same[1:])) for (_, kind), same in names.items()
    ]
    return actors, problems


def read_csv(text: str, path: str) -> tuple[list[Registered], list[ContentError]]:
    """Read a table with the columns ``name`` and ``kind``, and if wanted ``id``, ``aliases``, ``wikidata``.

    Aliases are separated by semicolons.
    """
    actors, problems = [], []
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        name = (row.get("name") or "").strip()
        kind = _KINDS.get((row.get("kind") or "person").strip())
        if not name or kind is None:
            problem = "no name" if not name else f"there is no kind «{row['kind']}»"
            problems.append(
                ContentError(
                    problem,
                    path=path,
                    line=reader.line_num,
                    remedy="Kinds are person, organisation and place.",
                )
            )
            continue
        aliases = tuple(alias.strip() for alias in (row.get("aliases") or "").split(";") if alias.strip())
        item = (row.get("wikidata") or "").strip()
        links = (f"https://www.wikidata.org/wiki/{item}",) if item else ()
        actors.append(
            Registered(
                slug((row.get("id") or "").strip() or name), kind, name, aliases=aliases, same_as=links
            )
        )
    return actors, problems


def rows(identities: Identities) -> Iterator[tuple[Key, str, tuple[str, ...], int]]:
    """Yield every actor, sorted: its key, its commonest name, its other names, how many articles name it."""
    names: dict[Key, dict[str, int]] = {}
    articles: dict[Key, set[str]] = {}
    for cast in identities.casts():
        for sighting in cast.sightings:
            key = identities.key(cast.path, sighting.local)
            counts = names.setdefault(key, {})
            counts[sighting.name] = counts.get(sighting.name, 0) + 1
            articles.setdefault(key, set()).add(cast.path)
    for key in sorted(names):
        first, *others = sorted(names[key], key=lambda name: (-names[key][name], name))
        registered = identities.registered(key)
        if registered and registered.name != first:
            first, others = registered.name, [first, *(name for name in others if name != registered.name)]
        yield key, first, tuple(others), len(articles[key])


def write_csv(identities: Identities) -> str:
    """Return what the collection knows as a table that ``read_csv`` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "kind", "id", "aliases", "articles"))
    for key, name, others, articles in rows(identities):
        writer.writerow((_safe(name), key.kind, key.name, "; ".join(map(_safe, others)), articles))
    return out.getvalue()


def _safe(name: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@") else name


def as_registered(found: Iterable[tuple[Key, str, tuple[str, ...], int]]) -> list[Registered]:
    """Turn rows into entries of a registry."""
    return [Registered(key.name, key.kind, name, aliases=others) for key, name, others, _ in found]
