"""The probe sentences: every expression, its value, its days and its use, exactly."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from selon.reading.periods import periods

PROBES = Path(__file__).parents[2] / "probes"


def probes() -> Iterator[tuple[str, str, str, str]]:
    for lang in ("fr", "en"):
        lines = (PROBES / f"periods_{lang}.tsv").read_text("utf-8").splitlines()
        rows = csv.reader((ln for ln in lines if ln and not ln.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for published, text, expected in rows:
            yield lang, published, text, expected


@pytest.mark.parametrize(("lang", "published", "text", "expected"), list(probes()))
def test_probe(lang: str, published: str, text: str, expected: str) -> None:
    found = periods(text, published=None if published == "-" else date.fromisoformat(published), lang=lang)
    shown = [f"{x.span.of(text)} | {x.value or '-'} | {x.period.edtf if x.period else '-'} | {x.use}" for x in found]
    assert " ;; ".join(shown) == (expected if expected != "-" else "")


def test_there_are_enough_of_them() -> None:
    langs = [lang for lang, *_ in probes()]
    assert langs.count("fr") >= 200
    assert langs.count("en") >= 150
