from dataclasses import dataclass

import pytest

from generator.config import Config
from generator.errors import TemplateError
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.publish import templates
from generator.publish.render import Renderer


@dataclass(frozen=True)
class View:
    frame: Frame
    word: str = "<b>"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    return Config(root=tmp_path, title="A & B", templates=folder)


def render(site, path="a/b/c.html", template="mine.html"):
    return Renderer(site).render(Page(path, template, View(Frame("fr", "T")))).decode()


def test_a_site_overrides_templates_one_by_one(site):
    (site.templates / "mine.html").write_text(
        '{% extends "base.html" %}{% block main %}{{ view.word }}{% endblock %}'
    )
    page = render(site)
    assert "&lt;b&gt;" in page
    assert "A &amp; B" in page
    assert 'href="../../index.html"' in page
    assert 'lang="fr"' in page


def test_static_files_too(site):
    (site.templates / "static").mkdir()
    (site.templates / "static" / "breves.css").write_text("mine")
    (site.templates / "static" / "more.css").write_text("more")
    assets = dict(Renderer(site).assets())
    assert assets["static/breves.css"] == b"mine"
    assert assets["static/more.css"] == b"more"
    assert assets["static/breves.js"]
    assert list(assets) == sorted(assets)


def test_what_a_template_breaks_is_named_with_its_line(site):
    (site.templates / "mine.html").write_text("one\n{{ view.nothing }}\n")
    with pytest.raises(TemplateError, match="nothing") as caught:
        render(site)
    assert str(caught.value.path).endswith("mine.html")
    assert caught.value.line == 2
    assert caught.value.remedy


def test_a_broken_template_is_named_with_its_line(site):
    (site.templates / "mine.html").write_text("one\ntwo\n{% if %}\n")
    with pytest.raises(TemplateError) as caught:
        render(site)
    assert str(caught.value.path).endswith("mine.html")
    assert caught.value.line == 3


def test_a_missing_template_is_named(site):
    with pytest.raises(TemplateError, match=r"mine\.html"):
        render(site)


def test_templates_and_static_files_are_told_apart(site):
    pages, static = templates.digests(site)
    assert templates.digests(site) == (pages, static)
    (site.templates / "static").mkdir(parents=True, exist_ok=True)
    (site.templates / "static" / "own.css").write_text("p {}")
    assert templates.digests(site)[0] == pages
    assert templates.digests(site)[1] != static
    (site.templates / "own.html").write_text("x")
    assert templates.digests(site)[0] != pages


def test_files_that_hide_are_left_alone(site):
    (site.templates / ".secret").write_text("x")
    assert ".secret" not in templates.files(site)
