"""A linear scorer whose every weight has a readable name: softmax over named signs and a vector.

Weights are trained by `training/train.py` and stored in the language pack as `weights/<name>.npz`: `names` (UTF-8,
one sign a line), `signs` (signs by classes), `dense` (vector components by classes), `bias`, `classes`.
"""

from __future__ import annotations

import io
import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import accumulate, chain
from typing import Any, NamedTuple, ParamSpec, cast

import numpy as np
import numpy.typing as npt

from selon.errors import DataError

Matrix = npt.NDArray[np.float32]
Signs = tuple[str, ...]
Rows = list[int]
P = ParamSpec("P")

KEPT = 8_192
"""Groups of signs of one kind that are kept, the latest asked for."""
KNOWN = 65_536
"""Groups of signs whose weights a scorer has found, at once."""


class Group:
    """Signs that go together. Each is made once, so that a scorer knows it by what it is, not by its words."""

    __slots__ = ("signs",)

    def __init__(self, *signs: str) -> None:
        self.signs = named(signs)


class Grouped(NamedTuple):
    """The signs of one candidate: groups that recur, and others."""

    groups: Sequence[Group]
    others: Sequence[str]

    @property
    def signs(self) -> Signs:
        """All of them, one by one."""
        return (*chain.from_iterable(g.signs for g in self.groups), *self.others)


class _Known(dict[Group, tuple[int, ...]]):
    """The rows of the weights that a group of signs has, each group looked up once."""

    def __init__(self, index: dict[str, int]) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, group: Group) -> tuple[int, ...]:
        if len(self) >= KNOWN:
            self.clear()
        found = self[group] = tuple(i for x in group.signs if (i := self._index.get(x)) is not None)
        return found


@dataclass(frozen=True)
class Scorer:
    """Softmax regression. `classes` are in the order of the columns."""

    index: dict[str, int]
    signs: Matrix
    dense: Matrix
    bias: Matrix
    classes: tuple[str, ...]

    def rows(self, candidate: Grouped) -> Rows:
        """Where the weights of a candidate's signs are."""
        rows = [*chain.from_iterable(map(self._known.__getitem__, candidate.groups))]
        rows += self.rows_of(candidate.others)
        return rows

    def rows_of(self, signs: Iterable[str]) -> Rows:
        """Where the weights of signs that come in no groups are."""
        return [i for i in map(self.index.get, signs) if i is not None]

    def scores(self, known: Sequence[Rows], dense: Matrix | None = None) -> Matrix:
        """Probabilities of candidates that are given by the rows of their signs, one row a candidate and one column a
        class; rows sum to 1."""
        total: Matrix = np.empty((len(known), len(self.bias)), dtype=np.float32)
        total[:] = self.bias
        sizes = [*map(len, known)]
        if any(sizes):
            at = np.fromiter(chain.from_iterable(known), np.intp, sum(sizes))
            first = [0, *accumulate(sizes[:-1])]
            filled = [n for n, size in enumerate(sizes) if size]
            sums = np.add.reduceat(self.signs.take(at, 0), [first[n] for n in filled], axis=0)
            if len(filled) == len(sizes):
                total += sums
            else:
                total[filled] += sums
        if dense is not None and len(dense):
            total += dense @ self.dense
        total -= np.maximum.reduce(total, axis=1, keepdims=True)
        np.exp(total, total)
        total /= np.add.reduce(total, axis=1, keepdims=True)
        return total

    def scores_of(self, lists: Sequence[Sequence[Grouped]]) -> list[Matrix]:
        """The scores of several lists of candidates, weighed at once."""
        known = [self.rows(candidate) for candidates in lists for candidate in candidates]
        if not known:
            return [np.empty((0, len(self.classes)), dtype=np.float32) for _ in lists]
        return np.split(self.scores(known), [*accumulate(map(len, lists))][:-1])

    def alone(self, known: Rows) -> list[float]:
        """The probabilities of a single candidate."""
        totals = self.bias.tolist()
        if known:
            sums = np.add.reduce(self.signs.take(known, 0).astype(np.float64), axis=0)
            totals = [a + b for a, b in zip(totals, sums.tolist(), strict=True)]
        most = max(totals)
        shares = [math.exp(x - most) for x in totals]
        whole = sum(shares)
        return [x / whole for x in shares]

    @cached_property
    def _known(self) -> _Known:
        return _Known(self.index)

    @cached_property
    def _columns(self) -> list[array[float]]:
        return [array("f", np.ascontiguousarray(column).tobytes()) for column in self.signs.T]

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self.index, key=self.index.__getitem__)

    def leans(self, signs: Sequence[str], label: str) -> float:
        """How far the signs alone speak for `label` before every other class, in log odds; 0 where none is known."""
        known = [i for x in signs if (i := self.index.get(x)) is not None]
        if not known:
            return 0.0
        weights = np.add.reduce(self.signs[known], axis=0)
        column = self.classes.index(label)
        own = weights[column]
        weights[column] = -np.inf
        return float(own - weights.max())

    def reasons(self, known: Rows, label: str, most: int = 3) -> list[str]:
        """Those of the signs that speak most for `label`, the strongest first."""
        weights, names = self._columns[self.classes.index(label)], self._names
        weighed = sorted(set(known), reverse=True)
        weighed.sort(key=weights.__getitem__, reverse=True)
        return [f"{names[i]} {weights[i]:+.1f}" for i in weighed[:most] if weights[i] > 0]


@lru_cache(maxsize=8)
def load_scorer(lang: str, name: str) -> Scorer:
    """The trained weights `name` of a language pack.

    Raises:
        DataError: the weights are missing or damaged.
    """
    path = resources.files("selon.languages").joinpath(lang, "weights", f"{name}.npz")
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as z:
            names = bytes(z["names"]).decode("utf-8").split("\n")
            return Scorer(
                {x: i for i, x in enumerate(names)},
                z["signs"].astype(np.float32),
                z["dense"].astype(np.float32),
                z["bias"].astype(np.float32),
                tuple(str(c) for c in z["classes"]),
            )
    except (FileNotFoundError, KeyError, ValueError, OSError) as e:
        raise DataError(f"the weights languages/{lang}/weights/{name}.npz cannot be read ({e}): reinstall selon") from e


def named(signs: Iterable[str], printable: bool = False) -> tuple[str, ...]:
    """The signs with no line end in them (a word may be one), since the weights list one sign a line. `printable` says
    that the words in them are known to have none."""
    given = tuple(signs)
    if printable or "".join(given).isprintable():
        return given
    return tuple(x if x.isprintable() else "".join(c for c in x if c.isprintable()) for x in given)


def kept(make: Callable[P, Group]) -> Callable[P, Group]:
    """A function that makes a group of signs, made so that it makes one for the same words."""
    return cast("Callable[P, Group]", lru_cache(maxsize=KEPT)(make))


@kept
def told_with(sign: str, kind: str, word: str) -> Group:
    """A sign, and what it is with a claim's type and with the class of its word."""
    return Group(sign, f"{kind}: {sign}", f"{word}: {sign}")


def pack(index: dict[str, int], signs: Any, dense: Any, bias: Any, classes: Sequence[str]) -> bytes:
    """The bytes of a weights file; the inverse of what `load_scorer` reads. Deterministic."""
    names = "\n".join(sorted(index, key=lambda x: index[x])).encode("utf-8")
    out = io.BytesIO()
    np.savez_compressed(
        out,
        names=np.frombuffer(names, dtype=np.uint8),
        signs=np.asarray(signs, dtype=np.float16),
        dense=np.asarray(dense, dtype=np.float16),
        bias=np.asarray(bias, dtype=np.float32),
        classes=np.array(list(classes)),
    )
    return out.getvalue()
