"""The parser's matrix products by numpy's library: often three times as fast as by the one that spaCy brings.

What a word is parsed as must not depend, to the last bit, on what else is parsed with it. numpy's library (mostly
OpenBLAS) sums the first and last few rows of a product in another order than the rest, and parts large products among
threads. So rows are multiplied here in pieces of bounded size, between rows of zeros, on one thread. Where that does
not make all rows alike (it is tried when a pipeline is loaded), spaCy's own products are kept.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from thinc.api import NumpyOps

from selon.reading.threads import one_thread

if TYPE_CHECKING:
    from spacy.language import Language

Matrix = npt.NDArray[np.float32]

MARGIN = 8
"""Rows of zeros on either side of a piece."""
PIECES = (80, 144, 256)
"""How many rows a piece may have between its margins; the rest are zeros too."""


class Products(NumpyOps):  # type: ignore[misc]
    """Thinc's operations with numpy's products of rows."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each transposed if so asked."""
        if trans1 or not trans2:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return times(x, y, np.empty((len(x), len(y)), dtype=np.float32) if out is None else out)


def times(x: Matrix, y: Matrix, out: Matrix) -> Matrix:
    """`x` (rows, n) times the transpose of `y` (m, n), into `out` (rows, m)."""
    for a, b in pairwise([*range(0, len(x), PIECES[-1]), len(x)]):
        n = b - a
        rows = next(p for p in PIECES if p >= n)
        padded = np.zeros((rows + 2 * MARGIN, x.shape[1]), dtype=np.float32)
        padded[MARGIN : MARGIN + n] = x[a:b]
        out[a:b] = np.matmul(y, padded.T)[:, MARGIN : MARGIN + n].T
    return out


def quicken(nlp: Language) -> None:
    """Let a pipeline multiply by numpy's library, if that makes all rows alike for every matrix of its models."""
    nodes = [node for _, part in nlp.pipeline for node in getattr(getattr(part, "model", None), "walk", lambda: ())()]
    matrices = {node.get_param("W").shape for node in nodes if node.has_param("W")}
    shapes = {(int(np.prod(shape[:-1])), shape[-1]) for shape in matrices}
    with one_thread():
        even = all(alike(m, n) for m, n in shapes)
    if even:
        products = Products()
        for node in nodes:
            node.ops = products


@cache
def alike(m: int, n: int) -> bool:
    """Whether a row times a matrix (m, n) is the same to the last bit wherever it stands and among however many."""
    rng = np.random.default_rng(0)
    row, y = rng.standard_normal(n, dtype=np.float32), rng.standard_normal((m, n), dtype=np.float32)
    found = set()
    for rows in PIECES:
        x = np.repeat(row[None], rows, axis=0)
        found |= {r.tobytes() for r in times(x, y, np.empty((rows, m), dtype=np.float32))}
    return len(found) == 1
