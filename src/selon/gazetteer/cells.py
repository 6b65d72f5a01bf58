"""What a row of a user's file must hold, and what is told when it does not."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, get_args

from selon.gazetteer.place import Place, town_radius_m
from selon.gazetteer.tables import table
from selon.model import PlaceKind

Cells = Mapping[str, str]
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
RADIUS_M: Mapping[PlaceKind, int] = {
    "country": 300_000,
    "region": 50_000,
    "district": 20_000,
    "continent": 2_000_000,
    "area": 50_000,
    "mountain": 10_000,
    "desert": 100_000,
    "island": 10_000,
    "sea": 300_000,
    "strait": 30_000,
    "lake": 10_000,
    "river": 50_000,
}
"""Radius of a place whose file gives none; towns go by their people, sites get 3 km."""


class Row(NamedTuple):
    """One row that was read well: the place, and the GeoNames code of its division where the file has one."""

    place: Place
    division: str = ""


class Bad(Exception):
    """What is wrong with a row, in words."""


def kind_of(code: str) -> PlaceKind | None:
    """The kind of place that a GeoNames feature code or a word of an export stands for; None for what is left out."""
    kinds = _features()
    return kinds.get(code, kinds.get(code.partition(".")[0]))


def name(text: str) -> str:
    """A name that has letters or digits."""
    if not text:
        raise Bad("no name")
    if CONTROL.search(text) or not any(unicodedata.category(c)[0] in "LN" for c in text):
        raise Bad(f"{text!r} is no name")
    return text


def degrees(text: str, what: str, most: int) -> float:
    """Decimal degrees between -`most` and `most`."""
    try:
        value = float(text)
    except ValueError:
        raise Bad(f"{what} {text!r} is no number (write degrees with a point: 34.5)") from None
    if not math.isfinite(value) or abs(value) > most:
        raise Bad(f"{what} {text} is not between -{most} and {most}")
    return value


def whole(text: str, what: str) -> int:
    """A whole number, 0 for an empty cell."""
    if text and not (text.isascii() and text.isdigit()):
        raise Bad(f"{what} {text!r} is no whole number")
    return int(text or 0)


def radius(text: str, kind: PlaceKind, people: int) -> int:
    """Metres; for an empty cell what is usual for the kind."""
    if text:
        value = whole(text, "radius_m")
        if not 1 <= value <= 20_000_000:
            raise Bad(f"radius_m {text} is not between 1 and 20000000 metres")
        return value
    return town_radius_m(people) if kind in ("city", "capital", "quarter") else RADIUS_M.get(kind, 3_000)


def broken(text: str) -> bool:
    """Whether the text was not UTF-8 (read with surrogateescape)."""
    return not text.isascii() and any("\udc80" <= c <= "\udcff" for c in text)


@cache
def _features() -> dict[str, PlaceKind | None]:
    kinds = {kind: kind for kind in get_args(PlaceKind)}
    return {row["code"]: kinds.get(row["kind"]) for row in table("features.tsv")} | kinds
