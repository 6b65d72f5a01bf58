"""The formats by name, and which of them an input is in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from selon.errors import InputError
from selon.intake.format import Format
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

MOST_REFUSED = 10_000
"""Parts of one input (lines, rows, pages) that are refused in a row before the rest is left."""
_CONTAINERS = frozenset({"zip", "gzip"})


@cache
def formats() -> dict[str, Format]:
    """The adapters by name; where two are equally sure of an input, the first has it."""
    from selon.intake import (
        csv_table,
        feed,
        html,
        iptc_7901,
        jsonl,
        mail,
        newsml_1,
        newsml_g2,
        ninjs,
        nitf,
        parquet,
        plain,
        warc,
    )
    from selon.intake.archive import GZIP, ZIP

    adapters: tuple[Format, ...] = (
        ZIP,
        GZIP,
        parquet,
        warc,
        newsml_g2,
        newsml_1,
        nitf,
        feed,
        iptc_7901,
        html,
        ninjs,
        jsonl,
        mail,
        csv_table,
        plain,
    )
    return {adapter.NAME: adapter for adapter in adapters}


def recognise(head: bytes, file: str, told: str | None = None) -> Format:
    """The adapter for an input that begins so and is called so; `told` decides for all but what is packed.

    Raises:
        InputError: no format is called as told.
    """
    known = formats()
    best = max(known.values(), key=lambda adapter: adapter.sniff(head, file))
    if told is None or (best.NAME in _CONTAINERS and best.sniff(head, file) == 1.0):
        return best
    if told not in known:
        raise InputError(f"no format is called {told!r}: choose one of {', '.join(sorted(known))}")
    return known[told]


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatches of one input, whatever it is in; what cannot be read comes as `Refused`, and nothing is raised."""
    name, refused = "", 0
    try:
        adapter = recognise(source.head(), source.file, given.format)
        name = adapter.NAME
        for one in adapter.read(source, given):
            refused = refused + 1 if isinstance(one, Refused) else 0
            yield one
            if refused >= MOST_REFUSED:
                raise InputError(f"{MOST_REFUSED} of its parts in a row cannot be read, so the rest is left: check it")
    except InputError as e:
        yield Refused(source.name, str(e), source.held, name)
    except OSError as e:
        yield Refused(source.name, f"cannot be read ({e.strerror or e}): check its permissions", source.held, name)
    except Exception as e:
        # The adapters foresee what can be wrong with an input; a batch of thousands goes on where one of them, or a
        # library beneath it, did not.
        reason = f"cannot be read as {name or 'any format'} ({type(e).__name__}): save its text alone"
        yield Refused(source.name, reason, source.held, name)
