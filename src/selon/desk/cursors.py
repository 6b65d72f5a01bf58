"""Where a page of a list ended, as an opaque word that an address can carry."""

from __future__ import annotations

import base64
import binascii
import json

from selon.errors import InputError


def cursor(*last: int | str) -> str:
    """The cursor after the row with these values."""
    return base64.urlsafe_b64encode(json.dumps(last, separators=(",", ":")).encode()).decode().rstrip("=")


def after(word: str, *kinds: type) -> tuple[int | str, ...]:
    """The values that a cursor was made of, each of its kind.

    Raises:
        InputError: it is no cursor of such a list.
    """
    try:
        values = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as e:
        raise InputError(f"cursor={word[:40]!r} is none of this list: take it from `next` of the page before") from e
    fits = isinstance(values, list) and [type(v) for v in values] == list(kinds)
    if not fits or any(isinstance(v, int) and abs(v) >= 1 << 63 for v in values):
        raise InputError(f"cursor={word[:40]!r} is none of this list: take it from `next` of the page before")
    return tuple(values)


def number_after(word: str | None) -> int | None:
    """The row number in a cursor; None at the beginning of the list.

    Raises:
        InputError: it is no cursor of such a list.
    """
    return None if not word else int(after(word, int)[0])
