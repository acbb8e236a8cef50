"""The editor's desk: what a person should look at, worst first."""

from __future__ import annotations

from generator.desk.check import check
from generator.desk.finding import KINDS, Finding
from generator.desk.learning import Lessons, lessons

__all__ = ["KINDS", "Finding", "Lessons", "check", "lessons"]
