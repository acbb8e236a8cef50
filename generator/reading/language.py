"""Say which language a text is in, with py3langid, among those a site can meet."""

from __future__ import annotations

from functools import cache
from typing import Any

from generator import lexicon
from generator.config import Config

__all__ = ["detect", "detect_block", "forget"]

# Without them, a text in one of them would be taken for one in the site's own languages.
_OTHERS = (
    *("ar", "ca", "da", "de", "el", "en", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl"),
    *("pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh"),
)
_SAMPLE = 1500  # characters of an article
_BLOCK_SAMPLE = 240  # characters of a block
_SHORTEST_BLOCK = 60  # characters; less is a name or a title
_LIKELY = 0.8
_SURE = 0.999  # probabilities are those of the library, at its own temperature


@cache
def _identifier(languages: frozenset[str]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(languages & set(identifier.labels)))
    return identifier


def forget() -> None:
    """Let go of the library's model, which takes eighty megabytes; it is loaded again when it is needed."""
    _identifier.cache_clear()


def _candidates(config: Config) -> frozenset[str]:
    return frozenset((*_OTHERS, *config.pipelines, *lexicon.languages()))


def detect(text: str, config: Config) -> str:
    """Return the language of an article's text; where it is too short to say, the interface's."""
    language, confidence = _identifier(_candidates(config)).classify(text[:_SAMPLE])
    return str(language) if confidence >= _LIKELY else config.language


def detect_block(text: str, language: str, config: Config) -> str | None:
    """Return the language of a block where it clearly is another than the article's, else None."""
    if len(text) < _SHORTEST_BLOCK:
        return None
    found, confidence = _identifier(_candidates(config)).classify(text[:_BLOCK_SAMPLE])
    return str(found) if found != language and confidence >= _SURE else None
