"""Corrections by hand: from the click to the file to the page, in a real browser."""

from __future__ import annotations

import http.client
import re
import shutil
import threading
import time
import tomllib
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from generator import config as configuration
from generator.preview import Session
from tests.conftest import ARTICLE
from tests.fake import FakeAnnotator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_DEADLINE = 30.0
_BRIDGE = ARTICLE + "\nPaul Sorel est venu voir 14 bateaux le 2026-02-01. « Le bac suffit » dit-on.\n"
_OTHER = "---\ndate: 2026-02-04\nlanguage: fr\nsource: Gazette\n---\n\nZoé Lambert et Paul Sorelle\n\nRien.\n"
_REGISTRY = '# Ours.\n[[actor]]\nname = "Lise Quarré"  # not in any article\n'

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


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


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A site that is watched, and a browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    site = tmp_path_factory.mktemp("desk")
    (site / "breves.toml").write_text('title = "Essai"\n')
    (site / "content").mkdir()
    (site / "content" / "pont.md").write_text(_BRIDGE)
    (site / "content" / "autre.md").write_text(_OTHER)
    (site / "actors.toml").write_text(_REGISTRY)
    configured = configuration.load(site)
    Session(lambda: configured, FakeAnnotator()).build()  # the desk must also know what an earlier one built
    with editing(site, editing=True) as server, playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield site, server, browser
        browser.close()


class Desk:
    """A tab with the desk open, and the files that it writes."""

    def __init__(self, tab, site):
        self.tab = tab
        self.panel = tab.locator("#breves-desk .panel")
        self.corrections = site / "content" / "pont.corrections.toml"
        self.registry = site / "actors.toml"

    def open(self):
        self.tab.get_by_role("button", name="Corriger").click()
        self.panel.locator("h3").first.wait_for()

    def press(self, name):
        self.panel.get_by_role("button", name=name, exact=True).click()

    def item(self, text):
        return self.panel.locator("li button", has_text=text).first

    def actor(self, name):
        return self.panel.locator("li button[data-at^=E]", has_text=name).first

    def rows(self, layer):
        place = self.corrections
        return tomllib.loads(place.read_text()).get(layer, []) if place.exists() else []

    def row(self, layer):
        (found,) = eventually(lambda: self.rows(layer))
        return found

    def select(self, words):
        self.tab.evaluate(
            """(words) => {
              const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
              for (let node; (node = walker.nextNode());) {
                const at = node.nodeValue.indexOf(words);
                if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
              }
            }""",
            words,
        )


@pytest.fixture
def desk(workplace):
    site, server, browser = workplace
    (page,) = (site / "site" / "briefs").glob("le-pont*.html")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(_DEADLINE * 1000)
    complaints = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(f"{server.address}briefs/{page.name}")
    found = Desk(tab, site)
    yield found
    context.close()
    found.corrections.unlink(missing_ok=True)
    found.registry.write_text(_REGISTRY)
    eventually(lambda: "edited" not in page.read_text() and "Paul Sorelle" not in page.read_text())
    assert complaints == []


def eventually(condition):
    end = time.monotonic() + _DEADLINE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came about")


def test_a_speaker_is_changed_with_a_name_from_the_registry_and_undone(desk):
    desk.open()
    desk.item("Le bac suffit").click()
    names = desk.tab.locator("#breves-desk #names option")
    assert "Lise Quarré" in names.evaluate_all("all => all.map(one => one.value)")
    desk.panel.get_by_label("Qui parle").fill("Lise Quarré")
    desk.press("Enregistrer")
    row = desk.row("quote")
    assert row == {"exact": "Le bac suffit", "speaker": "Lise Quarré"}
    desk.tab.locator(".said h3", has_text="Lise Quarré").wait_for()
    desk.tab.locator("mark.quote.edited", has_text="Le bac suffit").wait_for()
    desk.press("Annuler")
    eventually(lambda: not desk.corrections.exists())
    desk.tab.locator(".said h3", has_text="Lise Quarré").wait_for(state="detached")


def test_what_is_no_quotation_and_no_figure_is_taken_away_by_clicks_on_marks(desk):
    desk.open()
    desk.tab.locator("mark.quote", has_text="Le bac suffit").first.click()
    desk.press("Ce n’est pas une citation")
    assert desk.row("quote")["remove"] is True
    desk.tab.locator("mark.quote", has_text="Le bac suffit").wait_for(state="detached")
    desk.tab.locator("mark.number", has_text="14").first.click()
    desk.press("Ce n’est pas un chiffre")
    assert desk.row("number")["remove"] is True
    desk.tab.locator("mark.number", has_text="14").wait_for(state="detached")


def test_a_quotation_is_given_other_words_by_selecting_them(desk):
    desk.open()
    desk.item("Le bac suffit").click()
    desk.select("bac suffit")
    desk.press("Enregistrer")
    assert desk.row("quote")["exact"] == "bac suffit"
    eventually(lambda: desk.tab.locator("mark.quote.edited").all_inner_texts() == ["bac suffit"])
    assert desk.tab.locator("mark.quote", has_text="Le bac").count() == 0


def test_a_number_is_made_a_date_by_selecting_it(desk):
    desk.open()
    desk.select("14")
    desk.press("Date")
    desk.panel.get_by_label("Date").fill("2026-02-14")
    desk.press("Enregistrer")
    assert (desk.row("date")["value"], desk.row("number")["remove"]) == ("2026-02-14", True)
    desk.tab.locator("mark.date.edited", has_text="14").wait_for()
    desk.tab.locator("mark.number", has_text="14").wait_for(state="detached")


def test_a_quotation_is_added_with_the_keyboard_alone(desk):
    key = desk.tab.keyboard
    key.press("Alt+KeyC")
    desk.panel.locator("h3").first.wait_for()
    key.type("est venu voir")
    key.press("Tab")
    key.press("Enter")
    key.type("Paul Sorel")
    key.press("Enter")
    row = desk.row("quote")
    assert (row["exact"], row["speaker"]) == ("est venu voir", "Paul Sorel")
    desk.tab.locator("mark.quote.edited", has_text="est venu voir").wait_for()
    key.press("Escape")
    desk.panel.wait_for(state="hidden")
    assert desk.tab.evaluate("document.activeElement.id") == "breves-desk"


def test_words_become_a_figure_whose_value_is_then_corrected(desk):
    desk.open()
    desk.select("trois mois")
    desk.press("Chiffre")
    desk.panel.get_by_label("Valeur").fill("3")
    desk.panel.get_by_label("De quoi").fill("mois")
    desk.press("Enregistrer")
    row = desk.row("number")
    assert (row["value"], row["of"]) == (3, "mois")
    desk.tab.locator("mark.number.edited", has_text="trois mois").click()
    desk.panel.get_by_label("Valeur").fill("3,5")
    desk.press("Enregistrer")
    eventually(lambda: desk.row("number")["value"] == 3.5)
    desk.panel.get_by_label("Mots à marquer").wait_for()
    desk.item("trois mois").click()
    desk.panel.get_by_label("Valeur").fill("beaucoup")
    desk.press("Enregistrer")
    assert "en chiffres" in desk.panel.get_by_role("alert").inner_text()


def test_a_note_in_the_margin_is_written_shown_and_deleted(desk):
    desk.open()
    desk.select("trois mois")
    desk.press("Note")
    desk.panel.get_by_label("Note dans la marge").fill("Le conseil disait *deux*.")
    desk.press("Enregistrer")
    note = desk.tab.locator(".notes li.editor em", has_text="deux")
    note.wait_for()
    assert desk.row("note")["text"] == "Le conseil disait *deux*."
    assert desk.tab.locator("mark.note").inner_text() == "trois mois"
    desk.item("trois mois").click()
    desk.press("Supprimer la note")
    note.wait_for(state="detached")
    assert not desk.corrections.exists()


def test_an_actor_is_made_key_and_given_another_kind(desk):
    desk.open()
    desk.tab.locator("mark.person", has_text="Paul Sorel").last.click()
    desk.panel.get_by_label("acteur clé").check()
    desk.panel.get_by_label("Nature").select_option("place")
    desk.press("Enregistrer")
    assert desk.row("actor") == {"name": "Paul Sorel", "key": True, "kind": "place"}
    desk.tab.locator(".who li.place", has_text="Paul Sorel").wait_for()


def test_two_actors_are_merged_in_the_registry_with_the_keyboard_and_undone(desk):
    key = desk.tab.keyboard
    desk.open()
    desk.actor("Paul Sorel").focus()
    key.press("Enter")
    same = desk.panel.get_by_label("Le même que")
    same.focus()
    key.type("Paul Sorelle")
    key.press("Enter")
    eventually(lambda: "Paul Sorelle" in desk.registry.read_text())
    registry = tomllib.loads(desk.registry.read_text())
    assert registry["actor"][1] == {"name": "Paul Sorelle", "kind": "person", "aliases": ["Paul Sorel"]}
    assert desk.registry.read_text().startswith(_REGISTRY)
    merged = desk.tab.locator('mark.person a[href$="/paul-sorelle.html"]', has_text="Paul Sorel")
    merged.first.wait_for()
    desk.press("Annuler")
    merged.first.wait_for(state="detached")
    assert desk.registry.read_text() == _REGISTRY


def test_an_actor_is_hidden_and_shown_again(desk):
    desk.open()
    desk.actor("Paul Sorel").click()
    desk.press("Ne plus montrer")
    marked = desk.tab.locator("mark.person", has_text="Paul Sorel")
    marked.first.wait_for(state="detached")
    assert tomllib.loads(desk.registry.read_text())["actor"][1]["hide"] is True
    assert "Paul Sorel" not in desk.tab.locator("section.who").inner_text()
    desk.panel.locator(".hidden-actor", has_text="Paul Sorel").click()
    desk.press("Montrer de nouveau")
    marked.first.wait_for()


def test_an_edit_by_hand_is_never_undone_by_a_click(desk):
    desk.open()
    desk.item("Le bac suffit").click()
    desk.press("Ce n’est pas une citation")
    desk.row("quote")
    mended = desk.corrections.read_text() + "# a thought\n"
    desk.corrections.write_text(mended)
    desk.press("Annuler")
    assert "has been changed since" in desk.panel.get_by_role("alert").inner_text()
    assert desk.corrections.read_text() == mended


def test_the_list_is_reached_from_the_page_follows_and_settles_pairs(desk):
    tab = desk.tab
    desk.corrections.write_text('[[quote]]\nexact = "nulle part"\n')
    alert = tab.locator("#breves-problems a")
    alert.click()
    tab.get_by_role("heading", name="Corrections that no longer find their place").wait_for()
    assert "pont.corrections.toml:1" in tab.locator("main").inner_text()
    desk.corrections.unlink()
    tab.get_by_text("nulle part").wait_for(state="detached")
    pair = tab.locator("li", has_text="may be one")
    pair.get_by_role("button", name="Keep apart").click()
    pair.wait_for(state="detached")
    (_, kept) = tomllib.loads(desk.registry.read_text())["actor"]
    assert kept["apart"] == ["Paul Sorelle"]
    tab.get_by_role("button", name="Undo").click()
    pair.wait_for()


def test_nobody_edits_without_the_token_or_where_editing_is_off(site):
    def answer(server, token, path="/.breves/desk?page=briefs/x.html", **more):
        port = int(server.address.rsplit(":", 1)[1].strip("/"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=9)
        headers = {"Content-Type": "application/json", "X-Breves-Token": token, **more}
        connection.request("POST", path, body=b"{}", headers=headers)
        found = connection.getresponse()
        found.read()
        connection.close()
        return found.status

    paths = ("/.breves/desk?page=briefs/x.html", "/.breves/registry", "/.breves/undo")
    with editing(site, editing=True) as server:
        assert [answer(server, "guess", path) for path in paths] == [403] * 3
        page = next((site / "site" / "briefs").glob("*.html"))
        with urlopen(f"{server.address}briefs/{page.name}") as shown:  # noqa: S310  our own server
            token = re.search(r'data-token="([^"]+)"', shown.read().decode())[1]
        assert answer(server, token) == 409  # taken, but no correction
        assert answer(server, token, Origin="https://elsewhere.example") == 403
        assert answer(server, token, Host="elsewhere.example") == 403
    with editing(site) as server:
        assert [answer(server, "", path) for path in paths] == [403] * 3
    assert all("breves-desk" not in page.read_text() for page in (site / "site").rglob("*.html"))
