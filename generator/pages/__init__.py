"""Decide which pages the site has, where they stand and what each shows."""

from __future__ import annotations

from generator.pages.page import Last, Page, Stream
from generator.pages.plan import Plan, Unit, plan

__all__ = ["Last", "Page", "Plan", "Stream", "Unit", "plan"]
