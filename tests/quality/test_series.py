"""Figures that move are told from others at or above their floors, on the three sets of gold articles."""

import pytest

from tests.quality import series

FLOORS = {"tuned": (0.95, 0.85), "blind": (0.95, 0.75), "fresh": (0.95, 0.75)}  # precision and recall


@pytest.mark.model
@pytest.mark.parametrize("half", FLOORS)
def test_series_are_found_and_no_others(half):
    gold = series.read(half)
    assert series.score(series.found(gold.entries), gold) >= FLOORS[half]
    assert series.score(series.found(gold.entries), gold)[1] >= FLOORS[half][1]


def test_the_score_knows_wrong_from_right():
    gold = series.Half([], {("a", 1): "x", ("b", 1): "x", ("c", 1): "y", ("d", 1): "y"}, [])
    assert series.score(gold.gold, gold) == (1, 1)
    assert series.score(dict.fromkeys(gold.gold, "all"), gold) == (pytest.approx(1 / 3), 1)
    assert series.score({("a", 1): "x", ("b", 1): "x", ("e", 1): "x"}, gold) == (pytest.approx(1 / 3), 0.5)
    assert series.score({}, gold) == (1, 0)
