"""Go through everything known of a collection, and list what is doubtful or missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.corrections.place import SUFFIX
from generator.desk.finding import Finding, Kind
from generator.errors import BrevesError
from generator.identity import Proposal, registry_file
from generator.index.collection import Index
from generator.index.disagreements import disagreements
from generator.index.entry import Entry, Said
from generator.index.names import Key
from generator.index.series import Series
from generator.pages import paths
from generator.pages.marks import DOUBTFUL

__all__ = ["check"]

_SHOWN = 70  # characters of a quotation
_KINDS = ("person", "organisation", "place")
_ARTICLE, _REGISTRY, _CORRECTION, _NAMESAKE, _IDENTITY = 1.0, 0.95, 0.9, 0.6, 0.55
_SPEAKER, _DISAGREEMENT, _DATE, _UNATTRIBUTED, _SOURCE = 0.5, 0.48, 0.45, 0.35, 0.2
_VERBATIM = {"direct": 0.05, "mixed": 0.02, "indirect": 0.0}  # words in the wrong mouth are worst
_SNIPPET = 3  # words; of fewer, nobody need be said to have said them
_SPEECH = 40  # words; more do not make a quotation weightier

Line = Callable[[str, str], int | None]


def check(
    index: Index, problems: Iterable[BrevesError], proposals: Iterable[Proposal], line: Line
) -> list[Finding]:
    """Return what to look at, worst first.

    ``problems`` are of articles, corrections and the registry, as a build reports them, ``proposals`` of
    actors that may be one; ``line`` finds the line of a file that some words stand in.
    """
    found = [_told(error) for error in problems]
    found += _namesakes(index, line)
    found += [_proposed(one, index, line) for one in proposals]
    found += [one for slug in sorted(index.series) for one in _disagreements(index.series[slug], index, line)]
    for entry in index.entries:
        found += _article(entry)
        found += _quotes(entry, line)
    return sorted(found, key=lambda one: (-one.weight, one.path, one.line or 0, one.problem))


def _told(error: BrevesError) -> Finding:
    path = str(error.path or "")
    kind: Kind = "article"
    weight = _ARTICLE
    if path.endswith(SUFFIX):
        kind, weight = "correction", _CORRECTION
    elif path.endswith(registry_file.NAME):
        kind, weight, path = "registry", _REGISTRY, registry_file.NAME
    return Finding(kind, weight, path, error.line, error.problem, error.remedy)


def _article(entry: Entry) -> Iterator[Finding]:
    page = paths.brief(entry.slug)
    if not entry.date:
        remedy = "Say when it was published: date = in the front matter."
        yield Finding("date", _DATE, entry.path, 1, "the article has no date.", remedy, page)
    if not entry.source:
        remedy = "Say where it comes from: source = in the front matter."
        yield Finding("source", _SOURCE, entry.path, 1, "the article has no source.", remedy, page)


def _quotes(entry: Entry, line: Line) -> Iterator[Finding]:
    for said in entry.quotes:
        if said.settled:
            continue
        page = paths.brief(entry.slug, f"q{said.number}")
        words = said.text if len(said.text) <= _SHOWN else said.text[:_SHOWN].rsplit(" ", 1)[0] + " […]"
        if said.speaker is not None and said.confidence < DOUBTFUL:
            yield Finding(
                "speaker",
                round(_SPEAKER + (DOUBTFUL - said.confidence) / 4 + _VERBATIM[said.kind], 3),
                entry.path,
                line(entry.path, said.text),
                f"«{words}»: is it {said.voice} who says so ({said.confidence:.0%})?",
                "Correct the speaker, or confirm it, in a [[quote]] beside the article.",
                page,
            )
        elif _open(said):
            length = len(said.text.split())
            asked = f"who is «{said.voice.strip()}»?" if said.voice else "nobody is known to have said this."
            yield Finding(
                "unattributed",
                round(_UNATTRIBUTED + min(length, _SPEECH) / 400 - (0.1 if said.voice else 0.0), 3),
                entry.path,
                line(entry.path, said.text),
                f"«{words}»: {asked}",
                'Name the speaker in a [[quote]] beside the article, or confirm with speaker = "".',
                page,
            )


def _open(said: Said) -> bool:
    """Whether somebody must have said this whom nothing names."""
    return said.speaker is None and said.kind != "indirect" and len(said.text.split()) >= _SNIPPET


def _disagreements(series: Series, index: Index, line: Line) -> Iterator[Finding]:
    """Find the days on which those who tell one quantity contradict each other."""
    for one in disagreements(series):
        told = []
        for point in one.points:
            entry = index.by_path[point.path]
            text = entry.figures[point.number - 1].text
            told.append(f"«{text}» ({point.voice or entry.source or entry.path})")
        first = index.by_path[one.points[0].path]
        figure = first.figures[one.points[0].number - 1]
        yield Finding(
            "disagreement",
            _DISAGREEMENT,
            first.path,
            line(first.path, figure.sentence),
            f"{figure.of or series.thing.rpartition(':')[2]}, {one.day}: {', '.join(told)}.",
            "If one is misread, correct it in a [[number]]; if not, its page says that sources differ.",
        )


def _proposed(one: Proposal, index: Index, line: Line) -> Finding:
    names = [index.profiles[key].name if key in index.profiles else key.name for key in (one.a, one.b)]
    actor = index.actors.get(one.a)
    told = f": {', '.join(one.reasons)}" if one.reasons else ""
    return Finding(
        "identity",
        round(_IDENTITY + one.score / 10, 3),
        one.articles[0],
        line(one.articles[0], names[0]),
        f"«{names[0]}» and «{names[1]}» ({one.articles[1]}) may be one{told}.",
        "If they are, say so in actors.toml with merge; if not, with apart.",
        paths.actor(actor) if actor else "",
        tuple(f"{key.kind}/{key.name}" for key in (one.a, one.b)),
    )


def _namesakes(index: Index, line: Line) -> Iterator[Finding]:
    """Find names that some articles give to a person, and others to a body or a place."""
    for key in sorted(index.profiles):
        kinds = [kind for kind in _KINDS if Key(kind, key.name) in index.profiles]  # type: ignore[arg-type]
        if len(kinds) > 1 and key.kind == kinds[0]:
            others = [index.profiles[Key(kind, key.name)] for kind in kinds]  # type: ignore[arg-type]
            rarest = min(others, key=lambda one: (len(one.appearances), one.key))
            named = ", ".join(f"as {one.key.kind} in {len(one.appearances)}" for one in others)
            path = rarest.appearances[0][0].path
            yield Finding(
                "namesake",
                _NAMESAKE,
                path,
                line(path, rarest.name),
                f"«{rarest.name}» is of several kinds ({named}), here taken for: {rarest.key.kind}.",
                'If it is not, say what it is in an [[actor]] with kind = "…".',
                paths.actor(rarest.actor),
            )
