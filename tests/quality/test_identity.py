"""Who is who across articles stays at or above its floors, on both halves of the gold articles."""

import pytest

from generator import identity
from tests.quality.identity import b_cubed, read, read_texts

FLOORS = {"tuned": (0.99, 0.98), "blind": (0.99, 0.97)}  # precision and F1


@pytest.mark.parametrize("half", FLOORS)
def test_actors_are_told_apart_and_joined(half):
    casts, gold = read(half)
    found = {ref: link.key for ref, link in identity.resolve(casts).links().items()}
    precision, _, score = b_cubed(found, gold)
    assert (precision, score) >= FLOORS[half]
    assert score >= FLOORS[half][1]


@pytest.mark.model
@pytest.mark.parametrize("half", FLOORS)
def test_so_are_those_of_annotated_texts(half):
    casts, gold = read_texts(half)
    found = {ref: link.key for ref, link in identity.resolve(casts).links().items()}
    precision, _, score = b_cubed(found, gold)
    assert precision >= 0.97
    assert score >= 0.95


def test_the_score_knows_wrong_from_right():
    _, gold = read("tuned")
    assert b_cubed(dict.fromkeys(gold, 0), gold)[0] < 0.1
    assert b_cubed({ref: ref for ref in gold}, gold)[1] < 0.7
    assert b_cubed(gold, gold) == (1, 1, 1)
