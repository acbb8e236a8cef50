"""The Nu HTML checker, over every page, style sheet and drawing."""

from __future__ import annotations

import json
import subprocess

from benchmarks.audit.measure import Measure, counted
from benchmarks.audit.server import serve
from benchmarks.audit.sites import Site
from benchmarks.audit.tools import node_module, program

__all__ = ["check"]

_ALLOWED = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # of this machine


def check(*sites: Site) -> list[Measure]:
    """Return the checker's errors and warnings.

    Pages are served: a page's security policy allows what comes from its own host, and a file has none.
    """
    java = program("java", "default-jre-headless")
    jar = next(node_module("vnu-jar").rglob("vnu.jar"))
    command = [
        java,
        "-Xss2m",
        _ALLOWED,
        "-jar",
        str(jar),
        "--format",
        "json",
        "--also-check-css",
        "--also-check-svg",
    ]
    faults, files = [], 0
    for site in sites:
        others = sorted(path for ending in ("css", "svg") for path in site.folder.rglob(f"*.{ending}"))
        with serve(site) as home:
            # Pages and drawings apart: the checker would take the one for the other.
            for found in ([home + path for path in site.pages], [str(path) for path in others]):
                done = subprocess.run([*command, *found], capture_output=True, text=True, check=False)
                files += len(found)
                for message in json.loads(done.stderr)["messages"]:
                    where = message.get("url", "").removeprefix(home).removeprefix(f"file:{site.folder}/")
                    kind = message.get("subType", message["type"])
                    faults.append(f"{kind} {where}:{message.get('lastLine', '')} {message['message']}")
    return [counted("Nu HTML checker: errors and warnings", faults, f"{files} files")]
