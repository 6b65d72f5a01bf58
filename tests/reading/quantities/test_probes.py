"""The probe sentences: every quantity with its bounds, unit and kind, exactly."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from selon.model import Quantity
from selon.reading.quantities import quantities

PROBES = Path(__file__).parents[2] / "probes"


def probes() -> Iterator[tuple[str, bool, str, str]]:
    for lang in ("fr", "en"):
        lines = (PROBES / f"quantities_{lang}.tsv").read_text("utf-8").splitlines()
        rows = csv.reader((ln for ln in lines if ln and not ln.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for one, text, expected in rows:
            yield lang, one == "1", text, expected


def shown(text: str, q: Quantity) -> str:
    low, high = ("" if x is None else f"{x:g}" if isinstance(x, float) else str(x) for x in (q.low, q.high))
    return f"{q.span.of(text)} | {low}..{high} | {q.unit or '-'} | {q.kind}{' ~' if q.approximate else ''}"


@pytest.mark.parametrize(("lang", "one", "text", "expected"), list(probes()))
def test_probe(lang: str, one: bool, text: str, expected: str) -> None:
    found = quantities(text, lang, singular=one)
    assert " ;; ".join(shown(text, q) for q in found) == (expected if expected != "-" else "")


def test_there_are_enough_of_them() -> None:
    langs = [lang for lang, *_ in probes()]
    assert langs.count("fr") >= 130
    assert langs.count("en") >= 90
