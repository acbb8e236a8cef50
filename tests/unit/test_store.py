import hashlib
import os
import threading

import pytest

from generator.errors import BrevesError
from generator.store import Store, exclusive


def key(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def test_values_last(tmp_path):
    store = Store(tmp_path / "c" / "cache.sqlite")
    store.put(key("a"), b"1")
    store.set_state("s", b"2")
    store.close()
    store = Store(tmp_path / "c" / "cache.sqlite")
    assert (store.get(key("a")), store.get(key("b")), store.state("s")) == (b"1", None, b"2")
    assert store.has(key("a"))
    assert store.size > 0
    store.set_state("s", None)
    assert store.state("s") is None
    store.close()


def test_a_value_that_changed_on_disk_is_absent(tmp_path):
    path = tmp_path / "cache.sqlite"
    store = Store(path)
    store.put(key("a"), b"precious" * 9)
    store.close()
    path.write_bytes(path.read_bytes().replace(b"preciousprecious", b"preciousPrecious"))
    store = Store(path)
    assert store.get(key("a")) is None
    store.close()


@pytest.mark.parametrize("junk", [b"", b"junk" * 5000, b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_file_is_begun_anew(tmp_path, junk):
    path = tmp_path / "cache.sqlite"
    path.write_bytes(junk)
    store = Store(path)
    store.put(key("a"), b"1")
    assert store.get(key("a")) == b"1"
    store.close()


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path):
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "cache.sqlite")
    store.put(key("a"), b"1")
    assert store.get(key("a")) == b"1"
    assert store.warnings
    store.close()


def test_pruning_spares_the_living_and_the_youngest_dead(tmp_path):
    store = Store(tmp_path / "cache.sqlite")
    for name in "abcd":
        store.put(key(name), bytes(100))
    store.prune({key("a")}, spare=250)
    assert [name for name in "abcd" if store.has(key(name))] == ["a", "c", "d"]
    store.close()


def test_a_store_that_has_grown_little_need_not_be_pruned(tmp_path):
    place = tmp_path / "cache.sqlite"
    for written, overgrown in ((300_000, True), (1_000, False), (300_000, True)):
        store = Store(place)
        assert not store.overgrown(100_000)  # nothing was written yet
        store.put(key(f"{written}"), bytes(written))
        assert store.overgrown(100_000) == overgrown
        if overgrown:
            store.prune((), spare=0)
            assert not store.overgrown(0)
        store.close()
    assert place.stat().st_size < 100_000


def test_the_lock_is_held_by_one(tmp_path):
    told = []
    with (
        exclusive(tmp_path, waiting=told.append),
        pytest.raises(BrevesError, match=f"process {os.getpid()}"),
        exclusive(tmp_path, waiting=told.append, patience=0),
    ):
        pass
    with exclusive(tmp_path, waiting=told.append, patience=0):
        assert told == []


def test_the_second_waits_and_is_told_for_whom(tmp_path):
    told, order = [], []
    waits = threading.Event()

    def second():
        with exclusive(tmp_path, waiting=lambda message: (told.append(message), waits.set())):
            order.append("second")

    with exclusive(tmp_path, waiting=told.append):
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert len(told) == 1
