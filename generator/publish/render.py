"""Turn pages into bytes with Jinja2."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

import jinja2

from generator.config import Config
from generator.errors import TemplateError
from generator.pages.page import Page, Stream
from generator.publish import templates
from generator.publish.environment import Environments

__all__ = ["Renderer"]


class Renderer:
    """Renders pages with the site's templates, or the built-in ones where it has none of its own.

    A template sees ``view`` (the page's view), ``site`` (the configuration), ``path`` (the page's
    own), ``root`` (the way from the page to the site's folder: empty, ``../``, ``../../``), ``_`` and
    ``plural`` (the interface in the page's language) and ``lang``.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._environments = Environments(config)
        self._templates: dict[tuple[str, str, int], jinja2.Template] = {}

    def render(self, page: Page) -> bytes:
        """Return the page as UTF-8. Raises TemplateError with file, line and remedy."""
        if isinstance(page.view, Stream):
            return b"".join(page.view.chunks())
        if not page.template:
            return page.view if isinstance(page.view, bytes) else str(page.view).encode()
        name = page.template, page.view.frame.language, page.path.count("/")
        try:
            template = self._templates.get(name)
            if template is None:
                template = self._environments.get(*name[1:]).get_template(page.template)
                self._templates[name] = template
            return template.render(view=page.view, path=page.path).encode()
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(
                f"is not a valid template: {error.message}.",
                path=error.filename or error.name,
                line=error.lineno,
                remedy="Mend this line, or delete the file to use the built-in template.",
            ) from error
        except jinja2.TemplateNotFound as error:
            raise TemplateError(
                f"there is no template «{error}».",
                path=self._config.templates,
                remedy="Correct its name, or write it.",
            ) from error
        except (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError) as error:
            file, line = _place(error, [str(folder) for folder in templates.folders(self._config)])
            raise TemplateError(
                f"cannot be rendered for {page.path}: {error}.",
                path=file or page.template,
                line=line,
                remedy="docs/templates.md lists what a template may use.",
            ) from error

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield the static files as (path in the site, bytes), sorted by path."""
        yield from templates.read(templates.files(self._config), templates.STATIC)


def _place(error: BaseException, folders: list[str]) -> tuple[str | None, int | None]:
    """Return the line of the innermost template that an error came through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(frame.filename.startswith(folder) for folder in folders):
            return frame.filename, frame.lineno
    return None, None
