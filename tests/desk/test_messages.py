"""What went wrong is told in the language of the page."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import selon
from selon.desk.messages import message, messages, pairs, pattern

SOURCES = Path(selon.__file__).parent
TOLD = ("intake", "desk", "desk/api", "desk/queues", "desk/routes", "ledger")
"""Where what is told to a page is raised."""
AT_THE_COMMAND_LINE = frozenset({"assets.py", "state.py", "users.py", "locale.py", "messages.py", "restore.py"})
"""Files whose errors end the program before there is a page, or come of a verb that the desk has not."""
WITHIN = frozenset({"TypeError", "ValueError", "KeyError", "RuntimeError"})
"""What is caught before a page is made of it, or is a fault of the program."""
BESIDE = frozenset({"numbers.py", "columns.py", "migrations"})


def raised() -> Iterator[tuple[str, str]]:
    """The messages that these files raise or refuse with, with `{}` for what is filled in, and where."""
    for folder in TOLD:
        for path in sorted((SOURCES / folder).glob("*.py")):
            if path.name in AT_THE_COMMAND_LINE or (folder == "ledger" and path.name in BESIDE):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = _name(node.func) if isinstance(node, ast.Call) else ""
                if (
                    isinstance(node, ast.Call)
                    and name.endswith(("Error", "Refused", "__init__"))
                    and name not in WITHIN
                ):
                    yield from ((f"{folder}/{path.name}:{node.lineno}", said) for said in _sentences(node.args))


def _tells(name: str) -> bool:
    return name.endswith(("Error", "Refused", "__init__")) and name not in WITHIN


def _name(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _sentences(args: list[ast.expr]) -> Iterator[str]:
    for arg in args:
        said = _template(arg)
        if " " in said and re.search(r"[a-z]", said.replace("{}", "")):
            yield said


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return ""


def test_all_that_is_raised_for_a_page_is_known_in_french() -> None:
    known = {re.sub(r"\{\d\}", "{}", english) for english, _ in pairs("fr")}
    filled = [pattern(english) for english, _ in pairs("fr")]
    unknown = [
        f"{where}: {said}"
        for where, said in raised()
        if said not in known and not any(p.fullmatch(said.replace("{}", "x")) for p in filled)
    ]
    assert not unknown


def test_a_line_says_the_same_on_both_sides() -> None:
    english = [one for one, _ in pairs("fr")]
    assert len(set(english)) == len(english)
    for one, other in pairs("fr"):
        holes = set(re.findall(r"\{\d\}", one))
        assert set(re.findall(r"\{\d\}", other)) <= holes
        assert not re.search(r"[\w»)}][:;?!](?= |$)", other), other


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("empty: there is nothing to read", "vide : il n'y a rien à lire"),
        ("withdrawn by its provider (no id): there is nothing to read", "état « withdrawn » chez son fournisseur"),
        ("cannot be read as any format (KeyError): save its text alone", "ne peut être lu comme un format connu"),
        ("c1: the amendment makes no claim (no grain is called 'x'): write each field as `selon show` has it", "'x'"),
        ("query.from: Input should be a valid date or datetime, input is too short", "écrivez 2026-02-23"),
        ("nobody foresaw this", "nobody foresaw this"),
    ],
)
def test_a_message_in_french(said: str, french: str) -> None:
    assert french in message(said, "fr")
    assert message(said, "en") == said


def test_an_event_tells_why_in_the_language_of_its_page() -> None:
    data = {"id": "j", "error": "", "result": {"name": "a.txt", "reason": "empty: there is nothing to read"}}
    assert messages(data, "fr")["result"] == {"name": "a.txt", "reason": "vide : il n'y a rien à lire"}
    assert messages(data, "en") == data


def test_pages_and_programs_are_told_in_their_language(client: TestClient) -> None:
    assert "aucune affirmation" in client.get("/claims/none").text
    asked = {"accept": "application/json"}
    french = client.get("/api/v1/jobs/none", headers={**asked, "accept-language": "fr"}).json()
    english = client.get("/api/v1/jobs/none", headers={**asked, "accept-language": "de"}).json()
    assert french["detail"] == "none : aucun envoi n'a cet identifiant, ou il a été oublié"
    assert english["detail"] == "none: no job has this id, or it was forgotten"


def test_a_search_that_says_nothing_is_told_so(client: TestClient) -> None:
    page = client.get("/dispatches", params={"q": "-x"})
    assert page.status_code == 400
    assert "rien à chercher" in page.text


def test_a_refusal_is_told_in_the_language_of_the_page(client: TestClient) -> None:
    page = client.get("/add").text
    token = page.partition('data-csrf="')[2].partition('"')[0]
    client.post("/add", data={"csrf": token}, files={"files": ("a.txt", b"   ", "text/plain")})
    until = time.monotonic() + 20
    while "rien à lire" not in client.get("/review?kind=quarantine").text and time.monotonic() < until:
        time.sleep(0.05)
    assert "rien à lire" in client.get("/review?kind=quarantine").text
    assert "rien à lire" in client.get("/add").text
    assert "nothing to read" not in client.get("/add").text
