"""``breves annotate``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import click
import msgspec

from generator import config as configuration
from generator.annotate import pool
from generator.annotate.annotator import SpacyAnnotator
from generator.annotate.document import Document, document, encode
from generator.cli import options
from generator.config import Config
from generator.corrections import apply as corrections
from generator.errors import BrevesError, ConfigError
from generator.model import Annotations, Article, Span
from generator.reading import articles, sources

__all__ = ["command"]


class _Task(NamedTuple):
    """An article to read: ``path`` is relative to ``config.content``."""

    config: Config
    path: str


@click.command("annotate", short_help="Print what is found in articles, as JSON or text.")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="One JSON document per article, or a page to read.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file per article there, rather than printing one line for each.",
)
@click.option("--language", metavar="CODE", help="The language of articles that do not say, such as fr.")
@options.config
@options.jobs
def command(
    *,
    paths: tuple[Path, ...],
    form: str,
    out: Path | None,
    language: str | None,
    file: Path | None,
    jobs: int | None,
) -> None:
    """Annotate articles anywhere: files, and folders with all articles below them.

    Prints entities, quotations with their speakers, numbers and dates; docs/annotations.md explains the
    JSON. Offsets count Unicode code points of the document's own "text".
    """
    config = _config(file, language, jobs)
    failed = False
    tasks: list[_Task] = []
    for path in paths:
        more, errors = _tasks(config, path)
        tasks += more
        failed = _report(errors) or failed

    read: list[tuple[str, Article]] = []

    def parsed() -> Iterator[Article]:
        nonlocal failed
        for task, name in zip(tasks, _names(tasks, ".json" if form == "json" else ".txt"), strict=True):
            try:
                source = sources.read(task.config, task.path)
                article, problems = articles.correct(articles.parse(source, task.config), source)
                failed = _report(problems) or failed
            except BrevesError as error:
                failed = _report([error]) or failed
                continue
            read.append((name, article))
            yield article

    # Articles are read as the annotator asks for them; ``read`` tells which one an answer belongs to.
    for number, result in enumerate(
        pool.annotate(SpacyAnnotator(config.pipelines), parsed(), jobs=config.jobs)
    ):
        name, article = read[number]
        read[number] = ("", replace(article, text="", blocks=(), inlines=()))  # what is done need not be kept
        if isinstance(result, str):
            failed = _report([BrevesError(f"cannot be annotated: {result}", path=article.path)])
            continue
        annotations = msgspec.msgpack.decode(result, type=Annotations)
        found = document(article, corrections.apply(article, annotations))
        data = encode(found) + b"\n" if form == "json" else _text(found).encode()
        if out is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            place = out / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    sys.exit(1 if failed else 0)


def _config(file: Path | None, language: str | None, jobs: int | None) -> Config:
    here = Path.cwd()
    try:
        config = configuration.load(here, file=file)
    except ConfigError:
        if file is not None or configuration.find(here) is not None:
            raise
        config = Config(root=here)
    return replace(
        config,
        content_language=language or config.content_language,
        jobs=(config.jobs if jobs is None else jobs) or pool.cores(),
    )


def _tasks(config: Config, path: Path) -> tuple[list[_Task], Iterable[BrevesError]]:
    path = path.absolute()
    if path.is_dir():
        below = replace(config, content=path)
        listing = sources.listing(below)
        return [_Task(below, file.path) for file in listing.files], listing.errors
    return [_Task(replace(config, content=path.parent), path.name)], ()


def _names(tasks: list[_Task], suffix: str) -> list[str]:
    """Name the file for each article after its own: without the ending, unless two would be alike."""
    plain = [str(PurePosixPath(task.path).with_suffix("")) for task in tasks]
    counts = Counter(plain)
    return [
        (name if counts[name] == 1 else task.path) + suffix for name, task in zip(plain, tasks, strict=True)
    ]


def _report(errors: Iterable[BrevesError]) -> bool:
    failed = False
    for error in errors:
        failed = True
        click.echo(f"error: {error}", err=True)
    return failed


def _text(found: Document) -> str:
    """Set a document out for reading."""
    named = {entity.id: entity.name for entity in found.entities}
    lines = [
        found.title,
        " · ".join(filter(None, (found.path, found.date, found.language, found.source))),
        "",
    ]
    if found.entities:
        lines.append("Actors and places")
        for entity in found.entities:
            role = f", {entity.role}" if entity.role else ""
            lines.append(
                f"  {'*' if entity.key else ' '} {entity.name}{role} ({entity.kind}, {len(entity.mentions)})"
            )
    if found.quotes:
        lines.append("Quotations")
        for quote in found.quotes:
            speaker = named.get(quote.speaker or "") or _cut(found, quote.speaker_span) or "?"
            lines.append(f"    {speaker} ({quote.kind}): {_cut(found, quote.span)}")
    if found.numbers:
        lines.append("Numbers")
        for number in found.numbers:
            unit = " ".join(filter(None, (number.unit, number.of)))
            lines.append(
                f"    {_cut(found, number.span)} = {_value(number.value)} {unit}".rstrip()
                + _qualifier(number.qualifier)
            )
    if found.dates:
        lines.append("Dates")
        lines += [f"    {_cut(found, date.span)} = {date.value or '?'}" for date in found.dates]
    return "\n".join(lines) + "\n\n"


def _cut(found: Document, span: Span | None) -> str:
    return " ".join(found.text[span.start : span.end].split()) if span else ""


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "–".join("" if end is None else str(end) for end in value)
    return str(value)


def _qualifier(qualifier: str) -> str:
    return "" if qualifier == "exact" else f" ({qualifier.replace('_', ' ')})"
