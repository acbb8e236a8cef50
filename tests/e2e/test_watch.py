"""The preview: saved file → new page, problems on top, nothing that an edit can do ends it."""

from __future__ import annotations

import http.client
import threading
import time
from contextlib import contextmanager

from generator import config as configuration
from generator.preview import Session
from tests.conftest import ARTICLE
from tests.fake import FakeAnnotator

_DEADLINE = 20.0  # seconds, for what usually takes a tenth of one


def eventually(condition):
    """Wait until a condition holds."""
    end = time.monotonic() + _DEADLINE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.01)
    raise AssertionError("it never came about")


@contextmanager
def watching(site, **options):
    rebuilds = []
    session = Session(lambda: configuration.load(site), FakeAnnotator())
    rebuilds.append(session.build())
    server = session.serve(0)
    thread = threading.Thread(target=session.watch, args=(rebuilds.append,), kwargs=options)
    thread.start()
    try:
        eventually(lambda: len(rebuilds) > 1)  # the one that covers the time until the watch began
        yield session, server, rebuilds
    finally:
        session.stop()
        thread.join(_DEADLINE)
        server.close()


def get(server, path, headers=None, method="GET"):
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(server.address.rsplit(":", 1)[1].strip("/")), timeout=9
    )
    try:
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def headers(server, path):
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(server.address.rsplit(":", 1)[1].strip("/")), timeout=9
    )
    try:
        connection.request("HEAD", path)
        return connection.getresponse().headers
    finally:
        connection.close()


def listen(server, page):
    """Return a list that server-sent events are added to."""
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(server.address.rsplit(":", 1)[1].strip("/")), timeout=60
    )
    connection.request("GET", f"/.breves/events?page={page}")
    answer = connection.getresponse()
    events = []

    def read():
        try:
            while line := answer.readline():
                events.append(line.decode().strip())
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass

    threading.Thread(target=read, daemon=True).start()
    return events


def test_a_saved_article_is_a_new_page_and_only_its_readers_hear_of_it(site):
    other = site / "content" / "autre.md"
    other.write_text(
        ARTICLE.replace("Valmont", "Bréval").replace("Claire Dumas", "Ana Sol").replace("-02-", "-01-")
    )
    with watching(site) as (_, server, _):
        (page,) = (site / "site" / "briefs").glob("*valmont*.html")
        name = f"briefs/{page.name}"
        mine, others = listen(server, name), listen(server, "sources.html")
        eventually(lambda: mine and others)
        fresh = site / "content" / ".pont.md.swp"
        fresh.write_text(ARTICLE.replace("trois mois, a annoncé", "quatre mois, a annoncé"))
        fresh.replace(site / "content" / "pont.md")  # as editors save
        eventually(lambda: "event: page" in mine)
        status, text = get(server, f"/{name}")
        assert status == 200
        assert "quatre mois" in text
        assert "/.breves/client.js" in text
        assert "/.breves/client.js" not in page.read_text()
        assert "event: page" not in others


def test_exports_follow_in_a_pause_and_a_page_is_told_once(site):
    with watching(site) as (_, server, _):
        (page,) = (site / "site" / "briefs").glob("*valmont*.html")
        mine = listen(server, f"briefs/{page.name}")
        eventually(lambda: mine)
        fresh = site / "content" / ".pont.md.swp"
        fresh.write_text(ARTICLE.replace("trois mois, a annoncé", "neuf mois, a annoncé"))
        fresh.replace(site / "content" / "pont.md")
        eventually(lambda: "neuf mois" in get(server, "/data/briefs.jsonl")[1])
        assert mine.count("event: page") == 1


def test_a_broken_article_keeps_its_page_and_is_named_until_mended(site):
    with watching(site) as (_, server, rebuilds):
        events = listen(server, "index.html")
        before = {path: path.read_bytes() for path in (site / "site").rglob("*.html")}
        (site / "content" / "pont.md").write_text("---\ntitle: [\n---\nx")
        told = eventually(lambda: next((line for line in events if "pont.md" in line), None))
        assert "remedy" in told
        assert before == {path: path.read_bytes() for path in (site / "site").rglob("*.html")}
        (site / "content" / "pont.md").write_text(ARTICLE)
        eventually(lambda: events[-2:] and "data: []" in events[events.index(told) :])
        assert all(rebuild.error is None for rebuild in rebuilds)


def test_templates_styles_configuration_and_deletion(site):
    with watching(site) as (_, server, rebuilds):
        events = listen(server, "index.html")
        (site / "templates" / "static").mkdir(parents=True)
        eventually(lambda: rebuilds)
        (site / "templates" / "static" / "own.css").write_text("b {}")
        (site / "content" / "pont.md").touch()  # where templates/ did not exist before, this makes it seen
        eventually(lambda: "event: styles" in events)
        (site / "breves.toml").write_text('title = "Autre nom"\n')
        eventually(lambda: "Autre nom" in get(server, "/")[1])
        (site / "breves.toml").write_text("title = \n")
        eventually(lambda: any("breves.toml:1" in line for line in events))
        (site / "breves.toml").write_text('title = "Encore"\n')
        eventually(lambda: "Encore" in get(server, "/")[1])
        (site / "content" / "pont.md").unlink()
        eventually(lambda: not list((site / "site").glob("briefs/*.html")))


def test_a_burst_is_few_rebuilds_and_own_writes_are_none(site):
    with watching(site) as (session, _, rebuilds):
        before = len(rebuilds)
        for number in range(200):
            text = ARTICLE.replace("Le pont de Valmont fermé", f"Le pont {number} de Valmont fermé")
            (site / "content" / f"{number}.md").write_text(text)
        eventually(lambda: len(list((site / "site" / "briefs").iterdir())) >= 201)
        after = len(rebuilds)
        assert after - before < 20
        (site / "content" / "pont.md").touch()
        eventually(lambda: len(rebuilds) > after)
        assert len(rebuilds) - after <= 2
        assert session.feed


def test_polling_sees_changes_too(site):
    with watching(site, poll=True) as (_, server, _):
        (site / "content" / "pont.md").write_text(ARTICLE.replace("Valmont", "Bréval"))
        eventually(lambda: "Bréval" in get(server, "/")[1])


def test_the_server_shows_the_site_and_nothing_else(site):
    with watching(site) as (_, server, _):
        assert get(server, "/")[0] == 200
        assert get(server, "/", method="HEAD") == (200, "")
        assert get(server, "/briefs")[0] == 301
        for path in (
            "/../breves.toml",
            "/%2e%2e/breves.toml",
            "/..%2fbreves.toml",
            "/.breves-manifest",
            "/no.html",
        ):
            assert get(server, path)[0] == 404
        assert "<script>" not in get(server, "/<script>alert(1)</script>")[1]
        assert get(server, "/", {"Host": "example.org"})[0] == 403
        assert headers(server, "/")["X-Frame-Options"] == "SAMEORIGIN"
