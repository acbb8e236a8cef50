"""Measure the published site against what it is held to: ``python -m benchmarks.audit``."""
