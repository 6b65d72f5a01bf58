"""A desk on a small ledger, asked without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.readings import reading

import selon.ledger
from selon.desk.app import create_app
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.state import State
from selon.desk.users import Users, hash_password
from selon.intake.refused import Refused
from selon.intake.taken import Taken
from selon.ledger import Added, Ledger
from selon.model import Claim, Dispatch, Reading, Span

HOST = "desk.example"
PASSWORDS = {"ines": "correct horse", "remi": "battery staple", "ada": "admin of this"}
ROLES = {"ines": "reviewer", "remi": "reader", "ada": "admin"}
HASHES = {name: hash_password(word) for name, word in PASSWORDS.items()}
Opener = Callable[..., TestClient]


def simple_reading(d: Dispatch) -> Reading:
    """A claim on the first word of the text's last paragraph, without a parser."""
    start = d.blocks[-1].span.start if d.blocks else 0
    end = next((i for i in range(start, len(d.text)) if d.text[i].isspace()), len(d.text))
    quote = Span(start, d.blocks[-1].span.end if d.blocks else len(d.text))
    return Reading(d, (Claim("x", Span(start, end), "move", "occurred", quote, confidence=0.4),), (), "simple/1")


def adder(ledger: Ledger, found: Iterable[Taken | Refused]) -> Iterator[Added | Refused]:
    """Adds what comes with simple readings."""
    for one in found:
        if isinstance(one, Refused):
            ledger.refuse([one])
            yield one
        else:
            yield ledger.add(simple_reading(one.dispatch))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with the reading made by hand."""
    with selon.ledger.open(tmp_path / "ledger.db") as opened:
        opened.add(reading())
        yield opened


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """A reviewer, a reader and an admin."""
    path = tmp_path / "users.toml"
    path.write_text(
        "".join(f'[users.{n}]\npassword = "{HASHES[n]}"\nrole = "{ROLES[n]}"\n' for n in HASHES), encoding="utf-8"
    )
    return Users(path)


@pytest.fixture
def office(ledger: Ledger) -> Office:
    """A desk for one who is alone at the machine."""
    return Office.open(ledger, adder, State(":memory:"), environment(None), alone="ines", program="1")


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    """Asks it, in French."""
    with client_of(office) as found:
        yield found


@pytest.fixture
def team(ledger: Ledger, users: Users) -> Iterator[Opener]:
    """Opens a client for each who works together at one desk; without a name, for somebody not signed in."""
    office = Office.open(ledger, adder, State(":memory:"), environment(None), users=users, program="1")
    with client_of(office) as first:

        def opened(name: str | None = None) -> TestClient:
            made = client_of(office)
            made.portal = first.portal
            if name is not None:
                answer = sign_in(made, name, PASSWORDS[name])
                assert answer == 303
            return made

        yield opened


def client_of(office: Office) -> TestClient:
    """A client that does not follow where it is led."""
    return TestClient(
        create_app(office, [HOST]),
        f"http://{HOST}",
        headers={"accept": "text/html", "accept-language": "fr"},
        follow_redirects=False,
    )


def sign_in(client: TestClient, name: str, password: str) -> int:
    """Fill in the form, and tell the status of the answer."""
    page = client.get("/signin").text
    return client.post("/signin", data={"csrf": csrf(page), "name": name, "password": password}).status_code


def csrf(page: str) -> str:
    """The token of a page."""
    return page.partition('data-csrf="')[2].partition('"')[0]
