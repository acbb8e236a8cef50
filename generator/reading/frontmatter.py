"""Front matter: YAML between ``---`` or TOML between ``+++`` at the head of a file.

YAML is read as its version 1.2 has it (``no`` is a word and ``12:30`` no number); anchors, tags and
keys given twice are refused.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NoReturn
from urllib.parse import urlsplit

from generator.errors import ContentError
from generator.reading import dates
from generator.reading.vocabulary import vocabulary

__all__ = ["FrontMatter", "split"]

_KEYS = ("title", "date", "language", "source", "source_url", "author", "tags", "slug", "draft")
_DEEPEST = 16
_LONGEST = 64_000  # characters
_FENCE = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself; None or empty where it is silent."""

    title: str | None = None
    date: str | None = None  # ISO 8601
    language: str | None = None  # ISO 639-1
    source_name: str | None = None
    source_url: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    slug: str | None = None
    draft: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def split(text: str, path: str) -> tuple[FrontMatter, str]:
    """Take the front matter off a text: what it says, and the rest.

    Raises ContentError, with the line of the file, where it is broken.
    """
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter(), text
    fence = opening[1]
    offset = text.count("\n", 0, opening.end())  # lines ahead of the first key
    ends = r"^(?:---|\.\.\.)[ \t]*$" if fence == "---" else r"^\+\+\+[ \t]*$"
    closing = re.compile(ends, re.MULTILINE).search(text, opening.end())
    if not closing:
        raise ContentError(
            "the front matter is never closed.",
            path=path,
            line=offset,
            remedy=f"Put a line «{fence}» after it.",
        )
    inside = text[opening.end() : closing.start()]
    if len(inside) > _LONGEST:
        raise ContentError(
            "the front matter is too long.", path=path, line=offset, remedy="Move what is text below it."
        )
    values, lines = (_yaml if fence == "---" else _toml)(inside, path, offset)
    return _Reader(path, lines, offset).front_matter(values), text[closing.end() :].lstrip("\n")


def _yaml(text: str, path: str, offset: int) -> tuple[dict[str, Any], dict[str, int]]:
    import yaml  # noqa: PLC0415 - most plain text has no front matter

    loader = _yaml_loader()
    try:
        depth = 0
        for event in yaml.parse(text, loader):
            line = (event.start_mark.line if event.start_mark else 0) + 1 + offset
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise ContentError(
                    "anchors and aliases (& and *) are not allowed in front matter.",
                    path=path,
                    line=line,
                    remedy="Write the value out, or put it between quotation marks.",
                )
            tag = getattr(event, "tag", None)
            if tag and isinstance(event, yaml.NodeEvent):
                raise ContentError(
                    f"the tag «{tag}» is not allowed in front matter.",
                    path=path,
                    line=line,
                    remedy="Remove it, or put the value between quotation marks.",
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                _too_deep(path, line)
        builder = loader(text)
        try:
            node = builder.get_single_node()
            if node is None:
                return {}, {}
            if not isinstance(node, yaml.MappingNode):
                raise ContentError(
                    "the front matter holds no «key: value» pairs.",
                    path=path,
                    line=offset + 1,
                    remedy="Write it as «title: …», one key a line; write a rule as «***».",
                )
            lines = _lines_of(node, path, offset)
            return {str(key): value for key, value in builder.construct_document(node).items()}, lines
        finally:
            builder.dispose()
    except yaml.YAMLError as error:
        marks = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        # Of a quotation that is never closed, or a key without colon, the place where it begins.
        opened = re.search("quoted|simple key", getattr(error, "context", None) or "")
        mark = marks[1] if opened and marks[1] else marks[0] or marks[1]
        raise ContentError(
            f"the front matter is no valid YAML: {getattr(error, 'problem', None) or error}.",
            path=path,
            line=offset + 1 + (mark.line if mark else 0),
            remedy="Put a value that holds «: », « #» or a quotation mark between quotation marks.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ContentError(
            f"the front matter is no valid YAML: {error}.", path=path, line=offset + 1, remedy="Mend it."
        ) from error


def _yaml_loader() -> Any:
    import yaml  # noqa: PLC0415

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tag = "tag:yaml.org,2002:"
    patterns = {
        "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
        "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        "int": (r"[-+]?(?:0|[1-9][0-9]{0,17})", "-+0123456789"),
        "float": (r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?", "-+.0123456789"),
    }
    resolvers: dict[str, list[Any]] = {}
    for name, (pattern, starts) in patterns.items():
        for start in starts:
            resolvers.setdefault(start, []).append((tag + name, re.compile(rf"^(?:{pattern})$")))
    return type("_Loader", (base,), {"yaml_implicit_resolvers": resolvers})


def _lines_of(node: Any, path: str, offset: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        name, line = str(key.value), key.start_mark.line + 1 + offset
        if name in lines:
            _twice(path, line, name, lines[name])
        lines[name] = line
    return lines


def _toml(text: str, path: str, offset: int) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        line = offset + (int(place[1]) if place and place[1] else text.count("\n") or 1)
        problem = _TOML_PLACE.sub("", str(error))
        raise ContentError(
            f"the front matter is no valid TOML: {problem}.",
            path=path,
            line=line,
            remedy='Write it as «title = "…"», one key a line, text between quotation marks.',
        ) from error
    lines: dict[str, int] = {}
    for number, line_text in enumerate(text.split("\n"), offset + 1):
        key = re.match(r"""\s*\[?\s*["']?([^"'=\]]+?)["']?\s*(?:=|\])""", line_text)
        if key:
            lines.setdefault(key[1].split(".")[0], number)
    return values, lines


class _Reader:
    """Turns decoded values into a FrontMatter; knows where each key stands, for errors."""

    def __init__(self, path: str, lines: Mapping[str, int], offset: int) -> None:
        self._path = path
        self._lines = lines
        self._offset = offset

    def front_matter(self, values: Mapping[str, Any]) -> FrontMatter:
        known: dict[str, tuple[str, Any]] = {}  # key → the spelling used and its value
        extra: dict[str, Any] = {}
        for name, value in values.items():
            key = vocabulary().front_matter.get(name.lower(), name.lower())
            if key not in _KEYS:
                extra[name] = self._plain(name, value)
            elif key in known:
                _twice(self._path, self._line(name), name, self._line(known[key][0]))
            elif value is not None:
                known[key] = (name, value)
        source_name, url = self._source(known)
        return FrontMatter(
            title=self._text(known, "title"),
            date=self._date(known),
            language=self._language(known),
            source_name=source_name,
            source_url=url,
            author=self._author(known),
            tags=self._tags(known),
            slug=self._text(known, "slug"),
            draft=self._draft(known),
            extra=extra,
        )

    def _line(self, name: str) -> int:
        return self._lines.get(name, self._offset + 1)

    def _refuse(self, name: str, problem: str, remedy: str) -> NoReturn:
        raise ContentError(f"«{name}» {problem}.", path=self._path, line=self._line(name), remedy=remedy)

    def _text(self, known: Mapping[str, tuple[str, Any]], key: str) -> str | None:
        if key not in known:
            return None
        name, value = known[key]
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            self._refuse(
                name, "must be text", f"Write it as «{name}: …» on one line, between quotation marks."
            )
        return " ".join(str(value).split(" ")).replace("\n", " ").strip() or None

    def _date(self, known: Mapping[str, tuple[str, Any]]) -> str | None:
        if "date" not in known:
            return None
        name, value = known["date"]
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            if not str(value).strip():
                return None
            try:
                return dates.normalise(str(value))
            except ValueError:
                value = str(value)
        remedy = "Write it as 2023, 2023-12, 2023-12-24 or 2023-12-24T08:30+01:00."
        return self._refuse(name, f"is no date: {value}", remedy)

    def _language(self, known: Mapping[str, tuple[str, Any]]) -> str | None:
        text = self._text(known, "language")
        if text is None:
            return None
        if not re.fullmatch(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*", text):
            self._refuse(
                known["language"][0], f"is no language code: {text}", "Write two letters, such as fr or en."
            )
        return text[:2].lower()

    def _source(self, known: Mapping[str, tuple[str, Any]]) -> tuple[str | None, str | None]:
        url = (
            self._url(known["source_url"][0], self._text(known, "source_url"))
            if "source_url" in known
            else None
        )
        if "source" not in known:
            return None, url
        name, value = known["source"]
        if isinstance(value, dict):
            odd = sorted(set(value) - {"name", "url"}, key=str)
            if odd:
                self._refuse(name, f"has an unknown key: {odd[0]}", "It may hold name and url.")
            inside = {key: (name, part) for key, part in value.items() if part is not None}
            return self._text(inside, "name"), url or self._url(name, self._text(inside, "url"))
        text = self._text(known, "source")
        if text and re.match(r"https?://\S+$", text):
            link = self._url(name, text)
            return (urlsplit(text).hostname or "").removeprefix("www."), url or link
        return text, url

    def _url(self, name: str, text: str | None) -> str | None:
        if text is None:
            return None
        try:
            parts = urlsplit(text)
            valid = (
                parts.scheme in ("http", "https")
                and bool(parts.hostname)
                and not re.search(r"[\s<>\"]", text)
            )
        except ValueError:
            valid = False
        if not valid:
            self._refuse(name, f"is no web address: {text}", "Write it in full, beginning with https://.")
        return text

    def _author(self, known: Mapping[str, tuple[str, Any]]) -> str | None:
        name, value = known.get("author", ("author", None))
        if isinstance(value, list):
            if not all(isinstance(one, str) for one in value):
                self._refuse(name, "must be a name or a list of names", "Write each as text.")
            return ", ".join(one.strip() for one in value if one.strip()) or None
        return self._text(known, "author")

    def _tags(self, known: Mapping[str, tuple[str, Any]]) -> tuple[str, ...]:
        name, value = known.get("tags", ("tags", []))
        parts = value if isinstance(value, list) else str(value).split(",")
        if isinstance(value, dict) or not all(isinstance(part, (str, int, float)) for part in parts):
            self._refuse(name, "must be a list of words", "Write them as [one, two] or separated by commas.")
        return tuple(dict.fromkeys(tag for part in parts if (tag := " ".join(str(part).split()))))

    def _draft(self, known: Mapping[str, tuple[str, Any]]) -> bool:
        name, value = known.get("draft", ("draft", False))
        if not isinstance(value, bool):
            self._refuse(name, "must be true or false", "Write «true» or «false», without quotation marks.")
        return value

    def _plain(self, name: str, value: Any, depth: int = 0) -> Any:
        """Return a value as JSON can hold it: dates become text."""
        if depth > _DEEPEST:
            _too_deep(self._path, self._line(name))
        if isinstance(value, dict):
            return {str(key): self._plain(name, part, depth + 1) for key, part in value.items()}
        if isinstance(value, list):
            return [self._plain(name, part, depth + 1) for part in value]
        if isinstance(value, (date, datetime, time)):
            return value.isoformat()
        return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def _twice(path: str, line: int, name: str, first: int) -> NoReturn:
    raise ContentError(
        f"«{name}» is given twice (first in line {first}).",
        path=path,
        line=line,
        remedy="Keep one of the two.",
    )


def _too_deep(path: str, line: int) -> NoReturn:
    raise ContentError("the front matter is nested too deeply.", path=path, line=line, remedy="Flatten it.")
