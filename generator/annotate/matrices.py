"""Multiply matrices with NumPy's own library instead of the one spaCy brings.

NumPy's OpenBLAS has kernels for current processors and takes a third of the time. But it adds up in
another order for a row that stands elsewhere in the matrix, and a word's analysis must not hang on
what else is read at the same time. So either rows keep their places (``BLOCK``, ``ALIGNED``), or
they are multiplied in double precision, whose errors vanish when the result is rounded.
One thread: articles are annotated by several processes, and the order of a sum must not depend on
the machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.backends import NumpyOps
from thinc.model import Model
from threadpoolctl import threadpool_limits

__all__ = ["ALIGNED", "BLOCK", "Floats", "product", "use_numpy"]

Floats = NDArray[np.float32]

# Kernels go through a matrix by a few rows at once, 4 to 24 of them, and treat each alike.
ALIGNED = 24
BLOCK = 8 * ALIGNED  # rows that are multiplied at once; they fit the processor's cache


def product(x: Floats, weights: Floats | NDArray[np.float64], out: Floats | None = None) -> Floats:
    """Return ``x @ weights``, each row independent of the others. ``x`` is (n, i), ``weights`` (i, o)."""
    if out is None:
        out = np.empty((len(x), weights.shape[1]), np.float32)
    out[...] = np.matmul(x.astype(np.float64), weights.astype(np.float64, copy=False))
    return out


class _Ops(NumpyOps):  # type: ignore[misc]  # thinc is compiled and carries no types
    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002  # thinc's signature
        return product(x.T if trans1 else x, y.T if trans2 else y, out)


def use_numpy(nlp: Language) -> None:
    """Let every network of the pipeline multiply through NumPy, on one thread."""
    threadpool_limits(1, "blas")
    ops = _Ops()
    for _, pipe in nlp.pipeline:
        if isinstance(model := getattr(pipe, "model", None), Model):
            for node in model.walk():
                node.ops = ops
