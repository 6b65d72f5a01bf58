"""Who may come in: a TOML file of names, roles and argon2 hashes of passwords, read again when it changes.

[users.ines]
password = "$argon2id$…"
role = "reviewer"
"""

from __future__ import annotations

import threading
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from selon.desk.views import Role, User
from selon.errors import InputError

ROLES: tuple[Role, ...] = get_args(Role)
LONGEST = 200
"""Characters of the longest name or password."""
FEWEST = 10
"""Characters of the shortest password."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user as the file has them."""

    name: str
    role: Role
    password: str


class Users:
    """The accounts of a file."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            InputError: no such file, or something in it is wrong.
        """
        self.path = path
        self._lock = threading.Lock()
        self._accounts = _read(path)
        self._stamp = _stamp(path)

    def user(self, name: str) -> User | None:
        """The user of a name, with the role they have now; None where there is none any more."""
        account = self._current().get(name)
        return User(account.name, account.role, alone=False) if account else None

    def enter(self, name: str, password: str) -> User | None:
        """The user, if the password is theirs. It takes as long where there is no such user."""
        account = self._current().get(name)
        hashed = account.password if account else _nobody()
        try:
            _hasher().verify(hashed, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return None
        return self.user(name) if account and len(password) <= LONGEST else None

    def _current(self) -> dict[str, Account]:
        """The accounts; those of the last good file, where it was changed into a bad one."""
        with self._lock:
            stamp = _stamp(self.path)
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._accounts = _read(self.path)
                except InputError:
                    # Who is in stays in while the file is being written; the next change is read again.
                    return self._accounts
            return self._accounts


def hash_password(password: str) -> str:
    """The argon2id hash of a password, for the file.

    Raises:
        InputError: it is too short or too long.
    """
    if not FEWEST <= len(password) <= LONGEST:
        raise InputError(f"a password has {FEWEST} to {LONGEST} characters: choose another")
    return _hasher().hash(password)


def _read(path: Path) -> dict[str, Account]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise InputError(f"{path}: the users cannot be read ({e.strerror}): check the name and permissions") from e
    except ValueError as e:
        raise InputError(f"{path}: no TOML ({e}): write [users.NAME] with password and role") from e
    users = told.get("users")
    if not isinstance(users, dict) or not users:
        raise InputError(f"{path}: nobody is in it: write [users.NAME] with password and role")
    return {name: _account(path, name, fields) for name, fields in users.items()}


def _account(path: Path, name: str, fields: Any) -> Account:
    if not isinstance(fields, dict) or set(fields) != {"password", "role"}:
        raise InputError(f"{path}: [users.{name}] needs password and role, and nothing else")
    role, password = fields["role"], fields["password"]
    if role not in ROLES:
        raise InputError(f"{path}: [users.{name}] has the role {role!r}: give one of {', '.join(ROLES)}")
    if not name.strip() or len(name) > LONGEST or not name.isprintable():
        raise InputError(f"{path}: {name!r} is no name of a user: write letters, at most {LONGEST}")
    try:
        if extract_parameters(str(password)).type is not Type.ID:
            raise InvalidHashError
    except InvalidHashError as e:
        raise InputError(
            f"{path}: the password of {name!r} is no argon2id hash: make one with `selon desk --hash-password`"
        ) from e
    return Account(name, role, password)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("a password that is nobody's")
