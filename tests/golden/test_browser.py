"""The small site in a real browser, opened from the disk."""

import shutil
from importlib.resources import files

import pytest
from golden_site import BRIEFS

from generator import pages
from generator.config import Config
from generator.index import collection
from generator.publish.render import Renderer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


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
def tab(browser):
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def test_no_page_scrolls_sideways_or_complains(site, tab):
    for path in sorted(site.rglob("*.html")):
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert tab.evaluate("getComputedStyle(document.body).margin") == "0px", path


def test_a_wide_table_scrolls_by_itself_with_all_that_is_in_it(site, tab):
    tab.goto(min((site / "briefs").glob("*.html")).as_uri())
    cell = "<td>as counted by others <mark>3,0</mark><a class='back' href='#figure-1'>↑</a></td>"
    tab.evaluate(
        """(row) => {
            const scroll = document.createElement("div");
            scroll.className = "scroll";
            scroll.innerHTML = `<table><tr>${row}</tr></table>`;
            scroll.style.whiteSpace = "nowrap";
            document.querySelector(".text").append(scroll);
        }""",
        cell * 6,
    )
    assert tab.evaluate("document.querySelector('.text > .scroll:last-child').scrollWidth") > 320
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_fails_anybody(site, browser, width, scheme):
    """WCAG 2.2 AA and best practices, by axe-core; ``make audit`` looks at more pages."""
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # The pages' own policy forbids foreign scripts: the tool's comes past it.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = []
    for path in _one_of_each_kind(site):
        page.goto(path.as_uri())
        page.evaluate(script)
        found = page.evaluate("(tags) => axe.run({ runOnly: tags })", rules)["violations"]
        faults += [(path.name, one["id"], node["target"]) for one in found for node in one["nodes"]]
    context.close()
    assert faults == []


def _one_of_each_kind(site):
    """Return all pages at the top, and the largest of each folder."""
    largest = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        largest[path.parent if path.parent != site else path] = path
    return sorted(largest.values())


def test_marks_are_switched_off_and_stay_off(site, tab):
    tab.goto((site / "briefs" / "greve-au-port.html").as_uri())
    line = "getComputedStyle(document.querySelector('.text mark.person a')).textDecorationLine"
    assert tab.evaluate(line) == "underline"
    tab.uncheck("#show-person")
    assert tab.evaluate(line) == "none"
    tab.reload()
    assert tab.evaluate(line) == "none"


def test_focusing_an_actor_lights_all_its_mentions(site, tab):
    tab.goto((site / "briefs" / "greve-au-port.html").as_uri())
    tab.focus(".text mark.person a")
    assert tab.locator("mark.person.lit").count() == 2


def test_search_finds_words_without_their_accents(site, tab):
    tab.goto((site / "search.html").as_uri())
    tab.fill("[name=q]", "greve dockers")
    tab.wait_for_selector("#results a")
    assert tab.get_attribute("#results a", "href") == "briefs/greve-au-port.html"


def test_a_figure_leads_to_its_place(site, tab):
    tab.goto((site / "briefs" / "greve-au-port.html").as_uri())
    tab.click(".figures .large a.value >> nth=1")
    assert tab.evaluate("document.querySelector(':target').textContent") == "12\N{NO-BREAK SPACE}%"
