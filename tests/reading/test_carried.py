"""Readings carried over to copies and cuts: the same as a full reading, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.wire import taken

import selon.ledger
from selon import Reader
from selon.cli import adding
from selon.cli.adding import add_all
from selon.cli.reread import LATELY, Rereading, beginning
from selon.intake.text import from_text
from selon.ledger import Added
from selon.model import Dispatch, Reading, Span
from selon.reading.carried import carried, opening
from selon.reading.moved import moved, spans

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 2, 23)
HEADS = {
    "fr": [
        "PAR LE BUREAU DE L'AGENCE\n",
        "(ALP) - ",
        "GENEVE (ALP) - ",
        "Publié le 24 février 2026\n\n",
        "Dimanche\n\n",
    ],
    "en": ["BY OUR OFFICE\n", "(ALP) - ", "GENEVA (ALP) - ", "Published on 24 February 2026\n\n", "Sunday\n\n"],
}
TAILS = {
    "fr": [
        "\n\nkk-bur/ab/ber",
        "\n\n© ALP",
        "\n\nLa rébellion a quitté la ville de Gao jeudi, selon un élu.",
        " Il neige.",
    ],
    "en": [
        "\n\nkk-bur/ab/ber",
        "\n\n© ALP",
        "\n\nThe rebels left the town of Gao on Thursday, an official said.",
        " Snow.",
    ],
}


@cache
def reader_of(lang: str) -> Reader:
    return Reader(lang)


@cache
def examples(lang: str) -> tuple[Reading, ...]:
    folder = EXAMPLES if lang == "fr" else EXAMPLES / "en"
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    return tuple(reader_of(lang).read_many(from_text(text, lang=lang, published=DAY) for text in texts))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Reading, Dispatch]:
    """A reading, and its dispatch as a desk would edit it: cut at a paragraph, with another head or credit, a word or
    a paragraph changed, another day."""
    lang = draw(st.sampled_from(["fr", "en"]))
    read = draw(st.sampled_from(examples(lang)))
    parts = read.dispatch.text.split("\n\n")
    parts = parts[: draw(st.integers(1, len(parts)))]
    for _ in range(draw(st.integers(0, 1))):
        i = draw(st.integers(0, len(parts) - 1))
        words = parts[i].split(" ")
        k = draw(st.integers(0, len(words) - 1))
        words[k : k + 1] = draw(st.sampled_from([[], [words[k], words[k]], ["Tripoli"], ["ils"]]))
        parts[i] = " ".join(words) or "Tripoli"
    text = "\n\n".join(parts)
    text = draw(st.sampled_from(["", "", *HEADS[lang]])) + text + draw(st.sampled_from(["", "", *TAILS[lang]]))
    day = draw(st.sampled_from([DAY, DAY, DAY, date(2026, 2, 24), None]))
    made = from_text(text, lang=lang, published=day)
    return read, replace(made, id="x", published=day)


@settings(max_examples=60, deadline=None)
@given(edits())
def test_what_is_carried_over_is_what_a_full_reading_gives(edit: tuple[Reading, Dispatch]) -> None:
    read, d = edit
    reader = reader_of(d.lang)
    found = carried(read, d, reader.prepass)
    assert found is None or found == reader.read(d)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_copies_are_carried_over(lang: str) -> None:
    reader = reader_of(lang)
    for read in examples(lang):
        text, blocks = read.dispatch.text, read.dispatch.blocks
        copy = replace(read.dispatch, id="copy", agency="AUT")
        signed = from_text(f"{text}\n\nkk-bur/ab", lang=lang, published=DAY)
        shorter = from_text(text[: blocks[-1].span.start].rstrip(), lang=lang, published=DAY)
        for d in (copy, signed, shorter):
            found = carried(read, d, reader.prepass)
            assert found is not None and found == reader.read(d), text[:40]
            assert all(c.trigger.of(d.text) for c in found.claims)


def test_what_begins_otherwise_is_not() -> None:
    read = examples("fr")[0]
    d, prepass = read.dispatch, reader_of("fr").prepass
    assert carried(read, replace(d, published=date(2026, 2, 24)), prepass) is None
    assert carried(replace(read, dispatch=replace(d, published=None)), replace(d, published=None), prepass) is None
    assert carried(read, replace(d, lang="en"), prepass) is None
    assert carried(read, replace(d, blocks=()), prepass) is None and opening(replace(d, blocks=())) is None
    assert carried(read, replace(d, blocks=d.blocks[1:]), prepass) is None


def test_spans_are_moved_wherever_they_stand() -> None:
    for read in examples("fr"):
        there = list(spans(read.claims))
        assert list(spans(moved(read.claims, 7))) == [Span(s.start + 7, s.end + 7) for s in there] and there
        assert moved(moved(read, 7), -7) == read


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts of the dispatches that the reader is given."""
    seen: list[str] = []

    class Watched(Reader):
        def read_many(self, dispatches: object) -> Iterator[Reading]:
            for d in dispatches:  # type: ignore[attr-defined]
                seen.append(d.text)
                yield from reader_of(self.lang).read_many([d])

    monkeypatch.setattr("selon.reading.reader.Reader", Watched)
    yield seen


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one after the other"])
def test_adding_reads_no_copy_again(tmp_path: Path, parsed: list[str], together: bool) -> None:
    read = examples("fr")[0]
    d = read.dispatch
    changed = from_text(d.text.replace("Qasrak", "Tripoli").replace("Ménaka", "Tripoli"), lang="fr", published=DAY)
    copies = [replace(d, agency=name) for name in ("ALP", "AUT", "TRI")]
    signed = from_text(f"{d.text}\n\nkk-bur/ab", lang="fr", published=DAY)
    wire = [taken(x) for x in (*copies, signed, changed)]
    with selon.ledger.open(tmp_path / "desk.db") as ledger:
        for some in [wire] if together else [[x] for x in wire]:
            assert all(isinstance(done, Added) for done in add_all(ledger, some))
        assert parsed.count(d.text) == 1 and len(parsed) == 2, [text[:40] for text in parsed]
        for kept in ledger.dispatches():
            (one,) = ledger.readings(kept)
            full = reader_of("fr").read(kept.dispatch)
            assert one.reading == full
        assert list(ledger.check()) == []


def test_a_reading_by_another_version_serves_nobody(tmp_path: Path, parsed: list[str]) -> None:
    d = examples("fr")[0].dispatch
    with selon.ledger.open(tmp_path / "desk.db") as ledger:
        ledger.add(replace(examples("fr")[0], reader="selon-fr/0", dispatch=replace(d, agency="ALP")))
        list(add_all(ledger, [taken(replace(d, agency="AUT"))]))
    assert len(parsed) == 1
    assert adding.CHUNK < LATELY


def test_few_readings_are_remembered(tmp_path: Path) -> None:
    read = examples("fr")[0]
    with selon.ledger.open(tmp_path / "desk.db") as ledger:
        others = Rereading(ledger)
        for i in range(LATELY + 5):
            others.remember(replace(read, dispatch=replace(read.dispatch, published=date.fromordinal(700_000 + i))))
        assert len(others.lately) == LATELY
        others.remember(read)
        others.remember(replace(read, dispatch=replace(read.dispatch, text=read.dispatch.text[:-20])))
        key = beginning(read.dispatch)
        assert key is not None and others.lately[key] == read
        others.remember(replace(read, dispatch=replace(read.dispatch, published=None)))
