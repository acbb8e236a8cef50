"""From what an editor says of who is who to the registry's text."""

from __future__ import annotations

import tomllib
from typing import Any, Literal, cast

import msgspec
from tomlkit.exceptions import TOMLKitError

from generator.errors import ContentError
from generator.identity import Registry, registry_file
from generator.index.collection import Index
from generator.index.names import Key, slug
from generator.model import EntityKind

__all__ = ["Statement", "registered"]

_KINDS = ("person", "organisation", "place")


class Statement(msgspec.Struct, forbid_unknown_fields=True):
    """What a page says of an actor: that ``one`` is ``other``, or is not, or is not to be shown, or is again.

    Actors are named by their key across articles, ``person/anne-morel``.
    """

    say: Literal["merge", "apart", "hide", "show"]
    one: str
    other: str = ""


def registered(text: str, statement: Statement, registry: Registry, index: Index) -> str:
    """Return the registry's text after a statement; comments and order stay.

    Raises ValueError for what cannot be done, ContentError where the text is not TOML.
    """
    held = {actor.key: actor for actor in registry.actors}
    one = _key(statement.one)
    try:
        if statement.say == "show":
            if one not in held:
                raise ValueError("The registry does not hide this actor.")
            return registry_file.change(text, one, held[one].name, hide=None)
        if statement.say == "hide":
            return _hidden(text, one, registry, index)
        other = _key(statement.other)
        if other == one:
            raise ValueError("These are one already.")
        if statement.say == "merge" and {one.kind, other.kind} == {"person", "place"}:
            raise ValueError("A person and a place are not one: correct the kind of one of them first.")
        if statement.say == "apart":
            named, rest = (other, one) if other in held and one not in held else (one, other)
            return _changed(text, named, registry, index, apart=[_name(rest, registry, index)])
        return _merged(text, one, other, registry, index)
    except (TOMLKitError, tomllib.TOMLDecodeError) as error:
        raise ContentError(
            f"is not TOML: {error}.", path=registry_file.NAME, remedy="Mend it by hand first."
        ) from error


def _merged(text: str, one: Key, other: Key, registry: Registry, index: Index) -> str:
    """Let ``one`` be ``other``."""
    held = {actor.key: actor for actor in registry.actors}
    if one in held and other in held:
        lines = f"lines {held[one].line} and {held[other].line}"
        raise ValueError(f"Both stand in {registry_file.NAME} ({lines}): put the two entries together there.")
    if one in held:  # what editors have written of an actor stays
        one, other = other, one
    name = _name(one, registry, index)
    changes: dict[str, Any] = {} if name == _name(other, registry, index) else {"aliases": [name]}
    together = {one, other} | {key for key in (one, other) if key in held}
    if _namesakes(one, index) <= together and _namesakes(other, index) <= together:
        plain = Key(other.kind, slug(_base(other)))
        return registry_file.change(text, other if other in held else plain, _own(other, index), **changes)
    if other in held and not held[other].articles:
        raise ValueError(
            f"Others are called {name} too. Say in {registry_file.NAME} with articles = in which articles "
            "the name means this one."
        )
    changes["articles"] = sorted({*_articles(one, index), *_articles(other, index)})
    return _restricted(text, other, index, **changes)


def _hidden(text: str, one: Key, registry: Registry, index: Index) -> str:
    if any(actor.key == one for actor in registry.actors):
        return registry_file.change(text, one, _name(one, registry, index), hide=True)
    return _changed(text, one, registry, index, hide=True)


def _changed(text: str, one: Key, registry: Registry, index: Index, **changes: Any) -> str:
    """Change an actor's entry; a new one of a name that several bear is of this actor's articles alone."""
    if any(actor.key == one for actor in registry.actors) or _namesakes(one, index) <= {one}:
        return registry_file.change(text, one, _own(one, index), **changes)
    return _restricted(text, one, index, articles=_articles(one, index), **changes)


def _restricted(text: str, one: Key, index: Index, **changes: Any) -> str:
    name = Key(one.kind, slug(one.name))  # two hyphens are for the program's own names
    return registry_file.change(text, name, _own(one, index), **changes)


def _key(written: str) -> Key:
    kind, _, name = written.partition("/")
    if kind not in _KINDS or not name:
        raise ValueError("Choose an actor from the list.")
    return Key(cast("EntityKind", kind), name)


def _name(one: Key, registry: Registry, index: Index) -> str:
    for actor in registry.actors:
        if actor.key == one:
            return actor.name
    return _own(one, index)


def _own(one: Key, index: Index) -> str:
    profile = index.profiles.get(one)
    if profile is None:
        return _base(one).replace("-", " ").title()
    return profile.name


def _base(one: Key) -> str:
    return one.name.partition("--")[0]


def _namesakes(one: Key, index: Index) -> set[Key]:
    """Return the actors of the same kind that articles call by the same name."""
    base = _base(one)
    return {key for key in index.profiles if key.kind == one.kind and _base(key) == base}


def _articles(one: Key, index: Index) -> list[str]:
    profile = index.profiles.get(one)
    return sorted(entry.path for entry, _ in profile.appearances) if profile else []
