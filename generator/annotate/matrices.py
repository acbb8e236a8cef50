"""Multiply matrices with NumPy's own library instead of the one spaCy brings.

More than half of a pipeline's time goes into matrix products. NumPy's OpenBLAS has kernels for
current processors and takes a third of the time; the parses are the same. One thread: articles
are annotated by several processes, and the order of a sum must not depend on the machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from thinc.backends import NumpyOps
from thinc.model import Model
from threadpoolctl import threadpool_limits

__all__ = ["use_numpy"]


class _Ops(NumpyOps):  # type: ignore[misc]  # thinc is compiled and carries no types
    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002  # thinc's signature
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_numpy(nlp: Language) -> None:
    """Let every network of the pipeline multiply through NumPy, on one thread."""
    threadpool_limits(1, "blas")
    ops = _Ops()
    for _, pipe in nlp.pipeline:
        if isinstance(model := getattr(pipe, "model", None), Model):
            for node in model.walk():
                node.ops = ops
