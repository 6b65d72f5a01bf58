"""The golden dispatches are read as expected, field by field.

Where a difference is meant: `python tests/golden/regenerate.py`, and look at what it changed.
"""

import json
from pathlib import Path

import pytest
from tests.golden.compare import differences
from tests.golden.readings import CHOSEN, ENGLISH, EXAMPLES, golden, read

from selon import Dispatch

GOLDEN = list(golden())


def test_the_golden_dispatches_are_there() -> None:
    assert min(len(EXAMPLES), len(ENGLISH)) >= 3
    assert len(GOLDEN) == len(EXAMPLES) + len(ENGLISH) + len(CHOSEN)


@pytest.mark.parametrize(("d", "path"), GOLDEN, ids=[path.stem for _, path in GOLDEN])
def test_a_golden_dispatch_is_read_as_expected(d: Dispatch, path: Path) -> None:
    found = differences(json.loads(path.read_text("utf-8")), read(d))
    if found:
        pytest.fail("\n".join([f"{path.name}: regenerate it if this is meant", *found]), pytrace=False)


def test_differences_are_told_in_words() -> None:
    claim = {"trigger": [6, 12], "type": "withdraw", "actor": None, "quote": {"text": "Un retrait."}, "confidence": 0.5}
    line = {"text": "Leur retrait", "claims": [claim], "attributions": [], "published": None}
    assert differences(line, {**line, "claims": [{**claim, "confidence": 0.9}]}) == []
    assert differences(line, {**line, "claims": []}) == ["claim «etrait» 6-12: gone (withdraw)"]
    assert differences(line, {**line, "claims": [{**claim, "actor": [0, 4]}]}) == [
        "claim «etrait» 6-12: actor: expected None, got «Leur» 0-4"
    ]
    assert differences({**line, "claims": []}, line)[0].endswith("new (withdraw, in: Un retrait.)")
    assert differences(line, {**line, "published": "2026-02-23"}) == [
        "dispatch: published: expected None, got '2026-02-23'"
    ]
