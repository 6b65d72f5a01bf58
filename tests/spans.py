"""Every span of a reading, wherever it stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from selon.model import Dispatch, Reading, Span


def spans(value: Any) -> Iterator[Span]:
    """The spans inside a value of the model; those of a dispatch's blocks are left out."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Dispatch):
        return
    elif isinstance(value, Mapping):
        for v in value.values():
            yield from spans(v)
    elif isinstance(value, tuple | list):
        for v in value:
            yield from spans(v)
    elif is_dataclass(value):
        for f in fields(value):
            yield from spans(getattr(value, f.name))


def check(reading: Reading) -> None:
    """Every span covers some characters of the text and lies inside one block; a trigger lies inside its quote."""
    text, blocks = reading.dispatch.text, [b.span for b in reading.dispatch.blocks]
    for s in spans(reading):
        assert s.of(text), s
        assert any(b.covers(s) for b in blocks), (s, s.of(text))
    for c in reading.claims:
        assert c.quote.covers(c.trigger)
        assert 0 <= c.confidence <= 1
        assert (c.source.span is None) == (c.source.kind == "narrator")
        assert not c.deadline or (c.time is not None and c.time.last is not None)
        assert set(c.evidence) >= {"type", "status"}, c.evidence.keys()
    assert list(reading.claims) == sorted(reading.claims, key=lambda c: c.trigger)
    assert len({c.id for c in reading.claims}) == len(reading.claims)
    assert len({c.trigger for c in reading.claims}) == len(reading.claims)
