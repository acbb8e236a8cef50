import pytest

from generator.pages import paths
from generator.pages.paging import chunks


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "http://",
        "",
        None,
        "a.html",
        "http://[x",
    ],
)
def test_only_addresses_of_the_web_are_links(url):
    assert paths.web(url) is None


def test_web():
    assert paths.web(" https://x.example/a?b#c ") == "https://x.example/a?b#c"


def test_fragment_quotes_what_directives_reserve():
    assert (
        paths.fragment("https://x.example/", "a-b, c & d")
        == "https://x.example/#:~:text=a%2Db%2C%20c%20%26%20d"
    )
    assert paths.fragment("https://x.example/#top", "x").endswith("/#top:~:text=x")
    long = paths.fragment("https://x.example/", " ".join("abcdefghijklm"))
    assert long.endswith("#:~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m")


@pytest.mark.parametrize("size", range(45))
def test_chunks_hold_everything_once_and_in_order(size):
    items = list(range(size))
    found = list(chunks(items, 10, "index.html"))
    assert [item for chunk in found for item in chunk.items] == items
    assert found[0].path == "index.html"
    assert all(len(chunk.items) == 10 for chunk in found[1:])
    assert found[0].pager.newer is None
    assert found[-1].pager.older is None


def test_a_new_item_changes_the_first_page_only():
    before = {chunk.path: chunk.items for chunk in chunks(list(range(25, 0, -1)), 10, "tags/a.html")}
    after = {chunk.path: chunk.items for chunk in chunks(list(range(26, 0, -1)), 10, "tags/a.html")}
    assert before.keys() == after.keys() == {"tags/a.html", "tags/a/1.html"}
    assert before["tags/a/1.html"] == after["tags/a/1.html"]
