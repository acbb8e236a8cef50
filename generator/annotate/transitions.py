"""Take the decisions of a parser or entity recognizer, one for each document at a time.

Decides as ``spacy.pipeline.transition_parser.Parser.greedy_parse`` does, by the same rules and
weights. That one gives up the interpreter's lock and asks for it again for every number it
compares, which is most of its time; this one keeps it, and goes through many documents at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import spacy.tokens
from spacy.pipeline.transition_parser import Parser

from generator.annotate.matrices import product

__all__ = ["Parser", "annotate", "is_greedy"]


def is_greedy(parser: Parser) -> bool:
    """Whether the parser takes the best decision each time, by a network with an output layer."""
    network = parser.model.attrs
    return bool(
        parser.cfg["beam_width"] == 1 and network.get("has_upper") and not network.get("unseen_classes")
    )


def annotate(parser: Parser, docs: Sequence[spacy.tokens.Doc]) -> None:
    """Parse documents in place; ``is_greedy`` must hold."""
    states = parser.moves.init_batch(docs)
    if any(len(doc) for doc in docs):
        steps = parser.model.predict(docs)
        weights = steps.vec2scores.get_param("W").T.astype(np.float64)
        bias = steps.vec2scores.get_param("b")
        undecided = [state for state in states if not state.is_final()]
        while undecided:
            hidden = steps.state2vec.predict(steps.get_token_ids(undecided))
            scores = product(hidden, weights)
            scores += bias
            undecided = parser.transition_states(undecided, scores)
        steps.clear_memory()
    parser.set_annotations(docs, states)
