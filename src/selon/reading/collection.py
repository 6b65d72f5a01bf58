"""No search for cycles while much is made that stays, or that goes by itself when the work is done."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """While it lasts, Python does not search for cycles that nothing refers to: it would go through all that was made,
    again and again, and find nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
