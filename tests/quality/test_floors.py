"""Accuracy stays at or above its floors, on every set that is present."""

import pytest

from tests.quality import floors
from tests.quality.accuracy import measure
from tests.quality.sets import SETS


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("gold_set", SETS, ids=lambda s: s.name)
def test_no_figure_is_below_its_floor(gold_set):
    if not gold_set.folder.is_dir():
        pytest.skip("this set is not here")
    floor = floors.read()[gold_set.name]
    measured = measure(gold_set).headline
    assert measured.keys() == floor.keys()
    below = {
        name: (value, floor[name]) for name, value in measured.items() if value < floor[name] - floors.SLACK
    }
    assert not below


def test_floors_rise_by_themselves_and_fall_only_when_told():
    old = {"own-fr": {"date_f1": 80.0, "key_f1": 50.0}}
    new = {"own-fr": {"date_f1": 70.0, "key_f1": 60.0}, "own-en": {"date_f1": 1.0}}
    assert floors.adjust(old, new) == {
        "own-fr": {"date_f1": 80.0, "key_f1": 60.0},
        "own-en": {"date_f1": 1.0},
    }
    assert floors.adjust(old, new, lower=True) == new
    assert old == {"own-fr": {"date_f1": 80.0, "key_f1": 50.0}}
