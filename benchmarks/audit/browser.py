"""The pages in Chromium: accessibility, requests, complaints, and what must fit, stay or be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.audit.measure import Measure, Missing, counted
from benchmarks.audit.server import serve
from benchmarks.audit.sites import LONG, Site, kinds
from benchmarks.audit.tools import chromium, node_module

__all__ = ["check"]

_WIDTHS = (360, 1280)
_SCHEMES = ("light", "dark")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SPACES = re.compile(r"\s+")

_OVERLAPS = (Path(__file__).parent / "overlaps.js").read_text(encoding="utf-8")
_MOVING = """[...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0
    || style.animationName !== "none";
}).map((one) => one.tagName)"""
_SHOWN = """(one) => one.checkVisibility({ contentVisibilityAuto: true })
  && one.getBoundingClientRect().height > 0"""
_NOT_WRITTEN = """[...document.querySelectorAll("a[rel~=external]")]
  .filter((one) => one.checkVisibility() && !getComputedStyle(one, "::after").content.includes("http"))
  .map((one) => one.href)"""
_CONTROLS = (".toggles", "header nav", ".pilcrow", ".copy")


def check(whole: Site, bare: Site) -> list[Measure]:
    """Return what Chromium sees of both sites: one served, the other opened from the disk."""
    with serve(whole) as home, _browser() as browser:
        eyes = _Eyes(browser, whole, home)
        return [
            _axe(eyes),
            _complaints(browser, whole, home, bare),
            _requests(eyes),
            _sideways(eyes),
            _without_script(browser, whole, home, bare),
            _right_to_left(eyes),
            _on_paper(eyes),
            _motion(eyes),
        ]


class _Eyes:
    """Opens pages of a served site."""

    def __init__(self, browser: Any, site: Site, home: str) -> None:
        self.browser, self.site, self.home = browser, site, home

    @contextmanager
    def tab(self, width: int = 1280, **settings: Any) -> Iterator[Any]:
        """Open a tab of some width."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, **settings)
        try:
            yield context.new_page()
        finally:
            context.close()


@contextmanager
def _browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional
    except ImportError:
        raise Missing("playwright is not installed: pip install playwright") from None
    with sync_playwright() as running:
        found = running.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"]
        )
        try:
            yield found
        finally:
            found.close()


def _axe(eyes: _Eyes) -> Measure:
    script = (node_module("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    faults, looks = [], 0
    for width in _WIDTHS:
        for scheme in _SCHEMES:
            # The page's own policy forbids foreign scripts: the tool's comes past it.
            with eyes.tab(width, color_scheme=scheme, bypass_csp=True) as tab:
                for path in kinds(eyes.site):
                    tab.goto(eyes.home + path)
                    tab.evaluate(script)
                    found = tab.evaluate("(tags) => axe.run({ runOnly: tags })", _RULES)
                    looks += 1
                    faults += [
                        f"{path} {width} {scheme}: {violation['id']} {node['target']}"
                        for violation in found["violations"]
                        for node in violation["nodes"]
                    ]
    return counted("axe-core: violations of WCAG 2.2 AA and best practices", faults, f"{looks} looks")


def _complaints(browser: Any, whole: Site, home: str, bare: Site) -> Measure:
    """Count what the console says, blocked by the policy included, as served and from the disk."""
    faults: list[str] = []
    looks = 0
    here = ""

    def complain(said: object) -> None:
        faults.append(f"{here}: {said}")

    for site, address in ((whole, home), (bare, bare.folder.as_uri() + "/")):
        with _Eyes(browser, site, address).tab() as tab:
            tab.on("console", lambda message: complain(message.text))
            tab.on("pageerror", complain)
            # An icon that is still on its way when the next page is opened has not failed.
            tab.on("requestfailed", lambda one: _failed(one) and complain(f"{one.url} failed"))
            for here in kinds(site):
                tab.goto(address + here)
                looks += 1
    with _Eyes(browser, whole, home).tab() as tab:
        # A browser asks for an icon by itself; a policy that is not strict has no force.
        tab.goto(home + LONG)
        policy = tab.get_attribute("meta[http-equiv=Content-Security-Policy]", "content") or ""
        if "default-src 'none'" not in policy or "unsafe" in policy:
            faults.append(f"the policy is not strict: {policy}")
        icon = tab.get_attribute("link[rel=icon]", "href") if tab.locator("link[rel=icon]").count() else None
        if icon is None:
            faults.append("no icon: browsers ask for /favicon.ico and find nothing")
    return counted("console errors, violations of the security policy", faults, f"{looks} pages")


def _failed(request: Any) -> bool:
    return "ERR_ABORTED" not in (request.failure or "")


def _requests(eyes: _Eyes) -> Measure:
    asked: list[str] = []
    with eyes.tab() as tab:
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(eyes.home + LONG, wait_until="networkidle")
    own = urlsplit(eyes.home).netloc
    others = [url for url in asked if urlsplit(url).netloc != own]
    return Measure(
        "requests to read a brief, those to other hosts", "≤ 4, 0", f"{len(asked)}, {len(others)}",
        len(asked) <= 4 and not others, tuple(asked),
    )  # fmt: skip


def _sideways(eyes: _Eyes) -> Measure:
    faults, paths = [], kinds(eyes.site)
    with eyes.tab(320) as tab:
        for path in paths:
            tab.goto(eyes.home + path)
            width = tab.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                faults.append(f"{path}: {width} px")
    return counted("pages that scroll sideways at 320 px", faults, f"{len(paths)} pages")


def _without_script(browser: Any, whole: Site, home: str, bare: Site) -> Measure:
    """Compare the text with JavaScript, served, with the text without it and from the disk."""
    paths = kinds(bare)
    words = []
    for address, script in ((home, True), (home, False), (bare.folder.as_uri() + "/", False)):
        with _Eyes(browser, whole, address).tab(java_script_enabled=script) as tab:
            words.append([_words(tab, address + path) for path in paths])
    faults = []
    for path, *texts in zip(paths, *words, strict=True):
        for text, where in zip(texts[1:], ("without JavaScript", "from the disk"), strict=True):
            lost = texts[0] - text
            if lost and path != "search.html":
                faults.append(f"{path} {where}: {' '.join(sorted(lost))[:200]}")
        if path == "search.html" and not {"Acteurs", "Sources"} <= texts[2]:
            faults.append("search.html without JavaScript leads nowhere")
    return counted("text lost without JavaScript or from file://", faults, f"{len(paths)} pages")


def _words(tab: Any, address: str) -> set[str]:
    """Return the words of a page's text, folded details included.

    A script's own controls are no text, nor are links to feeds, which need the site's address.
    """
    tab.goto(address)
    texts = tab.locator("main :is(p, h1, h2, h3, h4, li, td, th, dt, dd, summary)").evaluate_all(
        "(all) => all.map((one) => { const copy = one.cloneNode(true);"
        " for (const control of copy.querySelectorAll('button:not(.sort), a[type$=xml]')) control.remove();"
        " return copy.textContent; })"
    )
    return set(_SPACES.split(" ".join(texts)))


def _right_to_left(eyes: _Eyes) -> Measure:
    faults = []
    for width in _WIDTHS:
        with eyes.tab(width) as tab:
            for path in kinds(eyes.site):
                tab.goto(eyes.home + path)
                before = set(tab.evaluate(_OVERLAPS))
                faults += [f"{path} {width} px: {one}" for one in sorted(before)]
                tab.evaluate("document.documentElement.dir = 'rtl'")
                faults += [
                    f"{path} {width} px, dir=rtl: {one}"
                    for one in tab.evaluate(_OVERLAPS)
                    if one not in before
                ]
                wide = tab.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    faults.append(f"{path} {width} px, dir=rtl: {wide} px wide")
    return counted(
        "texts that overlap, left to right or right to left", faults, f"{len(kinds(eyes.site))} kinds"
    )


def _on_paper(eyes: _Eyes) -> Measure:
    """On paper, notes stand open, the original's address is written out and controls are gone."""
    faults = []
    with eyes.tab(700) as tab:
        tab.emulate_media(media="print")
        tab.goto(eyes.home + LONG)
        for selector in (*_CONTROLS, ".notes li", ".text"):
            found, wanted = tab.locator(selector), selector not in _CONTROLS
            if (found.count() > 0 and found.first.evaluate(_SHOWN)) != wanted:
                faults.append(f"{selector} is {'missing' if wanted else 'printed'}")
        faults += [f"the address {url} is not written out" for url in tab.evaluate(_NOT_WRITTEN)]
        if tab.locator("a[rel~=external]:visible").count() == 0:
            faults.append("the original's address is not printed")
        if tab.evaluate("document.documentElement.scrollWidth") > 700:
            faults.append("wider than the paper")
    return counted("faults on paper (notes open, addresses written, no controls)", faults, "a brief")


def _motion(eyes: _Eyes) -> Measure:
    faults = []
    with eyes.tab(1280, reduced_motion="reduce") as tab:
        for path in kinds(eyes.site):
            tab.goto(eyes.home + path)
            faults += [f"{path}: {one}" for one in tab.evaluate(_MOVING)]
    return counted("motion where the reader wants none", faults, f"{len(kinds(eyes.site))} kinds of page")
