"""Claims as GeoJSON (RFC 7946): a feature for each place of a claim, a point with the radius it stands for.

A place that the gazetteer does not know is a feature without geometry, so that nothing is left out and nothing guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from selon.export.record import record
from selon.ledger import Entry, Ledger

NAME = "geojson"
SUFFIX = ".geojson"


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the claims that name places; see `Format.write`."""
    count = 0
    out.write(b'{"type": "FeatureCollection", "features": [')
    for entry in ledger.claims(**asked):
        for feature in features(entry):
            out.write((",\n" if count else "\n").encode() + json.dumps(feature, ensure_ascii=False).encode())
            count += 1
    out.write(b"\n]}\n")
    return count


def features(entry: Entry) -> Iterator[dict[str, Any]]:
    """The features of a claim."""
    for i, mention in enumerate(entry.claim.places):
        found, flat = mention.place, record(entry, mention)
        yield {
            "type": "Feature",
            "id": f"{entry.claim.id}-{i}",
            "geometry": None if found is None else {"type": "Point", "coordinates": [found.lon, found.lat]},
            "properties": {
                **{k: _plain(v) for k, v in flat.items() if v is not None and k not in ("lat", "lon", "places")},
                "place_words": entry.words(mention.span),
                "role": mention.role,
                **({"admin": list(found.admin), "claimants": list(found.claimants)} if found else {}),
            },
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
