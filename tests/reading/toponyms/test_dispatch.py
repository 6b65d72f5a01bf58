"""Whole dispatches: what is found, what each is, how surely."""

from collections.abc import Callable

from selon.model import Place
from selon.reading.toponyms import Toponyms

Where = Callable[..., dict[str, Place | None]]

WITHDRAWAL = """Syrie: un convoi américain quitte une base du nord-est

QAMICHLI, 2 mars 2026 (AGENCE) - Un convoi américain a quitté mardi la base de Qasrak, dans la province de Hassaké, \
en direction de l'Irak, a constaté une équipe de l'AGENCE à Qamichli.

Les forces américaines s'étaient déjà retirées de deux autres bases, al-Tanf (sud-est) et al-Chaddadi (nord-est).

Washington a confirmé le départ. Damas s'en est félicité, soutenu par Ankara. Le général Ali Hassaké n'a pas commenté.
"""


def test_a_french_dispatch(where: Where) -> None:
    found = where(WITHDRAWAL)
    kinds = {name: (p.kind, p.country) for name, p in found.items() if p is not None}
    assert kinds == {
        "Syrie": ("country", "SY"),
        "QAMICHLI": ("city", "SY"),
        "Qamichli": ("city", "SY"),
        "Qasrak": ("base", "SY"),
        "Hassaké": ("region", "SY"),
        "Irak": ("country", "IQ"),
        "al-Tanf": ("base", "SY"),
        "al-Chaddadi": ("base", "SY"),
    }
    assert found["Qasrak"] is not None and found["Qasrak"].radius_m == 15_000
    assert found["Hassaké"] is not None and found["Hassaké"].radius_m > 50_000


def test_capitals_that_act_are_no_places(read: Callable[..., Toponyms]) -> None:
    found = read(WITHDRAWAL)
    assert {t.span.of(WITHDRAWAL) for t in found.actors} == {"Washington", "Damas", "Ankara"}


def test_an_english_dispatch(where: Where) -> None:
    text = (
        "EDMONTON, Ky. (WIRE) -- A man from Paris, Missouri, was arrested near Glasgow on Friday, Kentucky Police "
        "said.\n\nJordan Holliday, 31, of London, was taken to Laurel County. President Lincoln Diaz visited Kenya."
    )
    found = where(text, "en")
    places = {name: (p.country, p.admin[0] if p.admin else "") for name, p in found.items() if p is not None}
    assert places["EDMONTON"] == ("US", "Kentucky")
    assert places["Paris"] == ("US", "Missouri")
    assert places["Glasgow"] == ("US", "Kentucky")
    assert places["Laurel County"] == ("US", "Kentucky")
    assert places["Kenya"] == ("KE", "")
    assert not {"Jordan", "Holliday", "Lincoln", "Diaz"} & found.keys()


def test_reasons_and_scores_come_with_each(read: Callable[..., Toponyms]) -> None:
    for t in read(WITHDRAWAL).places:
        assert t.place is not None
        assert 0.0 < t.place.score <= 1.0
        assert t.why or t.place.why or t.place.kind == "country"
