"""Regions without an outline, disputes, and sites: the project's own tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selon.errors import DataError
from selon.gazetteer.names import fold
from selon.gazetteer.place import KINDS, Place
from selon.gazetteer.tables import parts, table


class Amendment(NamedTuple):
    """What regions.csv and aliases.tsv add to a place of another source."""

    names: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    note: str = ""
    point: tuple[float, float] | None = None


def areas() -> Iterator[Place]:
    """Regions, seas, rivers and mountains of regions.csv that have an entry of their own."""
    for row in table("regions.csv"):
        if not row["id"].startswith("gn:"):
            yield _place("area", "regions.csv", row)


def sites() -> Iterator[Place]:
    """Sites of sites.csv."""
    for row in table("sites.csv"):
        yield _place("site", "sites.csv", row)


def villages() -> Iterator[Place]:
    """Towns and quarters of towns.tsv. Their ids hold country and name: "town:sy-baghouz"."""
    for row in table("towns.tsv"):
        first = fold(parts(row["names_fr"])[0]).replace(" ", "-")
        code = row["country"].lower()
        yield _place(
            "town", "towns.tsv", {**row, "id": f"{code}-{first}", "note": "position as near as the radius tells"}
        )


def amendments() -> dict[str, Amendment]:
    """By id: names, claimants, notes and points for places of other sources."""
    found: dict[str, Amendment] = {}
    for row in table("regions.csv"):
        if row["id"].startswith("gn:"):
            names = parts(row["names_fr"]) + parts(row["names_en"])
            point = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
            found[row["id"]] = Amendment(names, parts(row["claimants"]), row["note"], point)
    for row in table("aliases.tsv"):
        old = found.get(row["id"], Amendment())
        found[row["id"]] = old._replace(names=old.names + parts(row["names"]))
    return found


def disputed() -> dict[str, tuple[str, ...]]:
    """Claimants by what they claim: country code, division code or place id."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("regions.csv"):
        for member in parts(row["members"]) if row["claimants"] else ():
            found[member] = parts(row["claimants"])
        if row["claimants"]:
            found[row["id"]] = parts(row["claimants"])
    return found


def _place(prefix: str, source: str, row: dict[str, str]) -> Place:
    if row["kind"] not in KINDS:
        raise DataError(f"gazetteer/{source}, {row['id']}: unknown kind {row['kind']!r}: reinstall selon")
    names = dict.fromkeys(parts(row["names_fr"]) + parts(row["names_en"]))
    return Place(
        id=f"{prefix}:{row['id']}",
        name=next(iter(names)),
        kind=row["kind"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        radius_m=int(row["radius_m"]),
        country=row["country"],
        names=tuple(names),
        note=row["note"],
        claimants=parts(row.get("claimants", "")),
        members=parts(row.get("members", "")),
    )
