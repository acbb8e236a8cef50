"""Lighthouse on a phone: the front page and a brief of a thousand words."""

from __future__ import annotations

import json
import os
import subprocess

from benchmarks.audit.measure import Measure, Missing
from benchmarks.audit.server import serve
from benchmarks.audit.sites import LONG, Site
from benchmarks.audit.tools import chromium, node_module, program

__all__ = ["check"]

_RUNS = 3
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def check(whole: Site, _: Site) -> list[Measure]:
    """Return the scores in the four categories, and the audits that took points."""
    node = program("node", "nodejs")
    command = [node, str(node_module("lighthouse") / "cli" / "index.js")]
    with serve(whole) as home:
        return [
            _best(command, "the front page", f"{home}index.html"),
            _best(command, "a brief of 1,000 words", home + LONG),
        ]


def _best(command: list[str], what: str, address: str) -> Measure:
    """Measure up to three times: what else the machine does takes points from speed, and gives none."""
    for _ in range(_RUNS - 1):
        found = _measure(command, what, address)
        if found.good:
            return found
    return _measure(command, what, address)


def _measure(command: list[str], what: str, address: str) -> Measure:
    options = [
        "--quiet", "--output=json", f"--only-categories={','.join(_CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
    ]  # fmt: skip
    done = subprocess.run(
        [*command, address, *options],
        env={**os.environ, "CHROME_PATH": chromium()},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Missing(f"Lighthouse does not run: {done.stderr.strip()[-300:]}")
    told = json.loads(done.stdout)
    scores = [round(100 * (told["categories"][name]["score"] or 0)) for name in _CATEGORIES]
    counting = {
        ref["id"] for name in _CATEGORIES for ref in told["categories"][name]["auditRefs"] if ref["weight"]
    }
    faults = tuple(
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}"
        for audit in told["audits"].values()
        if audit["id"] in counting and audit["score"] is not None and audit["score"] < 1
    )
    must = " / ".join(["100"] * len(scores))
    found = " / ".join(map(str, scores))
    return Measure(f"Lighthouse, mobile: {what}", must, found, found == must, faults)
