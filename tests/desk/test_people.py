"""Who may come in, how long a session lasts, and what the desk remembers of whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.desk.auth import OF_ADDRESS, TRIES, WINDOW, TooManyError, Tries
from selon.desk.state import IDLE, LONGEST, Position, State
from selon.desk.users import Users, hash_password
from selon.desk.verdicts import Asked
from selon.errors import InputError

from .conftest import HASHES, PASSWORDS


def test_only_the_right_password_enters(users: Users) -> None:
    found = users.enter("ines", PASSWORDS["ines"])
    assert found is not None
    assert (found.name, found.role, found.alone) == ("ines", "reviewer", False)
    assert users.enter("ines", PASSWORDS["remi"]) is None
    assert users.enter("nobody", PASSWORDS["ines"]) is None


def test_the_file_is_read_again(users: Users) -> None:
    text = users.path.read_text(encoding="utf-8")
    users.path.write_text(text.replace('role = "reviewer"', 'role = "reader"'), encoding="utf-8")
    found = users.user("ines")
    assert found is not None
    assert not found.may_review
    users.path.write_text("half a", encoding="utf-8")
    assert users.user("ines") == found
    users.path.write_text(f'[users.ada]\npassword = "{HASHES["ada"]}"\nrole = "admin"\n', encoding="utf-8")
    assert users.user("ines") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = ", "no TOML"),
        ("", "nobody is in it"),
        ('[users.a]\nrole = "reader"\n', "needs password and role"),
        ('[users.a]\nrole = "boss"\npassword = "x"\n', "has the role 'boss'"),
        ('[users.a]\nrole = "reader"\npassword = "secret"\n', "no argon2id hash"),
        (f'[users."a\\n"]\nrole = "reader"\npassword = "{HASHES["ada"]}"\n', "no name of a user"),
    ],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "users.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        Users(path)


def test_passwords_are_long_enough() -> None:
    with pytest.raises(InputError, match="10 to 200"):
        hash_password("short")


def test_sessions_end() -> None:
    state = State(":memory:")
    token, session = state.sign_in("ines", now=1000.0)
    assert state.session(token, now=1001.0) == session
    assert state.session(token + "x", now=1001.0) is None
    assert state.session(token, now=1000.0 + IDLE - 1) == session
    assert state.session(token, now=1000.0 + 2 * IDLE - 2) == session
    assert state.session(token, now=1000.0 + 4 * IDLE) is None
    token, session = state.sign_in("ines", now=1000.0)
    for at in range(1000, 1000 + LONGEST, IDLE // 2):
        assert state.session(token, now=float(at)) == session
    assert state.session(token, now=1001.0 + LONGEST) is None
    token, _ = state.sign_in("ines")
    state.sign_out(token)
    assert state.session(token) is None


def test_tokens_are_not_kept_as_they_are(tmp_path: Path) -> None:
    state = State(tmp_path / "desk.db")
    token, _ = state.sign_in("ines")
    state.close()
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert token.encode() not in kept
    assert (tmp_path / "desk.db").stat().st_mode & 0o077 == 0


def test_what_is_remembered(tmp_path: Path) -> None:
    state = State(tmp_path / "desk.db")
    made = state.decided("ines", "accept", [Asked("c", "r")])
    state.leave("ines", "review", Position("doubtful", "c"))
    key = state.calendar_key("ines")
    state.act("ines", "add", "a.txt")
    state.close()
    state = State(tmp_path / "desk.db")
    assert state.last_decision("ines") == made
    assert state.last_decision("remi") is None
    assert state.position("ines", "review") == Position("doubtful", "c")
    assert state.calendar_key("ines") == key
    assert state.calendar_user(key) == "ines"
    assert state.calendar_key("ines", renew=True) != key
    assert state.calendar_user(key) is None
    assert [a.what for a in state.acts(None, 5)] == ["a.txt"]
    assert state.undo(made.id)
    assert not state.undo(made.id)
    assert state.last_decision("ines") is None


def test_guessing_is_slowed_down() -> None:
    tries = Tries()
    for _ in range(TRIES):
        tries.check("ines", "1", now=1.0)
        tries.failed("ines", "1", now=1.0)
    with pytest.raises(TooManyError) as told:
        tries.check("ines", "2", now=2.0)
    assert told.value.seconds == int(WINDOW)
    tries.check("remi", "1", now=2.0)
    for i in range(OF_ADDRESS):
        tries.failed(f"n{i}", "1", now=2.0)
    with pytest.raises(TooManyError):
        tries.check("remi", "1", now=3.0)
    tries.check("ines", "2", now=3.0 + WINDOW)
