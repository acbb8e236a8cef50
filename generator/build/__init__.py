"""The way from content/ to site/: the only place that knows the order of the stages."""

from __future__ import annotations

from generator.build.builder import Builder, build
from generator.build.progress import Progress, Silent
from generator.build.report import BuildReport
from generator.build.verify import verify

__all__ = ["BuildReport", "Builder", "Progress", "Silent", "build", "verify"]
