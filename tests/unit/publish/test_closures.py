import pytest

from generator.config import Config
from generator.pages.frame import Frame
from generator.pages.page import Page
from generator.publish.closures import closures
from generator.publish.render import Renderer
from tests.unit.publish.test_render import View

PAGE = (
    '{% extends "base.html" %}{% from "partials/mine.html" import it %}'
    "{% block main %}{{ it(view.word) }}{% endblock %}"
)
MACRO = "{% macro it(word) %}<b>{{ word }}</b>{% endmacro %}"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "templates"
    (folder / "partials").mkdir(parents=True)
    (folder / "mine.html").write_text(PAGE)
    (folder / "partials" / "mine.html").write_text(MACRO)
    return Config(root=tmp_path, title="A & B", templates=folder)


def base(site, text):
    (site.templates / "base.html").write_text(text)


def test_a_page_hangs_on_what_it_extends_and_what_it_loads(site):
    before = closures(site)["mine.html"]
    (site.templates / "partials" / "mine.html").write_text(MACRO.replace("b>", "i>"))
    after = closures(site)["mine.html"]
    assert (before.body != after.body, before.frame != after.frame) == (True, False)
    base(site, "{% block main %}{% endblock %}")
    framed = closures(site)["mine.html"]
    assert (after.body != framed.body, after.frame != framed.frame) == (False, True)


def test_a_page_hangs_on_what_extends_within_what_it_loads(site):
    (site.templates / "mine.html").write_text(
        '{% extends "base.html" %}{% block main %}{% include "partials/mine.html" %}{% endblock %}'
    )
    (site.templates / "partials" / "mine.html").write_text('{% extends "partials/other.html" %}')
    (site.templates / "partials" / "other.html").write_text("one")
    before = closures(site)["mine.html"]
    (site.templates / "partials" / "other.html").write_text("other")
    after = closures(site)["mine.html"]
    assert (before.body != after.body, before.frame != after.frame) == (True, False)


def test_another_page_does_not_matter(site):
    before = closures(site)["mine.html"]
    (site.templates / "brief.html").write_text('{% extends "base.html" %}')
    assert closures(site)["mine.html"] == before


def test_all_pages_but_one_have_body_and_frame_apart(tmp_path):
    found = closures(Config(root=tmp_path))
    assert {name for name, one in found.items() if one.body == one.frame} <= {"404.html", "base.html"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ view.word }}{% block main %}{% endblock %}",  # sees more of the view than its frame
        "{% if view is defined %}{% block main %}{% endblock %}{% endif %}",
        "{% set colour = 1 %}{% block main %}{% endblock %}",  # which the body sees
        "{% for it in [1] %}{% block main scoped %}{% endblock %}{% endfor %}",
        "{% include path %}{% block main %}{% endblock %}",  # whichever that is
        "{% set ns = namespace(a=1) %}{% set ns.a = 2 %}{% block main %}{% endblock %}",
        "{% block main %}{% endblock %}{{ self.main() }}",  # which stands twice then
    ],
)
def test_where_they_mingle_they_change_together(site, text):
    base(site, text)
    before = closures(site)["mine.html"]
    assert before.body == before.frame
    base(site, text + " ")
    after = closures(site)["mine.html"]
    assert before.body != after.body


def test_a_template_that_cannot_be_parsed_leaves_nothing_known(site):
    base(site, "{% block %}")
    assert closures(site) == {}


def test_a_frame_is_put_around_a_body_as_if_both_were_made_at_once(site):
    page = Page("a/b.html", "mine.html", View(Frame("fr", "T")))
    old, body = Renderer(site).rendered(page)
    assert old[slice(*body)].strip() == b"<b>&lt;b&gt;</b>"
    base(site, "<title>{{ view.frame.title }}</title>[{% block main %}{% endblock %}]{{ path }}")
    renderer = Renderer(site)
    around = renderer.around("mine.html", page.view.frame, page.path)
    assert around is not None
    assert around[0] + old[slice(*body)] + around[1] == renderer.render(page)


def test_a_body_that_cannot_be_told_has_no_place(site):
    base(site, "{% filter upper %}{% block main %}{% endblock %}{% endfilter %}")
    renderer = Renderer(site)
    page = Page("a/b.html", "mine.html", View(Frame("fr", "T")))
    assert renderer.rendered(page).body == (0, 0)
    assert renderer.around("mine.html", page.view.frame, page.path) is None


def test_super_finds_what_the_page_overrides(site):
    base(site, "[{% block main %}base{% endblock %}]")
    (site.templates / "mine.html").write_text(
        '{% extends "base.html" %}{% block main %}{{ super() }} and mine{% endblock %}'
    )
    page = Page("a/b.html", "mine.html", View(Frame("fr", "T")))
    assert Renderer(site).render(page) == b"[base and mine]"
