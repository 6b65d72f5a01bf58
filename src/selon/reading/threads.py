"""One thread for numpy's library, as long as anyone needs it: with more, the last bits of a product may differ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

_LOCK = Lock()
_HELD: list[Any] = []
"""One entry for each who needs it; the first is what to undo when the last is done."""


@contextmanager
def one_thread() -> Iterator[None]:
    """While it lasts, numpy's library works on one thread, in the whole process."""
    with _LOCK:
        _HELD.append(None if _HELD else _controller().limit(limits=1, user_api="blas"))
    try:
        yield
    finally:
        with _LOCK:
            if len(_HELD) == 1:
                _HELD[0].restore_original_limits()
            _HELD.pop()


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
