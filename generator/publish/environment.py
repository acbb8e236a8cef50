"""Jinja2 environments, one for each language of the interface and depth in the site.

What is the same for all pages of a language in folders of one depth (the wording, the way up to the
site's folder) stands among the globals, so that macros are imported once and not once a page. All
of them share their compiled templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from functools import cache, partial
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from generator.config import Config
from generator.pages.wording import Wording, direction, wording
from generator.publish import markup, templates

__all__ = ["Environments"]

_COMPILED_MOST = 500  # templates, several times what a site has
_SPECIAL = re.compile("[&<>\"']")


class Environments:
    """Makes environments when they are first asked for."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._made: dict[tuple[str, int], jinja2.Environment] = {}

    def get(self, language: str, depth: int) -> jinja2.Environment:
        """Return the environment for pages ``depth`` folders down."""
        found = self._made.get((language, depth))
        if found is None:
            found = self._made[language, depth] = self._make(language, depth)
        return found

    def _make(self, language: str, depth: int) -> jinja2.Environment:
        environment = _Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in templates.folders(self._config)]),
            bytecode_cache=_COMPILED,
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        words = wording(language)
        environment.globals |= {
            "site": self._config,
            "root": "../" * depth,
            "lang": words.language,
            "direction": words.direction,
            "_": words,
            "plural": words.plural,
            "spoken": partial(_spoken, words),
        }
        environment.filters |= {
            "inline": markup.inline,
            "flow": markup.flow,
            "hashed": markup.hashed,
            "letter": markup.letter,
            "remark": markup.remark,
            "typeset": markup.typeset,
        }
        return environment


@cache
def _spoken(words: Wording, language: str) -> Markup:
    """Return the attributes of an element whose text is in a language: none where it is the page's own."""
    if language == words.language:
        return Markup()
    side = direction(language)
    turned = "" if side == words.direction else f' dir="{side}"'
    return Markup(f' lang="{escape(language)}"{turned}')  # noqa: S704 - escaped, or from a fixed list


def _escaped(value: Any) -> str:
    """Escape for output: ``markupsafe.escape`` without the objects that it makes on the way."""
    if type(value) is str:
        return str(escape(value)) if _SPECIAL.search(value) else value
    return value if type(value) is Markup else str(escape(value))


def _called(function: Any, *arguments: Any, **named: Any) -> Any:
    """Call what a template calls. Jinja looks first whether it wants the context: nothing here does."""
    return function(*arguments, **named)


class _Generator(CodeGenerator):
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write a call as Jinja does, but for who makes it."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Environment(jinja2.Environment):
    code_generator_class = _Generator
    escaped: Callable[[Any], str] = staticmethod(_escaped)
    called: Callable[..., Any] = staticmethod(_called)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals, flat: Jinja chains them, and goes through them all for each page."""
        return {**self.globals, **(d or {})}


class _Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled, in memory: a function of their text, whatever the site."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template that another environment has compiled."""
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, instead of the oldest where there are many."""
        if len(self._code) >= _COMPILED_MOST:
            del self._code[next(iter(self._code))]
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()
