"""Echoes and stories stay at or above their floors, on both halves of the gold articles."""

import pytest

from tests.quality import linking
from tests.quality.identity import b_cubed

# Pairs: precision, recall. B-cubed: precision, F1.
ECHOES = {"tuned": (0.89, 0.95, 0.97, 0.98), "blind": (0.95, 0.95, 0.98, 0.98)}
STORIES = {"tuned": (0.95, 0.85, 0.97, 0.96), "blind": (0.95, 0.85, 0.97, 0.96)}


def _reaches(found, gold, floors):
    precision, recall = linking.pairs(found, gold)
    cubed, _, score = b_cubed(found, gold)
    told = "\n".join(linking.errors(found, gold))
    assert all(got >= floor for got, floor in zip((precision, recall, cubed, score), floors, strict=True)), (
        told
    )


@pytest.mark.parametrize("half", ECHOES)
def test_quotations_are_found_again(half):
    index, gold = linking.echoes(half)
    _reaches(linking.found_echoes(index, gold), gold, ECHOES[half])


@pytest.mark.model
@pytest.mark.parametrize("half", STORIES)
def test_stories_are_followed(half):
    index, gold = linking.stories(half)
    _reaches(linking.found_stories(index, gold), gold, STORIES[half])


def test_the_scores_know_wrong_from_right():
    _, gold = linking.echoes("tuned")
    assert linking.pairs(dict.fromkeys(gold, 0), gold)[0] < 0.1
    assert linking.pairs({place: place for place in gold}, gold)[1] == 0
    assert linking.pairs(gold, gold) == (1, 1)
