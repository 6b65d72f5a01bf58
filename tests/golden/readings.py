"""The golden readings: which dispatches they are of, and where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from selon import Dispatch, Reader, dispatch
from selon.intake.text import dispatched

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
ENGLISH = sorted((ROOT / "examples" / "en").glob("*.txt"))
AGENCY = ROOT / "tests" / "gate" / "agency.jsonl"
CHOSEN = ("sy-101", "sy-201", "sy-301", "sy-401", "sy-502")
"""Dispatches of agency.jsonl with a golden reading."""


def golden() -> Iterator[tuple[Dispatch, Path]]:
    """Each dispatch with the file of its reading: the output of `selon read --json`."""
    for lang, paths in (("fr", EXAMPLES), ("en", ENGLISH)):
        for path in paths:
            yield dispatch(path, lang=lang), path.with_suffix(".jsonl")
    lines = map(json.loads, AGENCY.read_text("utf-8").splitlines())
    for d in lines:
        if d["id"] in CHOSEN:
            day = date.fromisoformat(d["published"])
            path = Path(__file__).with_name(f"{d['id']}.jsonl")
            yield dispatched(d["text"], id=d["id"], lang="fr", published=day, title=d["title"]), path


@lru_cache(maxsize=2)
def reader(lang: str) -> Reader:
    """The reader of one language, loaded once."""
    return Reader(lang)


def read(d: Dispatch) -> dict[str, Any]:
    """The reading as its line of JSON holds it."""
    line: dict[str, Any] = json.loads(json.dumps(reader(d.lang).read(d).to_json()))
    return line
