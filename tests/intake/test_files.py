import json
import os
from io import BytesIO
from pathlib import Path

from selon.intake.files import dispatches
from selon.intake.refused import LIMIT, Refused
from selon.model import Dispatch

TEXT = "L'armée a évacué mardi son camp de Ménaka, selon un officier."


def test_each_file_in_its_format_and_the_others_are_still_read(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": i, "text": TEXT}) + "\n" for i in "ab").encode()
    files = {"one.txt": TEXT.encode(), "two.jsonl": lines, "three.wire": lines, "big.txt": b"a " * LIMIT}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "dir").mkdir()
    names = ["one.txt", "missing.txt", "dir", "two.jsonl", "big.txt", "three.wire", "one.txt/x", "a\0b"]
    found = list(dispatches(tmp_path / n for n in names))
    reasons = [d.reason.split(":")[0] if isinstance(d, Refused) else d.id[:4] for d in found]
    one = next(d.id for d in found if isinstance(d, Dispatch))[:4]
    assert reasons == [
        one,
        "no such file",
        "a directory",
        "a",
        "b",
        "larger than 10 MB, the limit for one dispatch",
        "a",
        "b",
        "no such file",
        "no file can be called this",
    ]


def test_standard_input_in_either_format() -> None:
    (d,) = dispatches(["-"], stdin=BytesIO(TEXT.encode()))
    assert isinstance(d, Dispatch) and d.text == TEXT
    (d,) = dispatches(["-"], stdin=BytesIO(b'\n {"id": "a", "text": "Un convoi est parti."}'))
    assert isinstance(d, Dispatch) and d.id == "a"
    (bad,) = dispatches(["-"], stdin=BytesIO(b""))
    assert str(bad) == "standard input: empty: there is nothing to read"


def test_a_file_of_lines_streams(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "Un convoi est parti."}\n' * 3)
    stream = dispatches([path, tmp_path / "missing"])
    assert isinstance(next(stream), Dispatch)


def test_a_line_is_read_from_a_pipe_before_the_next_one_is_written() -> None:
    out, into = os.pipe()
    with os.fdopen(out, "rb") as reading, os.fdopen(into, "wb", buffering=0) as writing:
        stream = dispatches(["-"], stdin=reading)
        for name in ("a", "b"):
            writing.write(json.dumps({"id": name, "text": TEXT}).encode() + b"\n")
            d = next(stream)
            assert isinstance(d, Dispatch) and d.id == name
        writing.close()
        assert list(stream) == []
