from generator.index.sentences import Sentences
from generator.model import Annotations, Article, Block, Entity, Span


def sentences(text, *names):
    article = Article("a", "a", "a", text, (Block("paragraph", Span(0, len(text))),), "fr")
    mentions = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    found = Sentences(article, Annotations(entities=(Entity("E1", "x", "person", tuple(mentions)),)))
    return [found.text(span) for span in found.spans]


def test_sentences_end_where_a_capital_follows():
    assert sentences("Il pleut. Anne sort ! « Où ? » Dehors… et loin. 3 jours.") == [
        "Il pleut.",
        "Anne sort !",
        "« Où ? »",
        "Dehors… et loin.",
        "3 jours.",
    ]


def test_abbreviations_do_not_end_a_sentence():
    assert sentences("Selon M. Petit et Gov. Brown, rien. Tout va.") == [
        "Selon M. Petit et Gov. Brown, rien.",
        "Tout va.",
    ]


def test_a_short_name_does():
    assert sentences("Il va en Iran. Elle reste.", "Iran") == ["Il va en Iran.", "Elle reste."]


def test_at():
    text = "Un jour. Deux jours."
    article = Article("a", "a", "a", text, (Block("paragraph", Span(0, len(text))),), "fr")
    found = Sentences(article, Annotations())
    assert found.at(3) == (0, 8)
    assert found.at(8) is None
    assert found.at(9) == (9, 20)
    assert found.at(99) is None
