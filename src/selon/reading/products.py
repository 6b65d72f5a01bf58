"""The parser's matrix products by numpy's library: often three times as fast as by the one that spaCy brings.

What a word is parsed as must not depend, to the last bit, on what else is parsed with it. numpy's library (mostly
OpenBLAS) sums some rows of a product in another order than the rest: which, depends on the processor. And it parts
large products among threads. So rows are multiplied here on one thread in pieces of a few sizes, the last one filled up
with zeros, and in one of two ways: as they stand, or, where that does not make all rows alike, turned on their side
between rows of zeros. Where neither does (it is tried when a pipeline is loaded), spaCy's own products are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
Times = Callable[[Matrix, Matrix, Matrix], Matrix]
"""What multiplies rows by the transpose of another matrix, into a third."""

MARGIN = 8
"""Rows of zeros on either side of a piece that is turned on its side."""
PIECES = (64, 128, 256)
"""How many rows a piece may have; the rest are zeros."""


class Products(NumpyOps):  # type: ignore[misc]
    """Thinc's operations with numpy's products of rows."""

    def __init__(self, times: Times) -> None:
        super().__init__()
        self.times = times

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each transposed if so asked."""
        if trans1 or not trans2:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return self.times(x, y, np.empty((len(x), len(y)), dtype=np.float32) if out is None else out)


def straight(x: Matrix, y: Matrix, out: Matrix) -> Matrix:
    """`x` (rows, n) times the transpose of `y` (m, n), into `out` (rows, m), the rows as they stand."""
    x = np.ascontiguousarray(x)
    for a, b, rows in _pieces(len(x)):
        if b - a == rows:
            np.matmul(x[a:b], y.T, out=out[a:b])
        else:
            filled = np.zeros((rows, x.shape[1]), dtype=np.float32)
            filled[: b - a] = x[a:b]
            out[a:b] = np.matmul(filled, y.T)[: b - a]
    return out


def turned(x: Matrix, y: Matrix, out: Matrix) -> Matrix:
    """The same, the rows turned into columns between columns of zeros."""
    for a, b, rows in _pieces(len(x)):
        filled = np.zeros((rows + 2 * MARGIN, x.shape[1]), dtype=np.float32)
        filled[MARGIN : MARGIN + b - a] = x[a:b]
        out[a:b] = np.matmul(y, filled.T)[:, MARGIN : MARGIN + b - a].T
    return out


def _pieces(n: int) -> Iterator[tuple[int, int, int]]:
    """The first row of each piece, the one behind its last, and how many rows it is filled up to."""
    for a, b in pairwise([*range(0, n, PIECES[-1]), n]):
        yield a, b, next(p for p in PIECES if p >= b - a)


def quicken(nlp: Language) -> None:
    """Let a pipeline multiply by numpy's library, if that makes all rows alike for every matrix of its models."""
    nodes = [node for _, part in nlp.pipeline for node in getattr(getattr(part, "model", None), "walk", lambda: ())()]
    matrices = {node.get_param("W").shape for node in nodes if node.has_param("W")}
    shapes = {(int(np.prod(shape[:-1])), shape[-1]) for shape in matrices}
    with one_thread():
        times = next((way for way in (straight, turned) if all(alike(way, m, n) for m, n in shapes)), None)
    if times is not None:
        products = Products(times)
        for node in nodes:
            node.ops = products


@cache
def alike(times: Times, m: int, n: int) -> bool:
    """Whether a row times a matrix (m, n) is the same to the last bit wherever it stands and among however many."""
    rng = np.random.default_rng(0)
    row, y = rng.standard_normal(n, dtype=np.float32), rng.standard_normal((m, n), dtype=np.float32)
    found = set()
    for rows in PIECES:
        x = np.repeat(row[None], rows, axis=0)
        found |= {r.tobytes() for r in times(x, y, np.empty((rows, m), dtype=np.float32))}
    return len(found) == 1
