"""Where a dispatch came from, as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from selon.intake.taken import Provenance, Taken
from selon.ledger.things import Origin

_INSTANTS = ("published", "updated", "embargo")
_LISTS = ("authors", "notes")


def origin_of(taken: Taken) -> Origin:
    """The origin of what an adapter took in."""
    return Origin(taken.name, taken.format, taken.sha256 if taken.raw else None, taken.provenance)


def origin_json(origin: Origin | None) -> dict[str, Any] | None:
    """The origin as JSON-ready values, what is not known left out; `to_origin` is the inverse."""
    if origin is None:
        return None
    said = {f.name: getattr(origin.provenance, f.name) for f in fields(Provenance)}
    for name in _INSTANTS:
        said[name] = said[name].isoformat() if said[name] else None
    for name in _LISTS:
        said[name] = list(said[name])
    return {"name": origin.name, "format": origin.format, "raw": origin.raw, **{k: v for k, v in said.items() if v}}


def to_origin(d: Mapping[str, Any] | None) -> Origin | None:
    """The origin that `origin_json` wrote.

    Raises:
        KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
    """
    if d is None:
        return None
    said = {f.name: d[f.name] for f in fields(Provenance) if f.name in d}
    for name in _INSTANTS:
        if name in said:
            said[name] = datetime.fromisoformat(said[name])
    for name in _LISTS:
        if name in said:
            said[name] = tuple(said[name])
    return Origin(d["name"], d["format"], d["raw"], Provenance(**said))
