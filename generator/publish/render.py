"""Turn pages into bytes with Jinja2."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, NamedTuple

import jinja2
from jinja2.runtime import Context

from generator.config import Config
from generator.errors import TemplateError
from generator.pages.frame import Frame
from generator.pages.page import Page, Stream
from generator.publish import templates
from generator.publish.closures import BODY
from generator.publish.environment import Environments

__all__ = ["Rendered", "Renderer"]


class Rendered(NamedTuple):
    """A page's bytes, and where in them its body stands (from, to); nowhere if the frame cannot be told."""

    data: bytes
    body: tuple[int, int] = (0, 0)


class _Mark(str):
    """Nothing, but told from any other: where a body begins or ends."""

    __slots__ = ()


_BEGIN, _END = _Mark(), _Mark()


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
        return self.rendered(page).data

    def compile(self) -> None:
        """Compile all templates for whoever renders after that; what is wrong with one is told then."""
        environment = self._environments.get(self._config.language, 0)
        for name in environment.list_templates(["html"]):
            with suppress(jinja2.TemplateError, UnicodeDecodeError, OSError):
                environment.get_template(name)

    def around(self, template: str, frame: Frame, path: str) -> tuple[bytes, bytes] | None:
        """Return what stands before and behind the body of a page; None where that takes more than its frame.

        Only to be asked where body and frame are apart (see ``closures``).
        """
        try:
            pieces = self._pieces(template, SimpleNamespace(frame=frame), path, body=False)
        except Exception:  # noqa: BLE001 - who renders the page in full is told what is wrong
            return None
        places = _places(pieces)
        if places is None:
            return None
        return "".join(pieces[: places[0]]).encode(), "".join(pieces[places[1] :]).encode()

    def _pieces(self, name: str, view: Any, path: str, *, body: bool = True) -> list[str]:
        """Run a template; its body's block yields a mark before and behind, and, if wanted, itself."""
        key = name, view.frame.language, path.count("/")
        template = self._templates.get(key)
        if template is None:
            template = self._environments.get(*key[1:]).get_template(name)
            self._templates[key] = template
        context = template.new_context({"view": view, "path": path})
        blocks = context.blocks.get(BODY)
        if blocks:
            inner = blocks[0]

            def marked(context: Context) -> Iterator[str]:
                yield _BEGIN
                if body:
                    yield from inner(context)
                yield _END

            blocks.insert(0, marked)  # before the block itself, so that ``super`` finds what it did
        try:
            return list(template.root_render_func(context))
        except Exception:  # noqa: BLE001 - raised again, as one of the template's lines
            template.environment.handle_exception()

    def rendered(self, page: Page) -> Rendered:
        """Return the page as UTF-8, with the place of its body. Raises as ``render`` does."""
        if isinstance(page.view, Stream):
            return Rendered(b"".join(page.view.chunks()))
        if not page.template:
            return Rendered(page.view if isinstance(page.view, bytes) else str(page.view).encode())
        try:
            pieces = self._pieces(page.template, page.view, page.path)
            places = _places(pieces)
            if places is None:
                return Rendered("".join(pieces).encode())
            before, body, behind = (
                "".join(some).encode()
                for some in (pieces[: places[0]], pieces[slice(*places)], pieces[places[1] :])
            )
            return Rendered(before + body + behind, (len(before), len(before) + len(body)))
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


def _places(pieces: list[str]) -> tuple[int, int] | None:
    """Return where the marks of the body stand, if each stands there once."""
    found = [at for at, piece in enumerate(pieces) if type(piece) is _Mark]
    return (found[0], found[1]) if [pieces[at] is _BEGIN for at in found] == [True, False] else None


def _place(error: BaseException, folders: list[str]) -> tuple[str | None, int | None]:
    """Return the line of the innermost template that an error came through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(frame.filename.startswith(folder) for folder in folders):
            return frame.filename, frame.lineno
    return None, None
