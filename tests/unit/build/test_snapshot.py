"""The index as bytes: all of it comes back, and nothing else is let in."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.build import snapshot
from generator.index.names import Key


def test_what_is_dumped_is_loaded():
    key = Key("person", "anna-berg")
    value = {"keys": (key, key), "view": MappingProxyType({1: {2.5, None}}), "kind": frozenset({"x"})}
    found = snapshot.load(b"stamp", snapshot.dump(b"stamp", value))
    assert found == value
    assert isinstance(found["keys"][0], Key)
    assert found["keys"][0] is found["keys"][1]


@pytest.mark.parametrize("data", [None, b"", b"stamp", b"garbage stamp"])
def test_anything_else_is_nothing(data):
    assert snapshot.load(b"stamp", data) is None


def test_another_stamp_is_nothing():
    assert snapshot.load(b"stamp", snapshot.dump(b"other", 1)) is None


def test_half_of_it_is_nothing():
    data = snapshot.dump(b"", ["Anna Berg"] * 9)
    assert snapshot.load(b"", data[:-1]) is None


class _Crafted:
    def __init__(self, call, *given):
        self._made = call, given

    def __reduce__(self):
        return self._made


@pytest.mark.parametrize(
    "crafted",
    [
        _Crafted(os.system, "touch owned"),
        _Crafted(eval, "open('owned', 'w')"),
        _Crafted(Path, "owned"),
        _Crafted(pickle.loads, b"N."),
    ],
)
def test_a_crafted_file_runs_nothing(crafted, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert snapshot.load(b"stamp", pickle.dumps(crafted) + b"stamp") is None
    assert not any(tmp_path.iterdir())


def test_functions_are_no_part_of_an_index():
    data = pickle.dumps(snapshot.dump) + b"stamp"
    assert snapshot.load(b"stamp", data) is None
    reached = b"\x80\x04cgenerator.index.names\nsys\n.stamp"  # what a module of ours has imported
    assert snapshot.load(b"stamp", reached) is None


def test_what_is_kept_elsewhere_is_the_same_object():
    held = Key("person", "anna-berg")
    data = snapshot.dump(b"", [held, "x"], {"one": held})
    assert snapshot.load(b"", data, {"one": held})[0] is held
    assert snapshot.load(b"", data) is None
