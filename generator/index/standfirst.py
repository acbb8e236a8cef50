"""Choose the sentences that open a brief: taken from the text, never written anew."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from generator import lexicon
from generator.index.sentences import Sentences
from generator.model import Annotations, Article, Span

__all__ = ["choose"]

_LONGEST = 340  # characters in all
_SHORTEST = 40  # of a sentence that says anything
_CONSIDERED = 25  # sentences: what comes later in a news text rarely sums it up
_SENTENCES = 2
_LEANING = 0.4  # what a sentence that leans on the one before it is worth without that
_OPENING = 5  # words


class _Lexicon(msgspec.Struct, forbid_unknown_fields=True):
    leaning: list[str]


def choose(article: Article, annotations: Annotations, sentences: Sentences) -> tuple[Span, ...]:
    """Return one or two sentences, in text order; none where the article is only a headline.

    A sentence is worth what it names (key actors first) and the earlier the better, as news text
    puts the weight first; a second one is taken where it names something new.
    """
    body = [span for span in sentences.spans if not _is_title(article, span)][:_CONSIDERED]
    long_enough = [span for span in body if span.end - span.start >= _SHORTEST] or body[:1]
    if not long_enough:
        return ()
    contents = [_contents(span, annotations) for span in long_enough]
    leaning = [_leans(article.text[span.start : span.end], article.language) for span in long_enough]
    first = max(
        range(len(long_enough)),
        key=lambda at: (_worth(at, contents[at], {}) * (_LEANING if leaning[at] else 1), -at),
    )
    chosen = [first]
    known = contents[first]
    room = _LONGEST - (long_enough[first].end - long_enough[first].start)
    others = [
        at
        for at, span in enumerate(long_enough)
        if at != first
        and span.end - span.start <= room
        and contents[at].keys() - known.keys()
        and (at == first + 1 or not leaning[at])
    ]
    if others:
        chosen.append(max(others, key=lambda at: (_worth(at, contents[at], known), -at)))
    return tuple(long_enough[at] for at in sorted(chosen)[:_SENTENCES])


def _leans(sentence: str, language: str) -> bool:
    """Whether a sentence opens with a word that points back: without the one before, nobody knows to whom."""
    if language not in lexicon.languages():
        return False
    opening = " ".join(sentence.replace("'", "’").casefold().split()[:_OPENING])
    return _words(language).match(opening) is not None


@cache
def _words(language: str) -> re.Pattern[str]:
    words = lexicon.read(language, "standfirst", _Lexicon).leaning
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words))})(?![\w-])")


def _is_title(article: Article, span: Span) -> bool:
    """Whether the sentence stands in the headline or in a heading."""
    return any(
        block.kind in ("headline", "heading") and block.span.start <= span.start < block.span.end
        for block in article.blocks
    )


def _contents(span: Span, annotations: Annotations) -> dict[str, float]:
    """Weigh what a sentence holds: each key actor, other actors, figures, quotations."""
    contents: dict[str, float] = {}
    for entity in annotations.entities:
        if any(span.start <= mention.start < span.end for mention in entity.mentions):
            contents[entity.id] = 3.0 if entity.key else 0.6
    starts = [quantity.span.start for quantity in annotations.numbers]
    starts += [quote.span.start for quote in annotations.quotes]
    contents.update({str(start): 0.8 for start in starts if span.start <= start < span.end})
    return contents


def _worth(place: int, contents: dict[str, float], known: dict[str, float]) -> float:
    new = sum(weight for name, weight in contents.items() if name not in known)
    return (1.5 + min(new, 8.0)) / (1 + 0.35 * place)
