"""Read words in context (spaCy's "tok2vec"), in blocks that fit the processor's cache.

Computes what ``spacy.MultiHashEmbed.v2`` and ``spacy.MaxoutWindowEncoder.v2`` compute, with the
same weights; networks of another make are left as they are. What a word is without its neighbours
is computed once and kept: words come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import spacy.tokens
from numpy.lib.stride_tricks import as_strided
from spacy.attrs import ORTH, intify_attr
from spacy.language import Language
from spacy.vectors import Mode, Vectors
from thinc.model import Model

from generator.annotate.matrices import ALIGNED, BLOCK, Floats, product

__all__ = ["speed_up"]

_Node = Any  # a Model; thinc types its parameters as arrays of its own, which they are not

_KEPT = 40_000  # words; 15 MB for 96 numbers each


def speed_up(nlp: Language) -> None:
    """Replace how the pipeline's networks read words in context, where they are of the usual make."""
    for _, pipe in nlp.pipeline:
        if isinstance(model := getattr(pipe, "model", None), Model):
            for node in model.walk():
                if node.has_ref("embed") and node.has_ref("encode"):
                    words = _Words.of(node.get_ref("embed"), nlp)
                    context = _Context.of(node.get_ref("encode"))
                    if words and context:
                        node._func = _Reading(words, context)  # noqa: SLF001  # thinc has no public way to set it


class _Reading:
    """The forward function of a network that reads words in context."""

    def __init__(self, words: _Words, context: _Context) -> None:
        self._words = words
        self._context = context

    def __call__(self, _: _Node, docs: Sequence[spacy.tokens.Doc], is_train: bool) -> Any:  # noqa: ARG002, FBT001  # thinc's signature
        return self._context.read(self._words.look_up(docs), [len(doc) for doc in docs]), None


class _Maxout:
    """A layer: the largest of some affine maps, then normalized (``Maxout`` and ``LayerNorm`` of thinc)."""

    def __init__(self, maxout: _Node, norm: _Node) -> None:
        weights = maxout.get_param("W")  # (outputs, pieces, inputs)
        self.outputs, self._pieces, self.inputs = weights.shape
        # Piece by piece, so that the largest is taken of whole rows.
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, self.inputs).T)
        self._bias = np.ascontiguousarray(maxout.get_param("b").T).reshape(-1)
        self._gain = norm.get_param("G")
        self._shift = norm.get_param("b")
        self._sums = np.empty((BLOCK, len(self._bias)), np.float32)

    def __call__(self, block: Floats) -> Floats:
        """Map BLOCK rows; what becomes of each hangs on its place in a stretch of ALIGNED ones."""
        return self._largest(np.matmul(block, self._weights, out=self._sums))

    def exactly(self, rows: Floats) -> Floats:
        """Map rows, whatever their places."""
        return self._largest(product(rows, self._weights))

    def _largest(self, sums: Floats) -> Floats:
        sums += self._bias
        width = self.outputs
        best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
        for piece in range(2, self._pieces):
            np.maximum(best, sums[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
        best *= (np.float32(1) / np.sqrt(variance))[:, None]
        best *= self._gain
        best += self._shift
        return best


class _Words:
    """What each word is by itself: (words, width), kept under the features it is computed from."""

    def __init__(
        self, columns: list[int], tables: list[_Node], mix: _Maxout, vectors: Vectors, static: _Node
    ) -> None:
        self._columns = columns
        self._tables = tables
        self._mix = mix
        self._vectors = vectors
        self._static = None if static is None else np.ascontiguousarray(static.get_param("W").T)
        self._rows: dict[bytes, int] = {}
        self._kept = np.empty((_KEPT, mix.outputs), np.float32)

    @classmethod
    def of(cls, embed: _Node, nlp: Language) -> _Words | None:
        """Take over a ``MultiHashEmbed``; None where it is something else."""
        nodes: dict[str, list[_Node]] = {}
        for node in embed.walk():
            if not node.layers:
                nodes.setdefault(node.name, []).append(node)
        expected = {
            "extract_features",
            "list2ragged",
            "ragged2list",
            "ints-getitem",
            "hashembed",
            "maxout",
            "layernorm",
        }
        if set(nodes) - {"dropout", "static_vectors"} != expected or len(nodes["maxout"]) != 1:
            return None
        columns = [intify_attr(name) for name in nodes["extract_features"][0].attrs["columns"]]
        tables = sorted(nodes["hashembed"], key=lambda node: int(node.attrs["column"]))
        if [node.attrs["column"] for node in tables] != list(range(len(columns))):
            return None
        vectors = nlp.vocab.vectors
        (static,) = nodes.get("static_vectors", [None])
        if static is not None and (
            type(vectors) is not Vectors or vectors.mode != Mode.default or vectors.attr != ORTH
        ):
            return None
        mix = _Maxout(nodes["maxout"][0], nodes["layernorm"][0])
        return cls(columns, tables, mix, vectors, static)

    def look_up(self, docs: Sequence[spacy.tokens.Doc]) -> Floats:
        """Return the rows of all words of the documents, one after the other."""
        features = np.concatenate([doc.to_array([ORTH, *self._columns]) for doc in docs]).astype(
            np.uint64, copy=False
        )
        step = features.shape[1] * features.itemsize
        joined = features.tobytes()
        keys = [joined[start : start + step] for start in range(0, len(joined), step)]
        rows = self._rows
        new = {key: position for position, key in enumerate(keys) if key not in rows}
        if len(rows) + len(new) > _KEPT:
            rows.clear()
            new = {key: position for position, key in enumerate(keys)}
            if len(new) > _KEPT:
                return self._compute(features)
        if new:
            start = len(rows)
            self._kept[start : start + len(new)] = self._compute(features[list(new.values())])
            rows.update(zip(new, range(start, start + len(new)), strict=True))
        return self._kept[[rows[key] for key in keys]]

    def _compute(self, features: np.ndarray[Any, np.dtype[np.uint64]]) -> Floats:
        parts = []
        for column, table in enumerate(self._tables, 1):
            embeddings = table.get_param("E")
            ids = np.ascontiguousarray(features[:, column])
            hashed = table.ops.hash(ids, table.attrs["seed"]) % embeddings.shape[0]
            parts.append(table.ops.gather_add(embeddings, hashed))
        if self._static is not None:
            rows = self._vectors.find(keys=features[:, 0])
            static = product(self._vectors.data[rows], self._static)
            static[rows < 0] = 0
            parts.append(static)
        return self._mix.exactly(np.concatenate(parts, axis=1))


class _Context:
    """Convolutions over a word and its two neighbours, each added to what went in."""

    def __init__(self, layers: list[_Maxout], pad: int) -> None:
        self._layers = layers
        self._pad = pad  # empty rows around each document, so that none sees another

    @classmethod
    def of(cls, encode: _Node) -> _Context | None:
        """Take over a ``MaxoutWindowEncoder``; None where it is something else."""
        (inner,) = encode.layers if len(encode.layers) == 1 else (None,)
        if inner is None or not encode.name.startswith("with_array(residual(expand_window"):
            return None
        residuals = (
            inner.layers
            if inner.name.startswith("residual(expand_window") and len(inner.layers) > 1
            else [inner]
        )
        layers = []
        for residual in residuals:
            leaves = {node.name: node for node in residual.walk() if not node.layers}
            if set(leaves) - {"dropout"} != {"expand_window", "maxout", "layernorm"}:
                return None
            if leaves["expand_window"].attrs["window_size"] != 1:
                return None
            layers.append(_Maxout(leaves["maxout"], leaves["layernorm"]))
        return cls(layers, encode.attrs["pad"])

    def read(self, words: Floats, lengths: list[int]) -> list[Floats]:
        """Return, for each document, its words' rows in context."""
        width = words.shape[1]
        starts = []
        height = 0
        for length in lengths:
            starts.append(height + self._pad + 1)
            height += -(-(length + self._pad) // ALIGNED) * ALIGNED
        height = -(-(height + self._pad) // BLOCK) * BLOCK
        now = np.zeros((height + 2, width), np.float32)
        at = 0
        for start, length in zip(starts, lengths, strict=True):
            now[start : start + length] = words[at : at + length]
            at += length
        following = np.zeros_like(now)
        windows = np.empty((BLOCK, 3 * width), np.float32)
        row = now.strides[0]
        for layer in self._layers:
            for top in range(0, height, BLOCK):
                # A row, the one before and the one after lie side by side in memory.
                np.copyto(windows, as_strided(now[top:], (BLOCK, 3 * width), (row, now.itemsize)))
                np.add(
                    layer(windows), now[top + 1 : top + 1 + BLOCK], out=following[top + 1 : top + 1 + BLOCK]
                )
            now, following = following, now
        return [now[start : start + length].copy() for start, length in zip(starts, lengths, strict=True)]
