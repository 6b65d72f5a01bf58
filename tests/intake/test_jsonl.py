import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.clean import clean
from selon.intake.jsonl import from_lines
from selon.intake.refused import LIMIT, Given, Refused
from selon.model import Dispatch

TEXT = "Mali: l'armée évacue Ménaka\n\nL'armée a évacué mardi son camp de Ménaka, selon un officier."
WHOLE = {"id": "m-1", "lang": "fr", "published": "2026-03-04", "title": "Mali: l'armée évacue Ménaka", "text": TEXT}


def read(*lines: str | bytes | dict[str, Any], given: Given | None = None) -> list[Dispatch | Refused]:
    raw = [json.dumps(x).encode() if isinstance(x, dict) else x.encode() if isinstance(x, str) else x for x in lines]
    return list(from_lines(BytesIO(b"\n".join(raw)), "m.jsonl", given))


def dispatch(line: dict[str, Any], given: Given | None = None) -> Dispatch:
    (d,) = read(line, given=given)
    assert isinstance(d, Dispatch), d
    return d


def test_every_field_is_taken() -> None:
    d = dispatch({**WHOLE, "agency": "ALP", "claims": []})
    assert (d.id, d.lang, d.published, d.agency) == ("m-1", "fr", date(2026, 3, 4), "ALP")
    assert (d.title, d.text, d.blocks[0].kind) == (WHOLE["title"], TEXT, "title")


def test_only_the_text_is_needed() -> None:
    d = dispatch({"text": TEXT}, Given(published=date(2026, 3, 9), lang="fr"))
    assert len(d.id) == 16
    assert d.published == date(2026, 3, 9)
    assert dispatch(WHOLE, Given(published=date(2020, 1, 1), lang="en")).published == date(2026, 3, 4)
    assert dispatch({**WHOLE, "id": 12}).id == "12"
    assert dispatch({**WHOLE, "published": "2026-03-04T10:03:00Z"}).published == date(2026, 3, 4)


@given(st.text(min_size=1))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    text = clean(text)
    (d,) = read({"text": text, "lang": "fr"})
    assert isinstance(d, Refused) or d.text == text


def test_a_text_that_is_not_clean_is_cleaned_before_offsets_are_counted() -> None:
    d = dispatch({"text": "Re\u0301publique\r\n\r\nLa suite.", "lang": "fr"})
    assert d.text == "République\n\nLa suite."
    assert [b.span.of(d.text) for b in d.blocks] == ["République", "La suite."]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "text": "Les soldats ont qui', "m.jsonl:2: not a whole JSON object"),
        ("[1, 2]", "m.jsonl:2: JSON, but not an object"),
        ('{"id": "a"}', 'm.jsonl:2: no "text"'),
        ('{"text": ["a"]}', 'm.jsonl:2: no "text"'),
        ('{"text": "  "}', "m.jsonl:2: nothing but white space"),
        ('{"text": "Les soldats", "published": "hier"}', "m.jsonl:2: \"published\" is 'hier', not a day"),
        ('{"text": "Les soldats", "published": 12}', 'm.jsonl:2: "published" is 12'),
        ('{"text": "Les soldats", "lang": "xx"}', "m.jsonl:2: language 'xx' cannot be read"),
        ('{"text": "Les soldats", "title": {}}', 'm.jsonl:2: "title" is not a string'),
        ('{"text": "Les soldats", "id": "\\ud800"}', 'm.jsonl:2: "id" holds half a character'),
        ('{"text": "Les soldats", "n": ' + "9" * 5000 + "}", "m.jsonl:2: JSON that no dispatch needs"),
        ('{"text": "Les soldats", "n": ' + "[" * 100_000 + "}", "m.jsonl:2: JSON that no dispatch needs"),
        ('{"text": "Ménaka"}'.encode("latin-1"), "m.jsonl:2: not in UTF-8"),
        (b'{"text": "' + b"a" * LIMIT + b'"}', "m.jsonl:2: larger than 10 MB"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: str | bytes, message: str) -> None:
    first, bad, last = read(WHOLE, line, WHOLE)
    assert isinstance(first, Dispatch) and isinstance(last, Dispatch)
    assert isinstance(bad, Refused) and str(bad).startswith(message)
    assert bad.reason.count("\n") == 0


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    whole = json.dumps(WHOLE).encode()
    assert [type(d) for d in read(b"\xef\xbb\xbf" + whole, "", "  ", whole, "")] == [Dispatch, Dispatch]


def test_json_over_several_lines_is_refused_once() -> None:
    (bad,) = read(json.dumps(WHOLE, indent=1))
    assert isinstance(bad, Refused) and "jq -c" in bad.reason
