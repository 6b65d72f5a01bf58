"""Reads news dispatches into a ledger of claims: who says what, according to whom, when, where, how many, how surely.

The door of the library:

    >>> import selon
    >>> reading = selon.read("dispatch.txt", published=date(2026, 2, 23))
    >>> [(c.type, c.status, c.trigger.of(reading.dispatch.text)) for c in reading.claims]

`Reader(lang).read_many(...)` reads a stream of dispatches, which `dispatches` takes from files and `dispatch` makes
from a text. Names are imported when they are first used, so that `import selon` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selon.door import dispatch, read
    from selon.intake.files import dispatches
    from selon.ledger.ledger import Ledger, open  # noqa: A004 - the verb that the door is named for
    from selon.model import Claim, Dispatch, Reading
    from selon.reading.periods import periods
    from selon.reading.reader import Reader

    __version__: str

_HOMES = {
    "Claim": "selon.model",
    "Dispatch": "selon.model",
    "Ledger": "selon.ledger.ledger",
    "Reading": "selon.model",
    "Reader": "selon.reading.reader",
    "dispatch": "selon.door",
    "dispatches": "selon.intake.files",
    "open": "selon.ledger.ledger",
    "periods": "selon.reading.periods",
    "read": "selon.door",
}

__all__ = [
    "Claim",
    "Dispatch",
    "Ledger",
    "Reader",
    "Reading",
    "__version__",
    "dispatch",
    "dispatches",
    "open",
    "periods",
    "read",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("selon")
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'selon' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
