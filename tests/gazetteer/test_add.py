"""Adding the user's own places: all of a file or nothing of it, with a report by row."""

from __future__ import annotations

import os
import signal
import sqlite3
import zipfile
from multiprocessing import get_context
from pathlib import Path

import pytest

from selon.errors import DataError
from selon.gazetteer import Gazetteer
from selon.gazetteer.add import RowsError, add
from selon.gazetteer.build import build

OWN = (
    "id,name,kind,lat,lon,country,radius_m,names_fr\nq1,Qasrak Ouest,base,36.7,40.4,SY,5000,Qasrak-Ouest|Kasrak Ouest\n"
)


def dump_row(number: int, name: str, feature: str = "P\tPPL", lat: str = "36.65", alternates: str = "") -> str:
    return (
        f"{number}\t{name}\t{name}\t{alternates}\t{lat}\t40.37\t{feature}\tSY\t\t01\t\t\t\t7285\t\t350\tAsia/Damascus"
        "\t2024-01-02\n"
    )


def contents(path: Path) -> list[str]:
    with sqlite3.connect(path) as db:
        return list(db.iterdump())


def refused(small: Path, file: Path) -> str:
    """Add the file, expect it to be refused and the gazetteer to stay as it was; the message."""
    before = contents(small)
    with pytest.raises(DataError) as caught:
        add(small, file)
    assert contents(small) == before
    return str(caught.value)


def write(folder: Path, text: str, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own(small: Path, tmp_path: Path) -> None:
    done = add(small, write(tmp_path, OWN))
    assert (done.format, done.places) == ("own", 1)
    place = Gazetteer.open(small).exact("kasrak ouest")[0]
    assert (place.id, place.kind, place.radius_m, place.within) == ("own:q1", "base", 5000, ("gn:163843",))
    assert Gazetteer.open(small).fuzzy("Qasraq Ouest", ["SY"])[0].id == "own:q1"


def test_a_geonames_dump_with_alternate_names(small: Path, tmp_path: Path) -> None:
    rows = dump_row(163434, "Tall Tamr", alternates="Tell Tamer,TTR") + dump_row(1, "Some Hotel", "S\tHTL")
    write(
        tmp_path,
        "1\t163434\tfr\tTal Tamer\t\t\t\t\t\t\n2\t163434\tlink\thttps://x\t\t\t\t\t\t\n",
        "alternateNamesV2.txt",
    )
    done = add(small, write(tmp_path, rows, "SY.txt"))
    assert (done.format, done.places, done.names, done.left_out) == ("geonames", 1, 1, 1)
    found = Gazetteer.open(small)
    assert found.exact("Tal Tamer")[0].within == ("gn:173813", "gn:163843")
    assert found.exact("Tell Tamer") and not found.exact("TTR")


def test_a_known_place_gains_names(small: Path, tmp_path: Path) -> None:
    done = add(small, write(tmp_path, dump_row(173811, "Al Hasakah", alternates="Hassetché"), "SY.txt"))
    assert (done.places, done.names) == (0, 1)
    assert [p.id for p in Gazetteer.open(small).exact("Hassetché")] == ["gn:173811"]


def test_an_openstreetmap_export(small: Path, tmp_path: Path) -> None:
    rows = "@type\t@id\t@lat\t@lon\tname\tname:fr\tplace\nnode\t12\t36.7\t40.4\tقسرك\tQasrak\tvillage\n"
    done = add(small, write(tmp_path, rows), country="SY")
    assert done.format == "osm"
    assert Gazetteer.open(small).exact("Qasrak")[0].id == "osm:node/12"


def test_a_whos_on_first_export(small: Path, tmp_path: Path) -> None:
    rows = "wof_id,wof_name,geom_latitude,geom_longitude,placetype,wof_country\n85,Qasrak,36.7,40.4,locality,SY\n"
    assert add(small, write(tmp_path, rows)).format == "wof"
    assert Gazetteer.open(small).exact("Qasrak")[0].kind == "city"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("q2,X,base,91,40,SY,,", "row 3: latitude 91 is not between -90 and 90"),
        ("q2,X,base,36,181,SY,,", "row 3: longitude 181 is not between -180 and 180"),
        ('q2,X,base,"36,5",40,SY,,', "row 3: latitude '36,5' is no number"),
        ("q2,X,base,nan,40,SY,,", "row 3: latitude nan is not between"),
        ("q2,X,base,0,0,SY,,", "row 3: latitude and longitude are both 0"),
        ("q2,X,castle,36,40,SY,,", "row 3: kind 'castle' is none of"),
        ("q2,X,base,36,40,Syria,,", "row 3: country 'SYRIA' is no ISO 3166-1 alpha-2 code"),
        ("q2,X,base,36,40,,,", "row 3: no country"),
        ("q2,,base,36,40,SY,,", "row 3: no name"),
        ("q2,...,base,36,40,SY,,", "row 3: '...' is no name"),
        (",X,base,36,40,SY,,", "row 3: no id"),
        ("q2,X,base,36,40,SY,-5,", "row 3: radius_m '-5' is no whole number"),
        ("q1,X,base,36,40,SY,,", "row 3: id own:q1 stands in the file twice"),
        ("q2,Qasrak Ouest,base,36.7,40.4,SY,,", "row 3: the same name and position as row 2"),
        ("q2,X,base,36", "row 3: 4 columns for 8: is this the whole file?"),
        ('q2,"X,base,36,40,SY,,', "is this the whole file?"),
    ],
)
def test_bad_rows(small: Path, tmp_path: Path, row: str, told: str) -> None:
    assert told in refused(small, write(tmp_path, OWN + row + "\n"))


def test_every_bad_row_is_told(small: Path, tmp_path: Path) -> None:
    file = write(tmp_path, OWN + "".join(f"r{n},X{n},base,99,40,SY,,\n" for n in range(30)))
    with pytest.raises(RowsError) as caught:
        add(small, file)
    assert [number for _, number, _ in caught.value.problems] == list(range(3, 33))
    assert "30 bad rows, nothing was added" in str(caught.value) and "and 10 more" in str(caught.value)


def test_half_a_dump(small: Path, tmp_path: Path) -> None:
    whole = dump_row(1, "Un") + dump_row(2, "Deux")
    assert "row 2: 6 columns for 19" in refused(
        small, write(tmp_path, whole[: len(dump_row(1, "Un")) + 20], "half.txt")
    )
    assert "row 2: the file ends inside this row" in refused(small, write(tmp_path, whole[:-4], "cut.txt"))


def test_a_bad_row_of_alternate_names(small: Path, tmp_path: Path) -> None:
    write(tmp_path, "1\t163434\tfr\n", "alternateNamesV2.txt")
    told = refused(small, write(tmp_path, dump_row(163434, "Tall Tamr"), "SY.txt"))
    assert "alternateNamesV2.txt, row 1: 3 columns for 10" in told


def test_files_that_are_no_table(small: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as packed:
        packed.writestr("SY.txt", dump_row(1, "Un"))
    (tmp_path / "binary.csv").write_bytes(b"id,name\0\1\2")
    (tmp_path / "latin.csv").write_bytes((OWN + "q2,Hassaké,base,36,40,SY,,\n").encode("latin-1"))
    assert "unpack it" in refused(small, tmp_path / "SY.zip")
    assert "no text file" in refused(small, tmp_path / "binary.csv")
    assert "row 3: not UTF-8" in refused(small, tmp_path / "latin.csv")
    assert "empty" in refused(small, write(tmp_path, "", "empty.csv"))
    assert "lacks the columns" in refused(small, write(tmp_path, "place,latitude\nQasrak,36\n"))
    assert "cannot be read" in refused(small, tmp_path / "none.csv")
    assert "cannot be read" in refused(small, tmp_path)


def test_adding_twice_changes_nothing(small: Path, tmp_path: Path) -> None:
    add(small, write(tmp_path, OWN))
    assert "was added on" in refused(small, write(tmp_path, OWN))


def test_added_places_outlive_a_new_build(small: Path, tmp_path: Path) -> None:
    add(small, write(tmp_path, OWN))
    add(small, write(tmp_path, dump_row(173811, "Al Hasakah", alternates="Hassetché"), "SY.txt"))
    for path in (build(small), build(small.with_name("gazetteer-next.sqlite"))):
        again = Gazetteer.open(path)
        assert again.exact("Qasrak-Ouest")[0].id == "own:q1"
        assert again.exact("Hassetché")[0].id == "gn:173811"
        assert any("places.csv" in key for key in again.about())


def test_former_versions_are_removed_save_the_last(small: Path) -> None:
    folder = small.parent
    kept = [build(folder / f"gazetteer-{n:012x}.sqlite") for n in range(4)]
    assert sorted(folder.glob("gazetteer-0*.sqlite")) == kept[-2:]
    assert small.exists()


def test_an_open_gazetteer_is_not_disturbed(small: Path, tmp_path: Path) -> None:
    reader = Gazetteer.open(small)
    assert not reader.exact("Qasrak Ouest")
    add(small, write(tmp_path, OWN))
    assert reader.exact("Hassaké")[0].id == "gn:173813"
    assert Gazetteer.open(small).exact("Qasrak Ouest")


def test_a_killed_addition_leaves_nothing(small: Path, tmp_path: Path) -> None:
    before = contents(small)
    file = write(tmp_path, OWN + "".join(f"r{n},Lieu {n},base,36,{n / 5000 + 1},SY,,\n" for n in range(150_000)))
    child = get_context("fork").Process(target=add, args=(small, file))
    child.start()
    child.join(3)
    assert child.pid is not None and child.is_alive()
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    assert Gazetteer.open(small).exact("Hassaké")
    assert contents(small) == before


def test_two_processes_build_at_once(small: Path) -> None:
    target = small.with_name("gazetteer-both.sqlite")
    children = [get_context("fork").Process(target=build, args=(target,)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 4
    assert Gazetteer.open(target).exact("Hassaké")
    assert not list(small.parent.glob("*.part"))
