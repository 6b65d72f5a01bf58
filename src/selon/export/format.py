"""What an export format is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO, Protocol

from selon.ledger import Ledger


class Format(Protocol):
    """A form of writing what a ledger holds. Each is a module of its own."""

    NAME: str
    SUFFIX: str

    def write(self, ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO, /) -> int:
        """Write what is asked for, filters as `Ledger.claims` takes them, and tell how many records that are.

        The same ledger and filters give the same bytes.

        Raises:
            LedgerError: a filter that no claim can meet, or the store cannot be read.
        """
