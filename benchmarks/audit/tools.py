"""Find the tools that others make, or say how they come."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.audit.measure import Missing

__all__ = ["chromium", "node_module", "program"]

_MODULES = Path(__file__).parent / "node_modules"


def node_module(name: str) -> Path:
    """Return the folder of a package of npm's."""
    folder = _MODULES / name
    if not folder.is_dir():
        raise Missing(f"{name} is not installed: npm install --prefix benchmarks/audit")
    return folder


def program(name: str, package: str) -> str:
    """Return the path of a program that Debian has in a package."""
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not installed: Debian has it as the package {package}")
    return found


def chromium() -> str:
    """Return the path of Chromium, whatever its name."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise Missing("Chromium is not installed: Debian has it as the package chromium")
