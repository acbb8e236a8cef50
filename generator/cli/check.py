"""``breves check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from generator import config as configuration
from generator.cli import options
from generator.cli.progress import shown
from generator.config import Config
from generator.desk.finding import KINDS

__all__ = ["command"]


@click.command("check", short_help="List what an editor should look at.")
@options.config
@options.jobs
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    "failing",
    type=click.Choice(KINDS),
    multiple=True,
    help="Exit with 1 if there is anything of this kind. May be given several times.",
)
@click.option("--learn", is_flag=True, help="Tell instead which rules are corrected most.")
@options.quiet
def command(
    *,
    file: Path | None,
    jobs: int | None,
    form: str,
    failing: tuple[str, ...],
    learn: bool,
    quiet: bool,
) -> None:
    """List what is doubtful or missing, worst first: with file and line, and what to do about it.

    Articles that cannot be published, corrections that no longer find their place, names taken for
    different kinds of things, actors who may be one, doubtful speakers, articles without date or source,
    unattributed quotations.
    """
    from generator.build.desk import check  # noqa: PLC0415

    config = configuration.load(Path.cwd(), file=file, jobs=jobs)
    if learn:
        _learn(config, form, quiet=quiet)
        return
    with shown(quiet=quiet) as progress:
        found = check(config, progress=progress)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        told: set[str] = set()
        for one in found:
            line = f":{one.line}" if one.line else ""
            remedy = "" if one.remedy in told else f" {one.remedy}"  # said once
            told.add(one.remedy)
            click.echo(f"{one.path}{line}: {one.kind}: {one.problem}{remedy}")
        if not quiet:
            counts = [f"{sum(one.kind == kind for one in found)} {kind}" for kind in KINDS]
            listed = ", ".join(count for count in counts if not count.startswith("0 "))
            click.echo(listed or "Nothing to look at.", err=True)
    sys.exit(1 if any(one.kind in failing for one in found) else 0)


def _learn(config: Config, form: str, *, quiet: bool) -> None:
    """Print what corrections tell of the rules."""
    from generator.build.desk import lessons  # noqa: PLC0415

    with shown(quiet=quiet) as progress:
        found = lessons(config, progress=progress)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    if not found.articles:
        click.echo("No article has corrections yet.")
        return
    click.echo(f"{found.articles:,} corrected {'article' if found.articles == 1 else 'articles'}")
    rows: list[tuple[str, ...]] = [("", "rule", "corrected", "of", "confirmed", "")]
    for one in found.rules:
        ways = ", ".join(f"{way} {count}" for way, count in one.ways.items())
        rows.append((one.layer, one.rule, str(one.corrected), str(one.marks), str(one.confirmed), ways))
    _print(rows)
    click.echo("\nAt best (what nobody has corrected counts as right), where something was corrected:\n")
    rows = [("", "articles", "found", "right", "added", "precision", "recall")]
    for score in found.scores:
        counts = (score.articles, score.found, score.right, score.added)
        shares = (_percent(score.precision), _percent(score.recall))
        rows.append((score.layer, *map(str, counts), *shares))
    _print(rows)


def _print(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    numbers = {at for at in range(len(widths)) if rows[-1][at][:1].isdigit()}
    for row in rows:
        cells = (
            cell.rjust(width) if at in numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo("  ".join(cells).rstrip())


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
