"""Bare numbers, whatever they count."""

import pytest

from selon.reading.quantities import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zéro", 0),
        ("dix-sept", 17),
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-neuf", 99),
        ("quatre vingt dix neuf", 99),
        ("septante-deux", 72),
        ("cent un", 101),
        ("deux cents", 200),
        ("mille deux cents", 1200),
        ("cent vingt-cinq mille", 125_000),
        ("un million deux cent mille", 1_200_000),
        ("mille milliards", 10**12),
        ("deux millions et demi", 2_500_000),
        ("un demi-million", 500_000),
        ("2,3 milliards", 2_300_000_000),
        ("1.234.567,5", 1234567.5),
        ("1 234,5", 1234.5),
        ("12e3", 12_000),
        ("10k", 10_000),
        ("-9,5", -9.5),
        ("moins douze", -12),
        ("deux virgule trois", 2.3),
        ("une douzaine", 12),
        ("trois douzaines", 36),
        ("une demi-douzaine", 6),
        ("deux tiers", 2 / 3),
        ("un cinquième", 0.2),
        ("un vingt-cinquième", 0.04),
        ("trois et un quart", 3.25),
        ("un sur trois", 1 / 3),
        ("2 1/4", 2.25),
        ("½", 0.5),
    ],
)
def test_french_numbers(text: str, value: float) -> None:
    (found,) = numbers(text, "fr")
    assert found.value == pytest.approx(value)
    assert found.span.of(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seventeen", 17),
        ("twenty-one", 21),
        ("one hundred and five", 105),
        ("a hundred", 100),
        ("fifteen hundred", 1500),
        ("two thousand three hundred", 2300),
        ("two and a half million", 2_500_000),
        ("half a million", 500_000),
        ("1,234,567.5", 1234567.5),
        ("2.5bn", 2_500_000_000),
        ("35 thousand", 35_000),
        ("minus twelve", -12),
        ("two point three", 2.3),
        ("half a dozen", 6),
        ("two-thirds", 2 / 3),
        ("three quarters", 0.75),
        ("one in three", 1 / 3),
    ],
)
def test_english_numbers(text: str, value: float) -> None:
    (found,) = numbers(text, "en")
    assert found.value == pytest.approx(value)
    assert found.span.of(text) == text


@pytest.mark.parametrize(
    "text", ["29km de route", "le T-72", "le 35e régiment", "192.168.1.2", "pour cent", "des dizaines"]
)
def test_what_is_written_as_something_else_is_no_number(text: str) -> None:
    assert not list(numbers(text, "fr"))


def test_neighbours_stay_apart() -> None:
    assert [n.value for n in numbers("deux, trois et vingt-deux ou 423 0000", "fr")] == [2, 3, 22, 423, 0]
    assert [n.value for n in numbers("entre cent et deux cents", "fr")] == [100, 200]
    assert [n.value for n in numbers("between one hundred and two hundred", "en")] == [100, 200]
