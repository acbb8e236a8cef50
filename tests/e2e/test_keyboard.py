"""The site by keyboard alone, in a real browser."""

from __future__ import annotations

import shutil

import pytest
from golden_site import BRIEFS

from generator import pages
from generator.config import Config
from generator.index import collection
from generator.publish.render import Renderer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

BRIEF = "briefs/greve-au-port.html"
PAGES = ("index.html", BRIEF, "actors/anne-morel.html", "figures.html", "search.html")
KINDS = ("person", "organisation", "place", "quote", "number", "date")
FEW = 200  # no page of this site has as many stops

STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    name: one.outerHTML.slice(0, 80),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
  };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    config = Config(root=folder, title="Essai", templates=folder / "none")
    renderer = Renderer(config)
    planned = pages.plan(collection.build(BRIEFS), BRIEFS, config)
    for path, data in (*((page.path, renderer.render(page)) for page in planned), *renderer.assets()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture
def width():
    return 360


@pytest.fixture
def tab(browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def reach(tab, selector):
    """Press Tab until what is wanted has the focus."""
    for _ in range(FEW):
        tab.keyboard.press("Tab")
        if tab.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"no way to {selector} by keyboard")


def target(tab):
    return tab.evaluate("document.querySelector(':target')?.id")


def test_the_first_stop_skips_to_the_content(site, tab):
    tab.goto((site / BRIEF).as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_search_is_reached_from_the_top_and_answers(site, tab):
    tab.goto((site / BRIEF).as_uri())
    reach(tab, "nav a[href$='search.html']")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html")
    reach(tab, "[name=q]")
    tab.keyboard.type("dockers")
    tab.wait_for_selector("#results a")
    reach(tab, "#results a")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/briefs/*")


def test_each_kind_of_mark_is_switched_and_remembered(site, tab):
    tab.goto((site / BRIEF).as_uri())
    for kind in KINDS:
        reach(tab, f"#show-{kind}")
        tab.keyboard.press("Space")
    tab.reload()
    assert [kind for kind in KINDS if tab.is_checked(f"#show-{kind}")] == []
    reach(tab, "#show-person")
    tab.keyboard.press("Space")
    tab.reload()
    assert [kind for kind in KINDS if tab.is_checked(f"#show-{kind}")] == ["person"]


@pytest.mark.parametrize("width", [360, 1280])
def test_notes_stand_beside_the_text_or_open_in_place(site, tab, width):
    tab.goto((site / BRIEF).as_uri())
    note = tab.locator(".notes li").first
    if width > 1000:
        text, beside = tab.locator(".text > p").first.bounding_box(), note.bounding_box()
        assert beside["x"] >= text["x"] + text["width"]
        return
    assert not note.is_visible()
    reach(tab, ".notes summary")
    tab.keyboard.press("Enter")
    assert note.is_visible()
    tab.keyboard.press("Enter")
    assert not note.is_visible()


def test_a_quote_leads_to_its_place_and_back(site, tab):
    tab.goto((site / BRIEF).as_uri())
    reach(tab, ".said .actions a[href^='#q']")
    tab.keyboard.press("Enter")
    assert target(tab) == "q1"
    assert tab.evaluate("document.getElementById('q1').getBoundingClientRect().top < innerHeight")
    reach(tab, ".back")
    tab.keyboard.press("Enter")
    assert target(tab) == "said-1"


@pytest.mark.parametrize("path", PAGES)
def test_the_focus_is_always_seen(site, tab, path):
    tab.goto((site / path).as_uri())
    stops = []
    for _ in range(FEW):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if stop["outline"] < 2 or not stop["seen"]] == []


def test_a_figure_that_is_folded_away_is_led_back_to(site, tab):
    tab.goto((site / BRIEF).as_uri())
    folded = tab.evaluate("document.querySelector('.figures .more li').id")
    back = tab.locator(f'.text a.back[href="#{folded}"]')
    back.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function(
        "(id) => { const at = document.getElementById(id).getBoundingClientRect();"
        " return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight; }",
        arg=folded,
    )
