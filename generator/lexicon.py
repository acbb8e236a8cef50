"""Word lists and patterns: data files, one folder per language.

``generator/lexicons/<language>/<name>.toml`` is decoded strictly into the dataclass that the
calling module declares for it, so a typing error in a data file is an error that names it.
A third language is a new folder. ``und`` (undetermined) holds what serves all languages.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from generator.errors import ConfigError

__all__ = ["digest", "languages", "read"]

_ROOT = files("generator") / "lexicons"
_CODE = 2  # letters of an ISO 639-1 code; ``und`` holds what serves every language
T = TypeVar("T")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of lexicons, sorted."""
    return tuple(
        sorted(entry.name for entry in _ROOT.iterdir() if entry.is_dir() and len(entry.name) == _CODE)
    )


def read(language: str, name: str, kind: type[T]) -> T:
    """Decode one lexicon file into ``kind``.

    Raises ConfigError, naming the file, where it is missing or does not fit.
    """
    path = _ROOT / language / f"{name}.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as error:
        raise ConfigError(
            f"no lexicon «{name}» for the language «{language}»",
            path=str(path),
            remedy="Add the file; generator/lexicons/en shows what it holds.",
        ) from error
    except msgspec.DecodeError as error:
        raise ConfigError(str(error), path=str(path), remedy="Mend this entry.") from error


@cache
def digest(language: str) -> str:
    """Return a SHA-256 over all lexicons of a language and those of all languages, for cache keys."""
    total = hashlib.sha256()
    for folder in (_ROOT / language, _ROOT / "und"):
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []:
            if entry.is_file():
                total.update(entry.name.encode())
                total.update(hashlib.sha256(entry.read_bytes()).digest())
    return total.hexdigest()
