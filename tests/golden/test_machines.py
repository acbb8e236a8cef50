"""What machines read of the small site: linked data, annotations, the data set."""

import csv
import io
import json
import re

import pytest
from golden_site import BRIEFS

from generator import pages
from generator.config import Config
from generator.index import collection
from generator.publish.render import Renderer

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module", params=["", "https://x.example/news"])
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    config = Config(root=folder, base_url=request.param, templates=folder / "none")
    renderer = Renderer(config)
    planned = pages.plan(collection.build(BRIEFS), BRIEFS, config)
    return {
        page.path: renderer.render(page).decode() for page in planned if not page.path.endswith(".sqlite")
    }


def linked(site, path):
    (found,) = DATA.findall(site[path])
    return json.loads(found)


def test_a_brief_is_a_news_article(site):
    found = linked(site, "briefs/greve-au-port.html")
    assert found["@type"] == "NewsArticle"
    home = "https://x.example/news/" if "feed.xml" in site else "../"
    assert found["url"] == f"{home}briefs/greve-au-port.html"
    assert {node["@type"] for node in found["about"]} <= {"Person", "Organization", "Place"}
    quotation = found["hasPart"][0]
    assert quotation["creator"]["@id"] == f"{home}actors/anne-morel.html"
    percent = [node for node in found["mentions"] if node.get("unitCode") == "P1"]
    assert [node["value"] for node in percent] == [12]


def test_linked_data_cannot_end_its_element(site):
    found = linked(site, "briefs/script-alert-1-script.html")
    assert found["headline"] == '<script>alert(1)</script> & "co"'
    for path, page in site.items():
        if path.endswith(".html"):
            for data in DATA.findall(page):
                assert "<" not in data
                json.loads(data)


def test_only_whole_addresses_where_the_site_s_is_known(site):
    if "feed.xml" in site:
        for path, page in site.items():
            for data in DATA.findall(page):
                assert '"../' not in data, path
            assert not path.endswith(".annotations.json") or '"../' not in page
            if path.endswith(".html") and path not in ("404.html", "index.html"):
                assert f'<link rel="canonical" href="https://x.example/news/{path}">' in page
    else:
        assert not any("canonical" in page for page in site.values())


def test_annotations_select_what_they_quote(site):
    for path in [path for path in site if path.endswith(".annotations.json")]:
        found = json.loads(site[path])
        text = site[path.replace(".annotations.json", ".txt")]
        page = site[path.replace(".annotations.json", ".html")]
        items = found["first"]["items"]
        assert found["total"] == len(items)
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            quote, position = item["target"]["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert f'id="{item["target"]["scope"].rpartition("#")[2]}"' in page
    assert any(json.loads(site[path])["total"] for path in site if path.endswith(".annotations.json"))


def test_the_data_set_holds_everything(site):
    briefs = [json.loads(line) for line in site["data/briefs.jsonl"].splitlines()]
    assert len(briefs) == len(BRIEFS)
    for name, layer in (("quotes", "quotes"), ("figures", "numbers")):
        rows = list(csv.DictReader(io.StringIO(site[f"data/{name}.csv"])))
        assert len(rows) == sum(len(getattr(brief.annotations, layer)) for brief in BRIEFS)
        assert all(row["place"].partition("#")[0] in site for row in rows)
    actors = list(csv.DictReader(io.StringIO(site["data/actors.csv"])))
    assert all(row["page"] in site for row in actors)
    assert {row["name"] for row in actors} >= {"Anne Morel", "Brest"}


def test_alternates_exist(site):
    for path, page in site.items():
        if path.endswith(".html"):
            for href in re.findall(r'<link rel="(?:alternate|manifest)"[^>]* href="([^"]+)"', page):
                where = href.removeprefix("/news/")
                assert where.removeprefix("../") in site, (path, href)
