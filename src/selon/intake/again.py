"""What was refused, read again from its bytes, or from the file that it was in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from selon.intake import registry
from selon.intake.files import take_file
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

GONE = "its bytes were not kept and no such file is there any more: add it from where it is now"
NOTHING = "there is nothing in it any more: add it from where it is now"
_PART = re.compile(r"[:#]\d+$")
"""How a line, row, entry or message is named behind the input it is in."""


def again(name: str, data: bytes | None, given: Given) -> Iterator[Taken | Refused]:
    """What an input that was refused under this name holds now, under the names that its parts had then.

    `data` are its bytes; without them, it is looked for in the file of its name, or that it was in. A refusal of the
    input itself (of a part, or of what the file holds now, it is not) is `known`; there is one where nothing is found.
    """
    same = hashlib.sha256(data).hexdigest() if data else None
    found = _of_file(name, given) if data is None else _of_bytes(name, data, given)
    first = list(islice(found, 1))
    if not first:
        yield Refused(name, GONE if data is None else NOTHING, known=True)
    for one in chain(first, found):
        itself = isinstance(one, Refused) and (one.name, one.sha256) == (name, same)
        yield replace(one, known=True) if isinstance(one, Refused) and itself else one


def _of_bytes(name: str, data: bytes, given: Given) -> Iterator[Taken | Refused]:
    """What the bytes hold. Those of a line or an entry are a document of it alone, in which it is named once more."""
    source = Source.of_bytes(name, data, file=Path(name).name)
    found = registry.read(source, given)
    few = list(islice(found, 2))
    if len(few) == 1:
        yield replace(few[0], name=name)
        return
    whole = _PART.sub("", name)
    for one in chain(few, found):
        yield replace(one, name=whole + one.name.removeprefix(name))


def _of_file(name: str, given: Given) -> Iterator[Taken | Refused]:
    """What is called so, or is a part of what is, in the first file that there is among those that may hold it."""
    for outer in _outer(name):
        if outer.is_file():
            about = given if str(outer) == name else replace(given, format=None)
            for one in take_file(outer, about):
                if one.name == name or one.name.startswith((f"{name}!", f"{name}#", f"{name}:")):
                    yield one
            return


def _outer(name: str) -> Iterator[Path]:
    """The file of this name, then those whose part or member it may be."""
    yield Path(name)
    if found := _PART.search(name):
        yield from _outer(name[: found.start()])
    elif "!" in name:
        yield from _outer(name.rpartition("!")[0])
