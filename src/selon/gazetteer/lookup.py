"""Look places up: by exact name, by near spelling within countries, by what lies in what."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from selon.errors import DataError
from selon.gazetteer.names import ARTICLE, distance, fold, skeleton, sound
from selon.gazetteer.place import SETTLEMENTS, Place, distance_m
from selon.gazetteer.store import COLUMNS, connect, default_path

_FIELDS = ", ".join(f"p.{c.strip()}" for c in COLUMNS.split(","))
MAIN = 3.0
"""How much likelier a place is meant by its main name than by another of its names."""
_EXACT = (
    f"SELECT {_FIELDS} FROM names AS x JOIN places AS p USING (n) WHERE x.key = ? "
    f"ORDER BY p.weight * CASE WHEN x.main THEN {MAIN} ELSE 1 END DESC, p.id"
)
_BY_ID = f"SELECT {_FIELDS} FROM places AS p WHERE id = ?"
_BY_NUMBER = f"SELECT {_FIELDS}, p.weight FROM places AS p WHERE n = ?"
_NEAR = "SELECT n, sound FROM sounds WHERE country = ? AND bones = ?"
FAR = 0.12
"""Two sounds further apart than this share of the letters of the longer one are not one name."""
MARGIN = 0.5
"""Candidates this much further than the best are left out; a vowel counts half."""
DWARFED = 0.1
"""A town or airport with less than this share of the people of its largest namesake in the country is left out."""


_HIDEABLE = SETTLEMENTS | {"airport"}


class Gazetteer:
    """A gazetteer opened for reading. May be shared by threads, pickled, and used after a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = connect(path)
        self._pid = os.getpid()
        self._exact = lru_cache(maxsize=4096)(self._find)
        self._fuzzy = lru_cache(maxsize=4096)(self._near)
        self._place = lru_cache(maxsize=4096)(self._by_id)
        self._demonyms: dict[str, tuple[str, ...]] | None = None
        self._on = lru_cache(maxsize=16384)(self._begins)

    @classmethod
    def open(cls, path: Path | str | None = None) -> Self:
        """The gazetteer at `path`; without one, that of the user's data folder, built first where it is missing.

        Building takes about half a minute, once for each version of the packaged data.

        Raises:
            DataError: the file is no gazetteer, or it is missing and cannot be built.
        """
        if path is not None:
            if not Path(path).is_file():
                raise DataError(f"no gazetteer at {path}: build one with 'selon gazetteer build'")
            return cls(Path(path))
        usual = default_path()
        if usual.is_file():
            return cls(usual)
        # What building needs is heavy to import and needed once.
        from selon.gazetteer.build import build

        return cls(build(usual))

    def exact(self, name: str, countries: Collection[str] | None = None) -> tuple[Place, ...]:
        """Places of that name, accents, hyphens and case aside, the likeliest first; () where there is none.

        With `countries` (ISO 3166-1 alpha-2), only those that lie in one of them, are claimed by it or reach into it.
        """
        found = self.folded(fold(name))
        return found if countries is None else tuple(p for p in found if not p.countries.isdisjoint(countries))

    def folded(self, key: str) -> tuple[Place, ...]:
        """What `exact` finds, by a name that `names.fold` has folded."""
        return self._exact(key)

    def fuzzy(self, name: str, countries: Iterable[str]) -> tuple[Place, ...]:
        """Places within the countries that have that name, or else those whose name sounds like it, nearest first.

        Never looks beyond the countries given; a country's own name must be exact. The exact bearers of the name are
        returned if there are any.
        """
        return self._fuzzy(name, tuple(sorted(set(countries))))

    def goes_on(self, key: str) -> bool:
        """Whether some name begins with the words of this folded name and goes on: "tal" for "tal abyad"."""
        return self._on(key)

    def place(self, place_id: str) -> Place | None:
        """The place with that id."""
        return self._place(place_id)

    def division(self, code: str) -> Place | None:
        """The country with that ISO 3166-1 alpha-2 code ("SY"), or the division with that GeoNames code ("SY.01")."""
        found = self._region(code)
        return None if found is None else self._place(found)

    def chain(self, place: Place) -> tuple[Place, ...]:
        """What the place lies in, nearest first, its country last."""
        return tuple(p for p in map(self._place, place.within) if p is not None)

    def contains(self, parent: Place, child: Place) -> bool:
        """Whether `child` lies in `parent`, or is it.

        Where nothing lists what the parent is made of (a region without outline, a town), its circle decides, and the
        child's circle may not be wider.
        """
        if parent.id == child.id or parent.id in child.within:
            return True
        if parent.kind in ("country", "region"):
            return False
        if parent.members:
            return any(self._lies_in(child, member) for member in parent.members)
        return child.radius_m <= parent.radius_m and distance_m(parent, child) <= parent.radius_m

    def demonym(self, word: str) -> tuple[str, ...] | None:
        """ISO codes of the countries whose people or things a French or English word names.

        () for a people without a country, None where the word is no demonym. "irakien" → ("IQ",), "kurdes" → ().
        """
        return self.demonyms.get(fold(word))

    @property
    def demonyms(self) -> Mapping[str, tuple[str, ...]]:
        """All demonyms, as `names.fold` folds them, with the codes that `demonym` gives for each."""
        if self._demonyms is None:
            rows = self._rows("SELECT word, countries FROM demonyms")
            self._demonyms = {w: tuple(filter(None, codes.split("|"))) for w, codes in rows}
        return self._demonyms

    def about(self) -> dict[str, str]:
        """What the gazetteer says of itself: version, when it was built, how much it holds, what was added."""
        found = dict(self._rows("SELECT key, value FROM about"))
        kinds = self._rows("SELECT kind, count(*) FROM places GROUP BY kind ORDER BY 2 DESC")
        found["places"] = f"{sum(n for _, n in kinds)} ({', '.join(f'{kind} {n}' for kind, n in kinds)})"
        found["names"] = str(self._rows("SELECT count(*) FROM names")[0][0])
        for name, places, names, day in self._rows("SELECT name, places, names, added FROM files"):
            found[f"added {name}"] = f"{places} places, {names} names, {day}"
        return found

    def close(self) -> None:
        """Close the file. Further look-ups raise DataError."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        return type(self), (self.path,)

    def _find(self, key: str) -> tuple[Place, ...]:
        found = self._rows(_EXACT, key)
        if not found and ARTICLE.match(key):
            found = self._rows(_EXACT, ARTICLE.sub("", key))
        return tuple(map(_place, found))

    def _near(self, name: str, countries: tuple[str, ...]) -> tuple[Place, ...]:
        same = self.exact(name, countries)
        if any(p.kind not in ("region", "district") for p in same):
            return _likely(same)
        heard = sound(name)
        bones = skeleton(heard)
        nearest: dict[int, float] = {}
        for country in countries:
            for n, other in self._rows(_NEAR, country, bones):
                nearest[n] = min(nearest.get(n, 99.0), distance(heard, other))
        limit = min(min(nearest.values(), default=0.0) + MARGIN, FAR * len(heard))
        rows = [(d, self._rows(_BY_NUMBER, n)[0]) for n, d in nearest.items() if d <= limit]
        rows.sort(key=lambda one: (one[0], -one[1][-1], one[1][0]))
        known = {p.id for p in same}
        return same + _likely([_place(row[:-1]) for _, row in rows if row[0] not in known and row[2] != "country"])

    def _begins(self, key: str) -> bool:
        row = self._row("SELECT key FROM names WHERE key > ? LIMIT 1", key + " ")
        return row is not None and str(row[0]).startswith(key + " ")

    def _by_id(self, place_id: str) -> Place | None:
        row = self._row(_BY_ID, place_id)
        return None if row is None else _place(row)

    def _lies_in(self, child: Place, member: str) -> bool:
        if len(member) == 2:
            return child.country == member
        if member.startswith("gn:"):
            return child.id == member or member in child.within
        region = self._region(member)
        return region is not None and (child.id == region or region in child.within)

    def _region(self, code: str) -> str | None:
        row = self._row("SELECT id FROM codes WHERE code = ?", code)
        return None if row is None else str(row[0])

    def _row(self, query: str, *values: object) -> Any:
        found = self._rows(query, *values)
        return found[0] if found else None

    def _rows(self, query: str, *values: object) -> list[Any]:
        if self._pid != os.getpid():
            self._db, self._pid = connect(self.path), os.getpid()
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as e:
            raise DataError(f"{self.path} cannot be read ({e}): run 'selon gazetteer build --force'") from e


def _place(row: Any) -> Place:
    i, name, kind, lat, lon, radius, country, within, people, names, note, claimants, members = row
    return Place(
        i,
        name,
        kind,
        lat,
        lon,
        radius,
        country,
        _split(within),
        people,
        _split(names),
        note,
        _split(claimants),
        _split(members),
    )


def _likely(found: Sequence[Place]) -> tuple[Place, ...]:
    """The places, likeliest first, without those that a far larger bearer of the name hides."""
    people = max((p.population for p in found if p.kind in SETTLEMENTS), default=0)
    small = people * DWARFED
    return tuple(p for p in found if p.population >= small or p.kind not in _HIDEABLE or p.id.startswith("town:"))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
