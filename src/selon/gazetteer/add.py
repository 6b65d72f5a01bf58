"""Add the user's own places to a gazetteer: all rows of a file, or none."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from selon.errors import DataError
from selon.gazetteer.cells import Bad, Row
from selon.gazetteer.dumps import alternates
from selon.gazetteer.formats import Form, rows, sniff
from selon.gazetteer.store import Writer, connect, weight

ENOUGH = 1000
"""Reading stops after so many bad rows."""
SHOWN = 20
"""So many of them are told in the message of the error."""


class RowsError(DataError):
    """A file with bad rows. `problems` holds (file name, row number from 1, what is wrong)."""

    def __init__(self, path: Path, problems: Sequence[tuple[str, int, str]]) -> None:
        self.problems = tuple(problems)
        told = [f"  {name}, row {number}: {what}" for name, number, what in problems[:SHOWN]]
        if len(problems) > SHOWN:
            told.append(f"  and {len(problems) - SHOWN} more{' at least' if len(problems) >= ENOUGH else ''}")
        some = f"{len(problems)} bad row{'s' if len(problems) > 1 else ''}"
        super().__init__(f"{path}: {some}, nothing was added:\n" + "\n".join(told))


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a file did: new places, new names for known places, rows of a kind that is left out."""

    format: str
    places: int
    names: int
    left_out: int


def add(gazetteer: Path, file: Path, country: str = "") -> Added:
    """Add the places of a file to the gazetteer at `gazetteer`, in one transaction.

    The file is a GeoNames dump (allCountries or one country, tab-separated, unzipped; an `alternateNamesV2.txt` in the
    same folder is read too), a Who's On First or OpenStreetMap export as CSV, or a CSV with the columns id, name,
    kind, lat, lon, country and, if there, radius_m, population, names_fr, names_en, note. A place whose id the
    gazetteer holds keeps its entry and gains the file's names. `country` (ISO 3166-1 alpha-2) is that of rows that name
    none, as exports of OpenStreetMap often do. Open gazetteers see the places when opened anew.

    Raises:
        RowsError: some rows are bad; the gazetteer is as it was.
        DataError: the file cannot be read, is no table of places, or was added before.
    """
    try:
        form = sniff(file)
        digest = _sha256(file)
    except OSError as e:
        raise DataError(f"{file}: cannot be read ({e.strerror})") from e
    with contextlib.closing(connect(gazetteer, write=True)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            done = _Addition(db, file, form, country).run(digest)
            db.execute("COMMIT")
        except sqlite3.Error as e:
            raise DataError(f"{gazetteer}: nothing was added ({e}): is it in use, or the disk full?") from e
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    return done


class _Addition:
    def __init__(self, db: sqlite3.Connection, file: Path, form: Form, country: str) -> None:
        self.db = db
        self.file = file
        self.form = form
        self.country = country
        self.codes = dict(db.execute("SELECT code, id FROM codes"))
        last = db.execute("SELECT max(origin) FROM files").fetchone()[0]
        self.out = Writer(db, (last or 0) + 1)
        self.problems: list[tuple[str, int, str]] = []
        self.places = self.names = self.left_out = 0

    def run(self, digest: str) -> Added:
        before = self.db.execute("SELECT added FROM files WHERE sha256 = ?", (digest,)).fetchone()
        if before:
            raise DataError(f"{self.file}: this file was added on {before[0]}: nothing to do")
        for number, row in rows(self.file, self.form):
            self.take(number, row)
        beside = self.file.with_name("alternateNamesV2.txt")
        if self.form.name == "geonames" and beside.is_file() and not self.problems:
            self.alternates(beside)
        if self.problems:
            raise RowsError(self.file, self.problems)
        if not self.places and not self.names:
            raise DataError(f"{self.file}: the gazetteer holds all of its places and names already: nothing to do")
        day = datetime.now(UTC).date().isoformat()
        self.db.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
            (self.out.origin, self.file.name, digest, self.places, self.names, day),
        )
        return Added(self.form.name, self.places, self.names, self.left_out)

    def take(self, number: int, row: Row | Bad | None) -> None:
        if isinstance(row, Bad):
            self.problem(self.file, number, str(row))
        elif row is None:
            self.left_out += 1
        else:
            self.check(
                number, row if row.place.country else row._replace(place=replace(row.place, country=self.country))
            )

    def check(self, number: int, row: Row) -> None:
        country = row.place.country
        if len(country) == 2 and country in self.codes:
            self.insert(number, row)
        elif country or self.form.name != "geonames":
            what = f"country {country!r} is no ISO 3166-1 alpha-2 code (like SY)" if country else "no country"
            self.problem(self.file, number, f"{what}: correct it, or give one for all such rows with --country")
        else:
            self.insert(number, row)

    def insert(self, number: int, row: Row) -> None:
        place = row.place
        known = self.db.execute("SELECT n, origin, country FROM places WHERE id = ?", (place.id,)).fetchone()
        if known is None:
            chain = [self.codes[c] for c in (row.division, place.country) if c in self.codes]
            placed = replace(place, within=tuple(i for i in dict.fromkeys(chain) if i != place.id))
            self.out.add(placed, weight(placed))
            self.places += 1
        elif known[1] == self.out.origin:
            self.problem(self.file, number, f"id {place.id} stands in the file twice")
        else:
            self.names += self.out.name(known[0], (place.name, *place.names), filter(None, [known[2]]))

    def alternates(self, path: Path) -> None:
        for number, found in alternates(path):
            if isinstance(found, Bad):
                self.problem(path, number, str(found))
            elif found is not None:
                place = self.db.execute("SELECT n, country FROM places WHERE id = ?", (found[0],)).fetchone()
                if place is not None:
                    self.names += self.out.name(place[0], [found[1]], filter(None, [place[1]]))

    def problem(self, path: Path, number: int, what: str) -> None:
        self.problems.append((path.name, number, what))
        if len(self.problems) >= ENOUGH:
            raise RowsError(self.file, self.problems)


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
