"""What the screens across dispatches showed last, kept so that a desk that opens again has it at once.

A screen is kept as the JSON of its view, packed. One that this version of the views cannot read is as good as none.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from selon.desk.state import State

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


@dataclass(frozen=True, slots=True)
class Before(Generic[T]):
    """A view as it was at a moment."""

    view: T
    at: datetime


class Shown:
    """The views of one ledger, by name."""

    def __init__(self, state: State, ledger: str) -> None:
        self._state, self._ledger = state, ledger

    def keep(self, name: Hashable, kind: type[T], view: T) -> None:
        """Remember a view in the place of the one of that name."""
        packed = zlib.compress(_adapter(kind).dump_json(view), 1)
        self._state.keep(self._ledger, _key(name), datetime.now(UTC).isoformat(timespec="seconds"), packed)

    def before(self, name: Hashable, kind: type[T]) -> Before[T] | None:
        """The view of that name as it was last."""
        found = self._state.kept(self._ledger, _key(name))
        if found is None:
            return None
        try:
            view: T = _adapter(kind).validate_json(zlib.decompress(found[1]))
        except (ValidationError, ValueError, zlib.error):
            return None
        return Before(view, datetime.fromisoformat(found[0]))

    def since(self, name: Hashable) -> datetime | None:
        """When the view of that name was kept."""
        found = self._state.kept(self._ledger, _key(name))
        return datetime.fromisoformat(found[0]) if found else None


def _key(name: Hashable) -> str:
    return json.dumps(name, default=str)


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    found = _ADAPTERS.get(kind)
    if found is None:
        found = _ADAPTERS[kind] = TypeAdapter(kind)
    return found
