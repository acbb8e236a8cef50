"""``breves new``."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from generator import config as configuration
from generator import scaffold
from generator.cli import options

__all__ = ["command"]


@click.group("new", short_help="Make a site or an article to start from.")
def command() -> None:
    """Make a site or an article to start from."""


@command.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def _site(*, folder: Path) -> None:
    """Make a folder with a configuration and one article."""
    for path in scaffold.new_site(folder):
        click.echo(f"{path} written.")
    click.echo(f"Now: cd {folder} && breves watch --open")


@command.command("article")
@click.argument("title")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Its date, rather than today's."
)
@click.option("--language", metavar="CODE", help="Its language, such as fr.")
@options.config
def _article(*, title: str, date: dt.datetime | None, language: str | None, file: Path | None) -> None:
    """Write an article to fill in, as a draft, in content/YEAR/MONTH/."""
    config = configuration.load(Path.cwd(), file=file)
    day = date.date() if date else dt.date.today()  # noqa: DTZ011  the writer's own day
    click.echo(f"{os.path.relpath(scaffold.new_article(config, title, day, language))} written, as a draft.")
