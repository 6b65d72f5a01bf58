"""The reader as a whole: any text gives a sound reading, the same one every time and everywhere."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.spans import check

import selon
from selon import Dispatch, Reader, Reading
from selon.errors import LanguageError
from selon.intake.text import from_text

EXAMPLES = sorted(Path("examples").glob("*.txt"))
SHORT = "L'armée a quitté lundi la base de Ménaka, a indiqué un officier. Elle n'a pas donné de raison."

BAG = """
l'armée les-rebelles un responsable trois sources deux-cents soldats une vingtaine de camions le convoi Damas Kidal
Qasrak al-Tanf Washington a ont avait aurait n'a pas plus ne se retirer retiré quitté commencé à achever retrait
attaque tués blessés libéré accord trêve signé menacé accusé de selon d'après indiqué a-t-il dit que qui dont lundi
d'ici un mois fin janvier depuis 2014 avant le 15 mars hier mardi dans vers sous pour la base l'ONU AFP M. Diallo
( ) , . : ; - « » " ' ’ ? ! … – 1.000 30 %
"""
GLUE = st.sampled_from([" ", " ", " ", " ", "\n", "\n\n", ". ", ", ", "\u00a0", "\t"])
SENTENCES = st.lists(st.tuples(st.sampled_from(BAG.split()), GLUE), min_size=1, max_size=60).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))

slow = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def dispatch(text: str, published: date | None = None) -> Dispatch:
    return from_text(text, lang="fr", published=published)


@slow
@given(SENTENCES, DAYS)
@example("\u202eretrait\u202c e\u0301vacué\U0001f6a8 attaque\u0000 tués", None)
@example("«\n\n»\n\n« Ils sont partis", date(2026, 2, 23))
@example("a-t-il dit", None)
@example("Selon", None)
@example("29 février lundi 31 avril 99/99/9999", date(1, 1, 1))
def test_any_words_give_a_sound_reading(reader: Reader, text: str, published: date | None) -> None:
    reading = reader.read(dispatch(text, published))
    check(reading)
    assert reader.read(reading.dispatch) == reading
    assert Reading.from_json(reading.to_json()).to_json() == reading.to_json()


@slow
@given(st.text(min_size=1, max_size=300).filter(lambda t: bool(t.strip())))
def test_any_characters_give_a_sound_reading(reader: Reader, text: str) -> None:
    try:
        d = dispatch(text)
    except selon.errors.InputError:
        return
    check(reader.read(d))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_the_examples_give_sound_readings_through_every_door(reader: Reader, path: Path) -> None:
    reading = selon.read(path)
    check(reading)
    assert reading.claims
    assert reading == reader.read(reading.dispatch) == selon.read(path.read_text("utf-8"))


def test_a_dispatch_is_read_the_same_alone_and_among_others(reader: Reader) -> None:
    many = [dispatch(p.read_text("utf-8")) for p in EXAMPLES] + [dispatch(SHORT)] * 20
    assert list(reader.read_many(many)) == [reader.read(d) for d in many]


def test_reading_streams(reader: Reader) -> None:
    """Readings come while dispatches are still to come, so that a stream need not fit into memory."""
    taken = 0

    def endless() -> Iterator[Dispatch]:
        nonlocal taken
        while True:
            taken += 1
            yield dispatch(SHORT)

    readings = reader.read_many(endless())
    for _ in range(40):
        assert next(readings).dispatch.text == SHORT
    assert taken <= 40 + 32
    assert list(reader.read_many([])) == []


def test_a_reader_can_be_pickled_before_and_after_use(reader: Reader) -> None:
    d = dispatch(SHORT)
    before = reader.read(d)
    data = pickle.dumps(reader)
    assert len(data) < 20_000_000, "the parser is loaded again and not sent along"
    assert pickle.loads(data).read(d) == before
    assert pickle.loads(pickle.dumps(before)) == before


def test_a_reader_can_be_shared_between_threads(reader: Reader) -> None:
    texts = [p.read_text("utf-8") for p in EXAMPLES] * 2
    alone = [reader.read(dispatch(t)) for t in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda t: reader.read(dispatch(t)), texts)) == alone


def test_a_reader_can_be_sent_to_another_process(reader: Reader) -> None:
    d = dispatch(SHORT)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(reader.read, d).result() == reader.read(d)


def test_without_a_day_relative_dates_stay_unresolved_and_the_reader_says_so(reader: Reader) -> None:
    text = "Les soldats ont quitté lundi la base de Ménaka. Le retrait sera achevé d'ici un mois."
    reading = reader.read(dispatch(text))
    assert reading.claims
    assert [c.time for c in reading.claims] == [None] * len(reading.claims)
    assert any("--published" in note for note in reading.notes)
    dated = reader.read(dispatch(text, date(2026, 2, 25)))
    assert not dated.notes
    assert {c.time.edtf for c in dated.claims if c.time} == {"2026-02-23", "../2026-03-25"}


def test_a_full_date_needs_no_publication_day(reader: Reader) -> None:
    reading = reader.read(dispatch("Les soldats ont quitté la base de Ménaka le 3 mars 2026."))
    assert [c.time.edtf for c in reading.claims if c.time] == ["2026-03-03"]
    assert not reading.notes


def test_a_text_of_no_claims(reader: Reader) -> None:
    assert reader.read(dispatch("Il fait beau.")).claims == ()


def test_only_languages_with_a_parser() -> None:
    with pytest.raises(LanguageError, match="choose one of"):
        Reader("tlh")
