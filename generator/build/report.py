"""What came of a build."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.errors import BrevesError

__all__ = ["BuildReport"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build published, wrote and could not publish.

    ``published`` is False where a strict build stopped before writing. ``seconds`` are by stage, in the
    order of the stages. ``figures`` are the numbers found. ``cache_bytes`` is what the store takes on disk.
    """

    briefs: int = 0
    actors: int = 0
    quotes: int = 0
    figures: int = 0
    annotated: int = 0  # articles that were not in the cache
    rendered: int = 0  # pages
    written: tuple[str, ...] = ()
    unchanged: int = 0
    pruned: tuple[str, ...] = ()
    failures: tuple[BrevesError, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    cache_bytes: int = 0
    published: bool = True

    @property
    def changed(self) -> bool:
        """Whether the site's folder differs from what it was."""
        return bool(self.written or self.pruned)
