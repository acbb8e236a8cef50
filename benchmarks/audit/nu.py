"""The Nu HTML checker, over every page, style sheet and drawing."""

from __future__ import annotations

import json
import subprocess

from benchmarks.audit.measure import Measure, counted
from benchmarks.audit.server import serve
from benchmarks.audit.sites import Site
from benchmarks.audit.tools import node_module, program

__all__ = ["check"]

_ENDINGS = ("html", "css", "svg")
_ALLOWED = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # of this machine


def check(*sites: Site) -> list[Measure]:
    """Return the checker's errors and warnings.

    The files are served: a page's security policy allows what comes from its own host, and a file has none.
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
        with serve(site) as home:
            found = sorted(path for ending in _ENDINGS for path in site.folder.rglob(f"*.{ending}"))
            files += len(found)
            addresses = [home + path.relative_to(site.folder).as_posix() for path in found]
            done = subprocess.run([*command, *addresses], capture_output=True, text=True, check=False)
        for message in json.loads(done.stderr)["messages"]:
            where = message.get("url", "").removeprefix(home)
            kind = message.get("subType", message["type"])
            faults.append(f"{kind} {where}:{message.get('lastLine', '')} {message['message']}")
    return [counted("Nu HTML checker: errors and warnings", faults, f"{files} files")]
