import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import InputError
from selon.intake.clean import clean, decode, dispatch_id


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("un\r\ndeux\rtrois\u2028quatre\x0ccinq", "un\ndeux\ntrois\nquatre\ncinq"),
        ("\ufeffune\x00 base\x1b[2J\x07", "une base[2J"),
        ("de\u0301part", "départ"),
        ("\ud800 base", "\ufffd base"),
        ("tab\tet espace\u00a0insécable", "tab\tet espace\u00a0insécable"),
    ],
)
def test_clean(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@given(st.text(st.characters()))
def test_clean_twice_is_clean_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(dispatch_id(once)) == 16
    once.encode()


@pytest.mark.parametrize(("encoding", "named"), [("latin-1", "ISO-8859-1"), ("cp1252", "CP1252"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named_and_its_remedy_works(encoding: str, named: str) -> None:
    text = "L'armée a évacué Ménaka" + (" – « dès mardi »" if encoding != "latin-1" else "")
    with pytest.raises(InputError, match=f"looks like {named}: read it with --encoding {named}"):
        decode(text.encode(encoding))
    assert decode(text.encode(encoding), named) == text


def test_the_wrong_encoding_is_told() -> None:
    with pytest.raises(InputError, match="not in ascii"):
        decode("é".encode(), "ascii")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 8, b"\x00" * 500])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="not text"):
        decode(data)
