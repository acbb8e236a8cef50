"""How long Brèves takes, next to others: ``python -m benchmarks``."""
