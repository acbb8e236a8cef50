"""The floors under the figures: raised to what is measured, lowered only when told to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

__all__ = ["SLACK", "Floors", "adjust", "read", "write"]

Floors = dict[str, dict[str, float]]  # set → figure → percent

SLACK = 0.5  # points that another processor's arithmetic may cost

_PATH = Path(__file__).with_name("floors.toml")
_HEADING = """\
# What accuracy has reached, in percent; tests fail half a point below.
# `python -m tests.quality.accuracy --raise` writes this file.
"""


def read() -> Floors:
    """Read floors.toml; empty where there is none yet."""
    return tomllib.loads(_PATH.read_text(encoding="utf-8")) if _PATH.exists() else {}


def adjust(floors: Floors, measured: Mapping[str, Mapping[str, float]], *, lower: bool = False) -> Floors:
    """Raise floors to what was measured; with ``lower``, set them to it."""
    out = {name: dict(figures) for name, figures in floors.items()}
    for name, figures in measured.items():
        old = out.setdefault(name, {})
        for figure, value in figures.items():
            old[figure] = value if lower else max(value, old.get(figure, 0.0))
    return out


def write(floors: Floors) -> None:
    """Write floors.toml."""
    sections = []
    for name, figures in floors.items():
        lines = [f"{figure} = {value:.1f}" for figure, value in figures.items()]
        sections.append("\n".join([f"[{name}]", *lines]) + "\n")
    _PATH.write_text("\n".join([_HEADING, *sections]), encoding="utf-8")
