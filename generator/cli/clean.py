"""``breves clean``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from generator import config as configuration
from generator.cli import options
from generator.publish import manifest
from generator.publish.output import Output

__all__ = ["command"]


@click.command("clean", short_help="Remove the site and the cache.")
@options.config
@options.output
@click.option("--cache-only", is_flag=True, help="Keep the site; the next build takes longer.")
@options.quiet
def command(*, file: Path | None, output: Path | None, cache_only: bool, quiet: bool) -> None:
    """Remove every file that Brèves wrote: the site's, and the cache. Files of others stay."""
    config = configuration.load(Path.cwd(), file=file, output=output)
    removed = 0
    if not cache_only and manifest.owned(config.output) is not None:
        removed = Output.clear(config.output)
    if (config.cache / "cache.sqlite").exists():
        shutil.rmtree(config.cache)
    if not quiet:
        click.echo(f"{removed:,} files of the site removed, and the cache.")
