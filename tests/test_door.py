"""`import selon`: reading one text or file from Python."""

from datetime import date
from pathlib import Path

import pytest
from tests.readings import TEXT

import selon
from selon.errors import InputError


def test_the_names_at_the_door() -> None:
    assert set(selon.__all__) <= set(dir(selon))
    assert selon.Dispatch.__module__ == selon.Claim.__module__ == selon.Reading.__module__ == "selon.model"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        selon.nothing  # noqa: B018


def test_a_text_or_a_path(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(TEXT)
    for given in (TEXT, path, str(path)):
        d = selon.dispatch(given, published="2026-03-04")
        assert (d.text, d.published, d.title) == (TEXT, date(2026, 3, 4), "Mali: l'armée évacue Ménaka")
    assert selon.dispatch("Un convoi est parti.").text == "Un convoi est parti."


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("missing.txt", "missing.txt: no such file"),
        (Path("missing"), "missing: no such file"),
        ("", "empty"),
        (" \n", "nothing but white space"),
    ],
)
def test_what_cannot_be_read(given: str | Path, message: str) -> None:
    with pytest.raises(InputError, match=message):
        selon.dispatch(given)


def test_wrong_days_and_several_dispatches(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a day"):
        selon.dispatch(TEXT, published="hier")
    path = tmp_path / "two.jsonl"
    path.write_text('{"text": "Un convoi est parti."}\n' * 2)
    with pytest.raises(InputError, match="2 dispatches"):
        selon.dispatch(path)
    assert [d.text for d in selon.dispatches([path]) if isinstance(d, selon.Dispatch)] == ["Un convoi est parti."] * 2
