import pytest

from generator.index.shelves import FIRST, cut
from generator.pages import paths
from generator.pages.paging import address, pager


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
def test_leaves_hold_everything_once_and_in_order(size):
    items = list(range(size))
    found = cut(items, 10)
    numbers = list(found)
    assert [item for leaf in found.values() for item in leaf] == items
    assert numbers[0] == FIRST
    assert all(len(found[number]) == 10 for number in numbers[1:])
    ways = [pager("index.html", number, numbers) for number in numbers]
    assert [way.older for way in ways] == [*(address("index.html", n) for n in numbers[1:]), None]
    assert [way.newer for way in ways] == [None, *(address("index.html", n) for n in numbers[:-1])]


def test_a_new_item_changes_the_first_leaf_only():
    before, after = cut(range(25, 0, -1), 10), cut(range(26, 0, -1), 10)
    assert before.keys() == after.keys() == {FIRST, 1}
    assert before[1] == after[1]
    assert address("tags/a.html", 1) == "tags/a/1.html"
