"""The whole index as bytes, so that another process need not link every article again.

Pickle is the one format that keeps a million small objects with what they share and reads them back in
seconds. It would also run whatever a crafted file asks it to, and a project's cache folder may have come
from somebody else: the reader therefore knows nothing but the classes of the index
(https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import importlib
import io
import pickle
from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, Any

__all__ = ["dump", "load"]

_OURS = ("generator.identity", "generator.index")
_BROKEN = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, LookupError, TypeError, ValueError)


class _Writer(pickle.Pickler):
    def __init__(self, out: IO[bytes], beside: Mapping[str, Any]) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self._names = {id(held): name for name, held in beside.items()}

    def reducer_override(self, obj: Any) -> Any:
        if name := self._names.get(id(obj)):
            return _known, (name,)
        return (_proxy, (dict(obj),)) if isinstance(obj, MappingProxyType) else NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, data: IO[bytes], beside: Mapping[str, Any]) -> None:
        super().__init__(data)
        self._beside = beside

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _proxy.__name__):
            return _proxy
        if (module, name) == (__name__, _known.__name__):
            return self._beside.__getitem__
        ours = any(module == package or module.startswith(f"{package}.") for package in _OURS)
        found = getattr(importlib.import_module(module), name) if ours else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an index")


def dump(stamp: bytes, value: Any, beside: Mapping[str, Any] = MappingProxyType({})) -> bytes:
    """Return ``value``, which may hold plain values and what the index is made of, with a stamp behind it.

    Of the objects ``beside``, which are kept elsewhere, only the names are put down.
    """
    out = io.BytesIO()
    _Writer(out, beside).dump(value)
    out.write(stamp)
    return out.getvalue()


def load(stamp: bytes, data: bytes | None, beside: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """Return what ``dump`` was given with this very stamp and these names; None for anything else."""
    if data is None or not data.endswith(stamp):
        return None
    try:
        return _Reader(io.BytesIO(data), beside).load()
    except _BROKEN:
        return None


def _known(name: str) -> Any:
    raise LookupError(name)  # stands for what only a reader has


def _proxy(held: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(held)
