from __future__ import annotations

import hashlib
import os
import sys

import pytest

from generator.errors import ContentError
from generator.model import Source
from generator.reading import sources


def write(config, path, text="Text"):
    file = config.content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_articles_at_any_depth_in_order(config):
    for path in (
        "b.txt",
        "a/z.MD",
        "a/b/c.html",
        "a.htm",
        "a/notes.odt",
        ".hidden.txt",
        ".git/a.txt",
        "a/.b/c.txt",
        "é.txt",
    ):
        write(config, path)
    assert [file.path for file in sources.listing(config).files] == [
        "a.htm",
        "a/b/c.html",
        "a/z.MD",
        "b.txt",
        "é.txt",
    ]
    assert sources.listing(config).errors == ()


def test_a_listing_tells_size_and_time(config):
    about = write(config, "a.txt", "Été").stat()
    (file,) = sources.listing(config).files
    assert file == ("a.txt", 5, about.st_mtime_ns, about.st_ctime_ns, ())
    assert file.stamp == file[1:4]


def test_corrections_belong_to_their_article(config):
    write(config, "a.txt", "Été")
    before = sources.read(config, "a.txt").digest
    about = write(config, "a.corrections.toml", "").stat()
    write(config, "b.corrections.toml", "")
    listing = sources.listing(config)
    assert listing.files[0].beside == (0, about.st_mtime_ns, about.st_ctime_ns)
    assert [str(error.path) for error in listing.errors] == ["b.corrections.toml"]
    assert sources.read(config, "a.txt").corrections == b""
    assert sources.read(config, "a.txt").digest != before


def test_a_source_holds_bytes_and_their_digest(config):
    write(config, "a/b.txt", "Été")
    data = "Été".encode()
    assert sources.read(config, "a/b.txt") == Source("a/b.txt", data, hashlib.sha256(data).hexdigest())
    assert list(sources.scan(config)) == [sources.read(config, "a/b.txt")]


def test_a_file_that_is_too_large_is_named_and_the_rest_is_read(config):
    write(config, "a.txt", "x" * (config.max_bytes + 1))
    write(config, "b.txt", "x" * config.max_bytes)
    error, source = sources.scan(config)
    assert isinstance(error, ContentError)
    assert "10,001 bytes" in error.problem
    assert "max_bytes" in error.remedy
    assert source.path == "b.txt"


def test_links_must_not_leave_the_content_folder(config, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Secret", encoding="utf-8")
    write(config, "a/real.txt")
    (config.content / "inside.txt").symlink_to(config.content / "a" / "real.txt")
    (config.content / "escape.txt").symlink_to(outside / "secret.txt")
    (config.content / "folder").symlink_to(outside)
    (config.content / "loop").symlink_to(config.content)
    (config.content / "gone.txt").symlink_to(config.content / "nowhere.txt")
    listing = sources.listing(config)
    assert [file.path for file in listing.files] == ["a/real.txt", "inside.txt"]
    assert [error.path for error in listing.errors] == ["escape.txt", "gone.txt"]
    for path in ("escape.txt", "folder/secret.txt", "../outside/secret.txt"):
        with pytest.raises(ContentError, match="leads out"):
            sources.read(config, path)


def test_what_is_no_file_is_left_out(config):
    (config.content / "folder.txt").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(config.content / "pipe.txt")
    assert sources.listing(config) == ((), ())


def test_a_missing_file_is_named(config):
    with pytest.raises(ContentError, match=r"a\.txt: cannot be read"):
        sources.read(config, "a.txt")


def test_a_missing_folder_is_named(config):
    config.content.rmdir()
    (error,) = sources.scan(config)
    assert "no content folder" in str(error)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_utf8_is_named(config):
    (config.content / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")
    listing = sources.listing(config)
    assert listing.files == ()
    assert listing.errors[0].path == "caf\ufffd.txt"
