"""What flows through Brèves: source → article → annotations.

Frozen dataclasses without behaviour beyond simple derived values; no disk, no spaCy, no terminal.

Offsets are half-open positions in Unicode code points of ``Article.text`` exactly as stored there:
``article.text[span.start:span.end]`` is always the thing meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

__all__ = [
    "Annotations",
    "Article",
    "Block",
    "BlockKind",
    "Container",
    "Correction",
    "CorrectionLayer",
    "DateExpression",
    "Entity",
    "EntityKind",
    "Inline",
    "Note",
    "Qualifier",
    "Quantity",
    "Quote",
    "QuoteKind",
    "Source",
    "Span",
]

BlockKind = Literal["headline", "heading", "paragraph", "item", "cell", "caption", "code"]
EntityKind = Literal["person", "organisation", "place"]
CorrectionLayer = Literal["quote", "number", "date", "actor", "note"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Qualifier = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most", "range"]


class Span(NamedTuple):
    """A half-open range of code points, ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the content folder, as found: ``path`` is POSIX and relative to that folder."""

    path: str
    data: bytes
    digest: str  # SHA-256 of ``data`` (and of the corrections, where there are any), hexadecimal
    corrections: bytes | None = None  # the file beside it


class Container(NamedTuple):
    """One level of nesting around a block, such as ``ul``, ``li``, ``blockquote`` or ``table``.

    Blocks with the same container (tag and number) stand inside the same element; the number
    tells apart neighbours of one tag and is unique within the article.
    """

    tag: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text set as one unit. Captions are shown but never annotated."""

    kind: BlockKind
    span: Span
    level: int = 0  # 1–6 for headings, otherwise 0
    language: str | None = None  # where it differs from the article's
    containers: tuple[Container, ...] = ()

    @property
    def annotated(self) -> bool:
        """Whether the annotating stage reads this block."""
        return self.kind not in ("caption", "code")


@dataclass(frozen=True, slots=True)
class Inline:
    """Formatting that the author gave a stretch of text; ``tag`` is em, strong, a, code, sup or the like."""

    tag: str
    span: Span
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor has decided about a place in an article's text.

    ``values`` are those that the editor has given; an empty string means none. Without a ``span`` it
    concerns an actor wherever it is named.
    """

    layer: CorrectionLayer
    span: Span | None
    values: dict[str, Any]
    line: int  # of its file


@dataclass(frozen=True, slots=True)
class Article:
    """A parsed article.

    ``text`` is the headline, then the blocks, separated by blank lines; every block's span indexes
    it. ``date`` is ISO 8601 and as precise as known (``2023``, ``2023-12``, ``2023-12-24``,
    ``2023-12-24T08:30:00+01:00``) or None. ``language`` is an ISO 639-1 code.
    """

    path: str  # POSIX, relative to the content folder
    slug: str  # readable, ASCII, not yet made unique
    title: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    date: str | None = None
    inlines: tuple[Inline, ...] = ()
    source_name: str | None = None
    source_url: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    draft: bool = False
    extra: dict[str, Any] = field(default_factory=dict)  # unknown front matter, for templates
    digest: str = ""  # of the Source it was read from
    slug_chosen: bool = False  # by the front matter: kept as it is or refused, never changed
    corrections: tuple[Correction, ...] = ()
    stored: str = ""  # ``text`` as it stands in the file, where that is not in NFC


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world person, organisation or place, with every mention that names it.

    ``mentions`` are in text order and do not overlap. ``role_span`` is where ``role`` stands.
    """

    id: str  # "E1", "E2"… in order of first mention
    name: str  # the fullest proper name used in the text, without title
    kind: EntityKind
    mentions: tuple[Span, ...]
    role: str | None = None
    role_span: Span | None = None
    key: bool = False
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quote:
    """Something a source is reported to have said.

    ``span`` leaves out the outer quotation marks (direct) or the introducing *que*/*that*
    (indirect and mixed). ``speaker`` is an entity id of the same article, or None.
    ``sense`` says what kind of saying the cue is (states, denies, promises…), from the lexicon.
    """

    span: Span
    kind: QuoteKind
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    sense: str | None = None
    rule: str = ""
    confidence: float = 1.0
    speaker_rule: str = ""
    speaker_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts or measures something.

    ``value`` is multiplied out; a range is a pair whose upper end may be unknown. ``unit`` is
    ``%``, an ISO 4217 code or a plain symbol, None for counts. ``of`` is what is counted.
    """

    span: Span
    value: float | int | tuple[float | int, float | int | None]
    unit: str | None = None
    of: str | None = None
    of_span: Span | None = None
    qualifier: Qualifier = "exact"
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that place something on the calendar; ``value`` is ISO 8601 (maybe an interval)."""

    span: Span
    value: str | None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Note:
    """A word of the editor in the margin, in Markdown, about a stretch of the text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one article, each layer in text order; ``notes`` are an editor's."""

    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    pipeline: str | None = None  # None: published unannotated
    notes: tuple[Note, ...] = ()
