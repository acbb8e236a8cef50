"""The page of one brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from generator.corrections.apply import EDITOR
from generator.index import entry as noted
from generator.index.brief import Brief
from generator.index.calendar import periods
from generator.index.collection import Index
from generator.index.entry import Entry, Figure, Said
from generator.index.names import Key, key, slug
from generator.model import Entity, Quote
from generator.pages import linked_data, marks, paths, stories, why
from generator.pages.frame import Alternate, Frame, Translation
from generator.pages.page import Page
from generator.pages.rows import Link, echo_of, echoed, iso, publisher, publishers, qualifier, shortened
from generator.pages.segments import Cut, cut, spread
from generator.pages.series import turn
from generator.pages.text import Flow, Note, flows
from generator.pages.why import Related
from generator.pages.wording import Wording, own_name

__all__ = ["BriefView", "Measure", "Moment", "Person", "Speech", "Voice", "page"]

_KEY_FIGURES = 6
_KEY_ACTORS = 8
_FEW_ACTORS = 4  # shown at the top where none is key
_LONGEST_SPEECH = 400
_LONGEST_CONTEXT = 180
_NOTES_PER_BLOCK = 4
_TIMES = frozenset(("s", "min", "h", "day", "week", "month", "year"))


class Person(NamedTuple):
    """An actor or a place of this brief; ``share`` is its mentions in percent of the most named one's."""

    id: str
    name: str
    href: str
    place: str
    kind: str
    kind_name: str
    role: str | None
    mentions: int
    counted: str
    share: int
    why: str
    doubtful: bool
    settled: bool


class Speech(NamedTuple):
    """A quotation in the summary."""

    number: int
    text: str
    kind: str
    cue: str | None
    href: str
    original: str | None
    why: str
    doubtful: bool
    echo: Link | None
    settled: bool


class Voice(NamedTuple):
    """Everything that one source says here; ``name`` is None where the text names nobody."""

    name: str | None
    href: str | None
    role: str | None
    speeches: tuple[Speech, ...]


class Measure(NamedTuple):
    """A figure in the summary; ``key`` ones are set large."""

    number: int
    text: str
    qualifier: str
    of: str | None
    sentence: str
    page: str
    running: str  # in other briefs
    original: str | None
    why: str
    doubtful: bool
    settled: bool


class Moment(NamedTuple):
    """A date in the summary."""

    number: int
    label: str
    iso: str | None
    href: str | None
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """Everything that a brief's page shows."""

    frame: Frame
    slug: str
    headline: Cut | None
    title: str
    language: str
    standfirst: str
    date: str
    clock: str
    iso: str | None
    day: str | None
    source: Link | None
    original: str | None
    author: str | None
    tags: tuple[Link, ...]
    who: tuple[Person, ...]
    others: tuple[Person, ...]
    said: tuple[Voice, ...]
    figures: tuple[Measure, ...]
    more_figures: tuple[Measure, ...]
    when: tuple[Moment, ...]
    text: tuple[Flow, ...]
    earlier: tuple[Related, ...]
    later: tuple[Related, ...]
    story: Link | None
    copies: tuple[Link, ...]
    original_brief: Link | None  # that this is a copy of
    remark: str
    settled: int  # marks by an editor
    extra: dict[str, Any]


def page(brief: Brief, index: Index, words: Wording, home: str = "") -> Page:
    """Return the page of a brief that the index knows; ``home`` is the site's address, if known."""
    article = brief.article
    entry = index.by_path[article.path]
    chosen, rest = _measures(brief, entry, index, words)
    spreads = list(marks.of_brief(brief, entry, index, words))
    dealt = spread(spreads, [block.span for block in article.blocks])
    cuts = [cut(article.text, block.span, own) for block, own in zip(article.blocks, dealt, strict=True)]
    headed = bool(article.blocks) and article.blocks[0].kind == "headline"
    persons = _persons(brief, entry, index, words)
    central = [person for person, entity in persons if entity.key][:_KEY_ACTORS]
    who = central or [person for person, _ in persons][:_FEW_ACTORS]
    ids = {person.id for person in who}
    story = index.story_of.get(entry.counted)
    view = BriefView(
        frame=Frame(
            language=words.language,
            title=entry.title,
            description=shortened(entry.standfirst, _LONGEST_CONTEXT),
            section="briefs",
            kind="article",
            data=linked_data.brief(brief, entry, index, home),
            alternates=(
                Alternate("application/ld+json", paths.annotated(entry.slug), words("Annotations")),
                Alternate("text/plain", paths.text(entry.slug), words("Full text")),
            ),
            translations=_translations(entry, index),
        ),
        slug=entry.slug,
        headline=cuts[0] if headed and _text(cuts[0]) == article.title else None,
        title=article.title,
        language=article.language,
        standfirst=entry.standfirst,
        date=words.date(entry.date),
        clock=words.clock(entry.date),
        iso=iso(entry.date),
        day=next((paths.date(period) for period in periods(entry.date)), None),
        source=Link(entry.source, paths.source(slug(entry.source))) if entry.source else None,
        original=paths.web(article.source_url),
        author=entry.author,
        tags=tuple(Link(tag, paths.tag(slug(tag))) for tag in entry.tags),
        who=tuple(who),
        others=tuple(person for person, _ in persons if person.id not in ids),
        said=_voices(brief, entry, index, words),
        figures=chosen,
        more_figures=rest,
        when=_moments(entry, index, words),
        text=flows(article, cuts, _notes(brief, entry, index, words)),
        earlier=why.of(entry, index, words),
        later=why.later(entry, index, words),
        story=stories.name(story, index) if story else None,
        copies=publishers(entry, index),
        original_brief=publisher(index.by_path[entry.original]) if entry.original else None,
        remark=_remark(brief, words),
        settled=_settled(brief),
        extra=article.extra,
    )
    return Page(paths.brief(entry.slug), "brief.html", view)


def _translations(entry: Entry, index: Index) -> tuple[Translation, ...]:
    """Return the brief and its translations, one a language; nothing where it stands alone."""
    group = index.translations[slug(entry.translation)].entries if entry.translation else ()
    chosen = {other.language: other for other in reversed(group)} | {entry.language: entry}
    if len(chosen) == 1:
        return ()
    return tuple(
        Translation(language, own_name(language), paths.brief(chosen[language].slug))
        for language in sorted(chosen)
    )


def _text(found: Cut) -> str:
    return "".join(piece.text for piece in found.pieces)


def _remark(brief: Brief, words: Wording) -> str:
    """Say why nothing is marked where nothing is."""
    annotations = brief.annotations
    if annotations.entities or annotations.quotes or annotations.numbers or annotations.dates:
        return ""
    if annotations.pipeline is None:
        name = words.locale.languages.get(brief.article.language, brief.article.language)
        return words(
            "Nothing is marked in this text: there is no annotator for its language (%(language)s).",
            language=name,
        )
    return words(
        "Nothing is marked in this text: it names no actor, quotes nobody, gives no figure and no date."
    )


def _settled(brief: Brief) -> int:
    """Count what an editor has decided."""
    found = brief.annotations
    rules = [one.rule for one in found.entities]
    rules += [one.rule for one in found.numbers]
    rules += [one.rule for one in found.dates]
    return rules.count(EDITOR) + sum(EDITOR in (one.rule, one.speaker_rule) for one in found.quotes)


def _persons(brief: Brief, entry: Entry, index: Index, words: Wording) -> list[tuple[Person, Entity]]:
    """Return everyone and every place, the most named first; nobody twice, and nobody whom editors hide."""
    joined: dict[Key, Entity] = {}
    for entity in sorted(brief.annotations.entities, key=_standing):
        who = entry.actor(key(entity))
        if who is not None:
            joined[who] = _both(joined[who], entity) if who in joined else entity
    entities = sorted(joined.values(), key=_standing)
    most = max((len(entity.mentions) for entity in entities), default=1) or 1
    names = {"person": words("person"), "organisation": words("organisation"), "place": words("place")}
    persons = []
    for entity in entities:
        actor = index.actor(entry, key(entity))
        if actor is None:
            continue
        mentions = len(entity.mentions)
        person = Person(
            id=entity.id,
            name=entity.name,
            href=paths.actor(actor),
            place=entity.id.lower(),
            kind=entity.kind,
            kind_name=names[entity.kind],
            role=entity.role,
            mentions=mentions,
            counted=words.plural("%(number)s mention", "%(number)s mentions", mentions),
            share=round(100 * mentions / most),
            why=marks.why(entity.rule, entity.confidence),
            doubtful=entity.confidence < marks.DOUBTFUL,
            settled=entity.rule == EDITOR,
        )
        persons.append((person, entity))
    return persons


def _standing(entity: Entity) -> tuple[int, tuple[int, int]]:
    return -len(entity.mentions), entity.mentions[0] if entity.mentions else (0, 0)


def _both(entity: Entity, other: Entity) -> Entity:
    """Put two together that are one actor across articles."""
    return replace(
        entity,
        mentions=tuple(sorted((*entity.mentions, *other.mentions))),
        role=entity.role or other.role,
        key=entity.key or other.key,
    )


def _voices(brief: Brief, entry: Entry, index: Index, words: Wording) -> tuple[Voice, ...]:
    """Group the quotations by speaker, in the order in which they first speak."""
    entities = {entity.id: entity for entity in brief.annotations.entities}
    original = paths.web(brief.article.source_url)
    grouped: dict[Key | str, list[tuple[Quote, Said]]] = {}
    for quote, said in zip(brief.annotations.quotes, entry.quotes, strict=True):
        grouped.setdefault(said.speaker or said.voice or "", []).append((quote, said))
    voices = []
    for quotes in grouped.values():
        entity = entities.get(quotes[0][0].speaker or "")
        actor = None if entity is None else index.actor(entry, key(entity))
        voices.append(
            Voice(
                name=quotes[0][1].voice,
                href=None if actor is None else paths.actor(actor),
                role=None if entity is None else entity.role,
                speeches=tuple(
                    _speech(quote, said, original, _echo(entry, said, index, words)) for quote, said in quotes
                ),
            )
        )
    return tuple(voices)


def _echo(entry: Entry, said: Said, index: Index, words: Wording) -> Link | None:
    found = echo_of(entry, said.number, index)
    return Link(echoed(found, words), paths.echo(found.slug)) if found else None


def _speech(quote: Quote, said: Said, original: str | None, echo: Link | None) -> Speech:
    return Speech(
        number=said.number,
        text=shortened(said.text, _LONGEST_SPEECH),
        kind=said.kind,
        cue=said.cue,
        href=f"q{said.number}",
        original=paths.fragment(original, said.text) if original else None,
        why=marks.of_quote(quote),
        doubtful=said.confidence < marks.DOUBTFUL,
        echo=echo,
        settled=said.settled,
    )


def _measures(
    brief: Brief, entry: Entry, index: Index, words: Wording
) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """Return the figures that sum the brief up, and the others, both in text order."""
    central = {part.key for part in entry.parts if part.central}
    ranked = sorted(entry.figures, key=lambda figure: (-_weight(figure, central), figure.number))
    chosen: set[int] = set()
    told: set[tuple[str, str | None]] = set()
    for figure in ranked:
        if (
            len(chosen) < _KEY_FIGURES
            and (figure.text, figure.of) not in told
            and _weight(figure, central) > 1
        ):
            chosen.add(figure.number)
            told.add((figure.text, figure.of))
    original = paths.web(brief.article.source_url)
    measures = []
    turns = index.turns.get(entry.path, {})
    for figure, quantity in zip(entry.figures, brief.annotations.numbers, strict=True):
        running = turns.get(figure.number)
        measures.append(
            Measure(
                number=figure.number,
                text=figure.text,
                qualifier=qualifier(figure.qualifier, words),
                of=figure.of,
                sentence=shortened(figure.sentence, 2 * _LONGEST_CONTEXT),
                page=paths.series(running.series)
                if running
                else paths.figure(entry, figure.number, index.ledger(entry)),
                running=turn(running, words)[1] if running else "",
                original=paths.fragment(original, figure.sentence) if original else None,
                why=marks.why(quantity.rule, quantity.confidence),
                doubtful=quantity.confidence < marks.DOUBTFUL,
                settled=figure.settled,
            )
        )
    return (
        tuple(measure for measure in measures if measure.number in chosen),
        tuple(measure for measure in measures if measure.number not in chosen),
    )


def _weight(figure: Figure, central: set[Any]) -> float:
    """Weigh how much a figure tells: what it counts, whom it concerns, how early it comes."""
    value = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    weight = 1.0
    weight += 1.5 if figure.of else 0
    weight += 0.5 if central.intersection(figure.near) else 0
    weight += 0.7 if figure.unit == "%" or (figure.unit or "").isupper() else 0
    weight += 0.5 if abs(value) >= 10 else 0  # noqa: PLR2004 - small counts are often incidental
    weight -= 1.2 if figure.unit in _TIMES else 0
    return weight * figure.confidence / (1 + 0.04 * figure.number)


def _moments(entry: Entry, index: Index, words: Wording) -> tuple[Moment, ...]:
    """Return the dates in calendar order, each once."""
    first: dict[str, noted.Moment] = {}
    for moment in entry.moments:
        first.setdefault(moment.value, moment)
    moments = []
    for value, moment in sorted(first.items()):
        pages = [period for period in periods(value) if period in index.days]
        moments.append(
            Moment(
                number=moment.number,
                label=words.date(value) if pages else moment.text,
                iso=iso(value) if pages else None,
                href=paths.date(pages[0]) if pages else None,
                text=moment.text,
                context=shortened(moment.sentence, _LONGEST_CONTEXT),
            )
        )
    return tuple(moments)


def _notes(brief: Brief, entry: Entry, index: Index, words: Wording) -> dict[int, list[Note]]:
    """Write the margin: who is speaking, who an actor is, where a figure returns."""
    annotations = brief.annotations
    blocks = brief.article.blocks
    found: list[tuple[int, Note]] = []
    body = blocks[0].span.end if blocks and blocks[0].kind == "headline" else 0
    for entity in annotations.entities:
        first = next((mention for mention in entity.mentions if mention.start >= body), None)
        actor = index.actor(entry, key(entity))
        if actor is None or first is None or not (entity.role or entity.key):
            continue
        kinds = {"person": words("person"), "organisation": words("organisation"), "place": words("place")}
        text = entity.role or kinds[entity.kind]
        found.append((first.start, Note(entity.kind, entity.name, paths.actor(actor), text)))
    for said, quote in zip(entry.quotes, annotations.quotes, strict=True):
        actor = None if said.speaker is None else index.actors.get(said.speaker)
        subject = said.voice or words("unnamed source")
        style = words("paraphrase") if quote.kind == "indirect" else ""
        text = ", ".join(part for part in (said.cue or "", style) if part)
        href = None if actor is None else paths.actor(actor)
        found.append((quote.span.start, Note("quote", subject, href, text, str(said.number))))
        echo = _echo(entry, said, index, words)
        if echo is not None:
            note = Note("quote", words("Same words"), echo.href, echo.text, str(said.number))
            found.append((quote.span.start, note))
    turns = index.turns.get(entry.path, {})
    for figure, quantity in zip(entry.figures, annotations.numbers, strict=True):
        running = turns.get(figure.number)
        if running is not None:
            name, told = turn(running, words)
            found.append((quantity.span.start, Note("number", name, paths.series(running.series), told)))
    remarks = [
        (max(note.span.start, body), Note("editor", words("Editor’s note"), None, note.text, str(number)))
        for number, note in enumerate(annotations.notes, 1)
    ]
    return _beside(remarks + found, [block.span.end for block in blocks])


def _beside(found: Iterable[tuple[int, Note]], ends: list[int]) -> dict[int, list[Note]]:
    """Put notes to their blocks, in text order, each said once and not too many beside one.

    An editor's come first, and all of them.
    """
    notes: dict[int, list[Note]] = {}
    block = 0
    for position, note in sorted(found, key=lambda pair: pair[0]):
        while block < len(ends) - 1 and ends[block] <= position:
            block += 1
        beside = notes.setdefault(block, [])
        if note.kind == "editor":
            beside.insert(sum(other.kind == "editor" for other in beside), note)
        elif len(beside) < _NOTES_PER_BLOCK and note not in beside:
            beside.append(note)
    return notes
