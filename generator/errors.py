"""The errors Brèves raises on purpose.

    BrevesError
    ├── ConfigError       the configuration or the command line is wrong (exit status 2)
    ├── ContentError      one file of content/ cannot be published (exit status 1)
    ├── TemplateError     a template cannot be found, parsed or rendered
    ├── PipelineError     a spaCy pipeline that was asked for is not installed or does not load
    └── OutputError       the output folder cannot be written, or is not ours to write

Each carries what a person needs to mend it: the file, the line where one is known, what is
wrong and what to do. Only the command line turns them into text and exit statuses.
"""

from __future__ import annotations

from pathlib import PurePath

__all__ = [
    "BrevesError",
    "ConfigError",
    "ContentError",
    "OutputError",
    "PipelineError",
    "TemplateError",
]


class BrevesError(Exception):
    """Say what is wrong, where, and how to mend it.

    ``line`` counts from 1. ``remedy`` is a full sentence that tells a person what to do.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: PurePath | str | None = None,
        line: int | None = None,
        remedy: str = "",
    ) -> None:
        super().__init__(problem, path, line, remedy)
        self.problem = problem
        self.path = path
        self.line = line
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Let other processes raise it here."""
        return _again, (type(self), self.problem, self.path, self.line, self.remedy)

    def __str__(self) -> str:
        place = "" if self.path is None else str(self.path)
        if place and self.line is not None:
            place += f":{self.line}"
        parts = [f"{place}: {self.problem}" if place else self.problem, self.remedy]
        return " ".join(part for part in parts if part)


class ConfigError(BrevesError):
    """The configuration or the command line is wrong."""


class ContentError(BrevesError):
    """One file of the content folder cannot be published."""


class TemplateError(BrevesError):
    """A template cannot be found, parsed or rendered."""


class PipelineError(BrevesError):
    """A language pipeline is not installed or does not load."""


class OutputError(BrevesError):
    """The output folder cannot be written, or holds files that are not ours."""


def _again(
    kind: type[BrevesError], problem: str, path: PurePath | str | None, line: int | None, remedy: str
) -> BrevesError:
    return kind(problem, path=path, line=line, remedy=remedy)
