"""Which entities are key, on hand-made mentions and quotes."""

from __future__ import annotations

import re

import pytest
import spacy

from generator.annotate.entities.salience import mark
from generator.annotate.parsed import Parsed, Passage
from generator.model import Article, Block, Entity, Quote, Span

LATE = ("Lia Morin", "Eli Novak", "Ugo Petit", "Ida Quist", "Sam Rossi", "Zoé Stark")
NAMES = ("Ada Brun", "Noé Carel", *LATE)
FILLER = "The council met again that week to weigh the plan, and nothing was settled."
TEXT = "\n\n".join(
    [
        "Council weighs plan",
        f"{FILLER} Ada Brun came.",
        f"{FILLER} Noé Carel came.",
        FILLER,
        f"{FILLER} {', '.join(LATE)} came.",
    ]
)


def key(*speakers: str) -> list[str]:
    """Names that are key where these speak."""
    spans = [Span(*match.span()) for match in re.finditer(r"[^\n]+", TEXT)]
    blocks = tuple(Block("paragraph" if n else "headline", span) for n, span in enumerate(spans))
    article = Article(path="a.txt", slug="a", title="", text=TEXT, blocks=blocks, language="en")
    blank = spacy.blank("en")
    parsed = Parsed(article, tuple(Passage(b, blank(TEXT[slice(*b.span)]), "en") for b in blocks))
    entities = tuple(
        Entity(name, name, "person", (Span(TEXT.index(name), TEXT.index(name) + len(name)),))
        for name in NAMES
    )
    quotes = tuple(Quote(Span(0, 1), "indirect", speaker=name) for name in speakers)
    return [entity.name for entity in mark(parsed, entities, quotes) if entity.key]


def test_speaking_does_not_make_a_late_witness_key():
    assert key("Lia Morin", "Eli Novak") == key()


@pytest.mark.model
@pytest.mark.parametrize(("determiner", "counts"), [("The", True), ("This", True), ("A", False)])
def test_one_who_is_taken_up_again_by_a_role_counts_as_named_again(keys, determiner, counts):
    named = f"{' '.join(f'{name} came.' for name in LATE)} The mayor, Ada Brun, came."
    again = f"{determiner} mayor spoke. {determiner} mayor slept. {determiner} mayor left."
    text = f"{FILLER}\n\n" * 8 + f"{named}\n\n{again}"
    assert ("Ada Brun" in keys(text, "en")) == counts
