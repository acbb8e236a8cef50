"""The command line: the only part that prints, and that turns errors into exit statuses.

0: built. 1: some content could not be published. 2: wrong usage or configuration.
"""

from __future__ import annotations

from generator.cli.root import main

__all__ = ["main"]
