"""``actors.toml``: reading it, and editing it without disturbing what a person wrote there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import msgspec

from generator.errors import ContentError
from generator.identity.registry import EMPTY, Registered, Registry, Tenure
from generator.index.names import Key, slug
from generator.model import EntityKind

__all__ = ["NAME", "add", "beside", "change", "load", "parse"]

NAME = "actors.toml"
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*actor[ \t]*\]\]", re.MULTILINE)
_BELOW = re.compile(r"(?:^[ \t]*(?:#.*)?\r?\n)*\Z", re.MULTILINE)  # comments there head the next entry
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_ITEM = "https://www.wikidata.org/wiki/"


class _Role(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    role: str
    language: str | None = None
    start: str | None = None
    end: str | None = None


class _Actor(msgspec.Struct, forbid_unknown_fields=True):
    """One ``[[actor]]`` as it stands in the file."""

    name: str | dict[str, str]
    kind: EntityKind = "person"
    id: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[_Role, ...] = ()
    wikidata: str | None = None
    same_as: tuple[str, ...] = ()
    note: str | None = None
    articles: tuple[str, ...] = ()
    merge: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    hide: bool = False


def beside(content: Path) -> Path:
    """Return where the registry of a folder of articles lies."""
    return content.parent / NAME


def load(path: Path) -> Registry:
    """Read the registry; an absent file is an empty one."""
    try:
        return parse(path.read_bytes().decode(), path)
    except FileNotFoundError:
        return EMPTY
    except (OSError, UnicodeDecodeError) as error:
        problem = ContentError(
            f"cannot be read: {error}", path=path, remedy="Save it as UTF-8, readable to you."
        )
        return Registry(problems=(problem,))


def parse(text: str, path: Path | str = NAME) -> Registry:
    """Read the registry's text. What cannot be used is named in ``problems``, the rest holds."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        problem = ContentError(
            f"is not valid TOML: {str(error).split(' (at ')[0]}.",
            path=path,
            line=int(found[1]) if found else text.count("\n") + 1,
            remedy="Mend this line; nothing of the file is used until then.",
        )
        return Registry(problems=(problem,))
    entries = values.pop("actor", [])
    problems = [
        ContentError(
            f"there is no «{key}» in a registry.",
            path=path,
            line=_line(text, key, 0),
            remedy="Write each actor under a line [[actor]].",
        )
        for key in values
    ]
    actors: dict[Key, Registered] = {}
    starts = [match.start() for match in _HEADER.finditer(text)]
    lines = list(accumulate((text.count("\n", *part) for part in pairwise((0, *starts))), initial=1))[1:]
    for at, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        start, line = (starts[at], lines[at]) if at < len(starts) else (0, 1)
        try:
            actor = _registered(msgspec.convert(entry, _Actor), line)
        except (msgspec.ValidationError, ValueError) as error:
            field = re.search(r"`\$\.([a-z_]+)|field `([a-z_]+)`", str(error))
            problem = ContentError(
                f"this actor cannot be used: {error}.",
                path=path,
                line=(_line(text, field[1] or field[2], start) if field else None) or line,
                remedy="Mend the entry; the page on the registry shows what there is.",
            )
            problems.append(problem)
            continue
        if actor.key in actors:
            problem = ContentError(
                f"«{actor.id}» stands here a second time (first in line {actors[actor.key].line}).",
                path=path,
                line=line,
                remedy="Give one of the two an id of its own, or put them together.",
            )
            problems.append(problem)
            continue
        actors[actor.key] = actor
    return Registry(tuple(actors.values()), tuple(problems))


def _registered(entry: _Actor, line: int) -> Registered:
    names = {} if isinstance(entry.name, str) else entry.name
    name = entry.name if isinstance(entry.name, str) else next(iter(names.values()), "")
    if not name.strip():
        raise ValueError("field `name` is empty")
    if entry.wikidata and not _WIKIDATA.fullmatch(entry.wikidata):
        raise ValueError(f"field `wikidata` is «{entry.wikidata}», not Q and a number")
    if any(not address.startswith(("https://", "http://")) for address in entry.same_as):
        raise ValueError("field `same_as` holds something that is no address")
    return Registered(
        id=slug(entry.id or name),
        kind=entry.kind,
        name=name,
        names=names,
        aliases=entry.aliases,
        roles=tuple(Tenure(each.role, each.language, each.start, each.end) for each in entry.roles),
        same_as=((_ITEM + entry.wikidata,) if entry.wikidata else ()) + entry.same_as,
        note=entry.note,
        articles=entry.articles,
        merge=entry.merge,
        apart=entry.apart,
        hide=entry.hide,
        line=line,
    )


def _line(text: str, key: str, start: int) -> int | None:
    found = re.compile(rf"^[ \t]*\[*{re.escape(key)}\b", re.MULTILINE).search(text, start) if key else None
    return text.count("\n", 0, found.start()) + 1 if found else None


def change(text: str, key: Key, name: str, **changes: Any) -> str:
    """Return the registry's text with one actor changed; it is put at the end where it was not there.

    ``changes`` are entries of ``[[actor]]``: lists are added to, other values set, None takes an
    entry out. Comments and order stay.
    """
    return _changed(text, [(key, name, changes)])


def add(text: str, actors: Iterable[Registered]) -> str:
    """Return the registry's text with actors added; of those it has, the names that are new."""
    held = {actor.key: actor for actor in parse(text).actors}
    edits: dict[Key, tuple[Key, str, dict[str, Any]]] = {}
    for actor in actors:
        old = held.get(actor.key)
        known = set(old.spellings) if old else {actor.name}
        aliases = [name for name in actor.spellings if name not in known]
        links = [address for address in actor.same_as if not old or address not in old.same_as]
        if old is None or aliases or links:
            _, _, before = edits.get(actor.key, (None, None, {}))
            lists = {
                "aliases": [*before.get("aliases", ()), *aliases],
                "same_as": [*before.get("same_as", ()), *links],
            }
            edits[actor.key] = (actor.key, actor.name, {name: each for name, each in lists.items() if each})
    return _changed(text, edits.values()) if edits else text


def _changed(text: str, edits: Iterable[tuple[Key, str, dict[str, Any]]]) -> str:
    """Edit a file entry by entry: each is read by itself, since many make a long file."""
    text = text if text.endswith("\n") or not text else f"{text}\n"
    starts = [match.start() for match in _HEADER.finditer(text)]
    held = tomllib.loads(text).get("actor", []) if starts else []
    if len(starts) != len(held):  # one is part of a text, or they are written otherwise
        parts, places = [text], {}
    else:
        parts = [text[start:end] for start, end in pairwise((0, *starts, len(text)))]
        places = {_key(entry): at for at, entry in enumerate(held, 1)}
    for key, name, changes in edits:
        if key in places:
            part = parts[places[key]]
            below = _BELOW.search(part)
            end = below.start() if below else len(part)
            parts[places[key]] = _edited(part[:end], key, name, changes) + part[end:]
        elif len(parts) == 1:
            parts[0] = _edited(parts[0], key, name, changes)
        else:
            places[key] = len(parts)
            parts.append(_edited("\n", key, name, changes))
    return "".join(parts)


def _edited(text: str, key: Key, name: str, changes: dict[str, Any]) -> str:
    import tomlkit  # noqa: PLC0415  slow to load, and only edits need it

    document = tomlkit.parse(text)
    if "actor" not in document:
        document.append("actor", tomlkit.aot())
    actors: Any = document["actor"]
    table = next((table for table in actors if _key(table) == key), None)
    if table is None:
        listed = isinstance(actors, tomlkit.items.Array)  # actor = [{...}, {...}]
        table = tomlkit.inline_table() if listed else tomlkit.table()
        if not listed and (actors or text.strip()):
            table.trivia.indent = "\n"  # a blank line before each
        table["name"] = name
        table["kind"] = key.kind
        if slug(name) != key.name:
            table["id"] = key.name
        _fill(table, changes)
        actors.append(table)
    else:
        _fill(table, changes)
    return tomlkit.dumps(document)


def _fill(table: Any, changes: dict[str, Any]) -> None:
    for field, value in changes.items():
        if value is None:
            table.pop(field, None)
        elif isinstance(value, (list, tuple)):
            held = list(table.get(field, ()))
            new = [each for each in value if each not in held]
            if field in table:
                for each in new:
                    table[field].append(each)
            else:
                table[field] = new
        else:
            table[field] = value


def _key(table: Any) -> Key:
    name = table.get("name", "")
    first = name if isinstance(name, str) else next(iter(name.values()), "")
    return Key(table.get("kind", "person"), slug(str(table.get("id") or first)))
