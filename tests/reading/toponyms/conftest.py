"""The gazetteer as it is installed, and a reader of toponyms over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from selon.gazetteer import Gazetteer
from selon.model import Place
from selon.reading.toponyms import Toponyms, toponyms

Read = Callable[..., Toponyms]


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    """The gazetteer of the user's data folder, built by the first test that asks for it."""
    with Gazetteer.open() as opened:
        yield opened


@pytest.fixture
def read(gazetteer: Gazetteer) -> Read:
    """The toponyms of a text, French unless told otherwise."""

    def reader(text: str, lang: str = "fr", countries: tuple[str, ...] = ()) -> Toponyms:
        return toponyms(text, lang, gazetteer=gazetteer, countries=countries)

    return reader


@pytest.fixture
def where(read: Read) -> Callable[..., dict[str, Place | None]]:
    """What each name of a text resolves to, by the words."""

    def reader(text: str, lang: str = "fr", countries: tuple[str, ...] = ()) -> dict[str, Place | None]:
        return {t.span.of(text): t.place for t in read(text, lang, countries).places}

    return reader
