"""What is a place name and what is not."""

from collections.abc import Callable

import pytest

from selon.model import Place
from selon.reading.toponyms import Toponyms

Where = Callable[..., dict[str, Place | None]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tirs à Bakhmout, à Tal Tamr en Syrie et à Khan Younès.", {"Bakhmout", "Tal Tamr", "Khan Younès", "Syrie"}),
        ("Des Kurdes irakiens ont manifesté.", set()),
        ("Les FSR, qui avaient conquis El-Facher, progressent au Soudan.", {"El-Facher", "Soudan"}),
        ("Un raid a visé le village de Zourbatane, au Mali.", {"Zourbatane", "Mali"}),
        ("A Menaka et à Gao, dans le nord du Mali, des tirs ont été entendus.", {"Menaka", "Gao", "nord du Mali"}),
        ("La bande de Gaza et la mer Rouge, vues depuis Le Caire.", {"bande de Gaza", "mer Rouge", "Le Caire"}),
        ("Arrivé au Caire lundi, il rejoindra La Haye.", {"Caire", "La Haye"}),
        ("Le président Emmanuel Macron a rencontré Nicolas Londres, selon France 24 et Radio France.", set()),
        ("L'agence Anatolie a interrogé Karim Jackson.", set()),
        ("Selon le ministère de la Défense à Berlin et le ministre de l'Intérieur et de la Justice, rien.", {"Berlin"}),
        ("Le tribunal de Lyon a saisi le ministre des Affaires étrangères de la Syrie.", {"Lyon", "Syrie"}),
        ("La Banque de France et le Conseil de l'Europe ont fait part de leur accord.", set()),
        ("Le cortège a rejoint la place de la Bastille par l'avenue Gambetta.", {"place de la Bastille", "Gambetta"}),
        ("Une bombe a explosé près du café Rosmarin, boulevard du Lac.", {"Rosmarin", "boulevard du Lac"}),
        ("Un tir a touché le monastère de Zourbatane. Selon lui, Zourbatane est perdue.", {"Zourbatane"}),
        ("Les quartiers de Zourbatane, al-Mirvan et Kessalam.", {"Zourbatane", "al-Mirvan", "Kessalam"}),
        ("Ils ont vu les villages de Zourbatane, Karim Jackson et un garde.", {"Zourbatane"}),
        ("Le convoi roule en direction de Zourbatane.", {"Zourbatane"}),
        ("L'armée évacuera Kidal, puis reprendrait Bara, et pille Zourbatane.", {"Kidal", "Bara", "Zourbatane"}),
        ("Kidal est de nouveau encerclée.", {"Kidal"}),
        ("Une attaque a eu lieu en Côte d'Ivoire et en Guinée-Bissau.", {"Côte d'Ivoire", "Guinée-Bissau"}),
    ],
)  # fmt: skip
def test_french_names(where: Where, text: str, names: set[str]) -> None:
    assert set(where(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops left northern Syria and the eastern city of Bakhmut.", {"Syria", "Bakhmut"}),
        ("Mr. Washington said he would march in May.", set()),
        ("Police in Mobile, Alabama, found a reading list.", {"Mobile", "Alabama"}),
        ("The U.S. and the U.K. sent aid to the Gaza Strip.", {"U.S.", "U.K.", "Gaza Strip"}),
        ("Sarah Austin, 34, was seen on Church Street.", {"Church Street"}),
        ("The Ministry of Defence in Baghdad and the Council of Europe kept silent.", {"Baghdad"}),
        ("The army has retaken Kidal and was encircling Bara. Kidal has been besieged since March.", {"Kidal", "Bara"}),
        ("Hurricane Florence hit North Carolina.", {"North Carolina"}),
    ],
)
def test_english_names(where: Where, text: str, names: set[str]) -> None:
    assert set(where(text, "en")) == names


def test_a_name_without_an_entry_stays_unresolved(where: Where) -> None:
    assert where("Des hommes ont attaqué le village de Zourbatane.")["Zourbatane"] is None


def test_near_spellings_stay_within_the_countries_of_the_text(where: Where) -> None:
    text = "Des hommes armés ont attaqué Kouliquoro, au Mali, et le camp de Ségoo."
    found = where(text)
    assert found["Kouliquoro"] is not None and found["Kouliquoro"].country == "ML"
    albany = where("The governor spoke in Albany, New York.", "en")["Albany"]
    assert albany is not None and albany.country == "US"


def test_actors_and_places_by_their_prepositions(read: Callable[..., Toponyms]) -> None:
    text = (
        "Ankara a accusé Paris d'ingérence. Des heurts ont éclaté à Ankara. Le Kremlin a démenti. "
        "Un accord entre Moscou et Kiev est exclu. Les soldats ont quitté Damas. Bagdad a été frappée, Tripoli tombera."
    )
    found = read(text)
    assert [t.span.of(text) for t in found.places] == ["Ankara", "Damas", "Bagdad", "Tripoli"]
    assert {"Ankara", "Paris", "Kremlin", "Moscou", "Kiev"} == {t.span.of(text) for t in found.actors}
