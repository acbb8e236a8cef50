"""Show a site while it is being written: build, serve on this machine, rebuild and reload on change."""

from __future__ import annotations

from generator.preview.session import Rebuild, Session

__all__ = ["Rebuild", "Session"]
