"""How precisely a place is known, and spots told from one."""

from collections.abc import Callable

import pytest

from selon.gazetteer.place import metres
from selon.model import Place
from selon.reading.toponyms import Toponyms

Where = Callable[..., dict[str, Place | None]]


@pytest.mark.parametrize(
    ("text", "name", "ucdp", "acled"),
    [
        ("Une bombe a explosé à Mossoul, en Irak.", "Mossoul", 1, 1),
        ("Un convoi a été vu près de Mossoul, en Irak.", "Mossoul", 2, 2),
        ("Des combats secouent la province de Hassaké, en Syrie.", "Hassaké", 4, 3),
        ("Des combats secouent le nord de la Syrie.", "Syrie", 5, 3),
        ("Des combats secouent la Syrie.", "Syrie", 6, None),
        ("Un navire a coulé en mer Noire.", "mer Noire", 7, None),
        ("Des hommes armés sévissent au Sahel.", "Sahel", 5, 3),
    ],
)
def test_codes(where: Where, text: str, name: str, ucdp: int, acled: int | None) -> None:
    place = where(text)[name]
    assert place is not None
    assert (place.where_prec, place.geo_precision) == (ucdp, acled)


@pytest.mark.parametrize(
    ("text", "lang", "distance", "bearing"),
    [
        ("Une frappe a eu lieu à 30 km au sud de Mossoul, en Irak.", "fr", 30_000, 180.0),
        ("Une frappe a eu lieu à une trentaine de kilomètres au nord-est de Mossoul.", "fr", 30_000, 45.0),
        ("Une frappe a eu lieu à quelque 1,5 km à l'ouest de Mossoul.", "fr", 1_500, 270.0),
        ("A strike hit a depot 30 kilometers south of Mosul.", "en", 30_000, 180.0),
        ("A strike hit a depot about ten miles north-west of Mosul.", "en", 16_090, 315.0),
    ],
)
def test_distance_and_bearing(
    read: Callable[..., Toponyms], text: str, lang: str, distance: int, bearing: float
) -> None:
    t = next(t for t in read(text, lang).places if t.span.of(text).startswith("Mos"))
    place = t.place
    assert place is not None and place.relative is not None
    assert (place.relative.distance_m, place.relative.bearing) == (distance, bearing)
    assert metres(place.lat, place.lon, 36.335, 43.119) == pytest.approx(distance, rel=0.1, abs=2_000)
    assert place.radius_m > 0.4 * distance
    assert place.where_prec >= 2
    assert t.phrase.start < t.span.start


def test_a_country_is_never_a_point(where: Where) -> None:
    place = where("Des combats secouent le Mali.")["Mali"]
    assert place is not None and place.radius_m > 400_000


def test_disputed_places_name_every_claimant(where: Where) -> None:
    found = where("Des frappes ont visé Sébastopol, en Crimée, et le Golan.")
    assert found["Crimée"] is not None and set(found["Crimée"].claimants) == {"UA", "RU"}
    assert found["Sébastopol"] is not None and set(found["Sébastopol"].claimants) == {"UA", "RU"}
    assert found["Golan"] is not None and found["Golan"].country == "" and {"SY", "IL"} <= set(found["Golan"].claimants)
    assert any("disputed" in why for why in found["Golan"].why)


def test_city_before_region_unless_a_word_says_so(where: Where) -> None:
    city = where("Des tirs ont été entendus à Hassaké, en Syrie.")["Hassaké"]
    region = where("Des tirs ont été entendus dans le gouvernorat de Hassaké, en Syrie.")["Hassaké"]
    assert city is not None and city.kind == "city"
    assert region is not None and region.kind == "region"


def test_references_take_up_the_nearest_fitting_place(read: Callable[..., Toponyms]) -> None:
    text = (
        "Une bombe a explosé à Mossoul, en Irak. La ville a été bouclée. Les renforts sont arrivés sur place. "
        "Le pays a fermé ses frontières."
    )
    found = {r.span.of(text): r.toponym for r in read(text).references}
    assert {k: t.span.of(text) for k, t in found.items() if t} == {
        "La ville": "Mossoul",
        "sur place": "Mossoul",
        "Le pays": "Irak",
    }
    text = "Des tirs ont été entendus à Alep et à Damas. La ville a été bouclée."
    assert [r.toponym for r in read(text).references] == [None]
