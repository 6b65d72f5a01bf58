from datetime import date

import pytest

from selon.errors import InputError
from selon.intake.clean import dispatch_id
from selon.intake.refused import LIMIT, Given
from selon.intake.text import from_bytes, from_text

TEXT = "Mali: l'armée évacue Ménaka\n\nBamako, 3 mars 2026 (ALP) - L'armée a évacué mardi son camp de Ménaka."


def test_a_text_becomes_a_dispatch() -> None:
    d = from_bytes(TEXT.replace("\n", "\r\n").encode())
    assert (d.text, d.id, d.lang, d.published, d.agency) == (TEXT, dispatch_id(TEXT), "fr", date(2026, 3, 3), "ALP")
    assert [b.kind for b in d.blocks] == ["title", "dateline", "paragraph"]


def test_what_the_caller_gives() -> None:
    assert from_bytes(TEXT.encode(), Given(published=date(2026, 3, 9))).published == date(2026, 3, 9)
    assert from_bytes("Ménaka".encode("cp1252"), Given(encoding="cp1252")).text == "Ménaka"
    assert from_text(TEXT, lang="fr-FR").lang == "fr"
    assert from_text(TEXT, agency="AFP").agency == "AFP"
    with pytest.raises(InputError, match="no encoding is called 'klingon'"):
        Given(encoding="klingon")


@pytest.mark.parametrize(
    ("data", "lang", "message"),
    [
        (b"", None, "empty"),
        (b" \n\t\xc2\xa0\n", None, "nothing but white space"),
        (b"\x00\x07", None, "empty"),
        (b"a" * (LIMIT + 1), None, "larger than 10 MB"),
        (TEXT.encode(), "xx", "language 'xx' cannot be read: choose one of en, fr"),
        (b"Der Konvoi hat den Posten verlassen, sagten die Beamten.", None, "seems to be in 'de'.*--lang"),
        ("الجيش ينسحب من القاعدة".encode(), None, "seems to be in 'ar'"),
        (b"<!DOCTYPE html><html><p>Bonjour</p></html>", None, "markup"),
    ],
)
def test_what_is_refused(data: bytes, lang: str | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_bytes(data, Given(lang=lang))


def test_one_very_long_line_is_read() -> None:
    text = "Les soldats ont quitté la base. " * 6_250
    assert len(from_bytes(text.encode()).text) == 200_000
