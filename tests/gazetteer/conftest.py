"""The gazetteer as it is installed, and a small one to write into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from selon.gazetteer import Gazetteer, Place
from selon.gazetteer import build as building
from selon.gazetteer.store import Writer, version, weight

COUNTRY = Place("gn:163843", "Syria", "country", 35.0, 38.0, 240_000, "SY", population=16_000_000, names=("Syrie",))
REGION = Place("gn:173813", "Al Ḩasakah", "region", 36.35, 40.91, 84_000, "SY", (COUNTRY.id,), names=("Hassaké",))
TOWN = Place("gn:173811", "Al Ḩasakah", "city", 36.5, 40.75, 5_800, "SY", (REGION.id, COUNTRY.id), 422_000)


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    """The gazetteer of the user's data folder, built by the first test that asks for it."""
    with Gazetteer.open() as opened:
        yield opened


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gazetteer of three places in a folder of its own, which `build` builds anew as it was."""

    def run(self: building._Build) -> None:
        out = Writer(self.db)
        for place in (COUNTRY, REGION, TOWN):
            out.add(place, weight(place))
        self.db.executemany("INSERT INTO codes VALUES (?, ?)", [("SY", COUNTRY.id), ("SY.01", REGION.id)])
        self.db.execute("INSERT INTO about VALUES ('version', ?)", (version(),))

    monkeypatch.setattr(building._Build, "__init__", lambda self, db: setattr(self, "db", db))
    monkeypatch.setattr(building._Build, "run", run)
    return building.build(tmp_path / "gazetteer-small.sqlite")
