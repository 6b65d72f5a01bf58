"""What holds of every text: spans inside it, in order, apart; the same answer every time, in every thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.errors import DataError
from selon.model import Quantity
from selon.reading.quantities import numbers, quantities
from selon.reading.quantities.lexicon import lexicon

LANGS = ("fr", "en")
WORDS = """
12 30 1.200 2,5 3 000 0 1/2 ½ % € $ km kg m °C - – + / . , : ; ( ) " « » ' ’
un une deux vingt et cent mille million millions milliard demi dizaine dizaines centaines milliers vingtaine couple
tiers moitié quarts cinquième de d'entre des la le les plus moins près environ quelque au jusqu'à entre à ou sur ne
soldats soldat personnes jeunes autres euros mètres tonnes jours ans heures janvier article n° 2014 T-72 35e
a one two twenty hundred thousand dozen dozens half third and of more than less up to in out per cent people men
troops police officers dollars miles pounds days January aged a.m. the several few
"""
PIECES = (*WORDS.split(), "\n\n")
texts = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=10
).map("".join)


def _sound(text: str, found: tuple[Quantity, ...]) -> None:
    end = 0
    for q in found:
        assert end <= q.span.start < q.span.end <= len(text)
        assert q.span.of(text) == q.span.of(text).strip()
        end = q.span.end
        assert (q.low, q.high) != (None, None)
        assert q.low is None or q.high is None or q.low <= q.high
        if q.counted is not None:
            assert 0 <= q.counted.start < q.counted.end <= len(text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("singular", [False, True])
@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60) | texts)
def test_any_text_gives_spans_that_are_inside_it_and_apart(lang: str, singular: bool, text: str) -> None:
    found = quantities(text, lang, singular=singular)
    _sound(text, found)
    assert found == quantities(text, lang, singular=singular)


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="0123456789.,-–/:%€$ ½\u00a0\u202fekM\n", max_size=40))
def test_any_figures_are_read_or_left(lang: str, text: str) -> None:
    _sound(text, quantities(text, lang))
    end = 0
    for n in numbers(text, lang):
        assert end <= n.span.start < n.span.end <= len(text)
        end = n.span.end


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=200, deadline=None)
@given(n=st.integers(2, 10**12))
def test_figures_are_worth_what_they_say(lang: str, n: int) -> None:
    grouped = f"{n:,}"
    marks = (".", "\u202f", "\u00a0", " ") if lang == "fr" else (",", "\u202f")
    for written in (str(n), *(grouped.replace(",", mark) for mark in marks)):
        assert [x.value for x in numbers(f"x {written} x", lang)] == [n]


@pytest.mark.parametrize("lang", LANGS)
def test_counting_one_adds_and_takes_nothing_away(lang: str) -> None:
    text = "Un soldat et trois civils." if lang == "fr" else "A soldier and three civilians."
    assert [q.unit for q in quantities(text, lang)] == ["civil" if lang == "fr" else "civilian"]
    assert [(q.low, q.high) for q in quantities(text, lang, singular=True)] == [(1, 1), (3, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "9" * 10_000,
        "9" * 4_400 + " soldats",
        "1." * 5_000,
        "1 000 " * 2_000,
        "deux " * 3_000,
        "cent mille " * 2_000,
        "plus de " * 3_000 + "30 soldats",
        "0.0.0.0",
        "NaN",
        "inf soldats",
        "1e999 soldats",
        "1^999999",
        "-0 %",
        "1/0 des voix",
        "0/0",
        "٣٠ soldats",
        "３０ soldats",
        "½½½",
        "12\u200b34",
        "\x00" * 50,
        "😀 30 😀",
        "e\u0301lus 30",
        "une " * 1_000 + "dizaine",
        "de 1 à " * 500,
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_absurd_texts_are_read_like_any_other(text: str, lang: str) -> None:
    for singular in (False, True):
        _sound(text, quantities(text, lang, singular=singular))
    list(numbers(text, lang))


def test_figures_without_end_are_a_code() -> None:
    assert quantities("9" * 10_000) == ()
    assert quantities("0.0.0.0") == ()


def test_threads_read_the_same() -> None:
    text = "Plus de 30 soldats, une vingtaine de civils et 12 % des voix."
    expected = quantities(text)
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(quantities, [text] * 200))


def test_a_language_without_tables_says_so() -> None:
    with pytest.raises(DataError, match="quantities"):
        quantities("30", "xx")


def test_the_lexicon_is_compiled_once() -> None:
    assert lexicon("fr") is lexicon("fr")
