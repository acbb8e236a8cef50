"""The whole of a small site, byte for byte. BREVES_UPDATE_GOLDEN=1 writes what is rendered as expected."""

import os
import posixpath
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from golden_site import BRIEFS

from generator import pages
from generator.config import Config
from generator.index import collection
from generator.publish.render import Renderer

EXPECTED = Path(__file__).parent / "expected"


def render(tmp_path):
    config = Config(root=tmp_path, title="Essai", description="Un site d’essai", templates=tmp_path / "none")
    index = collection.build(BRIEFS)
    assert not index.problems
    renderer = Renderer(config)
    found = {}
    for page in pages.plan(index, BRIEFS, config):
        assert page.path not in found
        if not page.path.endswith(".sqlite"):  # its bytes may differ between versions of SQLite
            found[page.path] = renderer.render(page)
    return found


def test_site_is_as_expected(tmp_path):
    found = render(tmp_path)
    if os.environ.get("BREVES_UPDATE_GOLDEN"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, data in found.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(data)
        pytest.skip("written")
    expected = {path.relative_to(EXPECTED).as_posix(): path for path in EXPECTED.rglob("*") if path.is_file()}
    assert sorted(found) == sorted(expected)
    for path, data in found.items():
        assert data.decode() == expected[path].read_text(encoding="utf-8"), path


def test_order_of_reading_makes_no_difference(tmp_path):
    config = Config(root=tmp_path, templates=tmp_path / "none")
    one, other = (
        [
            replace(page, view=list(page.view.chunks())) if isinstance(page.view, pages.Stream) else page
            for page in pages.plan(collection.build(briefs), BRIEFS, config)
        ]
        for briefs in (BRIEFS, reversed(BRIEFS))
    )
    assert one == other


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.hrefs, self.ids = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src"):
                self.hrefs.append(value)
            elif name == "id":
                self.ids.append(value)
            assert not name.startswith("on"), (tag, name)
            assert name != "style"


def test_every_internal_link_and_fragment_resolves(tmp_path):
    found = render(tmp_path)
    read = {}
    for path, data in found.items():
        read[path] = _Links()
        if path.endswith(".html"):
            read[path].feed(data.decode())
        assert len(read[path].ids) == len(set(read[path].ids)), path
    for path, links in read.items():
        for href in links.hrefs:
            if href.startswith("https://"):
                continue
            target, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if target.startswith("static/") or target.endswith(".sqlite"):
                continue
            assert target in read, (path, href)
            assert not anchor or anchor in read[target].ids, (path, href)


def test_nothing_hostile_comes_through(tmp_path):
    for path, data in render(tmp_path).items():
        if path.endswith(".txt"):  # plain text, served as such
            continue
        page = data.decode()
        assert "<b" not in page or path.endswith(".html"), path
        assert "javascript:" not in page, path
        assert "<img" not in page, path
        assert "<script>" not in page, path
        shown = re.sub(r'<script type="application/ld\+json">[^<>&]*</script>', "", page)
        assert not path.endswith(".html") or "onclick='" not in shown, path
