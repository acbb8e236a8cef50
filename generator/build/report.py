"""What came of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from generator.errors import BrevesError

__all__ = ["BuildReport", "unaddressed", "unannotated"]


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


def unannotated(languages: Iterable[str], reads: Callable[[str], bool]) -> Iterator[str]:
    """Say which of the articles' languages no pipeline reads."""
    for language, count in sorted(Counter(languages).items()):
        if not reads(language):
            yield (
                f"No pipeline reads the language «{language}»: {count} of the articles are published without "
                "annotations. Name a pipeline under [tool.breves.pipelines], or correct the language."
            )


def unaddressed(address: str) -> Iterator[str]:
    """Say what a site whose address is unknown goes without."""
    if not address:
        yield (
            "Feeds, site maps and canonical links are left out, since they need whole addresses. "
            "Say where the site will stand: base_url in the configuration."
        )
