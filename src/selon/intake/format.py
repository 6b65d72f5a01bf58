"""What an adapter is: one format, told by its content, read into records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken


class Format(Protocol):
    """An adapter. Each is a module of its own; heavy libraries are imported when it first reads."""

    NAME: str

    def sniff(self, head: bytes, name: str, /) -> float:
        """How sure the first bytes, and then the file name, make it that an input is of this format: 0 to 1.

        From .5 on the content speaks for it; below, the name alone.
        """

    def read(self, source: Source, given: Given, /) -> Iterator[Taken | Refused]:
        """The dispatches of an input, one by one.

        Raises, also between two dispatches:
            InputError: the rest of the input cannot be read.
        """
