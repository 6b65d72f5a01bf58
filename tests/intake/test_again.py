"""What was refused is read again: itself, under its own name, from its bytes or from the file that it was in."""

import gzip
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.mutations import mutate, seeds, zipped

from selon.intake import registry
from selon.intake.again import again
from selon.intake.files import take_file
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

SEEDS = seeds()
GOOD = "Un convoi militaire est parti mardi de la base de Gao vers le nord du pays."
LINES = "".join(json.dumps({"text": text}) + "\n" for text in (GOOD, "", GOOD + " Bis.")).encode()
TABLE = f"texte,date\n{GOOD},2026-03-02\n,2026-03-03\n{GOOD},hier\n".encode()
GERMAN = "Die Armee hat am Dienstag ihr Lager in Menaka geräumt.".encode()


def refused(name: str, data: bytes, form: str | None = None) -> Iterator[Refused]:
    found = registry.read(Source.of(name, name, io.BytesIO(data)), Given(format=form))
    return (one for one in found if isinstance(one, Refused))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_what_is_read_again_as_it_was_is_refused_as_it_was(name: str, seed: int) -> None:
    rng = random.Random(seed)
    data = mutate(rng, rng.choice(SEEDS[name]), rng.choice(SEEDS["html"]))
    for one in refused(f"in.{name}", data, name):
        if one.raw and one.format != "parquet":
            (same,) = (o for o in again(one.name, one.raw, Given(format=one.format or None)) if o.name == one.name)
            assert isinstance(same, Refused) and same.known
            assert (same.reason, same.sha256) == (one.reason, one.sha256)


@pytest.mark.parametrize(("file", "data", "count"), [("a.jsonl", LINES, 1), ("a.csv", TABLE, 2)])
def test_a_part_keeps_its_name(file: str, data: bytes, count: int) -> None:
    parts = list(refused(file, data))
    assert len(parts) == count
    for part in parts:
        (same,) = again(part.name, part.raw, Given(format=part.format))
        assert isinstance(same, Refused) and (same.name, same.reason, same.known) == (part.name, part.reason, True)


def test_a_row_of_a_parquet_table_is_read_again_from_a_table_of_its_own() -> None:
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"corps": [GOOD, GERMAN.decode()], "titre": ["Mali", "Mali"]}), out)
    (row,) = refused("a.parquet", out.getvalue())
    (same,) = again(row.name, row.raw, Given(format=row.format))
    assert isinstance(same, Refused) and (same.name, same.reason) == (row.name, row.reason)
    (taken,) = again(row.name, row.raw, Given(format=row.format, lang="fr"))
    assert isinstance(taken, Taken) and (taken.name, taken.provenance.title) == (row.name, "Mali")


def test_what_is_left_over_of_a_part_is_no_case_of_its_own() -> None:
    (row, _) = refused("a.csv", TABLE)
    (taken,) = again(row.name, row.raw.replace(b"\r\n,", f"\r\n{GOOD},".encode()), Given(format=row.format))
    assert isinstance(taken, Taken) and taken.name == "a.csv:3"


def test_the_parts_of_an_input_have_their_own_names() -> None:
    first, bad, last = again("a.jsonl", LINES, Given())
    assert [first.name, bad.name, last.name] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert isinstance(bad, Refused) and not bad.known


def test_without_bytes_the_file_is_read_and_what_it_holds_now_is_new(tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    (gone,) = again(str(path), None, Given())
    assert isinstance(gone, Refused) and gone.known and "no such file is there any more" in gone.reason
    path.write_bytes(GERMAN)
    (bad,) = again(str(path), None, Given())
    assert isinstance(bad, Refused) and not bad.known and bad.raw == GERMAN
    path.write_text(GOOD, "utf-8")
    (good,) = again(str(path), None, Given())
    assert isinstance(good, Taken)


def test_a_member_without_bytes_is_looked_for_in_its_archive(tmp_path: Path) -> None:
    path, inner = tmp_path / "wire.zip", "texte,date\n" + GOOD + ",hier\n"
    path.write_bytes(zipped({"a.txt": GOOD.encode(), "deep/b.csv": b"a,b\n1,2\n", "z.csv": inner.encode()}))
    bad, row = (one for one in take_file(path) if isinstance(one, Refused))
    assert bad.name == f"{path}!deep/b.csv" and not bad.raw
    (same,) = again(bad.name, None, Given(format="csv"))
    assert isinstance(same, Refused) and same.known and same.reason == bad.reason
    path.write_bytes(zipped({"a.txt": GOOD.encode(), "deep/b.csv": TABLE.replace(b"hier", b"2026-03-04")}))
    found = list(again(bad.name, None, Given(format="csv")))
    assert [(type(o), o.name.rpartition("!")[2]) for o in found] == [
        (Taken, "deep/b.csv:2"),
        (Refused, "deep/b.csv:3"),
        (Taken, "deep/b.csv:4"),
    ]
    (gone,) = again(f"{path}!z.csv", None, Given(format="csv"))
    assert isinstance(gone, Refused) and "no such file" in gone.reason
    assert row.name.endswith("!z.csv:2")


def test_what_holds_nothing_is_not_taken_in() -> None:
    (one,) = again("a.xml#3", gzip.compress(b"<rss version='2.0'><channel></channel></rss>"), Given())
    assert isinstance(one, Refused) and one.known and "nothing in it" in one.reason
