"""The project's own tables of places are whole and consistent."""

from __future__ import annotations

from collections import Counter

from selon.gazetteer import Gazetteer
from selon.gazetteer.areas import areas, sites, villages
from selon.gazetteer.names import fold
from selon.gazetteer.place import KINDS, SITES, distance_m
from selon.gazetteer.tables import parts, table

OWN = [*sites(), *areas(), *villages()]


def test_every_own_place_is_sound() -> None:
    for place in OWN:
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180, place.id
        assert 500 <= place.radius_m <= 7_000_000, place.id
        assert place.names and all(fold(n) and n == n.strip() for n in place.names), place.id
        assert place.note, place.id
        assert place.country == "" or (len(place.country) == 2 and place.country.isupper()), place.id


def test_ids_are_unique_ascii() -> None:
    ids = Counter(p.id for p in OWN)
    assert [i for i, n in ids.items() if n > 1 or not i.isascii()] == []


def test_there_are_enough_of_them() -> None:
    kinds = Counter(p.kind for p in sites())
    assert sum(n for kind, n in kinds.items() if kind in SITES) >= 170
    assert {"base", "airbase", "crossing", "camp", "dam", "field"} <= set(kinds)
    assert len(list(table("regions.csv"))) >= 40


def test_disputes_have_two_sides() -> None:
    for row in table("regions.csv"):
        claimants = parts(row["claimants"])
        assert len(claimants) != 1, row["id"]
        assert len(set(claimants)) == len(claimants), row["id"]


def test_own_places_lie_in_their_country(gazetteer: Gazetteer) -> None:
    for place in [*sites(), *villages()]:
        known = gazetteer.place(place.id)
        assert known is not None, place.id
        around = [gazetteer.place(i) for i in known.within]
        assert any(p and p.country == place.country for p in around), place.id
        region = around[0]
        if region and region.kind == "region":
            assert distance_m(place, region) < 2.5 * region.radius_m + 150_000, place.id


def test_members_and_amended_places_are_known(gazetteer: Gazetteer) -> None:
    for row in [*table("regions.csv"), *table("aliases.tsv")]:
        for member in (*parts(row.get("members", "")), row["id"]):
            if member.startswith("gn:"):
                assert gazetteer.place(member), member
            elif "." in member:
                assert gazetteer._region(member), member


def test_feature_kinds_are_known() -> None:
    assert {row["kind"] for row in table("features.tsv")} <= {*KINDS, ""}
