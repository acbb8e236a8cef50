"""A range of words that may be a name, and what was noted about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.annotate.entities.gazetteer import Known
from generator.annotate.entities.lines import Line

__all__ = ["Candidate"]


@dataclass(slots=True)
class Candidate:
    """A range of words of one line that may be a name."""

    line: Line
    first: int
    end: int
    person: bool = False  # an honorific or title stands before it
    head: str = ""  # the organisation or place noun that it was extended over
    known: Known | None = None
    label: str | None = None  # the pipeline's kind, "other" included
    exact: bool = False  # the pipeline has the same boundaries
    held: bool = False  # small words inside hold it together as the name of a person
    copied: bool = False  # found because the same name was accepted elsewhere
    evidence: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The name as it stands."""
        return self.line.surface(self.first, self.end)

    @property
    def low(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(self.line.low[self.first : self.end])
