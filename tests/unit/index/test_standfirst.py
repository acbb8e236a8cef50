"""The sentences that open a brief can be understood without those before them."""

import pytest

from generator.index.sentences import Sentences
from generator.index.standfirst import choose
from generator.model import Annotations, Article, Block, Entity, Quantity, Span


@pytest.mark.parametrize(
    "opening", ["Il l’a perdu", "Mais le club l’a perdu", "Ce dernier l’a perdu", "C’est perdu"]
)
def test_a_sentence_that_points_back_does_not_stand_alone(opening):
    text = (
        "Coupe\n\n"
        "Le stade de la ville était plein samedi soir pour voir jouer les deux clubs de la région. "
        "Le maire de la ville s’est levé avant la fin de la rencontre pour partir. "
        f"{opening} 3-2 contre Vauquelin, après une prolongation de trente minutes."
    )
    blocks = (Block("headline", Span(0, 5)), Block("paragraph", Span(7, len(text))))
    start = text.index("Vauquelin")
    annotations = Annotations(
        entities=(Entity("E1", "Vauquelin", "organisation", (Span(start, start + 9),), key=True),),
        numbers=(Quantity(Span(text.index("trente"), text.index("trente") + 14), 30),),
    )
    article = Article("a.md", "a", "Coupe", text, blocks, "fr")
    chosen = choose(article, annotations, Sentences(article, annotations))
    assert chosen
    assert not any(text[span.start : span.end].startswith(opening) for span in chosen)
