"""What an adapter makes of one dispatch: the dispatch, where it came from, and the bytes it was read from."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from datetime import datetime

from selon.errors import InputError
from selon.intake.refused import LARGEST
from selon.model import Dispatch


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the provider says of a dispatch; None where it says nothing.

    `agency` is who issued the text. `provider_id` is the provider's own identifier and `version` its number, as
    written; with the same identifier, a later version replaces an earlier one. `replaces` is the identifier of another
    dispatch that this one takes the place of. `published`, `updated` and `embargo` are instants with their zone;
    `lang` is the language tag as told (BCP 47). `change` says that the text mends or updates an earlier one, in the
    provider's words ("correction", "update").
    """

    agency: str | None = None
    provider_id: str | None = None
    version: str | None = None
    replaces: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    embargo: datetime | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    slug: str | None = None
    authors: tuple[str, ...] = ()
    change: str | None = None
    notes: tuple[str, ...] = ()
    """What the adapter had to assume, such as the zone of a time that names none."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One dispatch as it was taken in.

    `name` tells the input (a path, `archive.zip!member`, `feed.xml#2`, `lines.jsonl:7`, a URL), `format` the adapter.
    `raw` are the bytes it was read from: a whole document that the same adapter reads again, also where it came as one
    of many in a file; `sha256` is their hash in hexadecimal.
    """

    dispatch: Dispatch
    provenance: Provenance
    name: str
    format: str
    raw: bytes = field(repr=False, default=b"")

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of `raw`."""
        return hashlib.sha256(self.raw).hexdigest()


def pack(raw: bytes) -> bytes:
    """The bytes compressed (zlib), as a ledger keeps them; `unpack` is the inverse."""
    return zlib.compress(raw, 6)


def unpack(packed: bytes, limit: int = LARGEST) -> bytes:
    """The bytes that were packed.

    Raises:
        InputError: damaged, or larger than `limit` bytes.
    """
    inflater = zlib.decompressobj()
    try:
        raw = inflater.decompress(packed, limit)
    except zlib.error as e:
        raise InputError(f"damaged bytes ({e}): restore the ledger from a copy") from e
    if not inflater.eof:
        raise InputError(f"packed bytes are damaged or hold more than {limit} bytes: restore the ledger from a copy")
    return raw
