"""The parser's matrix products: right, and the same for a row whatever is multiplied with it."""

from __future__ import annotations

import numpy as np
import pytest

from selon.reading.parse import load_pipeline
from selon.reading.products import Products, Times, alike, straight, turned
from selon.reading.threads import one_thread

RNG = np.random.default_rng(5)
WAYS = (straight, turned)


@pytest.mark.parametrize("times", WAYS)
@pytest.mark.parametrize("rows", [0, 1, 64, 65, 145, 256, 257, 700])
def test_a_product_is_what_it_should_be(rows: int, times: Times) -> None:
    x, y = (RNG.standard_normal((n, 96), dtype=np.float32) for n in (rows, 64))
    found = Products(times).gemm(x, y, trans2=True)
    assert found.shape == (rows, 64)
    assert np.allclose(found, x @ y.T, atol=1e-4)
    given = np.empty((rows, 64), dtype=np.float32)
    assert Products(times).gemm(x, y, out=given, trans2=True) is given and np.array_equal(given, found)
    assert np.allclose(Products(times).gemm(x, y.T.copy()), found, atol=1e-4)


@pytest.mark.parametrize("times", WAYS)
def test_a_row_is_the_same_wherever_it_stands(times: Times) -> None:
    if not alike(times, 288, 96):
        pytest.skip("numpy's library sums rows in different orders here: another way is taken")
    x, y = (RNG.standard_normal((n, 96), dtype=np.float32) for n in (600, 288))
    with one_thread():
        whole = times(x, y, np.empty((600, 288), dtype=np.float32))
        for first in (1, 7, 255, 333, 599):
            part = times(x[first:], y, np.empty((600 - first, 288), dtype=np.float32))
            assert np.array_equal(part, whole[first:])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_paragraph_is_parsed_alike_alone_and_among_others(lang: str) -> None:
    nlp = load_pipeline(lang)
    said = {"fr": "L'armée a repris la ville de Tessalit lundi.", "en": "The army took the town of Tessalit on Monday."}
    with one_thread():
        (alone,) = nlp.pipe([said[lang]])
        among = list(nlp.pipe([f"{said[lang]} " * n for n in (3, 30)] + [said[lang]], batch_size=32))[-1]
    assert np.array_equal(alone.tensor, among.tensor)
    assert [(t.head.i, t.dep_, t.tag_) for t in alone] == [(t.head.i, t.dep_, t.tag_) for t in among]


def test_one_thread_until_the_last_is_done() -> None:
    from threadpoolctl import threadpool_info

    def threads() -> list[int]:
        return [x["num_threads"] for x in threadpool_info() if x["user_api"] == "blas"]

    before = threads()
    with one_thread():
        with one_thread():
            assert set(threads()) <= {1}
        assert set(threads()) <= {1}
    assert threads() == before
