"""What is drawn on actors' pages."""

import pytest

from generator.index import collection
from generator.index.entry import Entry, Part
from generator.index.names import Key
from generator.pages import neighbours, timeline
from generator.pages.wording import wording

WORDS = wording("en")


def part(name, **more):
    return Part(Key("person", name), name.title(), None, 1, central=False, **more)


def entry(number, date, *parts):
    return Entry(
        f"{number}.md", f"brief-{number}", "Title", "en", date, None, None, (), "", tuple(parts), (), (), ()
    )


def profile(*entries):
    index = collection.join(entries)
    return index.profiles[Key("person", "anne")], index


def test_the_chart_tells_speaking_from_being_spoken_of_and_keeps_empty_months():
    anne, _ = profile(
        entry(1, "2026-01-05", part("anne", quotes=2, spoken=1)),
        entry(2, "2026-03-01", part("anne", spoken=1)),
        entry(3, "2026-03-09T10:00:00+01:00", part("anne")),
        entry(4, "2026", part("anne")),
    )
    chart = timeline.of_actor(anne, WORDS)
    assert [(bar.name, bar.counts) for bar in chart.bars] == [
        ("January 2026", (1, 0, 0)),
        ("February 2026", (0, 0, 0)),
        ("March 2026", (0, 1, 1)),
    ]
    tallest = chart.bars[2].stretches
    assert sum(stretch.height for stretch in tallest) == chart.height
    assert tallest[-1].y == 0


def test_years_take_over_where_months_are_too_many():
    anne, _ = profile(entry(1, "2019-05-05", part("anne")), entry(2, "2026-03", part("anne")))
    assert [bar.name for bar in timeline.of_actor(anne, WORDS).bars] == [str(y) for y in range(2019, 2027)]


def test_one_month_is_no_chart():
    anne, _ = profile(entry(1, "2026-01-05", part("anne")), entry(2, "2026-01-30", part("anne")))
    assert timeline.of_actor(anne, WORDS) is None


@pytest.mark.parametrize("number", range(3, 15))
def test_names_stand_apart_inside_the_drawing(number):
    others = [part(f"name-{at}") for at in range(number)]
    anne, index = profile(
        entry(1, "2026-01-05", part("anne"), *others), entry(2, "2026-01-06", part("anne"), *others[:3])
    )
    graph = neighbours.of_actor(anne, index, WORDS)
    assert len({(it.x, it.y) for it in graph.neighbours}) == min(number, 12)
    for one in graph.neighbours:
        assert 0 < one.y < graph.height
        assert all(
            abs(one.y - two.y) >= 40 for two in graph.neighbours if one is not two and one.start == two.start
        )


def test_ties_are_the_briefs_that_two_neighbours_share():
    anne, index = profile(
        entry(1, "2026-01-05", part("anne"), part("bob"), part("carl")),
        entry(2, "2026-01-06", part("anne"), part("bob"), part("carl")),
        entry(3, "2026-01-07", part("anne"), part("dora")),
        entry(4, "2026-01-08", part("bob"), part("dora")),
    )
    graph = neighbours.of_actor(anne, index, WORDS)
    beside = {it.link.text: [link.text for link in it.beside] for it in graph.neighbours}
    assert beside == {"Bob": ["Carl"], "Carl": ["Bob"], "Dora": []}


def test_a_single_brief_is_no_graph():
    anne, index = profile(entry(1, "2026-01-05", part("anne"), *(part(f"n-{at}") for at in range(5))))
    assert neighbours.of_actor(anne, index, WORDS) is None
