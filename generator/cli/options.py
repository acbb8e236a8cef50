"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["config", "drafts", "jobs", "output", "quiet"]

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config: _Decorator = click.option(
    "--config",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Read this breves.toml or pyproject.toml, rather than the nearest one.",
)
output: _Decorator = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the site there, rather than to site/.",
)
jobs: _Decorator = click.option(
    "--jobs", type=click.IntRange(min=0), metavar="N", help="Annotate in N processes (0: one for each core)."
)
drafts: _Decorator = click.option("--drafts/--no-drafts", default=None, help="Publish drafts too.")
quiet: _Decorator = click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
