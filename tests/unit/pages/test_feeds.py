import pytest
from lxml import etree

from generator.config import Config
from generator.index import collection
from generator.index.entry import Entry
from generator.pages import feeds

ATOM = "{http://www.w3.org/2005/Atom}"


def entry(path, date):
    return Entry(path, path, "A <b> & \x0b", "fr", date, "L’Écho", None, ("Ports",), "", (), (), (), ())


def made(tmp_path, base_url="https://x.example/news"):
    index = collection.join(
        [entry("a", "2024-02"), entry("b", "2024-03-05T08:30:00+01:00"), entry("c", None)]
    )
    return {page.path: page.view for page in feeds.pages(index, Config(root=tmp_path, base_url=base_url))}


def test_nothing_without_an_address(tmp_path):
    assert made(tmp_path, "") == {}


def test_the_feed(tmp_path):
    feed = etree.fromstring(made(tmp_path)["feed.xml"].encode())
    assert [item.findtext(f"{ATOM}updated") for item in feed.iter(f"{ATOM}entry")] == [
        "2024-03-05T08:30:00+01:00",
        "2024-02-01T00:00:00Z",
    ]
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == "https://x.example/news/briefs/b.html"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "A <b> & "


@pytest.mark.parametrize("most", [50_000, 2])
def test_the_site_map_is_split_where_it_is_long(tmp_path, monkeypatch, most):
    monkeypatch.setattr(feeds, "_SITEMAP", most)
    found = made(tmp_path)
    maps = [path for path in found if path.startswith("sitemap")]
    assert len(maps) == (1 if most > 2 else 3)
    whole = "".join(found[path] for path in maps)
    assert "https://x.example/news/briefs/c.html" in whole
    assert "Sitemap: https://x.example/news/sitemap.xml" in found["robots.txt"]
