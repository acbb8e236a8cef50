import json

import pytest
from lxml import etree

from generator.config import Config
from generator.index import collection
from generator.index.entry import Entry
from generator.pages import sitemaps
from generator.pages.wording import wording
from generator.publish.render import Renderer


def entry(path, date):
    return Entry(path, path, "A <b> & co", "fr", date, "L’Écho", None, (), "", (), (), (), ())


def made(tmp_path, base_url="https://x.example/news"):
    index = collection.join([entry("a", "2024-02"), entry("b", "2024-03-05"), entry("c", None)])
    config = Config(root=tmp_path, base_url=base_url, templates=tmp_path / "none")
    renderer = Renderer(config)
    pages = [
        *sitemaps.constant(config, wording("fr")),
        *(sitemaps.maps(index, config, f"{base_url}/") if base_url else ()),
    ]
    return {page.path: renderer.render(page).decode() for page in pages}


@pytest.mark.parametrize("most", [50_000, 2])
def test_the_site_map_is_split_where_it_is_long(tmp_path, monkeypatch, most):
    monkeypatch.setattr(sitemaps, "_MOST", most)
    found = made(tmp_path)
    maps = [path for path in found if path.startswith("sitemap") and path != "sitemap-news.xml"]
    assert len(maps) == (1 if most > 2 else 4)
    whole = "".join(found[path] for path in maps)
    assert "https://x.example/news/briefs/c.html" in whole
    assert "Sitemap: https://x.example/news/sitemap.xml" in found["robots.txt"]
    for path in maps:
        etree.fromstring(found[path].encode())


def test_news_are_of_the_latest_days(tmp_path):
    news = etree.fromstring(made(tmp_path)["sitemap-news.xml"].encode())
    assert news.xpath("//*[local-name()='loc']/text()") == ["https://x.example/news/briefs/b.html"]
    assert news.xpath("//*[local-name()='title']/text()") == ["A <b> & co"]


def test_without_an_address_there_is_no_map(tmp_path):
    found = made(tmp_path, "")
    assert sorted(found) == ["404.html", "robots.txt", "site.webmanifest"]
    assert "Sitemap" not in found["robots.txt"]
    assert json.loads(found["site.webmanifest"])["start_url"] == "index.html"


def test_the_404_page_finds_its_styles_at_any_depth(tmp_path):
    page = made(tmp_path)["404.html"]
    assert 'href="/news/static/breves.css"' in page
    assert 'href="/news/search.html"' in page
    assert 'href="static/breves.css"' in made(tmp_path, "")["404.html"]
