import json

import feedparser
import pytest
from lxml import etree

from generator import pages
from generator.config import Config
from generator.index import collection
from generator.index.entry import Entry, Part
from generator.index.names import Key

HOME = "https://x.example/news/"
MOREL = Part(Key("person", "morel"), "Morel & fils", None, 1, central=True)


def entry(path, date):
    return Entry(
        path, path, "A <b> & \x0b\ufffe", "fr", date, "L’Écho", None, ("Ports",), "", (MOREL,), (), (), ()
    )


def made(tmp_path, base_url="https://x.example/news"):
    index = collection.join(
        [entry("a", "2024-02"), entry("b", "2024-03-05T08:30:00+01:00"), entry("c", None)]
    )
    config = Config(root=tmp_path, title="Essai & Cie", base_url=base_url)
    whole = pages.Plan.of(config, lambda path: pytest.fail(f"{path} is not asked for"))
    units = [unit for unit in whole.units(index) if unit.family.startswith("feed")]
    return {page.path: page.view for unit in units for page in whole.make(unit, index)}


def test_nothing_without_an_address(tmp_path):
    assert made(tmp_path, "") == {}


def test_the_site_each_actor_tag_and_source_has_feeds(tmp_path):
    assert sorted(made(tmp_path)) == [
        "actors/morel.xml",
        "feed.json",
        "feed.rss",
        "feed.xml",
        "sources/lecho.xml",
        "tags/ports.xml",
    ]


@pytest.mark.filterwarnings("default::DeprecationWarning")
@pytest.mark.parametrize("path", ["feed.xml", "feed.rss", "actors/morel.xml", "tags/ports.xml"])
def test_feeds_say_the_same(tmp_path, path):
    text = made(tmp_path)[path]
    etree.fromstring(text.encode())
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert feed.version == ("rss20" if path.endswith("rss") else "atom10")
    assert feed.feed.title.endswith("Essai & Cie")
    assert [item.link for item in feed.entries] == [f"{HOME}briefs/b.html", f"{HOME}briefs/a.html"]
    assert [item.id for item in feed.entries] == [item.link for item in feed.entries]
    dates = [item.get("published_parsed") or item.updated_parsed for item in feed.entries]
    assert [tuple(date[:5]) for date in dates] == [(2024, 3, 5, 7, 30), (2024, 2, 1, 0, 0)]


def test_titles_come_through_whole(tmp_path):
    feed = etree.fromstring(made(tmp_path)["feed.xml"].encode())
    assert feed.findtext("{*}entry/{*}title") == "A <b> & "
    assert feed.findtext("{*}id") == HOME


def test_json_feed(tmp_path):
    feed = json.loads(made(tmp_path)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [f"{HOME}briefs/b.html", f"{HOME}briefs/a.html"]
    assert feed["items"][0]["date_published"] == "2024-03-05T08:30:00+01:00"
    assert feed["items"][0]["tags"] == ["Ports"]
