"""Know which templates each part of a page is set with: its body, and the frame around it.

The body is the block ``main``; the frame is everything else, which a page has from the templates that it
extends. Where the two are apart, a change of the frame leaves bodies as they were, and a change of what one
page's body is set with leaves all other pages alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from generator.config import Config
from generator.publish import templates

__all__ = ["BODY", "Closure", "closures"]

BODY = "main"  # the block

_LOADING = (nodes.Include, nodes.Import, nodes.FromImport)
_LEFT_BEHIND = (nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport, nodes.Macro)


class Closure(NamedTuple):
    """Digests of the templates that a page's body and its frame are set with; equal where they mingle."""

    body: str
    frame: str


def closures(config: Config) -> dict[str, Closure]:
    """Return the closure of every page's template, by name; none at all where one cannot be parsed."""
    sources = {
        name: data
        for name, data in templates.read(templates.files(config))
        if not name.startswith(templates.STATIC)
    }
    environment = jinja2.Environment(autoescape=True)
    try:
        trees = {name: environment.parse(data.decode()) for name, data in sources.items()}
    except (UnicodeDecodeError, jinja2.TemplateSyntaxError):
        return {}  # who renders a page with it is told what is wrong
    return {name: _closure(name, trees, sources) for name in trees if "/" not in name}


def _closure(name: str, trees: Mapping[str, nodes.Template], sources: Mapping[str, bytes]) -> Closure:
    chain = _chain(name, trees)
    body, frame = _reached((name,), trees), _reached(chain or (), trees)
    if chain is None or body is None or frame is None:
        everything = _digest(sources, sources)
        return Closure(everything, everything)
    if not chain or not _apart(name, chain, frame, body, trees):
        both = _digest(body | frame, sources)
        return Closure(both, both)
    return Closure(_digest(body, sources), _digest(frame, sources))


def _chain(name: str, trees: Mapping[str, nodes.Template]) -> tuple[str, ...] | None:
    """Return the templates that one extends, directly or not; None where that is decided on rendering."""
    found: list[str] = []
    while name in trees and (extends := trees[name].find(nodes.Extends)):
        if not isinstance(extends.template, nodes.Const) or extends.template.value in (*found, name):
            return None
        name = str(extends.template.value)
        found.append(name)
    return tuple(found)


def _reached(names: tuple[str, ...], trees: Mapping[str, nodes.Template]) -> set[str] | None:
    """Return templates with all that they load, themselves or through others; None as above."""
    found, left = set[str](), list(names)
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        for node in trees[name].find_all(_LOADING) if name in trees else ():
            wanted: nodes.Expr = node.template  # type: ignore[attr-defined]  # all of these have one
            if not isinstance(wanted, nodes.Const):
                return None
            left.append(str(wanted.value))
    return found


def _digest(names: Mapping[str, bytes] | set[str], sources: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(names):
        data = sources.get(name)
        total.update(f"{name}\0{-1 if data is None else len(data)}\0".encode() + (data or b""))
    return total.hexdigest()


def _apart(
    name: str, chain: tuple[str, ...], frame: set[str], body: set[str], trees: Mapping[str, nodes.Template]
) -> bool:
    """Whether neither part sees what the other does, and the frame no more of the view than its frame."""
    if not any(block.name == BODY for block in trees[name].find_all(nodes.Block)):
        return False
    for other in {name, *frame, *body} & trees.keys():
        tree = trees[other]
        if tree.find(nodes.NSRef) or any(block.scoped for block in tree.find_all(nodes.Block)):
            return False
    for parent in chain:
        if any(isinstance(node, _LEFT_BEHIND) for node, _ in _outside(trees[parent], every=True)):
            return False
    framing = [trees[other] for other in {name, *frame} & trees.keys()]
    return all(_modest(node, above) for tree in framing for node, above in _outside(tree))


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
