"""The command ``breves`` and what all its subcommands share."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.errors import BrevesError, ContentError

__all__ = ["command", "main"]

_COMMANDS = {
    "actors": "generator.cli.actors",
    "annotate": "generator.cli.annotate",
    "build": "generator.cli.build",
    "check": "generator.cli.check",
    "clean": "generator.cli.clean",
    "new": "generator.cli.new",
    "watch": "generator.cli.watch",
}


class _Lazy(click.Group):
    """Import a subcommand only when it is asked for: a build that has nothing to do should be instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        found: click.Command = import_module(_COMMANDS[cmd_name]).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            import difflib  # noqa: PLC0415

            close = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            hint = f"Did you mean «{close[0]}»?" if close else f"There are {', '.join(sorted(_COMMANDS))}."
            raise click.UsageError(f"There is no command «{args[0]}». {hint}", ctx) from None


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def command() -> None:
    """Publish news articles as annotated briefs: who acts, who said what, how many, when.

    Articles come from content/, the site goes to site/; open site/index.html in any browser.

    \b
      breves new site DIR       make a site to start from
      breves build              publish what changed
      breves watch              publish, and show the site while you write
    """  # noqa: D301  click reads the escape as "do not refill these lines"


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        status = command(prog_name="breves", standalone_mode=False)
        _flush()
    except BrevesError as error:
        _say(f"error: {error}")
        status = 1 if isinstance(error, ContentError) else 2
    except click.ClickException as error:
        error.show()
        status = 2
    except (KeyboardInterrupt, click.Abort):
        _say("Stopped.")
        status = 130
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from complaining on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 141
    sys.exit(status if isinstance(status, int) else 0)


def _flush() -> None:
    sys.stdout.flush()


def _say(message: Any) -> None:
    click.echo(f"breves: {message}", err=True)
