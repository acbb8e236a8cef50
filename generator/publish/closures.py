"""Know which templates each part of a page is set with: its body, and the frame around it.

The body is the block ``main``; the frame is everything else, which a page has from the templates that it
extends. Where the two are apart, a change of the frame leaves bodies as they were, and a change of what one
page's body is set with leaves all other pages alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from generator.config import Config
from generator.publish import templates

__all__ = ["BODY", "Closure", "closures"]

BODY = "main"  # the block

_LATELY = 500  # templates whose facts are kept

_LOADING = (nodes.Include, nodes.Import, nodes.FromImport)
_LEFT_BEHIND = (nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport, nodes.Macro)


class Closure(NamedTuple):
    """Digests of the templates that a page's body and its frame are set with; equal where they mingle."""

    body: str
    frame: str


class _Facts(NamedTuple):
    """What one template's text tells of where it is used."""

    extends: tuple[str, ...] | None  # the template, if any; None where that is decided on rendering
    loads: tuple[str, ...] | None  # what it includes and imports; None as above
    sealed: bool  # nothing passes between its blocks but what all of a page sees
    bodied: bool  # it has the body's block
    bare: bool  # nothing is left behind for what stands outside its blocks
    modest: bool  # outside the body, it sees no more of the view than its frame


def closures(config: Config) -> dict[str, Closure]:
    """Return the closure of every page's template, by name; none at all where one cannot be parsed."""
    sources = {
        name: data
        for name, data in templates.read(templates.files(config))
        if not name.startswith(templates.STATIC)
    }
    try:
        facts = {name: _facts(data) for name, data in sources.items()}
    except (UnicodeDecodeError, jinja2.TemplateSyntaxError):
        return {}  # who renders a page with it is told what is wrong
    return {name: _closure(name, facts, sources) for name in facts if "/" not in name}


@lru_cache(maxsize=_LATELY)
def _facts(data: bytes) -> _Facts:
    tree = jinja2.Environment(autoescape=True).parse(data.decode())
    extends = tree.find(nodes.Extends)
    extended = [extends.template] if extends else []
    loaded = [node.template for node in tree.find_all(_LOADING)]  # type: ignore[attr-defined]  # all have one
    blocks = list(tree.find_all(nodes.Block))
    return _Facts(
        _constants(extended),
        _constants(loaded),
        not tree.find(nodes.NSRef) and not any(block.scoped for block in blocks),
        any(block.name == BODY for block in blocks),
        not any(isinstance(node, _LEFT_BEHIND) for node, _ in _outside(tree, every=True)),
        all(_modest(node, above) for node, above in _outside(tree)),
    )


def _constants(found: Iterable[nodes.Expr]) -> tuple[str, ...] | None:
    names = [str(node.value) if isinstance(node, nodes.Const) else None for node in found]
    known = tuple(name for name in names if name is not None)
    return known if len(known) == len(names) else None


def _closure(name: str, facts: Mapping[str, _Facts], sources: Mapping[str, bytes]) -> Closure:
    chain = _chain(name, facts)
    body, frame = _reached((name,), facts), _reached(chain or (), facts)
    if chain is None or body is None or frame is None:
        everything = _digest(sources, sources)
        return Closure(everything, everything)
    if not chain or not _apart(name, chain, frame, body, facts):
        both = _digest(body | frame, sources)
        return Closure(both, both)
    return Closure(_digest(body, sources), _digest(frame, sources))


def _chain(name: str, facts: Mapping[str, _Facts]) -> tuple[str, ...] | None:
    """Return the templates that one extends, directly or not; None where that is decided on rendering."""
    found: list[str] = []
    start = name
    while name in facts:
        extended = facts[name].extends
        if extended is None or any(other in (*found, start) for other in extended):
            return None
        if not extended:
            break
        name = extended[0]
        found.append(name)
    return tuple(found)


def _reached(names: tuple[str, ...], facts: Mapping[str, _Facts]) -> set[str] | None:
    """Return templates with all that they load, themselves or through others; None as above.

    What they extend is not looked at, but what those extend that they load is.
    """
    found, left = set[str](), list(names)
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        if name in facts:
            loads = facts[name].loads
            extends = () if name in names else facts[name].extends
            if loads is None or extends is None:
                return None
            left += (*loads, *extends)
    return found


def _digest(names: Mapping[str, bytes] | set[str], sources: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(names):
        data = sources.get(name)
        total.update(f"{name}\0{-1 if data is None else len(data)}\0".encode() + (data or b""))
    return total.hexdigest()


def _apart(
    name: str, chain: tuple[str, ...], frame: set[str], body: set[str], facts: Mapping[str, _Facts]
) -> bool:
    """Whether neither part sees what the other does, and the frame no more of the view than its frame."""
    return (
        facts[name].bodied
        and all(facts[other].sealed for other in {name, *frame, *body} & facts.keys())
        and all(facts[parent].bare for parent in chain if parent in facts)
        and all(facts[other].modest for other in {name, *frame} & facts.keys())
    )


def _outside(tree: nodes.Node, *, every: bool = False) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """Yield what stands outside the body's block (or ``every`` block), with what it stands in."""
    for child in tree.iter_child_nodes():
        if isinstance(child, nodes.Block) and (every or child.name == BODY):
            continue
        yield child, tree
        yield from _outside(child, every=every)


def _modest(node: nodes.Node, above: nodes.Node) -> bool:
    if not isinstance(node, nodes.Name) or node.name not in ("view", "self"):
        return True
    return node.name == "view" and isinstance(above, nodes.Getattr) and above.attr == "frame"
