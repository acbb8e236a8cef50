"""Follow every link within a site, and every fragment."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from lxml import html

from benchmarks.audit.measure import Measure, counted
from benchmarks.audit.sites import Site

__all__ = ["check"]


def check(*sites: Site) -> list[Measure]:
    """Return what leads nowhere, and what a page loads from elsewhere."""
    broken, followed = [], 0
    for site in sites:
        trees = {path: html.parse(str(site.folder / path)).getroot() for path in site.pages}
        ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
        for path, tree in trees.items():
            for link in tree.xpath("//@href | //@src"):
                followed += 1
                target = _target(site, path, link)
                if target is None:
                    continue
                file, fragment = target
                if not (site.folder / file).is_file():
                    broken.append(f"{path}: {link}")
                elif fragment and file in ids and fragment not in ids[file]:
                    broken.append(f"{path}: {link} (no such fragment)")
    return [counted("broken links and fragments", broken, f"{followed} links")]


def _target(site: Site, path: str, link: str) -> tuple[str, str] | None:
    """Return the file of this site and the fragment that a link leads to, None for the web's."""
    if site.home and link.startswith(site.home):
        link = posixpath.relpath(link.removeprefix(site.home) or "index.html", posixpath.dirname(path) or ".")
    root = urlsplit(site.home).path
    if root and link.startswith(root):  # the page for addresses that lead nowhere
        path, link = "", link.removeprefix(root)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
    if file in (".", "") or file.endswith("/"):
        file = posixpath.join(file, "index.html")
    return file.removeprefix("./"), unquote(parts.fragment).partition(":~:")[0]
