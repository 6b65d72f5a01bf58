"""What the desk itself remembers, beside the ledger: who is signed in, where everyone left off, decisions, acts, and
the screens that take long to work out as they were shown last.

One SQLite file. Tokens are kept as hashes, so that who reads the file can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from selon.desk.verdicts import Asked
from selon.errors import LedgerError

IDLE = 12 * 3600
"""Seconds after which a session ends that nothing is asked in."""
LONGEST = 7 * 24 * 3600
"""Seconds of the longest session."""
FORGOTTEN = 60
"""Days after which a screen that was not shown again is forgotten."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
  token TEXT PRIMARY KEY, user TEXT NOT NULL, csrf TEXT NOT NULL, made REAL NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS position (
  user TEXT, screen TEXT, kind TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (user, screen)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decision (
  n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, user TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL,
  reviews TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS act (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, act TEXT NOT NULL, what TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS shown (
  ledger TEXT, name TEXT, at TEXT NOT NULL, view BLOB NOT NULL, PRIMARY KEY (ledger, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calendar (user TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Session:
    """A user who is signed in; `csrf` goes with everything that changes something."""

    user: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on claims that was given in one step: the reviews that it made, as claims and review ids."""

    id: str
    user: str
    verdict: str
    at: str
    reviews: tuple[Asked, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody left off: a kind of queue and an item in it."""

    kind: str
    item: str


@dataclass(frozen=True, slots=True)
class Acted:
    """Something that a person did."""

    n: int
    at: str
    user: str
    act: str
    what: str
    note: str


class State:
    """The file, shared between threads."""

    def __init__(self, path: Path | str) -> None:
        """Open it, and make it if there is none; `:memory:` keeps nothing.

        Raises:
            LedgerError: there can be none.
        """
        self._lock = threading.Lock()
        try:
            if str(path) != ":memory:":
                Path(path).touch(mode=0o600)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
            self._connection.execute("PRAGMA journal_mode = WAL").close()
            self._connection.executescript(_SCHEMA).close()
        except (OSError, sqlite3.Error) as e:
            raise LedgerError(f"{path}: the desk cannot keep its sessions there ({e}): set $SELON_DATA") from e

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _cursor(self) -> Iterator[sqlite3.Cursor]:
        with self._lock:
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()

    # Sessions.

    def sign_in(self, user: str, now: float | None = None) -> tuple[str, Session]:
        """Begin a session: its token, which is told only here, and the session."""
        at = now or time.time()
        token, made = secrets.token_urlsafe(32), Session(user, secrets.token_urlsafe(24))
        with self._cursor() as c:
            c.execute("DELETE FROM session WHERE used < ? OR made < ?", (at - IDLE, at - LONGEST))
            c.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", (_hash(token), user, made.csrf, at, at))
        return token, made

    def session(self, token: str, now: float | None = None) -> Session | None:
        """The session of a token, None where it ended."""
        at = now or time.time()
        with self._cursor() as c:
            row = c.execute(
                "SELECT user, csrf, used FROM session WHERE token = ? AND used >= ? AND made >= ?",
                (_hash(token), at - IDLE, at - LONGEST),
            ).fetchone()
            if row and row[2] < at - 60:
                c.execute("UPDATE session SET used = ? WHERE token = ?", (at, _hash(token)))
        return Session(row[0], row[1]) if row else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._cursor() as c:
            c.execute("DELETE FROM session WHERE token = ?", (_hash(token),))

    # Where one left off.

    def position(self, user: str, screen: str) -> Position | None:
        """Where a user left off on a screen."""
        with self._cursor() as c:
            row = c.execute("SELECT kind, item FROM position WHERE user = ? AND screen = ?", (user, screen)).fetchone()
        return Position(*row) if row else None

    def leave(self, user: str, screen: str, position: Position) -> None:
        """Remember where a user is."""
        with self._cursor() as c:
            c.execute(
                "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?)", (user, screen, position.kind, position.item)
            )

    # Decisions.

    def decided(self, user: str, verdict: str, reviews: Sequence[Asked]) -> Decision:
        """Remember a decision, so that it can be undone in one step."""
        made = Decision(secrets.token_hex(8), user, verdict, _now(), tuple(reviews), False)
        listed = json.dumps([[r.claim, r.seen] for r in reviews])
        with self._cursor() as c:
            c.execute(
                "INSERT INTO decision (id, user, verdict, at, reviews) VALUES (?, ?, ?, ?, ?)",
                (made.id, user, verdict, made.at, listed),
            )
        return made

    def decision(self, id_: str) -> Decision | None:
        """The decision of an id."""
        return self._decision("id = ?", id_)

    def last_decision(self, user: str) -> Decision | None:
        """The last decision of a user that was not undone."""
        return self._decision("user = ? AND NOT undone", user)

    def undo(self, id_: str) -> bool:
        """Mark a decision as undone; false where it was already."""
        with self._cursor() as c:
            c.execute("UPDATE decision SET undone = 1 WHERE id = ? AND NOT undone", (id_,))
            return c.rowcount == 1

    def _decision(self, where: str, value: str) -> Decision | None:
        query = f"SELECT id, user, verdict, at, reviews, undone FROM decision WHERE {where} ORDER BY n DESC LIMIT 1"
        with self._cursor() as c:
            row = c.execute(query, (value,)).fetchone()
        if row is None:
            return None
        id_, user, verdict, at, reviews, undone = row
        return Decision(id_, user, verdict, at, tuple(Asked(*r) for r in json.loads(reviews)), bool(undone))

    # Acts.

    def act(self, user: str, act: str, what: str = "", note: str = "") -> None:
        """Remember something that was done and that no review tells: signing in, adding, retrying."""
        with self._cursor() as c:
            c.execute(
                "INSERT INTO act (at, user, act, what, note) VALUES (?, ?, ?, ?, ?)",
                (_now(), user, act, what[:500], note[:500]),
            )

    def acts(self, before: int | None, size: int) -> list[Acted]:
        """The acts before a number, latest first."""
        with self._cursor() as c:
            rows = c.execute(
                "SELECT n, at, user, act, what, note FROM act WHERE n < ? ORDER BY n DESC LIMIT ?",
                ((1 << 62) if before is None else before, size),
            ).fetchall()
        return [Acted(*row) for row in rows]

    # What screens showed last.

    def keep(self, ledger: str, name: str, at: str, view: bytes) -> None:
        """Remember what a screen of a ledger shows; what nobody looked at for long is forgotten."""
        with self._cursor() as c:
            c.execute("DELETE FROM shown WHERE at < datetime('now', ?)", (f"-{FORGOTTEN} days",))
            c.execute("INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?)", (ledger, name, at, view))

    def kept(self, ledger: str, name: str) -> tuple[str, bytes] | None:
        """When a screen of a ledger was shown last, and what."""
        with self._cursor() as c:
            row = c.execute("SELECT at, view FROM shown WHERE ledger = ? AND name = ?", (ledger, name)).fetchone()
        return (row[0], row[1]) if row else None

    # The calendar's address.

    def calendar_key(self, user: str, *, renew: bool = False) -> str:
        """The key in a user's calendar address, made when it is first asked for, and anew to end the old one."""
        with self._cursor() as c:
            row = c.execute("SELECT key FROM calendar WHERE user = ?", (user,)).fetchone()
            if row and not renew:
                return str(row[0])
            key = secrets.token_urlsafe(24)
            c.execute("INSERT OR REPLACE INTO calendar VALUES (?, ?)", (user, key))
        return key

    def calendar_user(self, key: str) -> str | None:
        """Whose calendar address holds this key."""
        with self._cursor() as c:
            rows = c.execute("SELECT user, key FROM calendar").fetchall()
        return next((user for user, own in rows if secrets.compare_digest(own.encode(), key.encode())), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
