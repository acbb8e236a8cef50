"""``breves watch``."""

from __future__ import annotations

import os
import sys
import webbrowser
from functools import partial
from pathlib import Path

import click

from generator import config as configuration
from generator.cli import options, summary
from generator.cli.progress import shown
from generator.config import Config
from generator.errors import BrevesError
from generator.preview import Rebuild, Session

__all__ = ["command"]

_TURN = 0.0005  # seconds: while pages are made, others are served


@click.command("watch", short_help="Publish, and show the site while you write.")
@options.config
@options.output
@options.jobs
@options.drafts
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Or the next free one."
)
@click.option("--edit", "editing", is_flag=True, help="Let pages be corrected in place, on this machine.")
@click.option("--open", "opening", is_flag=True, help="Open the site in a browser.")
@click.option(
    "--poll", is_flag=True, help="Look for changes twice a second: for network drives, which tell of none."
)
@click.option("--force", is_flag=True, help="Write into a folder that holds files of others; they stay.")
@options.quiet
def command(
    *,
    file: Path | None,
    output: Path | None,
    jobs: int | None,
    drafts: bool | None,
    port: int,
    editing: bool,
    opening: bool,
    poll: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Build, serve the site on this machine, and keep the open page fresh while you write.

    An article that cannot be read keeps its last good page, and the problem is shown on top of the page
    with file, line and remedy. Ctrl-C ends it.
    """
    load = partial(configuration.load, Path.cwd(), file=file, output=output, jobs=jobs, drafts=drafts)
    with shown(quiet=quiet) as progress:
        session = Session(load, progress=progress, force=force)
        first = session.build()
    if first.report is None:
        raise first.error or BrevesError("the first build failed.")
    warned: list[str] = []
    tell = partial(_tell, config=load(), quiet=quiet, warned=warned)
    tell(first)
    sys.setswitchinterval(_TURN)
    server = session.serve(port, editing=editing)
    try:
        click.echo(f"{server.address} shows the site; Ctrl-C ends it.")
        click.echo(f"{server.address}.breves/check lists what to look at.")
        if opening:
            webbrowser.open(server.address)
        session.watch(tell, poll=poll)
    except KeyboardInterrupt:
        click.echo("")
    finally:
        server.close()


def _tell(rebuild: Rebuild, *, config: Config, quiet: bool, warned: list[str]) -> None:
    """Print a line for a rebuild, and what went wrong; of warnings, those that the last one had not."""
    if rebuild.error is not None:
        summary.error(rebuild.error)
        return
    if rebuild.report is None:
        return
    report = rebuild.report
    summary.problems(report, config, known=warned)
    warned[:] = report.warnings
    if quiet or (rebuild.changed and not report.changed and not report.failures):
        return
    names = sorted(os.path.relpath(path) for path in rebuild.changed)
    what = ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")  # noqa: PLR2004  a line's worth
    stages = ", ".join(f"{stage} {seconds * 1000:.0f}" for stage, seconds in report.seconds.items())
    click.echo(
        f"{what or 'first build'}: {len(report.written):,} pages written, {len(report.pruned):,} removed; "
        f"{rebuild.seconds * 1000:.0f} ms ({stages})"
    )
