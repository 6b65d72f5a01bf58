"""Build the gazetteer from packaged data alone, once, into a file that is never half there."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from sys import intern

from selon.errors import DataError
from selon.gazetteer.airports import airports
from selon.gazetteer.areas import Amendment, amendments, areas, disputed, sites, villages
from selon.gazetteer.names import fold
from selon.gazetteer.place import Place, metres
from selon.gazetteer.store import SCHEMA, Writer, default_path, version, weight
from selon.gazetteer.tables import parts, table
from selon.gazetteer.territories import bare, capitals, countries, divisions
from selon.gazetteer.towns import towns
from selon.languages.load import rows

SAME_AIRFIELD_M = 5000
"""A site of sites.csv and an airfield of the package nearer than this are one place."""
_VERSIONED = re.compile(r"gazetteer-[0-9a-f]{12}\.sqlite$")
CAPITAL = 3.0
"""How much likelier a capital is meant than another town of its size."""


def build(path: Path | None = None) -> Path:
    """Build the gazetteer at `path` (the user's data folder by default), replacing what is there. Returns the path.

    The file is written beside it and moved into place when complete, so that readers and other builders never see
    half of one; whoever moves last wins, with the same content. Places that the user added to the gazetteer of this
    folder are carried over.

    Raises:
        DataError: packaged data is missing, or the folder cannot be written.
    """
    target = path or default_path()
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA cache_size = -24000")
            db.executescript(SCHEMA)
            db.execute("BEGIN")
            _Build(db).run()
            _carry_over(db, target)
            db.execute("COMMIT")
        _move(part, target)
        _tidy(target)
    except (OSError, sqlite3.Error) as e:
        raise DataError(f"the gazetteer cannot be built at {target} ({e}): free some space or set SELON_DATA") from e
    finally:
        part.unlink(missing_ok=True)
    return target


class _Build:
    """One pass over the sources, coarse to fine where the finer needs the coarser."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.out = Writer(db)
        self.amend = amendments()
        self.claims = disputed()
        self.regions = list(divisions())
        self.ids = {code: place.id for place, code in self.regions}
        for place, code in self.regions:
            if place.id in self.claims:
                self.claims[code] = self.claims[place.id]
        self.people: Counter[str] = Counter()
        self.near: dict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)

    def run(self) -> None:
        for place in countries(_middles(self.regions)):
            self.ids[place.country] = place.id
            self.put(place, place.country)
        self.towns()
        for place, code in self.regions:
            known = replace(place, population=self.people[code])
            self.put(known, code, bare((place.name, *place.names)) if place.kind == "region" else ())
        own = list(sites())
        self.airfields(own)
        for place in [*own, *villages()]:
            self.put(place, self.division_at(place))
        for place in areas():
            self.put(place, place.country)
        self.demonyms()
        self.db.executemany("INSERT INTO codes VALUES (?, ?)", self.ids.items())
        about = {"version": version(), "built": datetime.now(UTC).isoformat(timespec="seconds")}
        self.db.executemany("INSERT INTO about VALUES (?, ?)", about.items())

    def put(self, place: Place, code: str, short: Iterable[str] = ()) -> int:
        """Add a place that lies in the division with that code, or is it."""
        region = ".".join(code.split(".")[:2])
        chain = [self.ids[c] for c in dict.fromkeys((region, place.country)) if c in self.ids]
        extra = self.amend.get(place.id, Amendment())
        lat, lon = extra.point or (place.lat, place.lon)
        claims = (place.id, code, region, place.country)
        known = replace(
            place,
            lat=lat,
            lon=lon,
            within=tuple(i for i in chain if i != place.id),
            names=tuple(dict.fromkeys((*place.names, *extra.names))),
            note=extra.note or place.note,
            claimants=place.claimants or next((self.claims[c] for c in claims if c in self.claims), ()),
        )
        return self.out.add(known, weight(known), short, extra.names)

    def towns(self) -> None:
        seats = capitals()
        best: dict[str, tuple[int, int]] = {}
        for place, code in towns():
            n = self.put(place, code)
            self.people[code] += place.population
            self.near[round(place.lat), round(place.lon)].append((place.lat, place.lon, intern(code)))
            seat = seats.get(place.country)
            if seat and (seat == place.name or seat in place.names):
                best[place.country] = max(best.get(place.country, (-1, 0)), (place.population, n))
        self.db.executemany(
            "UPDATE places SET kind = 'capital', weight = weight * ? WHERE n = ?",
            [(CAPITAL, n) for _, n in best.values()],
        )

    def airfields(self, own: list[Place]) -> None:
        """Airfields that sites.csv does not have; what it has gains their names."""
        fields = [p for p in own if p.kind in ("airbase", "airport", "base")]
        for place, short in airports():
            twin = next((p for p in fields if _close(p, place)), None)
            if twin is not None:
                own[own.index(twin)] = fields[fields.index(twin)] = replace(twin, names=(*twin.names, place.name))
                continue
            held = self.db.execute(
                "SELECT 1 FROM names JOIN places USING (n) WHERE key = ? AND country = ? LIMIT 1",
                (fold(short), place.country),
            )
            free = place.kind == "airbase" or held.fetchone() is None
            self.put(place, self.division_at(place), [short] if free else [])

    def division_at(self, place: Place) -> str:
        """The first-level division that the three nearest towns agree on, else the country alone."""
        lat, lon = round(place.lat), round(place.lon)
        around = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in self.near.get((lat + i, lon + j), ())]
        around = [t for t in around if t[2].startswith(f"{place.country}.")]
        codes = [t[2] for t in sorted(around, key=lambda t: metres(place.lat, place.lon, t[0], t[1]))[:3]]
        return codes[0] if len(set(codes)) == 1 else place.country

    def demonyms(self) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows("fr", "demonyms"):
            for form in (row["adjective"], *parts(row["adjective_forms"])):
                found[fold(form)].add(row["country"])
        for row in table("demonyms_en.tsv"):
            for form in parts(row["forms"]):
                found[fold(form)].add(row["country"])
        found.pop("", None)
        self.db.executemany(
            "INSERT INTO demonyms VALUES (?, ?)", [(w, "|".join(sorted(filter(None, c)))) for w, c in found.items()]
        )


def _close(a: Place, b: Place) -> bool:
    return abs(a.lat - b.lat) < 0.1 and metres(a.lat, a.lon, b.lat, b.lon) < SAME_AIRFIELD_M


def _middles(regions: list[tuple[Place, str]]) -> dict[str, tuple[float, float]]:
    """A middle of each country: the mean of its regions' points, each counting by its area."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for place, _ in regions:
        if place.kind == "region":
            one, size = sums[place.country], place.radius_m**2
            one[0] += place.lat * size
            one[1] += place.lon * size
            one[2] += size
    return {country: (lat / size, lon / size) for country, (lat, lon, size) in sums.items()}


def _carry_over(db: sqlite3.Connection, target: Path) -> None:
    """Bring the places that the user added from the newest gazetteer of the folder into the new one."""
    older = [target] if target.exists() else sorted(target.parent.glob("gazetteer-*.sqlite"), key=_age)[-1:]
    for path in older:
        db.execute("COMMIT")
        db.execute("ATTACH ? AS old", (f"{path}",))
        db.execute("BEGIN")
        same = db.execute("SELECT sql FROM main.sqlite_master ORDER BY name").fetchall()
        if same == db.execute("SELECT sql FROM old.sqlite_master ORDER BY name").fetchall():
            _copy_added(db)


def _copy_added(db: sqlite3.Connection) -> None:
    shift = db.execute("SELECT max(n) FROM main.places").fetchone()[0]
    fields = (
        "name, kind, lat, lon, radius_m, country, within, population, names, note, claimants, members, weight, origin"
    )
    db.execute("INSERT INTO files SELECT * FROM old.files")
    db.execute(f"INSERT OR IGNORE INTO places SELECT n + ?, id, {fields} FROM old.places WHERE origin > 0", (shift,))
    moved = (
        "FROM old.{0} AS o JOIN old.places AS p ON p.n = o.n JOIN main.places AS m ON m.id = p.id WHERE o.origin > 0"
    )
    db.execute(f"INSERT OR IGNORE INTO names SELECT o.key, m.n, o.main, o.origin {moved.format('names')}")
    db.execute(
        f"INSERT OR IGNORE INTO sounds SELECT o.country, o.bones, m.n, o.sound, o.origin {moved.format('sounds')}"
    )


def _age(path: Path) -> float:
    return path.stat().st_mtime


def _tidy(target: Path) -> None:
    """Remove gazetteers of former versions, save the last one, which another installation may still use."""
    if not _VERSIONED.match(target.name):
        return
    others = [p for p in target.parent.glob("gazetteer-*.sqlite") if _VERSIONED.match(p.name) and p != target]
    for path in sorted(others, key=_age)[:-1]:
        with contextlib.suppress(OSError):
            path.unlink()


def _move(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except PermissionError:
        # Windows does not replace a file that is open; the one that is there has the same content.
        if not target.exists():
            raise
