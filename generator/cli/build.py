"""``breves build``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import config as configuration
from generator.build import Builder
from generator.cli import options, summary
from generator.cli.progress import shown

__all__ = ["command"]


@click.command("build", short_help="Publish what changed.")
@options.config
@options.output
@options.jobs
@options.drafts
@click.option("--strict", is_flag=True, help="Publish nothing if any article cannot be published.")
@click.option("--force", is_flag=True, help="Write into a folder that holds files of others; they stay.")
@click.option("--verify", "verifying", is_flag=True, help="Then build anew elsewhere and compare every byte.")
@click.option("--profile", is_flag=True, help="Tell where the time went.")
@options.quiet
def command(
    *,
    file: Path | None,
    output: Path | None,
    jobs: int | None,
    drafts: bool | None,
    strict: bool,
    force: bool,
    verifying: bool,
    profile: bool,
    quiet: bool,
) -> None:
    """Publish the articles in content/ as a site.

    Only what changed since the last time is annotated, rendered and written. What is wrong with single
    articles is told with file, line and remedy, and the others are published; the exit status is then 1.
    """
    config = configuration.load(Path.cwd(), file=file, output=output, jobs=jobs, drafts=drafts)
    builder = Builder(config)
    with shown(quiet=quiet) as progress:
        report = builder.build(progress, strict=strict, force=force)
    summary.problems(report, config)
    if not quiet:
        summary.closing(report, config)
    if profile:
        summary.profile(report)
    failed = bool(report.failures)
    if verifying and report.published:
        from generator.build.verify import verify  # noqa: PLC0415

        with shown(quiet=quiet) as progress:
            differences = verify(config, progress=progress)
        failed = summary.verified(differences, quiet=quiet) or failed
    sys.exit(1 if failed else 0)
