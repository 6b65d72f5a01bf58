"""`selon desk` as it is called."""

from __future__ import annotations

import argon2
import pytest
from typer.testing import CliRunner

from selon.cli.app import app
from selon.cli.serve import _listening
from selon.errors import LedgerError


def test_other_machines_need_users() -> None:
    told = CliRunner().invoke(app, ["desk", "--host", "0.0.0.0", "--no-browser"])
    assert told.exit_code == 2
    assert "--users" in told.output


def test_a_ledger_is_named_once() -> None:
    assert CliRunner().invoke(app, ["desk", "a.db", "--ledger", "b.db"]).exit_code == 2


def test_hashes_of_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "a long password")
    told = CliRunner().invoke(app, ["desk", "--hash-password"])
    assert argon2.PasswordHasher().verify(told.output.strip(), "a long password")


def test_a_port_that_is_taken() -> None:
    with (
        _listening("127.0.0.1", 0) as taken,
        pytest.raises(LedgerError, match="cannot listen there"),
    ):
        _listening("127.0.0.1", taken.getsockname()[1])
