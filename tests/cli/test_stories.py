"""The verbs that look across dispatches, on the example story: what they list, and what people decide."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.linking.story.told import ledger
from typer.testing import CliRunner

from selon.cli.app import app

DAY = r"(\d{4}-\d{2}-\d{2}|\?{4}-\?{2}-\?{2})"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ledger that holds the example story."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    ledger(path).close()
    yield path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The same, to be written to."""
    path = tmp_path / "own.db"
    ledger(path).close()
    return path


def run(at: Path, verb: str, *args: str) -> Any:
    return CliRunner().invoke(app, [verb, "--ledger", str(at), *args])


def lines(at: Path, verb: str, *args: str) -> list[str]:
    done = run(at, verb, *args)
    assert done.exit_code == 0, done.output
    return [line for line in done.stdout.splitlines() if line]


def records(at: Path, verb: str, *args: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(at, verb, "--json", *args)]


def test_due_has_a_day_and_a_status_in_every_line(story: Path) -> None:
    found = lines(story, "due", "--on", "2026-03-16")
    terms = [line for line in found if not line.startswith(" ")]
    assert terms
    assert all(re.match(rf"{DAY}  (open|due|overdue|begun|kept|dropped)\b", line) for line in terms)
    assert any(line.startswith("2026-03-15  overdue") for line in terms)
    assert any(line.startswith("2026-03-23  begun") for line in terms)


def test_due_within_a_span_and_as_json(story: Path) -> None:
    far = records(story, "due", "--on", "2026-03-24")
    near = records(story, "due", "--on", "2026-03-24", "--within", "1w")
    assert len(near) < len(far)
    assert {"commitment", "day", "status", "by"} <= far[0].keys()


def test_situation(story: Path) -> None:
    found = lines(story, "situation", "--on", "2026-03-01", "--place", "Qasrak")
    assert any(re.match(r"2026-03-01  gone\b.*Qasrak", line) for line in found)
    assert all(r["day"] == "2026-03-01" for r in records(story, "situation", "--on", "2026-03-01"))


def test_situation_of_an_actor(story: Path) -> None:
    every = records(story, "situation", "--on", "2026-03-01")
    some = records(story, "situation", "--on", "2026-03-01", "--actor", "Etats-Unis")
    assert 0 < len(some) < len(every)


def test_history_of_a_place(story: Path) -> None:
    found = lines(story, "history", "Qasrak")
    assert any("gone" in line for line in found)
    assert any("held" in line for line in found)
    assert records(story, "history", "Qasrak")[0]["evidence"]["quote"]


def test_stories_and_their_titles(story: Path) -> None:
    found = lines(story, "stories")
    assert any(re.match(rf"{DAY}/{DAY}  États-Unis.* : départ", line) for line in found)
    assert any(re.search("United States.*: departure", line) for line in lines(story, "stories", "--words", "en"))
    assert len(records(story, "stories", "--least", "1")) >= len(records(story, "stories"))


def _id(story: Path) -> str:
    return str(next(r["id"] for r in records(story, "stories") if "leave" in r["families"][:1]))


def test_brief_in_three_forms_and_two_languages(story: Path) -> None:
    name = _id(story)
    text = run(story, "brief", name, "--since", "2026-03-16").stdout
    assert text.startswith("# États-Unis")
    assert "## Quoi de neuf depuis le 16 mars 2026" in text
    assert "[^1]: « " in text
    assert run(story, "brief", name, "--lang", "en").stdout.startswith("# United States")
    assert run(story, "brief", name, "--format", "html").stdout.startswith("<!doctype html>")
    made = json.loads(run(story, "brief", name, "--format", "json", "--on", "2026-03-01").stdout)
    assert made["day"] == "2026-03-01"
    assert made["story"] == name


def test_a_story_that_is_not_there(story: Path) -> None:
    done = run(story, "brief", "nothing")
    assert done.exit_code == 1
    assert "selon stories" in str(done.exception)


def test_news_by_publication_and_by_when_it_came(story: Path) -> None:
    found = lines(story, "news", "--since", "2026-03-20", "--published")
    assert any(line.startswith("Nouveau") for line in found)
    assert {r["change"] for r in records(story, "news", "--since", "2026-03-20T00:00Z")} <= {
        "new",
        "contradicted",
        "changed",
        "confirmed",
        "again",
    }
    assert lines(story, "news", "--since", "2026-05-01") == []


@pytest.mark.parametrize(
    "args",
    [
        ("due", "--on", "lundi"),
        ("due", "--within", "un mois"),
        ("situation", "--on", "2026-02-30"),
        ("news", "--since", "hier"),
        ("news", "--since", "2026-03-16T08:00", "--published"),
        ("brief", "x", "--since", "hier"),
    ],
)
def test_days_that_are_none_are_refused(story: Path, args: tuple[str, ...]) -> None:
    done = run(story, *args)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_happenings_and_one_of_them_whole(story: Path) -> None:
    found = records(story, "happenings")
    assert all({"independence", "members"} <= r.keys() for r in found)
    name = found[0]["id"]
    (one,) = records(story, "happenings", name)
    assert "links" in one
    shown = lines(story, "happenings", name)
    assert any(re.match(r" +\d\.\d\d: ", line) for line in shown)


def test_decisions_stand_until_they_are_undone(own: Path) -> None:
    one, other = (r["members"][0]["claim"] for r in records(own, "happenings", "--least", "1")[:2])
    made = run(own, "merge", one, other, "--by", "ana", "--note", "one thing").stdout.strip()
    merged = records(own, "happenings", one)[0]
    assert {one, other} <= {m["claim"] for m in merged["members"]}
    assert made in merged["decided"]
    assert any("ana" in line and "merge" in line for line in lines(own, "decisions"))
    assert run(own, "decisions", "--undo", made, "--by", "ana").exit_code == 0
    assert other not in {m["claim"] for m in records(own, "happenings", one)[0]["members"]}


def test_split_and_pin(own: Path) -> None:
    members = next(r["members"] for r in records(own, "happenings") if len(r["members"]) > 2)
    first, second = members[0]["claim"], members[1]["claim"]
    assert run(own, "split", first, "--from", second, "--by", "ana").exit_code == 0
    assert second not in {m["claim"] for m in records(own, "happenings", first)[0]["members"]}
    assert run(own, "pin", first, second, "--by", "ana").exit_code == 0
    assert {m["claim"] for m in records(own, "happenings", first)[0]["members"]} == {first, second}


def test_ratings(own: Path) -> None:
    assert run(own, "rate", "ALP", "b", "--by", "ana").exit_code == 0
    (rated,) = records(own, "decisions")
    assert (rated["voice"], rated["rating"]) == ("ALP", "B")
    assert run(own, "rate", "ALP", "Z", "--by", "ana").exit_code == 1


def test_a_decision_needs_a_name(own: Path) -> None:
    assert run(own, "merge", "a", "b").exit_code == 2
    assert run(own, "decisions", "--undo", "x").exit_code == 2
