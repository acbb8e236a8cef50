"""Brèves: annotated news briefs, as a static site."""

__all__ = ["__version__"]
__version__ = "0.1.0"
