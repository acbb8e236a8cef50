"""Corrections by hand: from the click to the file to the page, in a real browser."""

from __future__ import annotations

import http.client
import shutil
import threading
import time
import tomllib
from contextlib import contextmanager

import pytest

from generator import config as configuration
from generator.preview import Session
from tests.conftest import ARTICLE
from tests.fake import FakeAnnotator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_DEADLINE = 20.0

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@contextmanager
def editing(site, **options):
    session = Session(lambda: configuration.load(site), FakeAnnotator())
    session.build()
    server = session.serve(0, **options)
    ready = threading.Event()
    thread = threading.Thread(target=session.watch, args=(lambda _: ready.set(),))
    thread.start()
    ready.wait(_DEADLINE)
    try:
        yield server
    finally:
        session.stop()
        thread.join(_DEADLINE)
        server.close()


@pytest.fixture
def desk(site, browser):
    (site / "content" / "pont.md").write_text(
        ARTICLE + "\nPaul Sorel est venu voir 14 bateaux. « Le bac suffit » dit-on.\n"
    )
    with editing(site, editing=True) as server:
        page = next((site / "site" / "briefs").glob("*.html")).name
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        tab = context.new_page()
        complaints = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(f"{server.address}briefs/{page}")
        yield tab, site / "content" / "pont.corrections.toml"
        context.close()
        assert complaints == []


def eventually(condition):
    end = time.monotonic() + _DEADLINE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came about")


def rows(place, layer):
    return tomllib.loads(place.read_text()).get(layer, []) if place.exists() else []


def test_a_speaker_is_changed_by_clicking_and_undone(desk):
    tab, place = desk
    tab.get_by_role("button", name="Corriger").click()
    tab.locator("#breves-desk").get_by_role("button", name="Le bac suffit").click()
    tab.get_by_label("Qui parle").fill("Zoé Lambert")
    tab.get_by_role("button", name="Enregistrer").click()
    (row,) = eventually(lambda: rows(place, "quote"))
    assert (row["exact"].strip(), row["speaker"]) == ("Le bac suffit", "Zoé Lambert")
    tab.locator("article").get_by_text("Zoé Lambert").first.wait_for()
    tab.get_by_role("button", name="Annuler la dernière correction").click()
    eventually(lambda: not place.exists())
    tab.locator("article").get_by_text("Zoé Lambert").first.wait_for(state="detached")


def test_a_figure_is_removed_by_a_click_on_its_mark(desk):
    tab, place = desk
    tab.get_by_role("button", name="Corriger").click()
    mark = tab.locator("mark.number", has_text="14").first
    mark.wait_for()
    tab.locator("#breves-desk h2").first.wait_for()
    mark.click()
    tab.get_by_role("button", name="Ce n’est pas un chiffre").click()
    (row,) = eventually(lambda: rows(place, "number"))
    assert row["remove"] is True
    tab.locator("mark.number", has_text="14").wait_for(state="detached")


def test_selected_words_become_a_quotation_with_the_keyboard_alone(desk):
    tab, place = desk
    tab.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.nodeValue.indexOf("est venu voir");
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 13); break; }
          }
        }"""
    )
    opener = tab.get_by_role("button", name="Corriger")
    opener.focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Citer la sélection").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.type("Paul Sorel")
    tab.keyboard.press("Enter")
    (row,) = eventually(lambda: rows(place, "quote"))
    assert (row["exact"], row["speaker"]) == ("est venu voir", "Paul Sorel")
    tab.locator("mark.quote", has_text="est venu voir").wait_for()
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "breves-desk"


def test_actors_are_merged(desk):
    tab, place = desk
    tab.get_by_role("button", name="Corriger").click()
    tab.locator("#breves-desk").get_by_role("button", name="Paul Sorel", exact=True).click()
    select = tab.get_by_label("Le même que")
    other = select.locator("option").nth(1).get_attribute("value")
    select.select_option(other)
    tab.get_by_role("button", name="Enregistrer").click()
    (row,) = eventually(lambda: rows(place, "actor"))
    assert (row["name"], row["merge"]) == ("Paul Sorel", other)


def test_nobody_edits_without_the_token_or_where_editing_is_off(site):
    def answer(server, token):
        port = int(server.address.rsplit(":", 1)[1].strip("/"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=9)
        headers = {"Content-Type": "application/json", "X-Breves-Token": token}
        connection.request("POST", "/.breves/desk?page=briefs/x.html", body=b"{}", headers=headers)
        found = connection.getresponse()
        found.read()
        connection.close()
        return found.status

    with editing(site, editing=True) as server:
        assert answer(server, "guess") == 403
    with editing(site) as server:
        assert answer(server, "") == 403
    assert all("breves-desk" not in page.read_text() for page in (site / "site").rglob("*.html"))
