"""A reader that needs no model: it gives the claims of one reading made by hand, whatever it reads."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from tests.readings import TEXT, reading

from selon.model import Dispatch, Reading


class FakeReader:
    """Reads TEXT into its claims, and any other text into none."""

    def __init__(self, lang: str = "fr") -> None:
        self.lang = lang

    def read_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
        for d in dispatches:
            yield replace(reading(), dispatch=d) if d.text == TEXT else Reading(d, ())

    def read(self, dispatch: Dispatch) -> Reading:
        return next(self.read_many([dispatch]))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> type[FakeReader]:
    """Put the fake in the place of the reader."""
    module = ModuleType("selon.reading.reader")
    module.Reader = FakeReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "selon.reading.reader", module)
    return FakeReader
