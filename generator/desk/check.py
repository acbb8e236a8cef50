"""Go through everything known of a collection, and list what is doubtful or missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.desk.finding import Finding
from generator.errors import ContentError
from generator.identity import Proposal
from generator.index.collection import Index
from generator.index.entry import Entry
from generator.index.names import Key

__all__ = ["check"]

_DOUBTFUL = 0.6  # confidence below which readers see a mark of doubt too
_SHOWN = 70  # characters of a quotation
_KINDS = ("person", "organisation", "place")
_ARTICLE, _CORRECTION, _NAMESAKE, _IDENTITY = 1.0, 0.9, 0.6, 0.55
_SPEAKER, _DATE, _UNATTRIBUTED, _SOURCE = 0.5, 0.45, 0.4, 0.3

Line = Callable[[str, str], int | None]


def check(
    index: Index,
    faults: Iterable[ContentError],
    complaints: Iterable[ContentError],
    proposals: Iterable[Proposal],
    line: Line,
) -> list[Finding]:
    """Return what to look at, worst first.

    ``faults`` are of articles that cannot be published, ``complaints`` of corrections, ``proposals`` of
    actors that may be one; ``line`` finds the line of a file that some words stand in.
    """
    found = [_told("article", _ARTICLE, error) for error in (*faults, *index.problems.values())]
    found += [_told("correction", _CORRECTION, error) for error in complaints]
    found += _namesakes(index)
    found += [_proposed(one, index) for one in proposals]
    for entry in index.entries:
        found += _article(entry)
        found += _quotes(entry, line)
    return sorted(found, key=lambda one: (-one.weight, one.path, one.line or 0, one.problem))


def _told(kind: str, weight: float, error: ContentError) -> Finding:
    return Finding(kind, weight, str(error.path or ""), error.line, error.problem, error.remedy)  # type: ignore[arg-type]


def _article(entry: Entry) -> Iterator[Finding]:
    if not entry.date:
        remedy = "Say when it was published: date = in the front matter."
        yield Finding("date", _DATE, entry.path, 1, "the article has no date.", remedy)
    if not entry.source:
        remedy = "Say where it comes from: source = in the front matter."
        yield Finding("source", _SOURCE, entry.path, 1, "the article has no source.", remedy)


def _quotes(entry: Entry, line: Line) -> Iterator[Finding]:
    for said in entry.quotes:
        if said.settled:
            continue
        words = said.text if len(said.text) <= _SHOWN else said.text[:_SHOWN].rsplit(" ", 1)[0] + " […]"
        if said.speaker is not None and said.confidence < _DOUBTFUL:
            yield Finding(
                "speaker",
                round(_SPEAKER + (_DOUBTFUL - said.confidence) / 10, 3),
                entry.path,
                line(entry.path, said.text),
                f"«{words}»: is it {said.voice} who says so ({said.confidence:.0%})?",
                "Correct the speaker, or confirm it, in a [[quote]] beside the article.",
            )
        elif said.speaker is None and said.kind != "indirect":
            yield Finding(
                "unattributed",
                _UNATTRIBUTED,
                entry.path,
                line(entry.path, said.text),
                f"«{words}»: nobody is known to have said this.",
                'Name the speaker in a [[quote]] beside the article, or confirm with speaker = "".',
            )


def _proposed(one: Proposal, index: Index) -> Finding:
    names = [index.profiles[key].name if key in index.profiles else key.name for key in (one.a, one.b)]
    return Finding(
        "identity",
        round(_IDENTITY + one.score / 10, 3),
        one.articles[0],
        None,
        f"«{names[0]}» and «{names[1]}» ({one.articles[1]}) may be one: {', '.join(one.reasons)}.",
        "If they are, say so in actors.toml with merge; if not, with apart.",
    )


def _namesakes(index: Index) -> Iterator[Finding]:
    """Find names that some articles give to a person, and others to a body or a place."""
    for key in sorted(index.profiles):
        kinds = [kind for kind in _KINDS if Key(kind, key.name) in index.profiles]  # type: ignore[arg-type]
        if len(kinds) > 1 and key.kind == kinds[0]:
            others = [index.profiles[Key(kind, key.name)] for kind in kinds]  # type: ignore[arg-type]
            rarest = min(others, key=lambda one: (len(one.appearances), one.key))
            named = ", ".join(f"{one.key.kind} in {len(one.appearances)}" for one in others)
            yield Finding(
                "namesake",
                _NAMESAKE,
                rarest.appearances[0][0].path,
                None,
                f"«{rarest.name}» is of several kinds (articles: {named}).",
                f'If it is not a {rarest.key.kind}, say so in an [[actor]] with kind = "…".',
            )
