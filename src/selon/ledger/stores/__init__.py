"""Where a ledger is kept: one file a store, chosen by the form of its address."""

from __future__ import annotations

from importlib import import_module
from os import PathLike, fspath

from selon.errors import LedgerError
from selon.ledger.stores.store import Store

_HOMES = {
    "sqlite": "selon.ledger.stores.sqlite",
    "postgresql": "selon.ledger.stores.postgres",
    "postgres": "selon.ledger.stores.postgres",
}

__all__ = ["Store", "store_at"]


def store_at(address: str | PathLike[str]) -> Store:
    """The store at a file's path, or at a URL (`postgresql://user@host/name`).

    Raises:
        LedgerError: no store goes by such an address, or nothing answers there.
    """
    text = fspath(address)
    scheme, separator, _ = text.partition("://")
    scheme = scheme.partition("+")[0].lower() if separator else "sqlite"
    if scheme not in _HOMES:
        known = "a file's path or postgresql://user@host/name"
        raise LedgerError(f"{text}: no ledger can be kept at {scheme}://: give {known}")
    made: Store = import_module(_HOMES[scheme]).connect(text)
    return made
