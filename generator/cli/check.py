"""``breves check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from generator import config as configuration
from generator.cli import options
from generator.cli.progress import shown
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
@options.quiet
def command(*, file: Path | None, jobs: int | None, form: str, failing: tuple[str, ...], quiet: bool) -> None:
    """List what is doubtful or missing, worst first: with file and line, and what to do about it.

    Articles that cannot be published, corrections that no longer find their place, names taken for
    different kinds of things, actors who may be one, doubtful speakers, articles without date or source,
    unattributed quotations.
    """
    from generator.build.desk import check  # noqa: PLC0415

    config = configuration.load(Path.cwd(), file=file, jobs=jobs)
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
