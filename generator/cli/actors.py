"""``breves actors``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import config as configuration
from generator.cli import options
from generator.cli.progress import shown
from generator.errors import ConfigError

__all__ = ["command"]


@click.group("actors", short_help="Keep the registry of actors.")
def command() -> None:
    """Keep the registry of actors, actors.toml beside content/: who is who, whatever the articles write."""


@command.command("import")
@click.argument("names", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.config
def _import(*, names: Path, file: Path | None) -> None:
    """Add the names of FILE to the registry: a list in the format of JRC-Names, or a table (.csv)."""
    from generator.identity import exchange, registry_file  # noqa: PLC0415

    path = _registry(file)
    try:
        text = names.read_bytes().decode("utf-8-sig")
        before = path.read_bytes().decode() if path.exists() else ""
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8.", path=names, remedy="Save it as UTF-8.") from error
    held = registry_file.parse(before, path)
    if held.problems:
        raise held.problems[0]
    reader = exchange.read_csv if names.suffix.casefold() == ".csv" else exchange.read_jrc
    actors, problems = reader(text, str(names))
    for problem in problems:
        click.echo(f"breves: {problem}", err=True)
    after = registry_file.add(before, actors)
    if after != before:
        fresh = path.with_suffix(".toml.new")
        fresh.write_text(after, encoding="utf-8", newline="\n")
        fresh.replace(path)
    click.echo(
        f"{len(actors):,} actors read; {path.name} now holds {len(registry_file.parse(after).actors):,}."
    )
    if problems:
        sys.exit(1)


@command.command("check")
@options.config
def _check(*, file: Path | None) -> None:
    """Name the lines of the registry that cannot be used."""
    from generator.identity import registry_file  # noqa: PLC0415

    path = _registry(file)
    registry = registry_file.load(path)
    for problem in registry.problems:
        click.echo(f"breves: {problem}", err=True)
    click.echo(f"{len(registry.actors):,} actors; {len(registry.problems):,} that cannot be used.")
    if registry.problems:
        sys.exit(1)


@command.command("export")
@click.option("--format", "form", type=click.Choice(["csv", "toml"]), default="csv", show_default=True)
@options.config
@options.jobs
@options.quiet
def _export(*, form: str, file: Path | None, jobs: int | None, quiet: bool) -> None:
    """Print every actor that the collection knows: as a table, or as a registry to start from."""
    from generator.build.desk import identities  # noqa: PLC0415
    from generator.identity import exchange, registry_file  # noqa: PLC0415

    config = configuration.load(Path.cwd(), file=file, jobs=jobs)
    with shown(quiet=quiet) as progress:
        found = identities(config, progress=progress)
    if form == "csv":
        click.echo(exchange.write_csv(found), nl=False)
    else:
        click.echo(registry_file.add("", exchange.as_registered(exchange.rows(found))), nl=False)


def _registry(file: Path | None) -> Path:
    from generator.identity import registry_file  # noqa: PLC0415

    return registry_file.beside(configuration.load(Path.cwd(), file=file).content)
