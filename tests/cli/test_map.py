"""`selon map`: one page that needs no network."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from selon.cli.map import map_command
from selon.gazetteer import borders

TEXT = (
    "Ukraine: une frappe en Crimée <script>\n\nUne frappe a visé Sébastopol, à 30 km au sud de Kherson, en Ukraine. "
    "Le village de Zourbatane est tombé. Moscou a démenti.\n"
)
app = typer.Typer()
app.command()(map_command)
pytestmark = pytest.mark.skipif(not borders.available(), reason="the extra `map` is not installed")


def run(*args: str) -> Any:
    return CliRunner().invoke(app, args)


@pytest.fixture
def page(tmp_path: Path) -> str:
    path, out = tmp_path / "wire.txt", tmp_path / "map.html"
    path.write_text(TEXT, "utf-8")
    done = run(str(path), "--lang", "fr", "-o", str(out))
    assert done.exit_code == 0, done.output
    return out.read_text("utf-8")


def data(page: str) -> Any:
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    assert not re.search(r"""<[^>]*\bsrc=|<(?:img|link|iframe)\b|url\(["']?(?:https?:)?//|@import""", markup(page))


def markup(page: str) -> str:
    """The page without its scripts."""
    return re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_circles_are_as_wide_as_the_radius(page: str) -> None:
    marks = {m["words"][0]: m for m in data(page)["marks"]}
    assert marks["à 30 km au sud de Kherson"]["radius"] > 12_000
    assert marks["Ukraine"]["country"] == "UA" and marks["Ukraine"]["wide"]
    assert marks["Crimée"]["claimants"] == "UA, RU"


def test_disputed_edges_are_apart_from_the_others(page: str) -> None:
    found = data(page)
    assert found["disputed"] and found["lines"]
    assert "UA" in found["land"]
    assert any("Donetsk" in x["name"] and x["claimants"] == "UA, RU" for x in found["claimed"])
    assert not any(x["name"] == "Crimée" for x in found["claimed"])


def test_edges_of_what_states_see_differently_are_dashed(tmp_path: Path) -> None:
    path, out = tmp_path / "wire.txt", tmp_path / "map.html"
    path.write_text(
        "date 2026-02-23 10:00\n\nKosovo: des heurts à Pristina\n\nDes heurts ont éclaté à Pristina, au Kosovo.\n",
        "utf-8",
    )
    assert run(str(path), "--lang", "fr", "-o", str(out)).exit_code == 0
    html = out.read_text("utf-8")
    dashed = [p for line in data(html)["disputed"] for p in line]
    assert any(20.0 < lon < 20.8 and 42.0 < lat < 42.7 for lon, lat in dashed)
    assert "<h1>Kosovo: des heurts à Pristina</h1>" in html


def test_what_is_not_resolved_stands_beside(page: str) -> None:
    beside = page.split("<aside>", 1)[1].split("</aside>", 1)[0]
    assert "Not resolved" in beside and "Zourbatane" in beside
    assert "Governments, no places" in beside and "Moscou" in beside
    assert "&lt;script&gt;" in beside and "<script>" not in beside


def test_a_text_without_places_shows_the_world(tmp_path: Path) -> None:
    path, out = tmp_path / "wire.txt", tmp_path / "map.html"
    path.write_text("Le conseil s'est réuni mardi pour examiner le texte.\n", "utf-8")
    assert run(str(path), "--lang", "fr", "-o", str(out)).exit_code == 0
    assert data(out.read_text("utf-8"))["marks"] == []


def test_wrong_commands(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(TEXT, "utf-8")
    assert run("no-such-file.txt", "-o", str(tmp_path / "map.html")).exit_code == 2
    assert run(str(path), "--lang", "fr", "-o", str(tmp_path / "no" / "map.html")).exit_code == 2
