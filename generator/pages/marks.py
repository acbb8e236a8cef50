"""Say of every annotation how it is marked in the text and where its mark leads."""

from __future__ import annotations

from collections.abc import Iterator

from generator.corrections.apply import EDITOR
from generator.index.brief import Brief
from generator.index.calendar import periods
from generator.index.collection import Index
from generator.index.entry import Entry, sure
from generator.index.names import key
from generator.model import Quote, Span
from generator.pages import paths
from generator.pages.segments import Mark, Spread
from generator.pages.wording import Wording

__all__ = ["DOUBTFUL", "of_brief", "of_quote", "why"]

DOUBTFUL = 0.6  # below this confidence a mark shows that it may be wrong

# What goes outside what: a quotation holds links, links hold the author's emphasis.
_QUOTE, _LINK, _FOUND, _NOTE, _FORMAT = range(5)
_FORMATS = frozenset(("em", "strong", "code", "sup", "sub", "del", "mark"))


def of_brief(brief: Brief, entry: Entry, index: Index, words: Wording) -> Iterator[Spread]:
    """Yield a mark for every annotation and for the author's formatting."""
    yield from _notes(brief, words)
    yield from _entities(brief, entry, index, words)
    yield from _quotes(brief, words)
    yield from _numbers(brief, entry, index, words)
    yield from _dates(brief, index, words)
    yield from _formatting(brief)


def why(rule: str, confidence: float) -> str:
    """Return a mark's reason in short: the rule's name and the confidence in percent, or the editor."""
    return EDITOR if rule == EDITOR else f"{rule} {confidence * 100:.0f}"


def of_quote(quote: Quote) -> str:
    """Return the reason of a quotation and its speaker: an editor's word first."""
    if quote.rule != EDITOR and quote.speaker_rule == EDITOR:
        return f"{quote.rule}, {EDITOR}"
    return why(quote.rule, sure(quote))


def _settled(words: Wording, *rules: str) -> str:
    return words("settled by an editor") if EDITOR in rules else ""


def _notes(brief: Brief, words: Wording) -> Iterator[Spread]:
    for number, note in enumerate(brief.annotations.notes, 1):
        mark = Mark(
            "note",
            anchor=f"m{number}",
            back=f"note-{number}",
            label=words("Editor’s note %(number)s", number=number),
        )
        yield Spread(note.span, _NOTE, mark)


def _entities(brief: Brief, entry: Entry, index: Index, words: Wording) -> Iterator[Spread]:
    headline = brief.article.blocks[0].span.end if brief.article.blocks else 0
    for entity in brief.annotations.entities:
        found = index.actor(entry, key(entity))
        if found is None:
            continue  # hidden by the editors
        href = paths.actor(found)
        body = (mention for mention in entity.mentions if mention.start >= headline)
        first = next(body, None) or next(iter(entity.mentions), None)
        for mention in entity.mentions:
            mark = Mark(
                entity.kind,
                anchor=entity.id.lower() if mention is first else None,
                href=href,
                who=entity.id,
                why=why(entity.rule, entity.confidence),
                doubtful=entity.confidence < DOUBTFUL,
                settled=_settled(words, entity.rule),
            )
            yield Spread(mention, _FOUND, mark)


def _quotes(brief: Brief, words: Wording) -> Iterator[Spread]:
    for number, quote in enumerate(brief.annotations.quotes, 1):
        confidence = sure(quote)
        mark = Mark(
            "quote",
            anchor=f"q{number}",
            who=quote.speaker,
            why=of_quote(quote),
            doubtful=confidence < DOUBTFUL,
            back=f"said-{number}",
            label=words("Quotation %(number)s", number=number),
            style=quote.kind,
            settled=_settled(words, quote.rule, quote.speaker_rule),
        )
        yield Spread(quote.span, _QUOTE, mark)


def _numbers(brief: Brief, entry: Entry, index: Index, words: Wording) -> Iterator[Spread]:
    for figure, quantity in zip(entry.figures, brief.annotations.numbers, strict=True):
        series = index.series_of.get(entry.path, {}).get(figure.number)
        mark = Mark(
            "number",
            anchor=f"n{figure.number}",
            href=paths.series(series) if series else paths.figure(entry, figure.number, index.ledger(entry)),
            why=why(quantity.rule, quantity.confidence),
            doubtful=quantity.confidence < DOUBTFUL,
            back=f"figure-{figure.number}",
            label=words("Figure %(number)s, in the summary", number=figure.number),
            settled=_settled(words, quantity.rule),
        )
        yield Spread(quantity.span, _FOUND, mark)


def _dates(brief: Brief, index: Index, words: Wording) -> Iterator[Spread]:
    for number, date in enumerate(brief.annotations.dates, 1):
        pages = [period for period in periods(date.value) if period in index.days]
        mark = Mark(
            "date",
            anchor=f"d{number}",
            href=paths.date(pages[0]) if pages else None,
            why=why(date.rule, date.confidence),
            doubtful=date.confidence < DOUBTFUL,
            settled=_settled(words, date.rule),
        )
        yield Spread(date.span, _FOUND, mark)


def _formatting(brief: Brief) -> Iterator[Spread]:
    for inline in brief.article.inlines:
        span = Span(*inline.span)
        if inline.tag == "a":
            href = paths.web(inline.href)
            if href is not None:
                yield Spread(span, _LINK, Mark("a", href=href, outside=True))
        elif inline.tag in _FORMATS:
            yield Spread(span, _FORMAT, Mark(inline.tag))
