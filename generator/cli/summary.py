"""Say what came of a build."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

import click

from generator.build.report import BuildReport
from generator.config import Config
from generator.errors import BrevesError

__all__ = ["closing", "error", "problems", "profile", "verified"]


_MANY = 100  # failures worth a line each


def problems(report: BuildReport, config: Config, known: Collection[str] = ()) -> None:
    """List failures, and warnings not yet known, on the standard error stream, by paths as seen from here."""
    for failure in report.failures[:_MANY]:
        place = f"{_relative(config.content)}{failure.path}" if failure.path else None
        error(BrevesError(failure.problem, path=place, line=failure.line, remedy=failure.remedy))
    if len(report.failures) > _MANY:
        click.echo(f"… and {len(report.failures) - _MANY:,} more like these.", err=True)
    for warning in report.warnings:
        if warning in known:
            continue
        click.echo(f"{_mark('warning:', 'yellow')} {warning}", err=True)


def error(found: BrevesError) -> None:
    """Print one error on the standard error stream: file, line, what is wrong and what to do."""
    click.echo(f"{_mark('error:', 'red')} {found}", err=True)


def closing(report: BuildReport, config: Config) -> None:
    """Sum a build up in two lines."""
    if not report.published:
        click.echo("Nothing was published: not every article can be.")
        return
    seconds = sum(report.seconds.values())
    counts = (
        (report.briefs, "brief"),
        (report.actors, "actor"),
        (report.quotes, "quote"),
        (report.figures, "figure"),
        (len(report.warnings), "warning"),
    )
    told = ", ".join(_count(number, noun) for number, noun in counts)
    click.echo(f"{told}; {_count(len(report.failures), 'failure')}. {seconds:.2f} s.")
    changes = [
        f"{len(report.written):,} written" if report.written else "",
        f"{len(report.pruned):,} removed" if report.pruned else "",
        f"{report.unchanged:,} unchanged" if report.unchanged else "",
    ]
    told = ", ".join(change for change in changes if change) or "empty"
    click.echo(f"{_relative(config.output)}: {told}.")


def profile(report: BuildReport) -> None:
    """Tell seconds by stage, what was done in each, memory and the size of the cache."""
    for stage, seconds in report.seconds.items():
        click.echo(f"{stage:>10} {seconds * 1000:9.1f} ms")
    click.echo(f"{'total':>10} {sum(report.seconds.values()) * 1000:9.1f} ms")
    click.echo(f"annotated {report.annotated:,} articles, rendered {report.rendered:,} pages")
    click.echo(f"cache {report.cache_bytes / 1e6:.1f} MB{_memory()}")


def verified(differences: tuple[str, ...], *, quiet: bool) -> bool:
    """Tell what an exact build would have left; return whether anything differs."""
    for difference in differences:
        click.echo(f"{_mark('error:', 'red')} not what a clean build makes: {difference}", err=True)
    if not differences and not quiet:
        click.echo("Verified: a clean build makes the same files, byte for byte.")
    return bool(differences)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _mark(word: str, colour: str) -> str:
    return click.style(word, fg=colour, bold=True)


def _relative(path: Path) -> str:
    relative = os.path.relpath(path)
    return f"{path if relative.startswith('..') else relative}{os.sep}"


def _memory() -> str:
    if sys.platform == "win32":
        return ""
    import resource  # noqa: PLC0415  not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f", peak memory {peak / 1e6:.0f} MB"
