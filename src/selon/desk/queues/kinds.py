"""What the kinds of queue have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.views import QueueItem

SIZE, PAIRS = 20, 10
"""Things on a page, and pairs of passages."""
MOST = 1_000
"""Things that are counted; of more, that many and more are said to wait."""


@dataclass(frozen=True, slots=True)
class Page:
    """Things to decide, and the cursor after them, None at the end. `at_start` is false where earlier ones were
    passed over."""

    items: tuple[QueueItem, ...]
    next: str | None
    at_start: bool = True


class Kind(Protocol):
    """A kind of queue. `from_` is the id of the item to begin with, `cursor` where the page before ended."""

    NAME: str

    def count(self, office: Office, t: Strings, /) -> int:
        """How many wait, at most one more than `MOST`."""

    def page(self, office: Office, t: Strings, /, *, cursor: str | None, from_: str | None) -> Page:
        """A page.

        Raises:
            InputError: the cursor is none of this queue.
        """


def cut(
    rows: Sequence[Any], key: Any, cursor: int | None, from_: str | None, size: int = SIZE
) -> tuple[Sequence[Any], int, bool]:
    """The rows of a page out of a list that is at hand, the index after them, and whether it begins with the first."""
    start = cursor if cursor is not None else next((i for i, row in enumerate(rows) if key(row) == from_), 0)
    page = rows[start : start + size]
    return page, start + len(page), start == 0
