"""Each export format, held against what its standard asks for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import icalendar
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator
from tests.readings import TEXT, reading
from tests.wire import made, taken

import selon.ledger
from selon.errors import InputError
from selon.export import FORMATS, format_of
from selon.export.csv_table import cell
from selon.export.ical import OCTETS, folded
from selon.export.record import COLUMNS, date_prec, time_precision
from selon.intake.taken import Provenance, Taken
from selon.ledger import Ledger, Read
from selon.ledger.wanted import VERDICTS
from selon.model import Period


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with selon.ledger.open(tmp_path / "desk.db") as opened:
        r = reading()
        opened.add(Read(taken(r.dispatch, url="https://example.org/menaka"), r))
        opened.add(made(3))
        yield opened


def written(ledger: Ledger, name: str, **asked: Any) -> bytes:
    out = io.BytesIO()
    count = format_of(name).write(ledger, asked, out)
    assert count >= 0
    return out.getvalue()


def walked(data: bytes) -> list[Any]:
    """The events of a calendar."""
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_complete_and_gives_the_same_bytes_again(ledger: Ledger, name: str) -> None:
    form = format_of(name)
    assert name == form.NAME and form.SUFFIX.startswith(".")
    assert written(ledger, name) == written(ledger, name) != b""
    assert len(written(ledger, name, agency="nobody")) < len(written(ledger, name))


def test_an_unknown_format() -> None:
    with pytest.raises(InputError, match="choose one of jsonl, csv"):
        format_of("docx")


def test_csv_has_codes_and_days(ledger: Ledger) -> None:
    rows = list(csv.DictReader(io.StringIO(written(ledger, "csv").decode())))
    assert len(rows) == 5
    first, due, denied = rows[:3]
    assert list(first) == list(COLUMNS)
    assert (first["type"], first["plover"], first["edtf"], first["first_day"]) == (
        "withdraw",
        "RETREAT",
        "2026-03-03",
        "2026-03-03",
    )
    assert (first["ucdp_date_prec"], first["acled_time_precision"], first["ucdp_where_prec"]) == ("1", "1", "1")
    assert (first["place"], first["country"], first["lat"], first["url"]) == (
        "Ménaka",
        "ML",
        "15.91821",
        "https://example.org/menaka",
    )
    assert (due["edtf"], due["deadline"], due["low"], due["high"], due["unit"]) == (
        "../2026-04-15",
        "true",
        "20",
        "99",
        "camion",
    )
    assert (denied["negated"], denied["source"], denied["place"]) == ("true", "", "")
    assert TEXT[int(first["trigger_start"]) : int(first["trigger_end"])] == first["trigger"]


def test_cells_run_nothing_in_a_spreadsheet() -> None:
    assert cell("=cmd()") == "'=cmd()"
    assert [cell(x) for x in (None, True, date(2026, 2, 3), 2.0, 2.5, "a")] == ["", "true", "2026-02-03", 2, 2.5, "a"]


def test_precision_codes() -> None:
    day = date(2026, 2, 1)
    lengths = {1: (1, 1), 2: (2, 2), 6: (2, 2), 7: (3, 2), 8: (4, 3), 31: (4, 3), 32: (5, None), 400: (5, None)}
    for days, codes in lengths.items():
        period = Period(day, date.fromordinal(day.toordinal() + days - 1))
        assert (date_prec(period), time_precision(period)) == codes
    assert date_prec(None) is date_prec(Period(day, None)) is time_precision(Period(None, day)) is None


def test_parquet_has_types(ledger: Ledger) -> None:
    table = pq.read_table(io.BytesIO(written(ledger, "parquet")))
    assert table.column_names == list(COLUMNS)
    assert str(table.schema.field("first_day").type) == "date32[day]"
    assert str(table.schema.field("negated").type) == "bool"
    rows = table.to_pylist()
    assert len(rows) == 5 and rows[0]["published"] == date(2026, 3, 4) and rows[0]["ucdp_where_prec"] == 1


def test_web_annotations_find_their_words(ledger: Ledger) -> None:
    lines = [json.loads(line) for line in written(ledger, "webannotation").splitlines()]
    assert len(lines) == 5
    texts = {k.dispatch.id: k.dispatch.text for k in ledger.dispatches()}
    for one in lines:
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld" and one["type"] == "Annotation"
        text = texts[one["target"]["scope"].removeprefix("urn:selon:dispatch:")]
        position, quote = one["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert lines[0]["target"]["source"] == "https://example.org/menaka"
    assert json.loads(lines[0]["body"][1]["value"])["status"] == "ongoing"


def test_geojson_has_a_feature_a_place(ledger: Ledger) -> None:
    made_ = json.loads(written(ledger, "geojson"))
    assert made_["type"] == "FeatureCollection"
    found = made_["features"]
    assert [f["properties"]["place_words"] for f in found] == ["Ménaka", "Deir ez-Zor", "Deir ez-Zor"]
    assert found[0]["geometry"] == {"type": "Point", "coordinates": [2.40218, 15.91821]}
    assert found[0]["properties"]["radius_m"] == 3000 and found[0]["properties"]["role"] == "from"
    assert found[1]["geometry"] is None
    assert json.loads(written(ledger, "geojson", agency="nobody"))["features"] == []


def test_ical_is_a_calendar_of_deadlines(ledger: Ledger) -> None:
    data = written(ledger, "ical")
    assert all(len(line) <= OCTETS for line in data.split(b"\r\n"))
    events = walked(data)
    assert len(events) == 2
    first = next(e for e in events if "camions" in e["SUMMARY"])
    claim = next(ledger.claims(deadline=True, agency="ALP", text="camions")).claim
    assert first["UID"] == f"{claim.id}@selon"
    assert first["DTSTART"].dt == date(2026, 4, 15) and first["DTEND"].dt == date(2026, 4, 16)
    assert "« Des dizaines de camions partiront d'ici le 15 avril »" in first["DESCRIPTION"]
    ledger.review(claim.id, "reject", by="Inès")
    assert len(walked(written(ledger, "ical"))) == 1


def test_a_due_day_is_told_in_the_language_of_its_dispatch(ledger: Ledger) -> None:
    first = next(e for e in walked(written(ledger, "ical")) if "camions" in e["SUMMARY"])
    claim = next(ledger.claims(deadline=True, agency="ALP", text="camions"))
    assert first["SUMMARY"] == "Échéance : des dizaines de camions partiront (retrait)"
    assert first["DESCRIPTION"].split("\n") == [
        claim.words(claim.claim.quote),
        "Source : Cet officier malien (anonyme)",
        "Statut : prévu",
        "Dépêche : Mali: l'armée évacue Ménaka (ALP, 4 mars 2026)",
        f"Affirmation {claim.claim.id}",
    ]
    r = reading()
    for lang, agency in (("en", "BET"), ("eo", "GAM")):
        ledger.add(replace(r, dispatch=replace(r.dispatch, lang=lang, agency=agency)))
        (other,) = walked(written(ledger, "ical", agency=agency, reprints=None))
        assert other["SUMMARY"] == "Due: Des dizaines de camions partiront (withdrawal)"
        told = other["DESCRIPTION"].split("\n")
        assert told[1:3] == ["Source: Cet officier malien (unnamed)", "Status: planned"]
        assert told[3] == f"Dispatch: Mali: l'armée évacue Ménaka ({agency}, 4 March 2026)"


def test_a_reprint_tells_no_due_day_again(ledger: Ledger) -> None:
    before = written(ledger, "ical")
    r = reading()
    assert ledger.add(replace(r, dispatch=replace(r.dispatch, agency="BET"))).outcome == "reprint"
    assert written(ledger, "ical") == before
    assert len(walked(written(ledger, "ical", reprints=None))) == 3


def test_a_due_day_keeps_its_uid_in_a_newer_reading(ledger: Ledger) -> None:
    before = {e["UID"] for e in walked(written(ledger, "ical"))}
    ledger.add(replace(made(3), reader="made/2"))
    after = {e["UID"] for e in walked(written(ledger, "ical"))}
    assert before == after


def test_lines_are_folded_without_cutting_a_character() -> None:
    for line in ("é" * 200, "a" * 75, "a" * 76, "", "€" * 25 + "a"):
        pieces = folded(line)
        assert "".join(pieces) == line
        assert all(len(p.encode()) + bool(i) <= OCTETS for i, p in enumerate(pieces))


def test_filtered_jsonl_holds_whole_dispatches(ledger: Ledger) -> None:
    lines = written(ledger, "jsonl", type="control", negated=True).splitlines()
    assert len(lines) == 1
    assert len(json.loads(lines[0])["claims"]) == 3


def test_jsonl_is_what_the_schema_says(ledger: Ledger) -> None:
    schema = json.loads(resources.files("selon").joinpath("reading.schema.json").read_text("utf-8"))
    r = made(7)
    told = dict.fromkeys(
        ("agency", "provider_id", "version", "replaces", "lang", "title", "url", "slug", "change"), "x"
    )
    moments = dict.fromkeys(("published", "updated", "embargo"), datetime(2026, 3, 4, 5, tzinfo=UTC))
    provenance = Provenance(**told, **moments, authors=("A. B.",), notes=("UTC assumed",))  # type: ignore[arg-type]
    ledger.add(Read(Taken(r.dispatch, provenance, "x.xml", "newsml", b"<x/>"), r))
    ledger.add(replace(r, reader="made/2", claims=r.claims[:1]))
    ledger.add(replace(r.dispatch, agency="AUT"))
    for verdict in ("accept", "undo"):
        ledger.review(next(ledger.claims(agency="ALP")), verdict, by="Inès")
    lines = [json.loads(line) for line in written(ledger, "jsonl").splitlines()]
    for line in lines:
        Draft202012Validator(schema).validate(line)
    known = [line["ledger"] for line in lines]
    assert any(k["earlier"] for k in known) and any(k["links"] for k in known) and any(k["reviews"] for k in known)
    assert any(k["read"] is None for k in known) and any(k["origin"] is None for k in known)
    origin = schema["$defs"]["origin"]["properties"]
    assert set(origin) == {"name", "format", "raw"} | {f.name for f in fields(Provenance)}
    assert schema["$defs"]["review"]["properties"]["verdict"]["enum"] == [*VERDICTS, "undo"]
