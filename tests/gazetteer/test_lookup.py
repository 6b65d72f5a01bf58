"""Looking places up in the gazetteer that the packaged data makes."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from selon.errors import DataError
from selon.gazetteer import Gazetteer, Place

SPELLINGS = [
    line.split("\t") for line in Path(__file__).with_name("spellings.tsv").read_text(encoding="utf-8").splitlines()[2:]
]


def only(gazetteer: Gazetteer, name: str, country: str, kind: str) -> Place:
    found = [p for p in gazetteer.exact(name, [country]) if p.kind == kind]
    assert len(found) == 1, found
    return found[0]


def test_french_spellings_lead_to_their_place(gazetteer: Gazetteer) -> None:
    found = [(spelling, place, gazetteer.fuzzy(spelling, [country])) for spelling, country, place, _ in SPELLINGS]
    missed = [spelling for spelling, place, got in found if place not in [p.id for p in got]]
    assert len(found) >= 100
    assert len(missed) <= 0.02 * len(found), missed
    assert sum(len(got) for *_, got in found) <= 1.3 * len(found)


@pytest.mark.parametrize(
    ("name", "kind", "country", "radius"),
    [
        ("Qamishli", "city", "SY", (1_000, 10_000)),
        ("Hassaké", "region", "SY", (50_000, 150_000)),
        ("Qasrak", "base", "SY", (5_000, 30_000)),
        ("al-Tanf", "base", "SY", (1_000, 5_000)),
        ("al-Chaddadi", "base", "SY", (1_000, 10_000)),
        ("Syrie", "country", "SY", (200_000, 300_000)),
        ("Irak", "country", "IQ", (300_000, 450_000)),
        ("Aïn al-Assad", "airbase", "IQ", (1_000, 5_000)),
        ("Bagram", "airbase", "AF", (1_000, 5_000)),
        ("Bab al-Hawa", "crossing", "SY", (500, 5_000)),
        ("Ramstein", "airbase", "DE", (1_000, 5_000)),
    ],
)
def test_kinds_and_radii(gazetteer: Gazetteer, name: str, kind: str, country: str, radius: tuple[int, int]) -> None:
    assert radius[0] <= only(gazetteer, name, country, kind).radius_m <= radius[1]


def test_the_likeliest_bearer_of_a_name_comes_first(gazetteer: Gazetteer) -> None:
    assert [gazetteer.exact(name)[0].country for name in ("Gao", "Londres", "Paris", "Georgia", "Tripoli")] == [
        "ML",
        "GB",
        "FR",
        "GE",
        "LY",
    ]
    assert gazetteer.exact("Texas")[0].kind == "region"
    assert gazetteer.exact("Luhansk")[0].kind == "city"


def test_airport_codes_are_no_names(gazetteer: Gazetteer) -> None:
    assert "CU" not in {p.country for p in gazetteer.exact("Gao")}
    assert not gazetteer.exact("GAQ")


@pytest.mark.parametrize(
    ("name", "claimants"),
    [
        ("Crimée", {"UA", "RU"}),
        ("Golan", {"SY", "IL"}),
        ("Haut-Karabakh", {"AZ", "Artsakh"}),
        ("Sahara occidental", {"EH", "MA"}),
        ("Cachemire", {"IN", "PK", "CN"}),
        ("Transnistrie", {"MD", "Transnistria"}),
        ("Somaliland", {"SO", "Somaliland"}),
        ("Simferopol", {"UA", "RU"}),
        ("Katzrin", {"SY", "IL"}),
        ("Pristina", {"XK", "RS"}),
        ("Hargeisa", {"SO", "Somaliland"}),
        ("Belbek", {"UA", "RU"}),
    ],
)
def test_disputed_places_name_all_claimants(gazetteer: Gazetteer, name: str, claimants: set[str]) -> None:
    assert set(gazetteer.exact(name)[0].claimants) == claimants


def test_a_disputed_place_is_found_under_each_claimant(gazetteer: Gazetteer) -> None:
    for country in ("SY", "IL"):
        assert gazetteer.exact("Golan", [country])[0].id == "area:golan"
    assert gazetteer.fuzzy("Sévastopol", ["RU"])[0].name == "Sevastopol"


def test_fuzzy_never_leaves_the_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.fuzzy("Albany", ["AL"]) == ()
    assert gazetteer.fuzzy("Khan Younès", ["FR"]) == ()
    assert gazetteer.fuzzy("Khan Younès", []) == ()


def test_an_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.exact("Xyzzyville") == ()
    assert gazetteer.exact("") == ()
    assert gazetteer.exact("…") == ()
    assert gazetteer.fuzzy("Xyzzyville", ["SY"]) == ()


def test_chain_and_containment(gazetteer: Gazetteer) -> None:
    qamishli = gazetteer.exact("Qamishli")[0]
    syria = only(gazetteer, "Syrie", "SY", "country")
    hasakah = only(gazetteer, "Hassaké", "SY", "region")
    assert gazetteer.chain(qamishli) == (hasakah, syria)
    assert gazetteer.contains(syria, qamishli) and gazetteer.contains(hasakah, qamishli)
    assert not gazetteer.contains(qamishli, hasakah)
    assert gazetteer.contains(syria, syria)


def test_areas_contain_what_lies_in_them(gazetteer: Gazetteer) -> None:
    def first(name: str) -> Place:
        return gazetteer.exact(name)[0]

    assert gazetteer.contains(first("Donbass"), first("Bakhmout"))
    assert gazetteer.contains(first("Sahel"), first("Gao"))
    assert gazetteer.contains(first("Golan"), first("Katzrin"))
    assert gazetteer.contains(first("Kivu"), first("Goma"))
    assert gazetteer.contains(first("Ghouta"), only(gazetteer, "Douma", "SY", "city"))
    assert not gazetteer.contains(first("Donbass"), first("Kharkiv"))
    assert not gazetteer.contains(first("Sahel"), first("Dakar"))


def test_demonyms_are_context(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("irakienne") == ("IQ",)
    assert gazetteer.demonym("Kurdes") == ()
    assert gazetteer.demonym("Iraqis") == ("IQ",)
    assert gazetteer.demonym("Bagdad") is None
    assert gazetteer.exact("kurdes") == ()


def test_countries_and_divisions_by_code(gazetteer: Gazetteer) -> None:
    country, region = gazetteer.division("SY"), gazetteer.division("SY.01")
    assert country and country.name == "Syria"
    assert region and region.names[0] == "Hassaké"
    assert gazetteer.division("ZZ") is None


def test_countries_in_three_languages(gazetteer: Gazetteer) -> None:
    for name in ("États-Unis", "Etats-Unis", "United States", "USA", "الولايات المتحدة"):
        assert gazetteer.exact(name)[0].country == "US", name


def test_it_survives_pickling_and_a_fork(gazetteer: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(gazetteer))
    assert again.exact("Qasrak") == gazetteer.exact("Qasrak")
    child = os.fork()
    if child == 0:
        os._exit(0 if gazetteer.exact("Baghouz") else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gazetteer at"):
        Gazetteer.open(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("not a database, " * 200)
    with pytest.raises(DataError, match="cannot be read as a gazetteer"):
        Gazetteer.open(tmp_path / "text.sqlite")
