"""Things of the model with their spans moved, and the spans that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from selon.model import Span

T = TypeVar("T")


def moved(thing: T, by: int) -> T:
    """The thing with every span in it `by` code points further on."""
    return _moved(thing, by)  # type: ignore[no-any-return]


def _moved(thing: Any, by: int) -> Any:
    if isinstance(thing, Span):
        return Span(thing.start + by, thing.end + by)
    if isinstance(thing, tuple):
        return tuple(_moved(x, by) for x in thing)
    if isinstance(thing, Mapping):
        return {k: _moved(x, by) for k, x in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{f.name: _moved(getattr(thing, f.name), by) for f in fields(thing)})
    return thing


def spans(thing: Any) -> Iterator[Span]:
    """Every span in the thing."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for x in thing:
            yield from spans(x)
    elif isinstance(thing, Mapping):
        yield from spans(tuple(thing.values()))
    elif is_dataclass(thing):
        yield from spans(tuple(getattr(thing, f.name) for f in fields(thing)))
